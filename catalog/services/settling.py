"""Between the close and the final examination: is everything answered, and is the final text frozen?"""

from datetime import datetime

from sqlmodel import Session, col, func, select

from catalog import clock
from catalog.errors import Incomplete, OutOfTurn
from catalog.models import Comment, Consultation, LineChange, LineChangeComment, ListVersion, ResponseReport
from catalog.rules import consultations as rule
from catalog.rules.permissions import Official
from catalog.services import consultations, drafting, leave, list_steps, reporting, versions
from catalog.vocabulary import Act, CommentState, ConsultationState, ListState, VersionPurpose

# Withdrawn ones want no answer, withheld ones have their typed reason (DESIGN §4).
WAITING = (CommentState.RECEIVED, CommentState.PASSED)


def freeze(session: Session, list_id: int, *, by: Official, at: datetime) -> ListVersion:
    """Freeze the text that is to be examined; the version before it when nothing changed.

    Raises Incomplete while timely comments have no answer, OutOfTurn, NotYourDesk.
    """
    listing = list_steps.locked(session, list_id)
    now = list_steps.state(session, listing, at)
    leave.ask(session, by, Act.FREEZE_VERSION, on=clock.day_of(at))
    if now is not ListState.SETTLING:
        raise OutOfTurn(f"定版在“{ListState.SETTLING.label}”的时候做，这份清单现在是“{now.label}”。")
    if why := unanswered(session, list_id):
        raise Incomplete(why)
    drafting.number_through(session, list_id)
    return versions.freeze(session, listing, VersionPurpose.PUBLIC, by=by, at=at)


def unanswered(session: Session, list_id: int) -> str | None:
    """Why the list cannot be examined yet: timely comments without an answer, or not looked over; None when all are."""
    query = select(func.count()).select_from(Comment).join(Consultation).where(Consultation.list_id == list_id)
    timely = query.where(col(Comment.is_late).is_(False))
    open_ones = session.exec(timely.where(col(Comment.state).in_(WAITING), col(Comment.answer_id).is_(None))).one()
    if open_ones:
        return f"还有{open_ones}份意见没有答复，答复完才能送审。"
    unread = session.exec(timely.where(Comment.state == CommentState.RECEIVED)).one()
    return f"还有{unread}份意见没有核看能不能公开，核看完才能送审。" if unread else None


def changes(session: Session, list_id: int) -> list[tuple[LineChange, list[int]]]:
    """Every change made after the public saw the list, with the comments behind it, oldest first. Two queries."""
    query = select(LineChangeComment.change_id, LineChangeComment.comment_id)
    query = query.join(LineChange, col(LineChange.id) == col(LineChangeComment.change_id))
    behind: dict[int, list[int]] = {}
    for change_id, comment_id in session.exec(query.where(LineChange.list_id == list_id)):
        behind.setdefault(change_id, []).append(comment_id)
    found = session.exec(select(LineChange).where(LineChange.list_id == list_id).order_by(col(LineChange.id)))
    return [(one, sorted(behind.get(one.id or 0, []))) for one in found]


def freeze_reports(session: Session, list_id: int, *, by: Official, at: datetime) -> list[ResponseReport]:
    """Freeze the response report of every round, as it is when the list is approved."""
    return [
        reporting.freeze(session, one, by=by, at=at)
        for one in consultations.of_list(session, list_id)
        if one.ended_at is None
    ]


def release(session: Session, consultation_id: int, *, by: Official, at: datetime, public_from: datetime) -> None:
    """Publish the answers and the report from an instant on: now, or with the list.

    Raises Incomplete while a timely comment has no answer, OutOfTurn before the close, NotYourDesk.
    """
    consultation = consultations.get(session, consultation_id)
    leave.ask(session, by, Act.RELEASE_ANSWERS, on=clock.day_of(at))
    list_steps.locked(session, consultation.list_id)
    session.refresh(consultation)
    now = rule.state(
        opens_at=consultation.opens_at,
        closes_at=consultation.closes_at,
        ended_at=consultation.ended_at,
        report_from=None,
        at=at,
    )
    if now is not ConsultationState.CLOSED:
        raise OutOfTurn(f"征求意见{now.label}，截止以后才能公开采纳情况。")
    if why := unanswered(session, consultation.list_id):
        raise Incomplete(why)
    reporting.show(session, consultation, by=by.login, public_from=public_from)
