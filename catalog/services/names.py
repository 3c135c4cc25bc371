"""Names and aliases of single records, for pages that show one."""

from sqlmodel import Session, col, select

from catalog.models import MaterialAlias, OfficeAlias, ProofList, ServiceItemAlias


def aliases_of_material(session: Session, material_id: int) -> list[str]:
    """Other names of a proof, in the order in which they came."""
    query = select(MaterialAlias.name).where(MaterialAlias.material_id == material_id)
    return list(session.exec(query.order_by(col(MaterialAlias.id))))


def aliases_of_service_item(session: Session, service_item_id: int) -> list[str]:
    """Other names of an errand, in the order in which they came."""
    query = select(ServiceItemAlias.name).where(ServiceItemAlias.service_item_id == service_item_id)
    return list(session.exec(query.order_by(col(ServiceItemAlias.id))))


def aliases_of_office(session: Session, office_id: int) -> list[str]:
    """Other names of an office, in the order in which they came."""
    query = select(OfficeAlias.name).where(OfficeAlias.office_id == office_id)
    return list(session.exec(query.order_by(col(OfficeAlias.id))))


def title_of_list(session: Session, list_id: int) -> str | None:
    """The title of a list; None when there is no such list."""
    found = session.get(ProofList, list_id)
    return found.title if found else None
