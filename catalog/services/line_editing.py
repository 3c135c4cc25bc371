"""Change the lines of a list: add, amend and remove them, never losing somebody else's edit."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col, func, select

from catalog import clock
from catalog.errors import Conflicting, Incomplete, NotFound, NotYourDesk, OutOfTurn
from catalog.models import (
    Comment,
    Consultation,
    EvidenceLine,
    Line,
    LineChange,
    LineChangeComment,
    LineCitation,
    LineException,
    Office,
    Person,
    ProofList,
    Requirement,
)
from catalog.rules.lifecycles import OPEN_TO_EDITS
from catalog.rules.line_contents import LineContent
from catalog.rules.permissions import Case, Official
from catalog.services import history, leave, line_entry, line_texts, list_steps
from catalog.services.line_entry import LineDraft
from catalog.vocabulary import Act, ListState


def add_line(
    session: Session,
    list_id: int,
    draft: LineDraft,
    *,
    by: Official,
    at: datetime,
    comments: Sequence[int] = (),
    reason: str = "",
) -> Line:
    """Add a line at the end. Once the public has seen the list, ``comments`` or a ``reason`` must say why.

    Raises OutOfTurn (list not open to edits), NotYourDesk (another office's), Conflicting (already in the list),
    Incomplete (no reason).
    """
    listing, now = _editable(session, list_id, at)
    check_reason(session, listing, now, comments, reason)
    _check_names(draft)
    requirement_id = _requirement(session, listing, now, draft, Act.ADD_LINE, by=by, at=at)
    _check_free(session, listing, requirement_id)
    position = (session.exec(select(func.max(Line.position)).where(Line.list_id == list_id)).one() or 0) + 1
    line = Line(**line_entry.line_row(list_id, position, draft, requirement_id))
    session.add(line)
    session.flush()
    line_entry.add_citations(session, [draft], [line.id or 0], line_entry.instrument_ids(session, [draft]))
    _record(session, listing, now, Act.ADD_LINE, None, _content(session, line), by=by, at=at, why=(comments, reason))
    return line


def change_line(
    session: Session,
    line_id: int,
    draft: LineDraft,
    *,
    version: int,
    by: Official,
    at: datetime,
    effective_on: date | None = None,
    comments: Sequence[int] = (),
    reason: str = "",
) -> Line:
    """Let a line say what ``draft`` says. ``version`` is that of the line as it was when the form was made.

    Raises Conflicting when somebody else changed it first, otherwise as ``add_line``.
    """
    line, listing, now = _held(session, line_id, version, at)
    check_reason(session, listing, now, comments, reason)
    _check_names(draft)
    before = _content(session, line)
    _ask(session, listing, now, _office_of(session, line), Act.CHANGE_LINE, by=by, at=at)
    requirement_id = _requirement(session, listing, now, draft, Act.CHANGE_LINE, by=by, at=at)
    if requirement_id != line.requirement_id:
        _check_free(session, listing, requirement_id)
    kept = {"sheet": line.sheet, "sheet_line": line.sheet_line, "raw": line.raw, "findings": line.findings}
    fresh = line_entry.line_row(line.list_id, line.position, draft, requirement_id) | kept
    for name, value in (fresh | {"effective_on": effective_on}).items():
        setattr(line, name, value)
    line.version += 1
    session.execute(delete(LineCitation).where(col(LineCitation.line_id) == line_id))
    session.flush()
    line_entry.add_citations(session, [draft], [line_id], line_entry.instrument_ids(session, [draft]))
    after = _content(session, line)
    _record(session, listing, now, Act.CHANGE_LINE, before, after, by=by, at=at, why=(comments, reason))
    return line


def remove_line(
    session: Session,
    line_id: int,
    *,
    version: int,
    by: Official,
    at: datetime,
    comments: Sequence[int] = (),
    reason: str = "",
) -> None:
    """Take a line out of the list; what it said stays in history and in the frozen versions. Raises as above."""
    line, listing, now = _held(session, line_id, version, at)
    check_reason(session, listing, now, comments, reason)
    _ask(session, listing, now, _office_of(session, line), Act.REMOVE_LINE, by=by, at=at)
    before = _content(session, line)
    for table in (LineCitation, EvidenceLine, LineException):
        session.execute(delete(table).where(col(table.line_id) == line_id))
    copies = update(Line).where(col(Line.origin_line_id) == line_id).values(origin_line_id=None)
    session.execute(copies)
    session.delete(line)
    session.flush()
    _record(session, listing, now, Act.REMOVE_LINE, before, None, by=by, at=at, why=(comments, reason))


def draft_of(session: Session, line_id: int) -> tuple[Line, LineContent]:
    """A line with its words, to fill a form. Raises NotFound."""
    line = session.get(Line, line_id)
    if line is None:
        raise NotFound("没有这一条，可能刚被删去。")
    return line, _content(session, line)


def _editable(session: Session, list_id: int, at: datetime) -> tuple[ProofList, ListState]:
    listing = list_steps.locked(session, list_id)
    now = list_steps.state(session, listing, at)
    if now is ListState.CONSULTING:
        closes = list_steps.closes_at(session, list_id)
        last = clock.day_of(closes) if closes else None
        until = f"，截止以后再改（{last.isoformat()} 0:00 起）" if last else ""
        raise OutOfTurn(f"正在征求意见，清单不能改{until}。")
    if now not in OPEN_TO_EDITS:
        raise OutOfTurn(f"清单现在是“{now.label}”，不能改。确实要改，请先退回。")
    return listing, now


def _held(session: Session, line_id: int, version: int, at: datetime) -> tuple[Line, ProofList, ListState]:
    list_id = session.exec(select(Line.list_id).where(Line.id == line_id)).first()
    if list_id is None:
        raise NotFound("没有这一条，可能刚被删去。")
    listing, now = _editable(session, list_id, at)
    # Read after the list is held, so that nobody changes it in between.
    line = session.exec(select(Line).where(Line.id == line_id).execution_options(populate_existing=True)).first()
    if line is None:
        raise NotFound("没有这一条，可能刚被删去。")
    if line.version != version:
        raise Conflicting(f"没有保存：这一条刚被{_last_hand(session, line_id)}改过。请比较两个版本，选一个再存。")
    return line, listing, now


def _last_hand(session: Session, line_id: int) -> str:
    entries = history.of(session, "line", line_id)
    login = entries[0].who if entries else ""
    return session.exec(select(Person.name).where(Person.login == login)).first() or "别人"


def _check_names(draft: LineDraft) -> None:
    named = (
        ("demanding_office", draft.demanding_office, "请写索要单位。"),
        ("service_item", draft.service_item, "请写办理事项。"),
        ("material", draft.material, "请写证明名称。"),
    )
    for name, value, sentence in named:
        if not value.strip():
            raise Incomplete(sentence, field=name)


def check_reason(session: Session, listing: ProofList, now: ListState, comments: Sequence[int], reason: str) -> None:
    """After the public has seen a line, a change names the comments behind it, or another reason.

    Raises Incomplete (neither), NotFound (a comment on another list).
    """
    if now is not ListState.SETTLING:
        return
    if not comments and not reason.strip():
        raise Incomplete("征求意见以后改动清单，要选出是因为哪几份意见，或者写明理由。", field="reason")
    if comments:
        query = select(func.count()).select_from(Comment).join(Consultation)
        query = query.where(col(Comment.id).in_(set(comments)), Consultation.list_id == listing.id)
        if session.exec(query).one() != len(set(comments)):
            raise NotFound("选中的意见里，有的不是对这份清单提的。")


def _requirement(
    session: Session, listing: ProofList, now: ListState, draft: LineDraft, act: Act, *, by: Official, at: datetime
) -> int:
    """The requirement that the draft names, once it is clear that this person may write about its office."""
    key = line_entry.requirement_keys(session, [draft], by=by.login)[0]
    _ask(session, listing, now, key[0], act, by=by, at=at)
    if listing.office_id is not None and key[0] != listing.office_id:
        own = session.get(Office, listing.office_id)
        raise NotYourDesk(
            f"这份清单是{own.name if own else '一个单位'}的，只写本单位的条。{draft.demanding_office}的请另建清单。"
        )
    return line_entry.ensure_requirements(session, [key])[key]


def _ask(
    session: Session, listing: ProofList, now: ListState, office_id: int, act: Act, *, by: Official, at: datetime
) -> None:
    office = session.get(Office, office_id)
    bureau = listing.office_id is None or now is ListState.SETTLING
    name = (office.short_name or office.name) if office else ""
    leave.ask(session, by, act, Case(office_id, name, bureau_edits=bureau), on=clock.day_of(at))


def _office_of(session: Session, line: Line) -> int:
    return session.exec(select(Requirement.office_id).where(Requirement.id == line.requirement_id)).one()


def _check_free(session: Session, listing: ProofList, requirement_id: int) -> None:
    query = select(Line.position).where(Line.list_id == listing.id, Line.requirement_id == requirement_id)
    if position := session.exec(query).first():
        raise Conflicting(f"第{position}条已经是同一个单位、同一件事、同一种证明。请改那一条。")


def _content(session: Session, line: Line) -> LineContent:
    return line_texts.of_lines(session, [line.id or 0])[0]


def _record(
    session: Session,
    listing: ProofList,
    now: ListState,
    act: Act,
    before: LineContent | None,
    after: LineContent | None,
    *,
    by: Official,
    at: datetime,
    why: tuple[Sequence[int], str],
) -> None:
    """History of a line; after the public saw it also the change with the comments behind it."""
    comments, reason = why
    known = after or before
    assert known is not None
    said = [one.said() if one else None for one in (before, after)]
    history.write(
        session,
        by=by.login,
        act=act,
        noun="line",
        record_id=known.line_id,
        before=said[0],
        after=said[1],
        reason=reason.strip(),
    )
    listing.version += 1
    if now is not ListState.SETTLING:
        return
    change = LineChange(
        list_id=listing.id or 0,
        line_id=known.line_id,
        requirement_id=known.requirement_id,
        person_id=by.id,
        at=at,
        before=said[0],
        after=said[1],
        reason=reason.strip(),
    )
    session.add(change)
    session.flush()
    for comment_id in sorted(set(comments)):
        session.add(LineChangeComment(change_id=change.id or 0, comment_id=comment_id))
