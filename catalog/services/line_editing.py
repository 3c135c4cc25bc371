"""Change the lines of a list: add, amend and remove them, never losing somebody else's edit."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col, func, select

from catalog.errors import NotFound
from catalog.models import (
    EvidenceLine,
    Line,
    LineChange,
    LineChangeComment,
    LineCitation,
    LineException,
    ProofList,
)
from catalog.rules.line_contents import LineContent
from catalog.rules.permissions import Official
from catalog.services import history, line_entry, line_leave, line_texts
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
    listing, now = line_leave.editable(session, list_id, at)
    line_leave.check_reason(session, listing, now, comments, reason)
    line_leave.check_names(draft)
    requirement_id = line_leave.requirement(session, listing, now, draft, Act.ADD_LINE, by=by, at=at)
    line_leave.check_free(session, listing, requirement_id)
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
    line, listing, now = line_leave.held(session, line_id, version, at)
    line_leave.check_reason(session, listing, now, comments, reason)
    line_leave.check_names(draft)
    before = _content(session, line)
    line_leave.ask(session, listing, now, line_leave.office_of(session, line), Act.CHANGE_LINE, by=by, at=at)
    requirement_id = line_leave.requirement(session, listing, now, draft, Act.CHANGE_LINE, by=by, at=at)
    if requirement_id != line.requirement_id:
        line_leave.check_free(session, listing, requirement_id)
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
    line, listing, now = line_leave.held(session, line_id, version, at)
    line_leave.check_reason(session, listing, now, comments, reason)
    line_leave.ask(session, listing, now, line_leave.office_of(session, line), Act.REMOVE_LINE, by=by, at=at)
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
