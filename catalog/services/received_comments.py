"""Comments as the desk reads them: all of a consultation, those on some lines, and which are nearly alike."""

import hashlib
from collections.abc import Collection, Iterable

from sqlmodel import Session, col, select

from catalog.models import Comment, CommentLine, Consultation
from catalog.rules import likeness
from catalog.vocabulary import CommentState

# Consultation → what its comments said when they were last compared, and which were alike: the next page asks again.
_compared: dict[int, tuple[str, list[tuple[int, ...]]]] = {}


def of_consultation(session: Session, consultation_id: int) -> list[Comment]:
    """Every comment of a consultation, oldest first."""
    query = select(Comment).where(Comment.consultation_id == consultation_id)
    return list(session.exec(query.order_by(col(Comment.id))))


def on_lines(session: Session, list_id: int, requirement_ids: Collection[int]) -> list[Comment]:
    """The comments on any of these lines of a list that were not taken back, oldest first. One query."""
    about = select(CommentLine.comment_id).where(col(CommentLine.requirement_id).in_(requirement_ids))
    query = (
        select(Comment)
        .join(Consultation, col(Consultation.id) == col(Comment.consultation_id))
        .where(Consultation.list_id == list_id, Comment.state != CommentState.WITHDRAWN, col(Comment.id).in_(about))
    )
    return list(session.exec(query.order_by(col(Comment.id))))


def alike(consultation_id: int, comments: Iterable[Comment]) -> list[tuple[int, ...]]:
    """Groups of comments that say nearly the same, each by number with the first of them in front.

    ``comments`` are all of the consultation; those that were taken back are left out. Each stays a comment of its
    own, counted, published and answered as itself (DESIGN §9: Jaccard 0.8 of four characters).
    """
    texts = {one.id or 0: one.text for one in comments if one.state is not CommentState.WITHDRAWN}
    seen = hashlib.sha256(repr(sorted(texts.items())).encode()).hexdigest()
    kept = _compared.get(consultation_id)
    if kept is None or kept[0] != seen:
        # Another thread may have seen other comments meanwhile: what is given is always of these.
        kept = _compared[consultation_id] = (seen, likeness.groups(texts))
    return kept[1]
