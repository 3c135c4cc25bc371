"""A register with a list of the size that cities publish at the step asked for, and a small one open to comments."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from catalog import clock
from catalog.database import Database
from catalog.models import Instrument
from catalog.rules import citations
from catalog.rules.citations import title_key
from catalog.seed import beginnings
from catalog.services import commenting
from catalog.services.line_entry import LineDraft
from catalog.services.vault import KeyRing
from catalog.vocabulary import LegalLevel
from tests.catalog.services.cast import Cast, hire
from tests.catalog.services.life import REPLACED, a_line
from tests.consultation_builders import Consulted
from tests.people import CHEAP, PASSWORD

SECRET = "test" * 16
LINES = 1_344
FEW = 12
LAW = "示例条例"
# Asked about so long ago that everything up to the approval has been done by now.
LONG_AGO = 100


@dataclass
class Large:
    """One register in a folder of its own, with its cast."""

    database: Database
    home: Path
    cast: Cast

    def story(self) -> Consulted:
        """A list whose life has not begun."""
        return Consulted(self.database, self.cast, KeyRing(self.home / "keys", SECRET))


def registered(database: Database, home: Path) -> Large:
    """An empty register made ready: calendar, officials with PASSWORD, and an instrument to cite."""
    beginnings.load(database, by="test", fictional=True)
    cast = hire(database, password_hash=CHEAP.hash(PASSWORD))
    with database.writing() as session:
        session.add(Instrument(title=LAW, key=title_key(LAW), sort_key="", level=LegalLevel.ADMINISTRATIVE_REGULATION))
    return Large(database, home, cast)


def lines(count: int = LINES, *, first: int = 1) -> list[LineDraft]:
    """Complete lines with a basis that lets them be replaced, each about an errand of its own."""
    cited = citations.parse(f"《{LAW}》第三条")
    return [a_line(number, **REPLACED, has_no_basis=False, citations=cited) for number in range(first, first + count)]


def approved(large: Large, count: int = LINES, *, first: int = 1) -> Consulted:
    """A list that only waits for its number."""
    story = large.story()
    story.begun(days_ago=LONG_AGO, lines=lines(count, first=first)).closed().settled().approved()
    assert story.at < clock.now()
    return story


def open_to_comments(large: Large, count: int = FEW) -> Consulted:
    """A list that the public is being asked about."""
    return large.story().begun(days_ago=2, lines=lines(count, first=1_000_000))


def ticket() -> str:
    """The ticket of a form that somebody has had before them for a while."""
    return commenting.new_ticket(SECRET, clock.now() - timedelta(minutes=1))
