"""Look comments over before the public reads them: show, or withhold for a typed reason that the author sees."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from catalog import clock
from catalog.errors import Conflicting, Incomplete, NotFound, OutOfTurn
from catalog.models import Comment
from catalog.rules import receipts
from catalog.rules.lifecycles import COMMENT
from catalog.rules.permissions import Official
from catalog.services import history, leave, reporting
from catalog.vocabulary import Act, CommentState, WithheldReason


@dataclass(frozen=True, slots=True)
class Counts:
    """How many came in and how many the public reads; the rest by reason. Withdrawn ones are not counted."""

    received: int
    shown: int
    waiting: int
    private: int
    late: int
    withheld: dict[WithheldReason, int]


def show(session: Session, comment_id: int, *, version: int, by: Official, at: datetime) -> Comment:
    """Find a comment fit to be read; it is shown if its author agreed. Raises Conflicting, OutOfTurn, NotYourDesk."""
    comment = _move(session, comment_id, "pass", version=version, by=by, at=at)
    comment.withheld_reason, comment.withheld_note = None, ""
    _note(session, comment, by)
    return comment


def withhold(
    session: Session,
    comment_id: int,
    reason: WithheldReason,
    *,
    version: int,
    by: Official,
    at: datetime,
    note: str = "",
) -> Comment:
    """Keep a comment from the public; its author reads the reason and the note. Raises as ``show``."""
    if len(note) > 400:
        raise Incomplete("说明最多400个字。", field="note")
    comment = _move(session, comment_id, "withhold", version=version, by=by, at=at)
    comment.withheld_reason, comment.withheld_note = reason, note.strip()
    reporting.withhold(session, comment, reason.label)
    _note(session, comment, by)
    return comment


def waiting(session: Session, consultation_id: int) -> list[Comment]:
    """The comments nobody has looked over, oldest first."""
    query = select(Comment).where(Comment.consultation_id == consultation_id, Comment.state == CommentState.RECEIVED)
    return list(session.exec(query.order_by(col(Comment.id))))


def counts(session: Session, consultation_id: int) -> Counts:
    """What came in and what became of it. One query."""
    query = select(Comment.state, Comment.publishes, Comment.is_late, Comment.withheld_reason)
    rows = [
        row
        for row in session.exec(query.where(Comment.consultation_id == consultation_id))
        if row[0] is not CommentState.WITHDRAWN
    ]
    passed = [row for row in rows if row[0] is CommentState.PASSED]
    withheld = Counter(row[3] for row in rows if row[0] is CommentState.WITHHELD)
    return Counts(
        received=len(rows),
        shown=sum(row[1] for row in passed),
        waiting=sum(row[0] is CommentState.RECEIVED for row in rows),
        private=sum(not row[1] for row in passed),
        late=sum(row[2] for row in rows),
        withheld={reason: count for reason in WithheldReason if (count := withheld[reason])},
    )


def _move(session: Session, comment_id: int, name: str, *, version: int, by: Official, at: datetime) -> Comment:
    comment = session.get(Comment, comment_id, with_for_update=True)
    if comment is None:
        raise NotFound("没有这份意见。")
    step = COMMENT.step(name, comment.state)
    if step is None and comment.state is CommentState.WITHDRAWN:
        raise OutOfTurn("这份意见本人已经撤回，不公开也不答复。")
    leave.ask(session, by, Act.MODERATE_COMMENT, on=clock.day_of(at))
    if comment.version != version:
        raise Conflicting("这份意见刚才变了：本人改过，或别人已经核看。请重新看一遍。")
    if step is not None:
        assert isinstance(step.end, CommentState)
        comment.state = step.end
    comment.moderated_at, comment.moderated_by_id = at, by.id
    comment.version += 1
    return comment


def _note(session: Session, comment: Comment, by: Official) -> None:
    reason = comment.withheld_reason.value if comment.withheld_reason else None
    digest = receipts.text_digest(comment.salt, comment.text)
    after = {"state": comment.state.value, "withheld": reason, "text": digest}
    history.write(session, by=by.login, act=Act.MODERATE_COMMENT, record=comment, after=after)
