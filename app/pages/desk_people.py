"""The staff and my own account, at the desk."""

from dataclasses import dataclass
from datetime import date

from app.pages.desk import Input
from app.pages.parts import FieldError, Moment


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody on the staff. ``roles`` are in words, with office and end date."""

    id: int
    login: str
    name: str
    office: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Everybody who can sign in, and those who have left."""

    people: tuple[PersonRow, ...]
    left: tuple[PersonRow, ...]
    may_change: bool
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role somebody holds: its value, the office, and both in words with the end date."""

    role: str
    office_id: str
    words: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person with roles, and what an administrator can change. ``password`` is shown once."""

    id: int
    login: str
    name: str
    office: str
    held: tuple[HeldRole, ...]
    left_on: date | None
    inputs: tuple[Input, ...]
    moments: tuple[Moment, ...] = ()
    password: str = ""
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One's own account: the form for a new password, one's roles, and the acts they allow in any list."""

    inputs: tuple[Input, ...]
    roles: tuple[str, ...]
    allowed: tuple[str, ...]
    moments: tuple[Moment, ...] = ()
    errors: tuple[FieldError, ...] = ()
