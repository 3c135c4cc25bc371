from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from catalog.models.columns import Moment, PlainJSON


class LineChange(SQLModel, table=True):
    """A change made to a line after the public saw it: what, why, and (beside it) because of which comments."""

    __tablename__ = "line_change"

    id: int | None = Field(default=None, primary_key=True)
    list_id: int = Field(foreign_key="proof_list.id", index=True)
    line_id: int = Field(index=True, description="the line, which may have been removed by this change")
    requirement_id: int = Field(foreign_key="requirement.id")
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)
    before: dict | None = Field(default=None, sa_type=PlainJSON, nullable=True)  # type: ignore[type-arg]
    after: dict | None = Field(default=None, sa_type=PlainJSON, nullable=True)  # type: ignore[type-arg]
    reason: str = Field(default="", max_length=1000)


class LineChangeComment(SQLModel, table=True):
    """A comment that moved a line."""

    __tablename__ = "line_change_comment"
    __table_args__ = (UniqueConstraint("change_id", "comment_id"),)

    id: int | None = Field(default=None, primary_key=True)
    change_id: int = Field(foreign_key="line_change.id")
    comment_id: int = Field(foreign_key="comment.id", index=True)
