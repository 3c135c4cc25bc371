from datetime import date, datetime

from sqlmodel import Field, SQLModel

from catalog.models.columns import Moment, PlainJSON


class ImportPlan(SQLModel, table=True):
    """A file waiting to be applied, with the mapping a person chose and how it is to be entered."""

    __tablename__ = "import_plan"

    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(foreign_key="document.digest")
    filename: str = Field(max_length=200)
    title: str = Field(default="", max_length=200)
    mapping: dict | None = Field(default=None, sa_type=PlainJSON, nullable=True)  # type: ignore[type-arg]
    published: bool = False
    number: str = Field(default="", max_length=80)
    published_on: date | None = None
    effective_on: date | None = None
    person_id: int | None = Field(default=None, foreign_key="person.id")
    created_at: datetime = Field(sa_type=Moment)
    applied_list_id: int | None = Field(default=None, foreign_key="proof_list.id")
