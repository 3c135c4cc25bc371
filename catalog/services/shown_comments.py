"""The comments that the public reads, where they landed, and their answers as soon as those are out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, case, col, func, select

from catalog.models import Answer, Comment, CommentLine, Consultation
from catalog.services import consultation_reading, draft_lines, landings
from catalog.services.draft_lines import DraftLine
from catalog.vocabulary import Adoption, Channel, CommenterKind, CommentState, Stance


@dataclass(frozen=True, slots=True)
class Shown:
    """A comment as the public reads it, with its answer as soon as that is out.

    ``about`` are places in the version that was open, ``moved`` those of lines that changed because of it.
    """

    id: int
    name: str
    kind: CommenterKind
    channel: Channel
    stance: Stance | None
    text: str
    received_on: date
    is_late: bool
    about: tuple[int, ...]
    adoption: Adoption | None = None
    reason: str = ""
    moved: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bearing:
    """How many comments speak of a line, and how many of those the public reads."""

    received: int
    shown: int


def bearing(session: Session, consultation_id: int, requirement_ids: Collection[int]) -> dict[int, Bearing]:
    """How many comments bear on each of the requirements. One query."""
    is_shown = case((_is_shown(), 1), else_=0)
    query = (
        select(CommentLine.requirement_id, func.count(), func.sum(is_shown))
        .join(Comment, col(Comment.id) == col(CommentLine.comment_id))
        .where(
            Comment.consultation_id == consultation_id,
            Comment.state != CommentState.WITHDRAWN,
            col(CommentLine.requirement_id).in_(requirement_ids),
        )
        .group_by(col(CommentLine.requirement_id))
    )
    rows: list[tuple[int, int, int]] = list(session.exec(query))
    return {requirement_id: Bearing(count, int(shown or 0)) for requirement_id, count, shown in rows}


def ids(session: Session, consultation_id: int, requirement_id: int | None = None) -> list[int]:
    """The comments that the public reads (on one line only, if given), newest first."""
    query = select(Comment.id).where(Comment.consultation_id == consultation_id, _is_shown())
    if requirement_id is not None:
        query = query.join(CommentLine, col(CommentLine.comment_id) == col(Comment.id))
        query = query.where(CommentLine.requirement_id == requirement_id)
    return [one for one in session.exec(query.order_by(col(Comment.id).desc())) if one is not None]


def read(session: Session, consultation: Consultation, some: Sequence[int], *, at: datetime) -> list[Shown]:
    """These comments in the order asked, as far as the public may read them. Three queries."""
    query = select(Comment, Answer).outerjoin(Answer, col(Answer.id) == col(Comment.answer_id))
    query = query.where(col(Comment.id).in_(some), Comment.consultation_id == consultation.id, _is_shown())
    rows: dict[int | None, tuple[Comment, Answer | None]] = {row[0].id: row for row in session.exec(query)}
    about = landings.about(session, consultation.version_id, some)
    moved = (
        landings.moved(session, consultation.version_id, some)
        if consultation_reading.is_answered(consultation, at)
        else {}
    )
    return [_shown(*rows[one], about.get(one, ()), moved.get(one, ()), at) for one in some if one in rows]


def about(session: Session, consultation: Consultation, comment_id: int) -> list[DraftLine]:
    """The lines of the open version that a comment speaks of."""
    places = landings.about(session, consultation.version_id, [comment_id]).get(comment_id, ())
    return draft_lines.of_version(session, consultation.version_id, places) if places else []


def shares_answer(session: Session, comment: Comment) -> bool:
    """Whether other comments were given the same answer."""
    query = select(func.count()).select_from(Comment).where(Comment.answer_id == comment.answer_id)
    return comment.answer_id is not None and session.exec(query).one() > 1


def _is_shown() -> Any:
    """As rules.consultations.is_shown, asked of the table."""
    return (col(Comment.state) == CommentState.PASSED) & col(Comment.publishes)


def _shown(comment: Comment, answer: Answer | None, about: Iterable[int], moved: Iterable[int], at: datetime) -> Shown:
    if answer is not None and (answer.released_at is None or answer.released_at > at):
        answer = None
    return Shown(
        id=comment.id or 0,
        name=comment.shown_name,
        kind=comment.commenter_kind,
        channel=comment.channel,
        stance=comment.stance,
        text=comment.text,
        received_on=comment.received_on,
        is_late=comment.is_late,
        about=tuple(about),
        adoption=answer.adoption if answer else None,
        reason=answer.reason if answer else "",
        moved=tuple(moved) if answer else (),
    )
