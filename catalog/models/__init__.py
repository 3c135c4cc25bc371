"""Every table, gathered so that importing this package is enough to know them all."""

from catalog import database  # noqa: F401 - sets the naming convention before any table
from catalog.models.calendar_day import CalendarDay
from catalog.models.decision import Decision
from catalog.models.document import Document
from catalog.models.entry import Entry, EntryHead
from catalog.models.import_plan import ImportPlan
from catalog.models.instrument import Instrument
from catalog.models.issued_document import IssuedDocument
from catalog.models.material import Material, MaterialAlias
from catalog.models.office import Office, OfficeAlias
from catalog.models.person import Attempt, Person, RoleGrant
from catalog.models.proof_list import Line, LineCitation, ProofList
from catalog.models.requirement import Requirement
from catalog.models.service_item import ServiceItem, ServiceItemAlias
from catalog.models.synonym import Synonym

__all__ = [
    "Attempt",
    "CalendarDay",
    "Decision",
    "Document",
    "Entry",
    "EntryHead",
    "ImportPlan",
    "Instrument",
    "IssuedDocument",
    "Line",
    "LineCitation",
    "Material",
    "MaterialAlias",
    "Office",
    "OfficeAlias",
    "Person",
    "ProofList",
    "Requirement",
    "RoleGrant",
    "ServiceItem",
    "ServiceItemAlias",
    "Synonym",
]
