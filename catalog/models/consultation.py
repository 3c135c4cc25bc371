from datetime import date, datetime

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from catalog.models.columns import Moment, PlainJSON, word
from catalog.vocabulary import DraftKind, PeriodUnit


class Consultation(SQLModel, table=True):
    """A time in which the public may comment on a frozen version. What state it is in, the clock tells."""

    __tablename__ = "consultation"
    __table_args__ = (UniqueConstraint("list_id", "round"),)

    id: int | None = Field(default=None, primary_key=True)
    list_id: int = Field(foreign_key="proof_list.id")
    round: int
    version_id: int = Field(foreign_key="list_version.id")
    title: str = Field(max_length=200)
    draft_kind: DraftKind = Field(sa_type=word(DraftKind))
    notice: str = Field(sa_type=Text)
    explanation: str = Field(sa_type=Text, description="起草说明")
    contact: dict = Field(sa_type=PlainJSON)  # type: ignore[type-arg]
    length: int
    unit: PeriodUnit = Field(sa_type=word(PeriodUnit))
    shortening_reason: str = Field(default="", max_length=1000)
    opens_on: date
    opens_at: datetime = Field(sa_type=Moment, index=True)
    nominal_last_on: date = Field(description="the last day before holidays moved it")
    last_on: date
    closes_at: datetime = Field(sa_type=Moment, index=True, description="half-open: at this instant it is over")
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_reason: str = Field(default="", max_length=1000)
    key_name: str = Field(default="", max_length=64, description="of the key that seals what is personal")
    erased_at: datetime | None = Field(default=None, sa_type=Moment)
    report_public_from: datetime | None = Field(default=None, sa_type=Moment)
    person_id: int = Field(foreign_key="person.id")
    recorded_at: datetime = Field(sa_type=Moment)


class ConsultationExtension(SQLModel, table=True):
    """A later last day, with the reason that the public is told."""

    __tablename__ = "consultation_extension"

    id: int | None = Field(default=None, primary_key=True)
    consultation_id: int = Field(foreign_key="consultation.id", index=True)
    previous_last_on: date
    last_on: date
    reason: str = Field(max_length=1000)
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)


class ResponseReport(SQLModel, table=True):
    """The response report as it was frozen at approval."""

    __tablename__ = "response_report"

    id: int | None = Field(default=None, primary_key=True)
    consultation_id: int = Field(foreign_key="consultation.id", index=True)
    content: dict = Field(sa_type=PlainJSON)  # type: ignore[type-arg]
    digest: str = Field(max_length=64)
    frozen_at: datetime = Field(sa_type=Moment)
    person_id: int = Field(foreign_key="person.id")
