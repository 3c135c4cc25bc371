"""What becomes of each comment: a disposition and a reason, for one or for a chosen group."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, select

from catalog import clock
from catalog.errors import Conflicting, Incomplete, NotFound, OutOfTurn
from catalog.models import Answer, Comment, Consultation, LineChange, LineChangeComment, ProofList
from catalog.rules.permissions import Official
from catalog.services import history, leave, list_steps
from catalog.vocabulary import Act, Adoption, CommentState, ListState

# Words that answer nothing (WORDING §4).
EMPTY_PHRASES = ("已阅", "感谢您的关注", "感谢关注", "已收悉", "收到", "谢谢", "感谢您的意见")
OPEN_TO_ANSWERS = frozenset({ListState.CONSULTING, ListState.SETTLING})


def answer(
    session: Session,
    comment_ids: Collection[int],
    adoption: Adoption,
    reason: str,
    *,
    by: Official,
    at: datetime,
) -> Answer:
    """Answer one comment, or several of one consultation alike; private until released. An earlier answer goes.

    Raises Incomplete (no reason, none chosen), OutOfTurn (withdrawn, already released, list moved on),
    NotYourDesk.
    """
    leave.ask(session, by, Act.ANSWER_COMMENT, on=clock.day_of(at))
    comments = _comments(session, comment_ids)
    _check_reason(reason)
    listing = _listing(session, comments[0])
    _check_open(session, listing, comments, at)
    written = Answer(
        consultation_id=comments[0].consultation_id, adoption=adoption, reason=reason.strip(), person_id=by.id, at=at
    )
    session.add(written)
    session.flush()
    before = sorted({comment.answer_id for comment in comments if comment.answer_id})
    for comment in comments:
        comment.answer_id = written.id
    session.flush()
    _drop_unused(session, before)
    after = {"adoption": adoption.value, "comments": sorted(comment.id or 0 for comment in comments)}
    history.write(
        session, by=by.login, act=Act.ANSWER_COMMENT, record=written, after=after, reason=reason.strip()[:1000]
    )
    return written


def amend(
    session: Session, answer_id: int, adoption: Adoption, reason: str, *, version: int, by: Official, at: datetime
) -> Answer:
    """Word an answer anew as long as it is private. Raises Conflicting when somebody else did first, and as above."""
    leave.ask(session, by, Act.ANSWER_COMMENT, on=clock.day_of(at))
    written = session.get(Answer, answer_id, with_for_update=True)
    if written is None:
        raise NotFound("没有这份答复。")
    if written.version != version:
        raise Conflicting("没有保存：这份答复刚被别人改过。请比较两个版本，选一个再存。")
    if written.released_at is not None:
        raise OutOfTurn("答复已经公开，不能再改。确有错误，请发更正说明。")
    _check_reason(reason)
    before = {"adoption": written.adoption.value}
    written.adoption, written.reason, written.person_id, written.at = adoption, reason.strip(), by.id, at
    written.version += 1
    history.write(
        session,
        by=by.login,
        act=Act.ANSWER_COMMENT,
        record=written,
        before=before,
        after={"adoption": adoption.value},
    )
    return written


def to_answer(session: Session, list_id: int) -> list[Comment]:
    """The comments on a list that wait for an answer: timely ones first, then late ones, each oldest first."""
    query = (
        select(Comment)
        .join(Consultation)
        .where(
            Consultation.list_id == list_id,
            col(Comment.answer_id).is_(None),
            col(Comment.state).in_((CommentState.RECEIVED, CommentState.PASSED)),
        )
        .order_by(col(Comment.is_late), col(Comment.id))
    )
    return list(session.exec(query))


def released(session: Session, comment: Comment, at: datetime) -> Answer | None:
    """The answer to a comment as its author may read it at that instant; None while it is private."""
    written = session.get(Answer, comment.answer_id) if comment.answer_id else None
    if written is None or written.released_at is None or written.released_at > at:
        return None
    return written


def moved_by(session: Session, comment_id: int) -> list[LineChange]:
    """The changes to lines that name this comment: where it landed."""
    query = select(LineChange).join(LineChangeComment).where(LineChangeComment.comment_id == comment_id)
    return list(session.exec(query.order_by(col(LineChange.id))))


def _comments(session: Session, comment_ids: Collection[int]) -> list[Comment]:
    query = select(Comment).where(col(Comment.id).in_(set(comment_ids))).order_by(col(Comment.id)).with_for_update()
    found = list(session.exec(query))
    if not found or len(found) != len(set(comment_ids)):
        raise Incomplete("请先选出要答复的意见。", field="comments")
    if len({comment.consultation_id for comment in found}) > 1:
        raise Incomplete("一次只能答复同一次征求意见里的意见。", field="comments")
    return found


def _check_reason(reason: str) -> None:
    plain = reason.strip().strip("。！!，, ")
    if not plain or plain in EMPTY_PHRASES:
        raise Incomplete("请写理由：采纳了改成什么，不采纳是因为哪条规定。", field="reason")


def _listing(session: Session, comment: Comment) -> ProofList:
    list_id = session.exec(select(Consultation.list_id).where(Consultation.id == comment.consultation_id)).one()
    return list_steps.locked(session, list_id)


def _check_open(session: Session, listing: ProofList, comments: Collection[Comment], at: datetime) -> None:
    now = list_steps.state(session, listing, at)
    late_only = all(comment.is_late for comment in comments)
    # Late comments hold no gate and may be answered at any time.
    if now not in OPEN_TO_ANSWERS and not late_only:
        raise OutOfTurn(f"清单现在是“{now.label}”，答复已经定下来了。确实要改，请先退回。")
    for comment in comments:
        if comment.state is CommentState.WITHDRAWN:
            raise OutOfTurn("选中的意见里，有的本人已经撤回，不用答复。")
        written = session.get(Answer, comment.answer_id) if comment.answer_id else None
        if written is not None and written.released_at is not None:
            raise OutOfTurn("选中的意见里，有的答复已经公开，不能再改。")


def _drop_unused(session: Session, answer_ids: Collection[int]) -> None:
    for answer_id in answer_ids:
        if session.exec(select(Comment.id).where(Comment.answer_id == answer_id)).first() is None:
            session.delete(session.get_one(Answer, answer_id))
