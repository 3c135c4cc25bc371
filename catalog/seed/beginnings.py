"""What every register begins with: the instruments that lists cite, and everyday words for proofs.

Titles, levels and days of national and provincial instruments are facts; the rows marked fictional
belong to the example city and are loaded only with it.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from sqlmodel import Session, select

from catalog import text
from catalog.database import Database
from catalog.models import Instrument, Synonym
from catalog.services import history, instruments, registering
from catalog.vocabulary import Act

HERE = Path(__file__).parent
INSTRUMENTS = HERE / "instruments.csv"


def load(database: Database, *, by: str, fictional: bool) -> bool:
    """Give a register without instruments its first ones, and its first synonyms; False when it has some."""
    with database.reading() as session:
        if _has_instruments(session):
            return False
    with database.writing() as session:
        registering.alone(session)
        if _has_instruments(session):  # somebody else was quicker
            return False
        instruments.load(session, INSTRUMENTS.read_bytes(), by=by, fictional=fictional)
        _add_synonyms(session, by=by)
    return True


def _has_instruments(session: Session) -> bool:
    return session.exec(select(Instrument.id).limit(1)).first() is not None


def _add_synonyms(session: Session, *, by: str) -> None:
    seen: set[tuple[str, str]] = set()
    for row in rows("synonyms.csv"):
        identity = (text.name_key(row["surface"]), row["name"])
        if identity in seen:
            continue
        seen.add(identity)
        synonym = Synonym(surface=row["surface"], key=identity[0], name=row["name"])
        session.add(synonym)
        after = {"surface": synonym.surface, "name": synonym.name}
        history.write(session, by=by, act=Act.AMEND_SYNONYM, record=synonym, after=after)


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a sheet in this folder."""
    with (HERE / name).open(encoding="utf-8-sig", newline="") as sheet:
        yield from csv.DictReader(sheet)
