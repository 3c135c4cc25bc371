from datetime import date, datetime

from sqlmodel import Field, SQLModel

from catalog.models.columns import Moment, PlainJSON, word
from catalog.vocabulary import ListState


class ListStep(SQLModel, table=True):
    """One step in the life of a list: the dates of every step, and who did what, are read from here."""

    __tablename__ = "list_step"

    id: int | None = Field(default=None, primary_key=True)
    list_id: int = Field(foreign_key="proof_list.id", index=True)
    name: str = Field(max_length=20, description="a step of rules.lifecycles.LIST")
    act: str = Field(max_length=40, description="a catalog.vocabulary.Act")
    start: ListState = Field(sa_type=word(ListState, name="start"))
    end: ListState = Field(sa_type=word(ListState))
    person_id: int | None = Field(default=None, foreign_key="person.id", description="None: the clock")
    at: datetime = Field(sa_type=Moment)
    remark: str = Field(default="", max_length=1000)
    details: dict = Field(default_factory=dict, sa_type=PlainJSON)  # type: ignore[type-arg]


class Emergency(SQLModel, table=True):
    """A step taken through the emergency door: shown as 待追认 until another person confirms it."""

    __tablename__ = "emergency"

    id: int | None = Field(default=None, primary_key=True)
    list_id: int = Field(foreign_key="proof_list.id", index=True)
    act: str = Field(max_length=40)
    person_id: int = Field(foreign_key="person.id")
    reason: str = Field(max_length=1000)
    at: datetime = Field(sa_type=Moment)
    due_on: date = Field(description="three working days later")
    confirmed_by_id: int | None = Field(default=None, foreign_key="person.id")
    confirmed_at: datetime | None = Field(default=None, sa_type=Moment)
