from datetime import datetime

from sqlmodel import Field, SQLModel

from catalog.models.columns import Moment, PlainJSON


class Entry(SQLModel, table=True):
    """One line of history: who did what to which record. Written once, never changed."""

    __tablename__ = "entry"

    number: int = Field(primary_key=True, description="gapless, from the head row")
    at: datetime = Field(sa_type=Moment)
    who: str = Field(max_length=120)
    act: str = Field(max_length=40, description="a catalog.vocabulary.Act; acts grow, so no CHECK holds them")
    noun: str = Field(max_length=40)
    record_id: int | None = Field(default=None)
    before: dict | None = Field(default=None, sa_type=PlainJSON, nullable=True)  # type: ignore[type-arg]
    after: dict | None = Field(default=None, sa_type=PlainJSON, nullable=True)  # type: ignore[type-arg]
    reason: str = Field(default="", max_length=1000)
    previous: str = Field(max_length=64, description="SHA-256 of the entry before")
    digest: str = Field(max_length=64)


class EntryHead(SQLModel, table=True):
    """One row: the newest entry. Locked last in a transaction, so that numbers have no gaps."""

    __tablename__ = "entry_head"

    id: int = Field(default=1, primary_key=True)
    number: int = 0
    digest: str = Field(max_length=64)
