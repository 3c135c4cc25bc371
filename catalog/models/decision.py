from datetime import date, datetime

from sqlmodel import Field, SQLModel

from catalog.models.columns import Moment, word
from catalog.vocabulary import DecisionKind, Disposition, Method


class Decision(SQLModel, table=True):
    """What a published line did to a requirement. Never edited: corrections are new decisions."""

    __tablename__ = "decision"

    id: int | None = Field(default=None, primary_key=True)
    requirement_id: int = Field(foreign_key="requirement.id", index=True)
    issued_document_id: int | None = Field(default=None, foreign_key="issued_document.id", index=True)
    line_id: int | None = Field(default=None, foreign_key="line.id", index=True)
    kind: DecisionKind = Field(default=DecisionKind.PUBLISHED, sa_type=word(DecisionKind))
    corrects_id: int | None = Field(default=None, foreign_key="decision.id", index=True)
    disposition: Disposition | None = Field(default=None, sa_type=word(Disposition), nullable=True)
    method: Method | None = Field(default=None, sa_type=word(Method), nullable=True)
    replacement: str = Field(default="", max_length=500)
    reason: str = Field(default="", max_length=1000)
    effective_on: date
    recorded_at: datetime = Field(sa_type=Moment)
    public_from: datetime = Field(sa_type=Moment)
