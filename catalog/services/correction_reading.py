"""Corrections to published decisions, read for the public: the newest ones, and where each belongs."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from catalog.models import Decision, IssuedDocument, Line, Material, Office, ProofList, Requirement, ServiceItem
from catalog.vocabulary import DecisionKind


@dataclass(frozen=True, slots=True)
class Corrected:
    """A public correction with the requirement it speaks of and the line whose decision it changes.

    ``lines`` is how many lines of ``list_title`` were corrected at once and alike; the rest is of the first one.
    """

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
    list_title: str | None = None
    lines: int = 1


def latest(session: Session, *, now: datetime, limit: int) -> list[Corrected]:
    """The newest corrections that the public may see; lines corrected at once and alike are one. Two queries."""
    alike = (
        Decision.recorded_at,
        Decision.public_from,
        Decision.kind,
        Decision.reason,
        Decision.effective_on,
        Decision.issued_document_id,
        Line.list_id,
    )
    first = func.min(Decision.id)
    query = (
        columns(first, func.count())
        .select_from(Decision)
        .outerjoin(Line, col(Line.id) == col(Decision.line_id))
        .where(col(Decision.public_from) <= now, col(Decision.kind) != DecisionKind.PUBLISHED)
        .group_by(*map(col, alike))
        .order_by(col(Decision.public_from).desc(), first.desc())
        .limit(limit)
    )
    counts = {int(decision_id): int(number) for decision_id, number in session.execute(query)}
    found = _found(session, now, col(Decision.id).in_(counts))
    return [replace(one, lines=counts[one.decision_id]) for one in found]


def of_list(
    session: Session, list_id: int, *, now: datetime, positions: Collection[int] | None = None
) -> list[Corrected]:
    """Every public correction to a line of the list (at these places only, if given), newest first. One query."""
    conditions = [col(Decision.kind) != DecisionKind.PUBLISHED, col(Line.list_id) == list_id]
    if positions is not None:
        conditions.append(col(Line.position).in_(positions))
    return _found(session, now, *conditions)


def _found(session: Session, now: datetime, *conditions: ColumnElement[bool]) -> list[Corrected]:
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
            ProofList.title,
        )  # type: ignore[call-overload]
        .select_from(Decision)
        .join(Requirement, col(Requirement.id) == col(Decision.requirement_id))
        .join(Office, col(Office.id) == col(Requirement.office_id))
        .join(ServiceItem, col(ServiceItem.id) == col(Requirement.service_item_id))
        .join(Material, col(Material.id) == col(Requirement.material_id))
        .outerjoin(Line, col(Line.id) == col(Decision.line_id))
        .outerjoin(ProofList, col(ProofList.id) == col(Line.list_id))
        .outerjoin(IssuedDocument, col(IssuedDocument.id) == col(Decision.issued_document_id))
        .where(Decision.public_from <= now, *conditions)
        .order_by(col(Decision.public_from).desc(), col(Decision.id).desc())
    )
    return [Corrected(*row) for row in session.execute(query)]


def corrected_ids(session: Session, requirement_id: int) -> set[int]:
    """The decisions on a requirement that a later one speaks of."""
    query = select(Decision.corrects_id).where(
        Decision.requirement_id == requirement_id, col(Decision.corrects_id).is_not(None)
    )
    return {int(one) for one in session.exec(query) if one}
