from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from catalog.models.columns import Moment, word
from catalog.vocabulary import Disposition, ExceptionKind, Method


class Evidence(SQLModel, table=True):
    """A document that supports what a list says; one may serve many of its lines."""

    __tablename__ = "evidence"

    id: int | None = Field(default=None, primary_key=True)
    list_id: int = Field(foreign_key="proof_list.id", index=True)
    kind: str = Field(max_length=200, description="what it proves, as rules.dispositions names it")
    digest: str | None = Field(default=None, foreign_key="document.digest")
    note: str = Field(default="", max_length=1000)
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)


class EvidenceLine(SQLModel, table=True):
    """A line that a piece of evidence bears on."""

    __tablename__ = "evidence_line"
    __table_args__ = (UniqueConstraint("evidence_id", "line_id"),)

    id: int | None = Field(default=None, primary_key=True)
    evidence_id: int = Field(foreign_key="evidence.id")
    line_id: int = Field(foreign_key="line.id", index=True)


class LineException(SQLModel, table=True):
    """A signed reason why a line stands as it does. It lapses when the line says something else."""

    __tablename__ = "line_exception"

    id: int | None = Field(default=None, primary_key=True)
    line_id: int = Field(foreign_key="line.id", index=True)
    kind: ExceptionKind = Field(sa_type=word(ExceptionKind))
    disposition: Disposition = Field(sa_type=word(Disposition))
    method: Method | None = Field(default=None, sa_type=word(Method), nullable=True)
    reason: str = Field(max_length=1000)
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)
