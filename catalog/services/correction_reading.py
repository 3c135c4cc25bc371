"""Corrections to published decisions, read for the public: the newest ones, and where each belongs."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from catalog.models import Decision, IssuedDocument, Line, Material, Office, Requirement, ServiceItem
from catalog.vocabulary import DecisionKind


@dataclass(frozen=True, slots=True)
class Corrected:
    """A public correction with the requirement it speaks of and the line whose decision it changes."""

    decision_id: int
    kind: DecisionKind
    requirement_id: int
    office: str
    service_item: str
    material: str
    reason: str
    effective_on: date
    public_from: datetime
    number: str | None
    list_id: int | None
    position: int | None


def latest(session: Session, *, now: datetime, limit: int) -> list[Corrected]:
    """The newest corrections that the public may see. One query."""
    return _found(session, now, col(Decision.kind) != DecisionKind.PUBLISHED, limit=limit)


def of_list(session: Session, list_id: int, *, now: datetime) -> list[Corrected]:
    """Every public correction to a line of the list, newest first. One query."""
    return _found(session, now, col(Decision.kind) != DecisionKind.PUBLISHED, Line.list_id == list_id)


def _found(session: Session, now: datetime, *conditions: object, limit: int | None = None) -> list[Corrected]:
    query = (
        select(
            Decision.id,
            Decision.kind,
            Decision.requirement_id,
            Office.name,
            ServiceItem.name,
            Material.name,
            Decision.reason,
            Decision.effective_on,
            Decision.public_from,
            IssuedDocument.number,
            Line.list_id,
            Line.position,
        )  # type: ignore[call-overload]
        .select_from(Decision)
        .join(Requirement, col(Requirement.id) == col(Decision.requirement_id))
        .join(Office, col(Office.id) == col(Requirement.office_id))
        .join(ServiceItem, col(ServiceItem.id) == col(Requirement.service_item_id))
        .join(Material, col(Material.id) == col(Requirement.material_id))
        .outerjoin(Line, col(Line.id) == col(Decision.line_id))
        .outerjoin(IssuedDocument, col(IssuedDocument.id) == col(Decision.issued_document_id))
        .where(Decision.public_from <= now, *conditions)
        .order_by(col(Decision.public_from).desc(), col(Decision.id).desc())
        .limit(limit)
    )
    return [Corrected(*row) for row in session.execute(query)]
