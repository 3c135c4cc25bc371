"""Where comments land: the lines that they speak of, and those that changed because of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from catalog.models import CommentLine, LineChange, LineChangeComment, VersionLine

# Ids of comments, or a query that finds them.
Comments = Collection[int] | SelectOfScalar[Any]


def about(session: Session, version_id: int, comments: Comments) -> dict[int, list[int]]:
    """Comment → the places in that version that it speaks of, in order. One query."""
    query = (
        select(CommentLine.comment_id, VersionLine.position)
        .join(VersionLine, col(VersionLine.requirement_id) == col(CommentLine.requirement_id))
        .where(VersionLine.version_id == version_id, col(CommentLine.comment_id).in_(comments))
        .order_by(col(VersionLine.position))
    )
    return _grouped(session.exec(query))


def moved(session: Session, version_id: int, comments: Comments) -> dict[int, list[int]]:
    """Comment → the places in that version of the lines that changed because of it, in order. One query."""
    query = (
        select(LineChangeComment.comment_id, VersionLine.position)
        .join(LineChange, col(LineChange.id) == col(LineChangeComment.change_id))
        .join(VersionLine, col(VersionLine.requirement_id) == col(LineChange.requirement_id))
        .where(VersionLine.version_id == version_id, col(LineChangeComment.comment_id).in_(comments))
        .order_by(col(VersionLine.position))
        .distinct()
    )
    return _grouped(session.exec(query))


def changed_by(session: Session, list_id: int) -> dict[int, list[int]]:
    """Requirement → the comments because of which its line was changed. One query."""
    query = (
        select(LineChange.requirement_id, LineChangeComment.comment_id)
        .join(LineChangeComment, col(LineChangeComment.change_id) == col(LineChange.id))
        .where(LineChange.list_id == list_id)
        .order_by(col(LineChangeComment.comment_id))
        .distinct()
    )
    return _grouped(session.exec(query))


def _grouped(rows: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for owner, value in rows:
        found[owner].append(value)
    return found
