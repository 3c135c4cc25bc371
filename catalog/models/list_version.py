from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from catalog.models.columns import Moment, PlainJSON, word
from catalog.vocabulary import VersionPurpose


class ListVersion(SQLModel, table=True):
    """A list as it stood when it was frozen. ``digest`` is taken over the digests of all its lines."""

    __tablename__ = "list_version"
    __table_args__ = (UniqueConstraint("list_id", "purpose", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    list_id: int = Field(foreign_key="proof_list.id")
    purpose: VersionPurpose = Field(sa_type=word(VersionPurpose))
    number: int
    frozen_at: datetime = Field(sa_type=Moment)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    title: str = Field(max_length=200)
    lines: int
    digest: str = Field(max_length=64)


class VersionLine(SQLModel, table=True):
    """One line of a frozen version. Erased ones keep their digest, so that the version still verifies.

    ``line_id`` is the line it was taken from, which may have been removed since.
    """

    __tablename__ = "version_line"
    __table_args__ = (UniqueConstraint("version_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="list_version.id")
    position: int
    line_id: int
    requirement_id: int = Field(foreign_key="requirement.id", index=True)
    digest: str = Field(max_length=64)
    content: dict | None = Field(default=None, sa_type=PlainJSON, nullable=True)  # type: ignore[type-arg]
    redaction: str = Field(default="", max_length=400, description="why the content is gone, and who erased it")
