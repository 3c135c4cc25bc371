"""What the lines of a list say, in words: names and legal references of many at once."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, col, select

from catalog.models import Line, LineCitation, Material, Office, Requirement, ServiceItem
from catalog.rules.line_contents import LineContent

COLUMNS = (
    Line.id,
    Line.requirement_id,
    Line.position,
    Office.name,
    ServiceItem.name,
    Material.name,
    Line.disposition,
    Line.method,
    Line.replacement,
    Line.issuing_office,
    Line.item_type,
    Line.has_no_basis,
    Line.effective_on,
    Line.remark,
)


def of_list(session: Session, list_id: int) -> list[LineContent]:
    """Every line of a list, in its order. Two queries."""
    return _contents(session, Line.list_id == list_id)


def of_lines(session: Session, line_ids: Iterable[int]) -> list[LineContent]:
    """The lines with these ids, in the order of their list. Two queries."""
    return _contents(session, col(Line.id).in_(set(line_ids)))


def _contents(session: Session, which: Any) -> list[LineContent]:
    query = (
        select(*COLUMNS)  # type: ignore[call-overload]
        .select_from(Line)
        .join(Requirement, col(Requirement.id) == col(Line.requirement_id))
        .join(Office, col(Office.id) == col(Requirement.office_id))
        .join(ServiceItem, col(ServiceItem.id) == col(Requirement.service_item_id))
        .join(Material, col(Material.id) == col(Requirement.material_id))
        .where(which)
        .order_by(col(Line.list_id), col(Line.position))
    )
    bases = _bases(session, which)
    return [_content(row, bases.get(row[0], ())) for row in session.execute(query)]


def _content(row: tuple, bases: Iterable[str]) -> LineContent:  # type: ignore[type-arg]
    line_id, requirement_id, position, office, item, material, disposition, method, *more = row
    replacement, issuing_office, item_type, has_no_basis, effective_on, remark = more
    return LineContent(
        line_id,
        requirement_id,
        position,
        office,
        item,
        material,
        disposition,
        method,
        replacement,
        issuing_office,
        item_type,
        tuple(bases),
        has_no_basis,
        effective_on,
        remark,
    )


def _bases(session: Session, which: Any) -> dict[int, list[str]]:
    query = (
        select(LineCitation.line_id, LineCitation.title, LineCitation.clause, LineCitation.raw)
        .join(Line, col(Line.id) == col(LineCitation.line_id))
        .where(which)
        .order_by(col(LineCitation.line_id), col(LineCitation.position))
    )
    found: dict[int, list[str]] = defaultdict(list)
    for line_id, title, clause, raw in session.execute(query):
        found[line_id].append(f"《{title}》{clause}" if title else clause or raw)
    return found
