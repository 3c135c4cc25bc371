from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from catalog.models.columns import Moment, word
from catalog.vocabulary import Role


class Person(SQLModel, table=True):
    """Somebody who signs in. ``epoch`` rises when sessions must end: sign-out everywhere, role change."""

    __tablename__ = "person"

    id: int | None = Field(default=None, primary_key=True)
    login: str = Field(max_length=60, unique=True)
    name: str = Field(max_length=60)
    password_hash: str = Field(max_length=200)
    office_id: int | None = Field(default=None, foreign_key="office.id")
    epoch: int = 0
    left_on: date | None = None


class RoleGrant(SQLModel, table=True):
    """A role that a person holds in an office; a substitute's ends by itself."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("person_id", "office_id", "role"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    office_id: int | None = Field(default=None, foreign_key="office.id")
    role: Role = Field(sa_type=word(Role))
    until: date | None = None


class Attempt(SQLModel, table=True):
    """A counted try (sign-in, form) in a window of time, so that limits hold across all workers."""

    __tablename__ = "attempt"
    __table_args__ = (UniqueConstraint("topic", "subject", "window"),)

    id: int | None = Field(default=None, primary_key=True)
    topic: str = Field(max_length=40)
    subject: str = Field(max_length=64, description="a digest; never a name or an address")
    window: datetime = Field(sa_type=Moment)
    count: int = 0
