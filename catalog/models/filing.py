from datetime import date, datetime

from sqlmodel import Field, SQLModel

from catalog.models.columns import Moment


class Filing(SQLModel, table=True):
    """That a published list was filed with the superior (备案), or what the superior objected."""

    __tablename__ = "filing"

    id: int | None = Field(default=None, primary_key=True)
    list_id: int = Field(foreign_key="proof_list.id", index=True)
    filed_on: date
    number: str = Field(default="", max_length=80)
    objection: str = Field(default="", max_length=2000)
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)
