"""The staff as administrators see it: everybody, with roles that hold, have ended or begin."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from catalog.errors import NotFound
from catalog.models import Office, Person, RoleGrant
from catalog.vocabulary import Role


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role in an office; ``until`` is its last day, None when it has none."""

    role: Role
    office_id: int | None
    office: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who signs in, or did."""

    id: int
    login: str
    name: str
    office: str
    held: tuple[HeldRole, ...]
    left_on: date | None
    has_left: bool


def everybody(session: Session, *, on: date) -> list[Member]:
    """Everybody who was ever registered, by login. Three queries."""
    return _members(session, None, on)


def member(session: Session, person_id: int, *, on: date) -> Member:
    """One of them; NotFound when there is none."""
    if not (found := _members(session, person_id, on)):
        raise NotFound("没有这个人。")
    return found[0]


def _members(session: Session, only: int | None, on: date) -> list[Member]:
    offices = dict(session.exec(select(Office.id, Office.name)).all())
    query, grants = select(Person).order_by(col(Person.login)), select(RoleGrant).order_by(col(RoleGrant.id))
    if only is not None:
        query, grants = query.where(Person.id == only), grants.where(RoleGrant.person_id == only)
    held: dict[int, list[HeldRole]] = defaultdict(list)
    for one in session.exec(grants):
        if one.until is None or one.until >= on:
            office = offices.get(one.office_id, "") if one.office_id else ""
            held[one.person_id].append(HeldRole(one.role, one.office_id, office, one.until))
    return [
        Member(
            one.id or 0,
            one.login,
            one.name,
            offices.get(one.office_id, "") if one.office_id else "",
            tuple(held.get(one.id or 0, ())),
            one.left_on,
            one.left_on is not None and one.left_on <= on,
        )
        for one in session.exec(query)
    ]
