from datetime import date, datetime

from sqlmodel import Field, SQLModel

from catalog.models.columns import Moment, word
from catalog.vocabulary import ReviewKind


class Review(SQLModel, table=True):
    """An examination of a list. It speaks of the text whose digest it carries, and of no other."""

    __tablename__ = "review"

    id: int | None = Field(default=None, primary_key=True)
    list_id: int = Field(foreign_key="proof_list.id", index=True)
    kind: ReviewKind = Field(sa_type=word(ReviewKind))
    passed: bool
    finding: str = Field(max_length=4000)
    digest: str = Field(max_length=64, description="of the lines examined")
    version_id: int | None = Field(default=None, foreign_key="list_version.id")
    received_on: date = Field(description="the day the reviewer got the text")
    short_reason: str = Field(default="", max_length=1000, description="why it took fewer working days than usual")
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)
