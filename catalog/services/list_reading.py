"""A published list read for people and for download: its document, its lines and their bases."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from catalog.models import IssuedDocument, Line, Material, Office, ProofList, Requirement, ServiceItem
from catalog.services.requirements import Cited, citations_of
from catalog.vocabulary import Disposition, ItemType, ListState, Method

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class PublicLine:
    """One line as published: names as the register knows them, attributes as the line gave them."""

    position: int
    requirement_id: int
    office: str
    service_item: str
    item_type: ItemType | None
    material: str
    issuing_office: str
    disposition: Disposition
    method: Method | None
    replacement: str
    remark: str
    bases: tuple[Cited, ...]
    has_no_basis: bool = False


def find(session: Session, list_id: int, *, now: datetime) -> tuple[ProofList, IssuedDocument] | None:
    """A list that the public may see, with its document; None when there is none."""
    query = (
        select(ProofList, IssuedDocument)
        .join(IssuedDocument, col(IssuedDocument.id) == col(ProofList.issued_document_id))
        .where(ProofList.id == list_id, ProofList.state == ListState.PUBLISHED, col(IssuedDocument.public_from) <= now)
    )
    return session.exec(query).first()


def seen(session: Session, list_ids: Collection[int], *, now: datetime) -> set[int]:
    """Those of the lists that the public may see. One query."""
    query = (
        select(ProofList.id)
        .join(IssuedDocument, col(IssuedDocument.id) == col(ProofList.issued_document_id))
        .where(col(ProofList.id).in_(list_ids), ProofList.state == ListState.PUBLISHED)
        .where(col(IssuedDocument.public_from) <= now)
    )
    return {int(one or 0) for one in session.exec(query)}


def positions(session: Session, list_id: int) -> list[tuple[int, str]]:
    """Every line's position with the text it can be narrowed by: office, errand and material."""
    query = (
        select(Line.position, Office.name, ServiceItem.name, Material.name)
        .join(Requirement, col(Requirement.id) == col(Line.requirement_id))
        .join(Office, col(Office.id) == col(Requirement.office_id))
        .join(ServiceItem, col(ServiceItem.id) == col(Requirement.service_item_id))
        .join(Material, col(Material.id) == col(Requirement.material_id))
        .where(Line.list_id == list_id)
        .order_by(col(Line.position))
    )
    return [(row[0], "\n".join(row[1:])) for row in session.execute(query)]


def counts(session: Session, list_id: int) -> tuple[int, int]:
    """How many lines a list has and how many offices they are of."""
    query = (
        select(func.count(), func.count(func.distinct(col(Requirement.office_id))))
        .select_from(Line)
        .join(Requirement, col(Requirement.id) == col(Line.requirement_id))
        .where(Line.list_id == list_id)
    )
    lines, offices = session.execute(query).one()
    return lines, offices


def by_disposition(session: Session, list_id: int) -> dict[Disposition, int]:
    """How many lines say what."""
    query = select(Line.disposition, func.count()).where(Line.list_id == list_id).group_by(col(Line.disposition))
    return dict(session.execute(query).all())


def lines(session: Session, list_id: int, some: Sequence[int] | None = None, *, on: date) -> Iterator[PublicLine]:
    """The lines at the positions (all, when None), in order, read in chunks so that long lists stay light."""
    if some is None:
        some = list(session.exec(select(Line.position).where(Line.list_id == list_id).order_by(col(Line.position))))
    for start in range(0, len(some), CHUNK):
        yield from _chunk(session, list_id, some[start : start + CHUNK], on)


def _chunk(session: Session, list_id: int, some: Sequence[int], on: date) -> Iterator[PublicLine]:
    query = (
        select(Line, Office.name, ServiceItem.name, Material.name)
        .join(Requirement, col(Requirement.id) == col(Line.requirement_id))
        .join(Office, col(Office.id) == col(Requirement.office_id))
        .join(ServiceItem, col(ServiceItem.id) == col(Requirement.service_item_id))
        .join(Material, col(Material.id) == col(Requirement.material_id))
        .where(Line.list_id == list_id, col(Line.position).in_(some))
        .order_by(col(Line.position))
    )
    found = session.exec(query).all()
    cited = citations_of(session, [line.id or 0 for line, *_ in found], on=on)
    for line, office, item, material in found:
        yield PublicLine(
            line.position,
            line.requirement_id,
            office,
            item,
            line.item_type,
            material,
            line.issuing_office,
            line.disposition,
            line.method,
            line.replacement,
            line.remark,
            cited.get(line.id or 0, ()),
            line.has_no_basis,
        )
