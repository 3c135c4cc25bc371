"""The bureau takes up what was handed in: one list as it is, or several departments' lists in one batch."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from catalog.errors import AgainstPolicy, Conflicting, Incomplete, OutOfTurn
from catalog.models import Evidence, EvidenceLine, Line, LineCitation, LineException, Office, ProofList
from catalog.rules.permissions import Official
from catalog.services import findings, list_steps
from catalog.services.registering import insert_many
from catalog.vocabulary import ExceptionKind, ListState


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Where one department's list for a batch stands."""

    list_id: int
    title: str
    office_id: int | None
    office: str
    state: ListState
    lines: int


def assemble(
    session: Session, list_id: int, *, city: str, by: Official, at: datetime, emergency: str = ""
) -> ProofList:
    """Accept a list that was handed in, as it is: what the law leaves closed must be settled.

    Raises AgainstPolicy (which lines), OutOfTurn, NotYourDesk.
    """
    listing = list_steps.locked(session, list_id)
    step = list_steps.ready(session, listing, "assemble", by=by, at=at, emergency=emergency)
    _check_policy(session, [list_id], city=city, at=at)
    list_steps.take(session, step)
    return listing


def gather(
    session: Session,
    batch_id: int,
    list_ids: Collection[int],
    *,
    city: str,
    by: Official,
    at: datetime,
    emergency: str = "",
) -> ProofList:
    """Copy the lines of several handed-in lists into a batch, each with the line it came from; all move on together.

    Evidence and signed reasons go with their lines. Raises AgainstPolicy, Conflicting (two departments name
    the same requirement), Incomplete (nothing chosen), OutOfTurn, NotYourDesk.
    """
    batch = list_steps.locked(session, batch_id)
    parts = [list_steps.locked(session, list_id) for list_id in sorted(set(list_ids))]
    if not parts:
        raise Incomplete("请选出要汇总的清单。", field="lists")
    _check_parts(batch, parts)
    for part in parts:
        part.batch_id = batch_id
    session.flush()
    steps = [list_steps.ready(session, part, "assemble", by=by, at=at, emergency=emergency) for part in parts]
    own = list_steps.ready(session, batch, "gather", by=by, at=at, emergency=emergency)
    _check_policy(session, [part.id or 0 for part in parts], city=city, at=at)
    copied = _copy_lines(session, batch, parts)
    for step in steps:
        list_steps.take(session, step, batch=batch_id)
    list_steps.take(session, own, lists=[part.id for part in parts], lines=copied)
    return batch


def handed_in(session: Session, batch_id: int) -> list[HandedIn]:
    """Every department's list for the batch with its state and number of lines. One query."""
    query = (
        select(ProofList, Office.name, func.count(col(Line.id)))
        .outerjoin(Office, col(Office.id) == col(ProofList.office_id))
        .outerjoin(Line, col(Line.list_id) == col(ProofList.id))
        .where(ProofList.batch_id == batch_id)
        .group_by(col(ProofList.id), col(Office.name))
        .order_by(col(ProofList.id))
    )
    return [
        HandedIn(one.id or 0, one.title, one.office_id, office or "", one.state, lines)
        for one, office, lines in session.exec(query)
    ]


def _check_parts(batch: ProofList, parts: Sequence[ProofList]) -> None:
    for part in parts:
        if part.id == batch.id:
            raise Incomplete("一份清单不能汇总到自己里面。", field="lists")
        if part.batch_id not in (None, batch.id):
            raise OutOfTurn(f"“{part.title}”已经报给另一批了。")


def _check_policy(session: Session, list_ids: Sequence[int], *, city: str, at: datetime) -> None:
    points = [point for list_id in list_ids for point in findings.of_list(session, list_id, city=city, at=at)]
    if why := findings.refusal(points, ExceptionKind.POLICY):
        raise AgainstPolicy(why)


def _copy_lines(session: Session, batch: ProofList, parts: Sequence[ProofList]) -> int:
    ids = [part.id for part in parts]
    lines = list(session.exec(select(Line).where(col(Line.list_id).in_(ids)).order_by(Line.list_id, Line.position)))  # type: ignore[arg-type]
    _check_apart(session, batch, lines, {part.id: part.title for part in parts})
    first = (session.exec(select(func.max(Line.position)).where(Line.list_id == batch.id)).one() or 0) + 1
    rows = [_copied(line, batch, position) for position, line in enumerate(lines, start=first)]
    fresh = insert_many(session, Line, rows)
    copies = {line.id or 0: copy_id for line, copy_id in zip(lines, fresh, strict=True)}
    _copy_rows(session, LineCitation, copies)
    _copy_rows(session, LineException, copies)
    _copy_evidence(session, batch, copies)
    return len(rows)


def _check_apart(session: Session, batch: ProofList, lines: Sequence[Line], titles: dict[int | None, str]) -> None:
    taken = set(session.exec(select(Line.requirement_id).where(Line.list_id == batch.id)))
    seen: dict[int, Line] = {}
    for line in lines:
        if line.requirement_id in taken:
            raise Conflicting(f"“{titles[line.list_id]}”第{line.position}条在这一批里已经有了。请退回，只留一条。")
        if other := seen.get(line.requirement_id):
            one, two = titles[other.list_id], titles[line.list_id]
            raise Conflicting(
                f"“{one}”第{other.position}条和“{two}”第{line.position}条是同一个单位、同一件事、同一种证明。"
                "请退回一份，只留一条。"
            )
        seen[line.requirement_id] = line


def _copied(line: Line, batch: ProofList, position: int) -> dict[str, Any]:
    kept = line.model_dump(exclude={"id", "list_id", "position", "origin_line_id", "version"})
    return kept | {"list_id": batch.id, "position": position, "origin_line_id": line.id}


def _copy_rows(session: Session, table: Any, copies: dict[int, int]) -> None:
    rows = session.exec(select(table).where(table.line_id.in_(list(copies))).order_by(table.id))
    insert_many(session, table, [row.model_dump(exclude={"id"}) | {"line_id": copies[row.line_id]} for row in rows])


def _copy_evidence(session: Session, batch: ProofList, copies: dict[int, int]) -> None:
    query = select(Evidence, EvidenceLine.line_id).join(EvidenceLine).where(col(EvidenceLine.line_id).in_(list(copies)))
    bears_on: dict[int, list[int]] = defaultdict(list)
    pieces: dict[int, Evidence] = {}
    for piece, line_id in session.exec(query.order_by(col(Evidence.id))):
        pieces[piece.id or 0] = piece
        bears_on[piece.id or 0].append(line_id)
    rows = [piece.model_dump(exclude={"id", "list_id"}) | {"list_id": batch.id} for piece in pieces.values()]
    fresh = dict(zip(pieces, insert_many(session, Evidence, rows), strict=True))
    links = [
        {"evidence_id": fresh[piece_id], "line_id": copies[line_id]}
        for piece_id, line_ids in bears_on.items()
        for line_id in line_ids
    ]
    insert_many(session, EvidenceLine, links)
