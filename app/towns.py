"""The towns and streets of a city: they ask alike, so pages name them together."""

from sqlmodel import Session, col, select

from catalog.models import Office
from catalog.vocabulary import OfficeKind

KINDS = (OfficeKind.TOWN, OfficeKind.ZONE)
CALLED = "镇街"
# Stands in an address for all of them at once: office=towns.
VALUE = "towns"


def ids(session: Session) -> frozenset[int]:
    """The ids of all towns, streets and zones. One query."""
    found = session.exec(select(Office.id).where(col(Office.kind).in_(KINDS)))
    return frozenset(office_id for office_id in found if office_id)
