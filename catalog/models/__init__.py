"""Every table, gathered so that importing this package is enough to know them all."""

from catalog import database  # noqa: F401 - sets the naming convention before any table
from catalog.models.calendar_day import CalendarDay
from catalog.models.comment import Answer, Comment, CommentFile, CommentLine, CommentRevision, KeptComment
from catalog.models.consultation import Consultation, ConsultationExtension, ResponseReport
from catalog.models.decision import Decision
from catalog.models.document import Document
from catalog.models.entry import Entry, EntryHead
from catalog.models.evidence import Evidence, EvidenceLine, LineException
from catalog.models.filing import Filing
from catalog.models.import_plan import ImportedLine, ImportPlan
from catalog.models.instrument import Instrument
from catalog.models.issued_document import IssuedDocument
from catalog.models.line_change import LineChange, LineChangeComment
from catalog.models.list_step import Emergency, ListStep
from catalog.models.list_version import ListVersion, VersionLine
from catalog.models.material import Material, MaterialAlias
from catalog.models.office import Office, OfficeAlias
from catalog.models.person import Attempt, Person, RoleGrant
from catalog.models.proof_list import Line, LineCitation, ProofList
from catalog.models.requirement import Requirement
from catalog.models.review import Review
from catalog.models.search_miss import SearchMiss
from catalog.models.sent_form import SentForm
from catalog.models.service_item import ServiceItem, ServiceItemAlias
from catalog.models.synonym import Synonym

__all__ = [
    "Answer",
    "Attempt",
    "CalendarDay",
    "Comment",
    "CommentFile",
    "CommentLine",
    "CommentRevision",
    "Consultation",
    "ConsultationExtension",
    "Decision",
    "Document",
    "Emergency",
    "Entry",
    "EntryHead",
    "Evidence",
    "EvidenceLine",
    "Filing",
    "ImportPlan",
    "ImportedLine",
    "Instrument",
    "IssuedDocument",
    "KeptComment",
    "Line",
    "LineChange",
    "LineChangeComment",
    "LineCitation",
    "LineException",
    "ListStep",
    "ListVersion",
    "Material",
    "MaterialAlias",
    "Office",
    "OfficeAlias",
    "Person",
    "ProofList",
    "Requirement",
    "ResponseReport",
    "Review",
    "RoleGrant",
    "SearchMiss",
    "SentForm",
    "ServiceItem",
    "ServiceItemAlias",
    "Synonym",
    "VersionLine",
]
