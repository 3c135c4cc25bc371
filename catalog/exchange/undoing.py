"""Take an import back while the list is still being drafted: what it did to each line, as far as nobody moved on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from catalog import clock
from catalog.errors import Conflicting, Incomplete, NotFound, OutOfTurn
from catalog.exchange import overwriting
from catalog.exchange.wholes import Whole, insert_wholes, restore_wholes, wholes_of
from catalog.models import EvidenceLine, ImportedLine, ImportPlan, Line, LineException, ProofList
from catalog.rules.line_changes import Comparison, compare
from catalog.rules.line_contents import LineContent
from catalog.rules.permissions import Official
from catalog.services import history, leave, line_texts, list_steps
from catalog.services.registering import insert_many
from catalog.vocabulary import Act, ListState

NAMED = 5


@dataclass(frozen=True, slots=True)
class Stood:
    """A list as it stood before an import: its lines whole, in their order, and the file it came from."""

    lines: tuple[Whole, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A line that stays as it is, because somebody moved on: its place (None: taken out since), name, and why."""

    position: int | None
    subject: str
    why: str


@dataclass(frozen=True, slots=True)
class Taking:
    """What taking an import back would do.

    ``out`` are lines it added, ``back`` lines it changed, ``again`` lines it removed, ``cells`` lines that say the
    same and get back what stood in their cells; ``held`` stay as they are.
    """

    out: tuple[int, ...]
    back: tuple[Whole, ...]
    again: tuple[Whole, ...]
    cells: tuple[Whole, ...]
    held: tuple[Held, ...]

    @property
    def count(self) -> int:
        return len(self.out) + len(self.back) + len(self.again)


def stood(session: Session, list_id: int | None) -> Stood:
    """The list before an import is written over it; nothing for a list that is yet to be made. Four queries."""
    if list_id is None:
        return Stood()
    listing = list_steps.locked(session, list_id)
    return Stood(wholes_of(session, list_id), listing.source_digest)


def remember(session: Session, plan: ImportPlan, list_id: int, before: Stood, *, at: datetime) -> None:
    """Note what a plan did to the list that it was just written into, so that it can be taken back."""
    plan.applied_list_id, plan.applied_at = list_id, at
    plan.list_before = {"lines": [one.line_id for one in before.lines], "source": before.source}
    old = {one.line_id: one for one in before.lines}
    now = _versions(session, list_id)
    rows = [
        {
            "plan_id": plan.id,
            "line_id": line_id,
            "before": old[line_id].as_json() if line_id in old else None,
            "after_version": now.get(line_id),
        }
        for line_id in dict.fromkeys([*old, *now])
    ]
    insert_many(session, ImportedLine, rows)


def refusal(session: Session, plan: ImportPlan, at: datetime) -> str | None:
    """Why this import cannot be taken back, whoever asks; None when it can."""
    if plan.published:
        return "这份清单已经作为决定公开，不能撤销。要改，请在清单页上更正。"
    if plan.applied_list_id is None:
        return "这份文件还没有写入，不用撤销。"
    if plan.undone_at is not None:
        return "这次导入已经撤销过了。"
    if plan.list_before is None:
        return "这次导入太早，没有留下写入以前的样子。请在清单里一条一条地改。"
    listing = session.get_one(ProofList, plan.applied_list_id)
    now = list_steps.state(session, listing, at)
    if now is not ListState.DRAFTING:
        return f"“{listing.title}”现在是“{now.label}”，起草的时候才能撤销导入。确实要撤，请先退回。"
    return None


def look(session: Session, plan: ImportPlan) -> Taking:
    """What taking this import back would do now. A fixed number of queries."""
    list_id = plan.applied_list_id or 0
    done = list(
        session.exec(select(ImportedLine).where(ImportedLine.plan_id == plan.id).order_by(col(ImportedLine.id)))
    )
    now, backed = _versions(session, list_id), _backed(session, list_id)
    texts = {line.line_id: line for line in line_texts.of_list(session, list_id)}
    out, held = [], []
    back: list[Whole] = []
    cells: list[Whole] = []
    for one in (one for one in done if one.after_version is not None):
        moved = now.get(one.line_id) != one.after_version
        if one.before is None:
            if one.line_id in now and (moved or one.line_id in backed):
                held.append(_held(texts[one.line_id], "导入以后又改过" if moved else "导入以后附了证据或签了理由"))
            elif one.line_id in now:
                out.append(one.line_id)
            continue
        whole = Whole.read(one.before)
        changed = whole.version != one.after_version
        if not moved:
            (back if changed else cells).append(whole)
        elif changed and one.line_id in texts:
            held.append(_held(texts[one.line_id], "导入以后又改过"))
        elif changed:
            held.append(Held(None, whole.subject, "导入以后被删去了"))
    leaving = set(out)
    taken = {line.requirement_id: line for line in texts.values() if line.line_id not in leaving}
    again = []
    for whole in (Whole.read(one.before) for one in done if one.after_version is None and one.before):
        if (line := taken.get(whole.requirement_id)) is None:
            again.append(whole)
        else:
            held.append(_held(line, "导入时删去了，以后又加了"))
    return Taking(tuple(out), tuple(back), tuple(again), tuple(cells), tuple(held))


