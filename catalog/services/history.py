"""The history of every record: an append-only chain, and the feed that search follows (DESIGN §5)."""

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import event, insert, update
from sqlmodel import Session, SQLModel, col, select

from catalog import clock, lengths
from catalog.database import Database, WritingSession
from catalog.models import Entry, EntryHead
from catalog.vocabulary import Act

GENESIS = "0" * 64
PENDING = "history.pending"
PAGE = 5_000


@dataclass(frozen=True)
class _Draft:
    who: str
    act: Act
    noun: str
    record: SQLModel | int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    reason: str


def write(
    session: Session,
    *,
    by: str,
    act: Act,
    record: SQLModel | None = None,
    noun: str = "",
    record_id: int | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Note that ``by`` did ``act``; the entry is numbered and chained when the transaction commits.

    Name the record by the object (its id may not exist yet) or by ``noun`` and ``record_id``.
    ``before`` and ``after`` hold plain JSON values; never anything a member of the public wrote.
    """
    noun = noun or str(getattr(record, "__tablename__", ""))
    draft = _Draft(by, act, noun, record if record is not None else record_id, before, after, reason)
    session.info.setdefault(PENDING, []).append(draft)


@event.listens_for(WritingSession, "before_commit")
def _seal(session: Session) -> None:
    """Give the pending entries their numbers and hashes from the head row, locked last."""
    drafts: list[_Draft] = session.info.pop(PENDING, [])
    if not drafts:
        return
    session.flush()
    head = session.exec(select(EntryHead).with_for_update()).one()
    at, number, previous = clock.now(), head.number, head.digest
    rows = []
    for draft in drafts:
        number += 1
        row = _row(draft, number, at, previous)
        previous = row["digest"]
        rows.append(row)
    lengths.check(Entry.__table__, rows)  # type: ignore[attr-defined]
    # By the connection: the session would insert each run of rows with the same empty values by itself.
    session.connection().execute(insert(Entry), rows)
    session.execute(update(EntryHead).values(number=number, digest=previous))


@event.listens_for(WritingSession, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(PENDING, None)


def _row(draft: _Draft, number: int, at: datetime, previous: str) -> dict[str, Any]:
    record_id = draft.record if isinstance(draft.record, int | None) else getattr(draft.record, "id", None)
    row: dict[str, Any] = {
        "number": number,
        "at": at,
        "who": draft.who,
        "act": draft.act.value,
        "noun": draft.noun,
        "record_id": record_id,
        "before": draft.before,
        "after": draft.after,
        "reason": draft.reason,
        "previous": previous,
    }
    row["digest"] = digest(row)
    return row


def digest(row: dict[str, Any]) -> str:
    """SHA-256 of an entry's fields and the digest before it, in a fixed spelling."""
    fields = (
        row["number"],
        row["at"].isoformat(timespec="microseconds"),
        row["who"],
        row["act"],
        row["noun"],
        row["record_id"],
        row["before"],
        row["after"],
        row["reason"],
        row["previous"],
    )
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def head(session: Session) -> int:
    """The number of the newest entry; 0 when nothing has happened yet."""
    return session.exec(select(EntryHead.number)).one()


def place(database: Database) -> int:
    """The same by the shortest way, outside of any session: every answer to the public asks it first."""
    connection = database.engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("SELECT number FROM entry_head")
        return int(cursor.fetchone()[0])  # type: ignore[index]
    finally:
        connection.close()


def newest_but(session: Session, acts: Collection[Act], *, after: int, upto: int) -> int | None:
    """The number of the newest entry in (after, upto] that is none of these acts; None when there is none."""
    query = select(Entry.number).where(col(Entry.number) > after, col(Entry.number) <= upto)
    query = query.where(col(Entry.act).not_in([act.value for act in acts]))
    return session.exec(query.order_by(col(Entry.number).desc()).limit(1)).first()


def newest(session: Session) -> tuple[int, str]:
    """Number and digest of the newest entry."""
    head_row = session.exec(select(EntryHead)).one()
    return head_row.number, head_row.digest


def newest_before(session: Session, instant: datetime) -> tuple[int, str] | None:
    """Number and digest of the last entry before an instant: what is published each day, so that tampering shows."""
    query = select(Entry.number, Entry.digest).where(col(Entry.at) < instant).order_by(col(Entry.number).desc())
    return session.exec(query.limit(1)).first()


def digest_at(session: Session, place: int) -> str:
    """The digest of one entry; "" when there is none with that number."""
    return session.exec(select(Entry.digest).where(Entry.number == place)).first() or ""


def since(session: Session, place: int, *, limit: int = PAGE) -> list[Entry]:
    """Entries after ``place``, oldest first, at most ``limit``. Start at 0 to replay everything."""
    query = select(Entry).where(col(Entry.number) > place).order_by(col(Entry.number)).limit(limit)
    return list(session.exec(query))


def of(session: Session, noun: str, record_id: int) -> list[Entry]:
    """What happened to one record, newest first."""
    query = select(Entry).where(Entry.noun == noun, Entry.record_id == record_id)
    return list(session.exec(query.order_by(col(Entry.number).desc())))


def verify(session: Session) -> str | None:
    """Recompute the chain. None when it holds, else a sentence naming the first break."""
    number, previous = 0, GENESIS
    for entry in _all(session):
        number += 1
        if entry.number != number:
            return f"记录断号：第{number}条之后是第{entry.number}条。"
        row = entry.model_dump()
        if entry.previous != previous or entry.digest != digest(row):
            return f"第{entry.number}条记录的摘要对不上，记录被改动过。"
        previous = entry.digest
    newest = session.exec(select(EntryHead)).one()
    if (newest.number, newest.digest) != (number, previous):
        return f"记录链的头是第{newest.number}条，实际最后一条是第{number}条。"
    return None


def _all(session: Session) -> Iterator[Entry]:
    place = 0
    while page := since(session, place):
        yield from page
        place = page[-1].number
        session.expunge_all()
