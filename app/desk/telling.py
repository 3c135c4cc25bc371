"""Entries of history as a timeline of sentences."""

from collections.abc import Iterable

from sqlmodel import Session

from app.pages.parts import Moment
from app.wording import zh_moment
from app.wording.history import Happened, told
from catalog import clock
from catalog.models import Entry
from catalog.services import entry_reading
from catalog.vocabulary import Act


def moments(session: Session, entries: Iterable[Entry]) -> tuple[Moment, ...]:
    """The entries as they are told, in the order given; people by name where they are known."""
    called = entry_reading.names_of_logins(session)
    return tuple(_moment(one, called) for one in entries)


def _moment(entry: Entry, called: dict[str, str]) -> Moment:
    happened = Happened(
        act=Act(entry.act),
        who=called.get(entry.who, entry.who),
        noun=entry.noun,
        before=entry.before or {},
        after=entry.after or {},
        reason=entry.reason,
    )
    return Moment(when=zh_moment(entry.at), head="", day=clock.day_of(entry.at), text=told(happened))
