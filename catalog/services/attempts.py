"""Tries counted in the database, so that limits hold across all workers."""

from datetime import UTC, datetime

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from catalog.errors import TooOften
from catalog.models import Attempt
from catalog.rules.limits import Limit

# One row for each subject, counted up in no window: it only makes others wait.
QUEUE, BEGINNING = "queue", datetime(2000, 1, 1, tzinfo=UTC)


def count(session: Session, limit: Limit, subject: str, *, at: datetime) -> None:
    """Count one try of ``subject`` (a digest). Raises TooOften when it is one too many in its window."""
    tried = note(session, limit.topic, subject, limit.window(at))
    if why := limit.refusal(tried, at):
        raise TooOften(why, seconds=limit.seconds_left(at))


def note(session: Session, topic: str, subject: str, window: datetime) -> int:
    """Count one try in a window; how many there are now. One statement, so that none is lost."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = insert(Attempt).values(topic=topic, subject=subject, window=window, count=1)
    columns = ["topic", "subject", "window"]
    again = row.on_conflict_do_update(index_elements=columns, set_={"count": col(Attempt.count) + 1})
    return int(session.execute(again.returning(col(Attempt.count))).scalar_one())


def queue(session: Session, subject: str) -> None:
    """Make whoever tries for the same subject at the same moment wait until this transaction ends.

    SQLite lets one writer in at a time anyway. Where several write side by side they would all read the
    same count before any of them adds to it; here they meet at one row, which each of them locks.
    """
    note(session, QUEUE, subject, BEGINNING)


def clear(session: Session, topic: str, subject: str) -> None:
    """Forget the tries of a subject."""
    session.execute(delete(Attempt).where(col(Attempt.topic) == topic, col(Attempt.subject) == subject))


def forget(session: Session, *, before: datetime) -> None:
    """Forget all windows that began before an instant: they limit nobody any more."""
    session.execute(delete(Attempt).where(col(Attempt.window) < before))
