"""A line whole: its columns, legal references, evidence and signed reasons, as plain JSON and back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlmodel import Session, col, select

from catalog.models import Evidence, EvidenceLine, Line, LineCitation, LineException
from catalog.services import line_texts
from catalog.services.registering import insert_many
from catalog.vocabulary import Disposition, ExceptionKind, ItemType, Method

# Columns that stay with the row itself, or are written by whoever puts the lines in order.
NOT_KEPT = frozenset({"id", "list_id", "position"})
CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Whole:
    """One line with everything that hangs on it. ``copies`` are lines of batches that were copied from it."""

    line_id: int
    subject: str
    row: Mapping[str, Any]
    citations: Sequence[Mapping[str, Any]] = ()
    evidence: Sequence[int] = ()
    exceptions: Sequence[Mapping[str, Any]] = ()
    copies: Sequence[int] = ()

    @property
    def requirement_id(self) -> int:
        return int(self.row["requirement_id"])

    @property
    def version(self) -> int:
        return int(self.row["version"])

    def as_json(self) -> dict[str, Any]:
        """Plain values that ``read`` understands."""
        return {
            "line_id": self.line_id,
            "subject": self.subject,
            "row": self.row,
            "citations": list(self.citations),
            "evidence": list(self.evidence),
            "exceptions": list(self.exceptions),
            "copies": list(self.copies),
        }

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> "Whole":
        return cls(**stored)


def wholes_of(session: Session, list_id: int) -> tuple[Whole, ...]:
    """Every line of a list, whole, in its order. A fixed number of queries."""
    lines = list(session.exec(select(Line).where(Line.list_id == list_id).order_by(col(Line.position))))
    subjects = {
        line.line_id: f"{line.office}，{line.service_item}，{line.material}"
        for line in line_texts.of_list(session, list_id)
    }
    citations = _hanging(session, LineCitation, list_id)
    evidence = _hanging(session, EvidenceLine, list_id)
    exceptions = _hanging(session, LineException, list_id)
    copies = _copies(session, list_id)
    return tuple(
        Whole(
            line.id or 0,
            subjects[line.id or 0],
            _plain(line, NOT_KEPT),
            [_plain(one, {"id", "line_id"}) for one in citations[line.id or 0]],
            [one.evidence_id for one in evidence[line.id or 0]],
            [_plain(one, {"id", "line_id"}) for one in exceptions[line.id or 0]],
            copies[line.id or 0],
        )
        for line in lines
    )


def restore_wholes(session: Session, wholes: Sequence[Whole]) -> None:
    """Let lines that are there say what they said; their evidence, reasons and versions stay as they are."""
    if not wholes:
        return
    ids = [one.line_id for one in wholes]
    for start in range(0, len(ids), CHUNK):
        session.execute(delete(LineCitation).where(col(LineCitation.line_id).in_(ids[start : start + CHUNK])))
    names = [name for name in wholes[0].row if name != "version"]
    table = Line.__table__  # type: ignore[attr-defined]
    statement = update(table).where(table.c.id == bindparam("which"))
    statement = statement.values(**{name: bindparam(f"to_{name}") for name in names})
    rows = [
        {"which": one.line_id, **{f"to_{name}": value for name, value in _row(one).items() if name in names}}
        for one in wholes
    ]
    session.connection().execute(statement, rows)
    session.expire_all()
    insert_many(session, LineCitation, _hung(wholes, "citations"))


def insert_wholes(session: Session, list_id: int, wholes: Sequence[Whole]) -> None:
    """Put lines that were removed in again under their own numbers, at places nobody has, with what hung on them."""
    if not wholes:
        return
    lowest = min(session.exec(select(Line.position).where(Line.list_id == list_id)), default=0)
    rows = [
        {
            **_row(one),
            "id": one.line_id,
            "list_id": list_id,
            "position": min(lowest, 0) - place,
            "version": one.version + 1,
        }
        for place, one in enumerate(wholes, start=1)
    ]
    insert_many(session, Line, rows)
    insert_many(session, LineCitation, _hung(wholes, "citations"))
    insert_many(session, LineException, [_exception(row) for row in _hung(wholes, "exceptions")])
    left = set(session.exec(select(Evidence.id).where(Evidence.list_id == list_id)))
    backed = [{"line_id": one.line_id, "evidence_id": each} for one in wholes for each in one.evidence if each in left]
    insert_many(session, EvidenceLine, backed)
    _rejoin_copies(session, wholes)


def _hanging(session: Session, table: Any, list_id: int) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    query = select(table).join(Line, col(Line.id) == table.line_id).where(Line.list_id == list_id)
    for one in session.exec(query.order_by(table.id)):
        found[one.line_id].append(one)
    return found


def _copies(session: Session, list_id: int) -> dict[int, list[int]]:
    origins = select(Line.id).where(Line.list_id == list_id)
    found: dict[int, list[int]] = defaultdict(list)
    for copy_id, origin in session.exec(
        select(Line.id, Line.origin_line_id).where(col(Line.origin_line_id).in_(origins))
    ):
        found[origin or 0].append(copy_id or 0)
    return found


def _rejoin_copies(session: Session, wholes: Iterable[Whole]) -> None:
    pairs = [{"which": copy_id, "to": one.line_id} for one in wholes for copy_id in one.copies]
    table = Line.__table__  # type: ignore[attr-defined]
    alone = table.c.origin_line_id.is_(None)
    statement = update(table).where(table.c.id == bindparam("which"), alone).values(origin_line_id=bindparam("to"))
    if pairs:
        session.connection().execute(statement, pairs)
        session.expire_all()


def _plain(record: Any, leaving_out: Iterable[str]) -> dict[str, Any]:
    out = set(leaving_out)
    return {name: _value(value) for name, value in record.model_dump().items() if name not in out}


def _value(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _row(one: Whole) -> dict[str, Any]:
    """The columns of a line as the database takes them."""
    row = dict(one.row)
    return row | {
        "item_type": ItemType.named(row["item_type"] or ""),
        "disposition": Disposition.named(row["disposition"]),
        "method": Method.named(row["method"] or ""),
        "effective_on": date.fromisoformat(row["effective_on"]) if row["effective_on"] else None,
    }


def _exception(row: dict[str, Any]) -> dict[str, Any]:
    return row | {
        "kind": ExceptionKind.named(row["kind"]),
        "disposition": Disposition.named(row["disposition"]),
        "method": Method.named(row["method"] or ""),
        "at": datetime.fromisoformat(row["at"]),
    }


def _hung(wholes: Iterable[Whole], what: str) -> list[dict[str, Any]]:
    return [{**row, "line_id": one.line_id} for one in wholes for row in getattr(one, what)]