def undo(
    session: Session, plan_id: int, *, reason: str, by: Official, at: datetime, leaving_held: bool = False
) -> Taking:
    """Take an import back in the caller's transaction; what was done. A fixed number of statements, all or none.

    Lines that the import added go, lines that it changed or removed are as before, in their old order. Lines that
    somebody changed since stay, and only with ``leaving_held``. Raises NotFound, OutOfTurn, NotYourDesk,
    Incomplete (no reason, nothing left to take back), Conflicting (lines changed since, named).
    """
    plan = session.get(ImportPlan, plan_id, with_for_update=True)
    if plan is None:
        raise NotFound("没有这次导入。")
    listing = list_steps.locked(session, plan.applied_list_id) if plan.applied_list_id else None
    if why := refusal(session, plan, at):
        raise OutOfTurn(why)
    assert listing is not None
    leave.ask(session, by, Act.UNDO_IMPORT, list_steps.case(session, listing, listing.state), on=clock.day_of(at))
    if not reason.strip():
        raise Incomplete("请写明为什么撤销。", field="reason")
    taking = look(session, plan)
    if not taking.count:
        raise Incomplete("这次导入的条后来都改过或删去了，没有可以撤销的。请在清单里一条一条地改。")
    if taking.held and not leaving_held:
        raise Conflicting(
            f"{named(taking.held)}导入以后又有人动过，会照现在的留着。要撤销其余的，请打勾。", field="rest"
        )
    before = line_texts.of_list(session, listing.id or 0)
    _write(session, plan, listing, taking, before)
    plan.undone_at = at
    listing.version += 1
    found = compare(before, line_texts.of_list(session, listing.id or 0))
    _record(session, plan, listing, found, len(taking.held), by=by, reason=reason.strip())
    return taking


def named(held: Sequence[Held]) -> str:
    """The first of the lines that stay, for a sentence: 第3条、第8条等12条."""
    some = [f"第{one.position}条" if one.position else f"“{one.subject}”" for one in held[:NAMED]]
    return "、".join(some) + (f"等{len(held):,}条" if len(held) > NAMED else "")


def of_list(session: Session, list_id: int) -> list[ImportPlan]:
    """The imports that were written into a draft and can be told of, newest first."""
    query = select(ImportPlan).where(
        ImportPlan.applied_list_id == list_id, col(ImportPlan.list_before).is_not(None), ~col(ImportPlan.published)
    )
    return list(session.exec(query.order_by(col(ImportPlan.applied_at).desc(), col(ImportPlan.id).desc())))


def _write(
    session: Session, plan: ImportPlan, listing: ProofList, taking: Taking, before: Sequence[LineContent]
) -> None:
    list_id, known = listing.id or 0, plan.list_before or {}
    overwriting.make_room(session, before)
    overwriting.remove(session, taking.out)
    insert_wholes(session, list_id, taking.again)
    restore_wholes(session, [*taking.back, *taking.cells])
    _raise_versions(session, [one.line_id for one in taking.back])
    overwriting.move(session, _places(session, list_id, known.get("lines", [])))
    listing.source_digest = known.get("source") if not taking.held else listing.source_digest
    session.flush()


def _places(session: Session, list_id: int, old_order: Sequence[int]) -> dict[int, int]:
    """Every line's place: the lines of before in their old order, then the others as they stand."""
    # While room is made, places are negative: the highest stands first.
    query = select(Line.id, Line.position).where(Line.list_id == list_id)
    standing = [int(one or 0) for one, _ in sorted(session.exec(query), key=lambda row: abs(row[1]))]
    rank = {line_id: place for place, line_id in enumerate(old_order)}
    ordered = sorted(standing, key=lambda line_id: rank.get(line_id, len(rank)))
    return {line_id: place for place, line_id in enumerate(ordered, start=1)}


def _raise_versions(session: Session, line_ids: Sequence[int]) -> None:
    table = Line.__table__  # type: ignore[attr-defined]
    statement = update(table).where(table.c.id == bindparam("which")).values(version=table.c.version + 1)
    if line_ids:
        session.connection().execute(statement, [{"which": one} for one in line_ids])
        session.expire_all()


def _record(
    session: Session,
    plan: ImportPlan,
    listing: ProofList,
    found: Comparison,
    held: int,
    *,
    by: Official,
    reason: str,
) -> None:
    counts: dict[str, Any] = {"added": len(found.added), "changed": len(found.changed), "removed": len(found.removed)}
    after = {"import": plan.id, **counts, "left": held}
    history.write(session, by=by.login, act=Act.UNDO_IMPORT, record=listing, after=after, reason=reason)
    overwriting.tell_lines(session, found, by=by)


def _versions(session: Session, list_id: int) -> dict[int, int]:
    query = select(Line.id, Line.version).where(Line.list_id == list_id).order_by(col(Line.position))
    return {int(line_id or 0): version for line_id, version in session.exec(query)}


def _backed(session: Session, list_id: int) -> set[int]:
    """The lines of the list that have evidence or a signed reason."""
    found: set[int] = set()
    for table in (EvidenceLine, LineException):
        query = select(table.line_id).join(Line, col(Line.id) == col(table.line_id))
        found |= set(session.exec(query.where(Line.list_id == list_id)))
    return found


def _held(line: LineContent, why: str) -> Held:
    return Held(line.position, f"{line.office}，{line.service_item}，{line.material}", why)
