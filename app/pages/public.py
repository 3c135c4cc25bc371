"""The public's pages: home, find, one requirement, and the plain text pages."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from app.pages.parts import Chip, Facet, Figure, Moment, Ref, Row
from app.wording.verdicts import VerdictWords


@dataclass(frozen=True, slots=True)
class ConsultationTeaser:
    """An open consultation on the home page; ``last_day`` runs to 24:00."""

    href: str
    title: str
    sentence: str
    last_day: date
    comments: int


@dataclass(frozen=True, slots=True)
class Publication:
    """Something lately published: a list, or (with ``requirement_id``) a correction to one line."""

    title: str
    sentence: str
    published_on: date
    number: str = ""
    list_id: int | None = None
    requirement_id: int | None = None


@dataclass(frozen=True, slots=True)
class HomePage:
    """``popular`` are example questions; ``sample`` a real answer to show what comes back.

    ``errands`` lead to their checklists by the words people use for them.
    """

    popular: tuple[str, ...]
    materials: int
    offices: int
    service_items: int
    latest: tuple[Publication, ...]
    figures: tuple[Figure, ...]
    counting_rule: str
    sample: Row | None = None
    consultations: tuple[ConsultationTeaser, ...] = ()
    errands: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """A name that may be meant, with its kind in words and its own page."""

    kind: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Errand:
    """An errand that may be meant. ``words`` are the one verdict on it, and ``href`` that one; else it is its page."""

    name: str
    href: str
    words: VerdictWords | None = None


@dataclass(frozen=True, slots=True)
class Which:
    """A question that has to be asked back: which errand. ``materials`` are the names that were asked about."""

    materials: tuple[str, ...]
    errands: tuple[Errand, ...]


@dataclass(frozen=True, slots=True)
class FindPage:
    """Results of a question on a day.

    ``how`` is what it was understood as (wording.how_found, without the day); ``answer`` the one
    verdict that answers it, when there is one, and ``which`` what to ask back where several errands may be
    meant; ``groups`` are its materials as they are drawn.
    ``suggestion`` is a did-you-mean. When nothing was found, ``empty`` is heading and sentence, and
    ``relax`` the conditions that may be dropped, each with what that would give. ``notice`` warns
    that the index is behind. ``popular`` are questions to start from when nothing was asked.
    ``downloads`` are the tables of all results with their addresses, and ``downloads_note`` what
    they lack; ``clear_href`` is this page without any condition, when there are several.
    ``found_by`` says by what means something was found when not by its name; ``related`` are names
    that may have to do with a question that found nothing. ``leads`` are the errands and offices
    that were asked for, each with its own page and what stands there.
    """

    query: str
    on: date
    how: str
    total: int
    groups: tuple[Markup, ...]
    facets: tuple[Facet, ...] = ()
    chips: tuple[Chip, ...] = ()
    group_count: int = 0
    page: int = 1
    pages: int = 1
    answer: Row | None = None
    which: Which | None = None
    suggestion: str = ""
    notice: str = ""
    empty: tuple[str, str] = ("", "")
    relax: tuple[tuple[Chip, int], ...] = ()
    popular: tuple[str, ...] = ()
    found_by: str = ""
    related: tuple[Related, ...] = ()
    downloads: tuple[tuple[str, str], ...] = ()
    downloads_note: str = ""
    clear_href: str = ""
    leads: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """A setting basis as the page shows it: ``title`` with 《》, clause, level and status.

    ``raw`` is the text as it stood in the list, shown when it differs from what was read.
    """

    title: str
    clause: str
    level: str
    status: str = ""
    status_tone: str = "unknown"
    instrument_id: int | None = None
    raw: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DraftNote:
    """That a draft which is open for comment names this requirement, and what it would do. Nothing is decided."""

    title: str
    href: str
    says: str


@dataclass(frozen=True, slots=True)
class RequirementPage:
    """One requirement: its verdict on a day, what it is, and how it came about.

    ``method`` and ``replacement`` are the list's own words; ``outside`` is the sentence on use
    outside the city; ``list_ref`` and ``list_line`` say where it was published.
    """

    id: int
    words: VerdictWords
    on: date
    material: Ref
    service_item: Ref
    offices: tuple[Ref, ...]
    issuing_office: str
    bases: tuple[Basis, ...]
    moments: tuple[Moment, ...]
    item_type: str = ""
    aliases: tuple[str, ...] = ()
    disposition: str = ""
    method: str = ""
    replacement: str = ""
    reason: str = ""
    remarks: str = ""
    outside: str = ""
    list_ref: Ref | None = None
    list_line: str = ""
    list_position: int | None = None
    drafts: tuple[DraftNote, ...] = ()


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of plain text; ``contact`` is who answers for it, ``visits_months`` how long visits are on record."""

    contact: str = ""
    visits_months: int = 0


@dataclass(frozen=True, slots=True)
class DataPage:
    """The page on data and the interface. ``examples`` and ``feeds`` are (what it gives, address) pairs.

    ``head`` is number and digest of the last entry of history before today: who wrote it down sees any tampering.
    """

    examples: tuple[tuple[str, str], ...]
    schema_href: str = ""
    feeds: tuple[tuple[str, str], ...] = ()
    head: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class MessagePage:
    """A refusal or a failure: what, why, what to do next. ``details`` are further sentences.

    ``back`` leads to where the person was, ``onward`` is (words, address) of where to begin anew.
    """

    heading: str
    says: str
    details: tuple[str, ...] = ()
    search: bool = False
    code: str = ""
    back: str = ""
    onward: tuple[str, str] = ("", "")
