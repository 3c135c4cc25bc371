"""Import a changed list over a draft: the file's lines become the draft's, told as additions, changes, removals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlmodel import Session, col, select

from catalog import clock
from catalog.errors import OutOfTurn
from catalog.exchange import others_lines
from catalog.exchange.planning import Plan, as_line
from catalog.models import EvidenceLine, Line, LineCitation, LineException, ProofList, Requirement
from catalog.rules.line_changes import Comparison, compare
from catalog.rules.line_contents import LineContent
from catalog.rules.permissions import Official
from catalog.services import history, leave, line_entry, line_texts, list_steps
from catalog.services.line_entry import LineDraft
from catalog.services.registering import Directory, insert_many
from catalog.vocabulary import Act, ListState, Severity


@dataclass(frozen=True, slots=True)
class Overlap:
    """What a file and a list have in common, counted in lines."""

    new: int
    both: int
    gone: int


def drafts_of(plan: Plan) -> list[LineDraft]:
    """The lines of a plan as they are entered, of repeated rows the first, with the doubts that were accepted."""
    accepted: dict[tuple[str, int | None], list[dict[str, str]]] = {}
    for one in plan.problems:
        if one.severity is not Severity.ERROR:
            accepted.setdefault((one.sheet, one.line), []).append({"code": one.code, "message": one.message})
    return [
        as_line(planned.row, tuple(accepted.get((planned.row.sheet, planned.row.line), ())))
        for planned in plan.rows
        if not planned.repeated
    ]


def overwrite(
    session: Session,
    list_id: int,
    drafts: Sequence[LineDraft],
    *,
    by: Official,
    at: datetime,
    removing: bool,
    source_digest: str | None = None,
) -> Comparison:
    """Let a draft list say what the file says; what changed. A fixed number of statements, all or none.

    ``removing`` takes out the lines that the file does not have; otherwise they stay, after the others.
    Raises OutOfTurn (not being drafted), NotYourDesk (another office's list, or lines of another office).
    """
    listing = list_steps.locked(session, list_id)
    if listing.state is not ListState.DRAFTING:
        raise OutOfTurn(f"“{listing.title}”现在是“{listing.state.label}”，起草的时候才能用文件覆盖。")
    leave.ask(session, by, Act.CHANGE_LINE, list_steps.case(session, listing, listing.state), on=clock.day_of(at))
    others_lines.check(session, listing.office_id, drafts)
    keys = line_entry.requirement_keys(session, drafts, by=by.login)
    requirements = line_entry.ensure_requirements(session, keys)
    before = line_texts.of_list(session, list_id)
    held = {line.requirement_id: line.line_id for line in before}
    rows = [
        line_entry.line_row(list_id, place, draft, requirements[key])
        for place, (draft, key) in enumerate(zip(drafts, keys, strict=True), start=1)
    ]
    written = {row["requirement_id"] for row in rows}
    kept = [line for line in before if line.requirement_id not in written]
    make_room(session, before)
    ids = _put(session, rows, held)
    # Removed last, so that no new line is given the number of a removed one.
    if removing:
        remove(session, [line.line_id for line in kept])
    else:
        move(session, {line.line_id: place for place, line in enumerate(kept, start=len(rows) + 1)})
    line_entry.add_citations(session, drafts, ids, line_entry.instrument_ids(session, drafts))
    found = compare(before, line_texts.of_list(session, list_id))
    _raise_versions(session, found)
    listing.source_digest = source_digest or listing.source_digest
    listing.version += 1
    _record(session, listing, found, by=by)
    return found


def overlap(session: Session, list_id: int, drafts: Sequence[LineDraft]) -> Overlap:
    """How many lines would come, stay and go if the file went over the list. Nothing is registered or written."""
    directory = Directory(session)
    keys = [
        (
            directory.office(one.demanding_office),
            directory.service_item(one.service_item),
            directory.material(one.material),
        )
        for one in drafts
    ]
    query = select(Requirement.office_id, Requirement.service_item_id, Requirement.material_id)
    query = query.join(Line, col(Line.requirement_id) == col(Requirement.id))
    held = set(session.exec(query.where(Line.list_id == list_id)))
    # A name that is not registered yet cannot stand in the list.
    both = sum(key in held for key in keys)
    return Overlap(new=len(keys) - both, both=both, gone=len(held.difference(keys)))


def remove(session: Session, line_ids: Sequence[int]) -> None:
    """Take lines out with what hangs on them; lines that were copied from them stay."""
    for table in (LineCitation, EvidenceLine, LineException):
        session.execute(delete(table).where(col(table.line_id).in_(line_ids)))
    session.execute(update(Line).where(col(Line.origin_line_id).in_(line_ids)).values(origin_line_id=None))
    session.execute(delete(Line).where(col(Line.id).in_(line_ids)))


def make_room(session: Session, before: Sequence[LineContent]) -> None:
    """Step aside into negative places, because no place may be taken twice in between."""
    move(session, {line.line_id: -line.position for line in before})


def move(session: Session, places: Mapping[int, int]) -> None:
    """Put lines (by id) at their places. One statement."""
    if not places:
        return
    table = Line.__table__  # type: ignore[attr-defined]
    statement = update(table).where(table.c.id == bindparam("which")).values(position=bindparam("to"))
    session.connection().execute(statement, [{"which": line_id, "to": to} for line_id, to in places.items()])
    session.expire_all()


def _put(session: Session, rows: Sequence[dict[str, Any]], held: Mapping[int, int]) -> list[int]:
    """Write the rows over the lines that are there, or beside them; the ids in the order of the rows."""
    old = [row for row in rows if row["requirement_id"] in held]
    new = [row for row in rows if row["requirement_id"] not in held]
    if old:
        ids = [held[row["requirement_id"]] for row in old]
        session.execute(delete(LineCitation).where(col(LineCitation.line_id).in_(ids)))
        table = Line.__table__  # type: ignore[attr-defined]
        columns: dict[str, Any] = {
            name: bindparam(f"to_{name}") for name in old[0] if name not in ("list_id", "requirement_id")
        }
        statement = update(table).where(table.c.id == bindparam("which")).values(**columns)
        values = [
            {"which": line_id, **{f"to_{name}": row[name] for name in columns}}
            for line_id, row in zip(ids, old, strict=True)
        ]
        session.connection().execute(statement, values)
        session.expire_all()
    fresh = dict(zip((row["requirement_id"] for row in new), insert_many(session, Line, new), strict=True))
    return [held.get(row["requirement_id"]) or fresh[row["requirement_id"]] for row in rows]


def _raise_versions(session: Session, found: Comparison) -> None:
    ids = [one.after.line_id for one in found.changed]
    session.execute(update(Line).where(col(Line.id).in_(ids)).values(version=Line.version + 1))
    session.expire_all()


def _record(session: Session, listing: ProofList, found: Comparison, *, by: Official) -> None:
    counts = {"added": len(found.added), "changed": len(found.changed), "removed": len(found.removed)}
    history.write(session, by=by.login, act=Act.IMPORT_LIST, record=listing, after={"over": True, **counts})
    tell_lines(session, found, by=by)


def tell_lines(session: Session, found: Comparison, *, by: Official) -> None:
    """History of the lines that came, changed and went."""
    told = [
        *((Act.ADD_LINE, None, line) for line in found.added),
        *((Act.CHANGE_LINE, one.before, one.after) for one in found.changed),
        *((Act.REMOVE_LINE, line, None) for line in found.removed),
    ]
    for act, before, after in told:
        line = after or before
        assert line is not None
        said = [one.said() if one else None for one in (before, after)]
        history.write(session, by=by.login, act=act, noun="line", record_id=line.line_id, before=said[0], after=said[1])
