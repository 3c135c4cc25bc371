"""Figures and lists for the first page, the indexes and the desk; read-only."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, col, func, select

from catalog.models import IssuedDocument, Line, Material, Office, ProofList, Requirement, ServiceItem
from catalog.services.requirements import is_public
from catalog.vocabulary import ListKind, ListState


@dataclass(frozen=True, slots=True)
class Figures:
    """How much the public register holds."""

    requirements: int
    materials: int
    service_items: int
    offices: int


@dataclass(frozen=True, slots=True)
class PublishedList:
    """A published list with its document."""

    id: int
    title: str
    kind: ListKind
    lines: int
    number: str | None
    published_on: date
    effective_on: date
    public_from: datetime


@dataclass(frozen=True, slots=True)
class Named:
    """A record by name, with how many public requirements stand under it; ``heir`` carries on what it did."""

    id: int
    name: str
    sort_key: str
    count: int
    kind: str = ""
    heir: str = ""


def figures(session: Session, *, now: datetime) -> Figures:
    """Counts of what the public may see at an instant. One query."""
    nouns = (Requirement.id, Requirement.material_id, Requirement.service_item_id, Requirement.office_id)
    query = select(*(func.count(func.distinct(col(noun))) for noun in nouns)).where(is_public(now))
    return Figures(*session.execute(query).one())


def latest_lists(session: Session, *, now: datetime, limit: int | None = None) -> list[PublishedList]:
    """Published lists that the public may see, newest first. One query."""
    lines = select(func.count()).where(Line.list_id == ProofList.id).correlate(ProofList).scalar_subquery()
    query = (
        select(
            ProofList.id,
            ProofList.title,
            ProofList.kind,
            lines,
            IssuedDocument.number,
            IssuedDocument.published_on,
            IssuedDocument.effective_on,
            IssuedDocument.public_from,
        )  # type: ignore[call-overload]
        .join(IssuedDocument, col(IssuedDocument.id) == col(ProofList.issued_document_id))
        .where(ProofList.state == ListState.PUBLISHED, col(IssuedDocument.public_from) <= now)
        .order_by(col(IssuedDocument.published_on).desc(), col(ProofList.id).desc())
        .limit(limit)
    )
    return [PublishedList(*row) for row in session.execute(query)]


def materials(session: Session, *, now: datetime) -> list[Named]:
    """Every material with public requirements, in the order of its sound."""
    return _named(session, Material, Requirement.material_id, now)


def service_items(session: Session, *, now: datetime) -> list[Named]:
    """Every errand with public requirements, in the order of its sound."""
    return _named(session, ServiceItem, Requirement.service_item_id, now)


def spoken_errands(session: Session, *, now: datetime, limit: int) -> list[tuple[int, str]]:
    """Id and spoken form of the errands for which most different proofs are on record. One query."""
    asked = func.count(func.distinct(col(Requirement.material_id)))
    query = (
        select(ServiceItem.id, ServiceItem.spoken)
        .join(Requirement, col(Requirement.service_item_id) == col(ServiceItem.id))
        .where(is_public(now), ServiceItem.spoken != "")
        .group_by(col(ServiceItem.id), col(ServiceItem.spoken))
        .order_by(asked.desc(), col(ServiceItem.id))
        .limit(limit)
    )
    return [(item_id or 0, spoken) for item_id, spoken in session.exec(query)]


def offices(session: Session, *, now: datetime) -> list[Named]:
    """Every office with public requirements, in the order in which it was registered."""
    return sorted(_named(session, Office, Requirement.office_id, now, Office.kind), key=lambda one: one.id)


def registered_offices(session: Session, *, now: datetime) -> list[Named]:
    """Every office, whether the public knows it or not, in the order of its sound: for who may edit them. One query."""
    heir = aliased(Office)
    public = and_(col(Requirement.office_id) == col(Office.id), is_public(now))
    shown = (Office.id, Office.name, Office.sort_key, func.count(col(Requirement.id)), Office.kind, heir.name)
    query = (
        select(*shown)  # type: ignore[call-overload]
        .outerjoin(Requirement, public)
        .outerjoin(heir, col(Office.successor_id) == col(heir.id))
        .group_by(Office.id, Office.name, Office.sort_key, Office.kind, heir.name)
        .order_by(Office.sort_key, Office.id)
    )
    return [
        Named(number, name, sound, count, kind, after or "")
        for number, name, sound, count, kind, after in session.execute(query)
    ]


def _named(session: Session, noun: Any, column: Any, now: datetime, kind: Any = None) -> list[Named]:
    extra = (kind,) if kind is not None else ()
    query = (
        select(noun.id, noun.name, noun.sort_key, func.count(), *extra)
        .join(Requirement, col(column) == noun.id)
        .where(is_public(now))
        .group_by(noun.id, noun.name, noun.sort_key, *extra)
        .order_by(noun.sort_key, noun.id)
    )
    return [Named(*row) for row in session.execute(query)]
