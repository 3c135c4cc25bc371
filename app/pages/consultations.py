"""The pages of consultations: the index, one with its draft, its comments, its changes and its response report."""

from dataclasses import dataclass
from datetime import date

from app.pages.parts import Figure, Moment, Ref
from app.wording.consultations import Deadline


@dataclass(frozen=True, slots=True)
class Mark:
    """A badge: word, tone and icon."""

    text: str
    tone: str = "unknown"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Pending:
    """A step that was taken urgently and waits to be confirmed; ``late`` when its three working days are over."""

    sentence: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class ConsultationSummary:
    """A consultation in a list of them."""

    id: int
    title: str
    mark: Mark
    sentence: str
    lines: int = 0
    round: int = 1
    comments: int = 0


@dataclass(frozen=True, slots=True)
class ConsultationsPage:
    """Every consultation in sections (open, announced, over), each with its heading."""

    sections: tuple[tuple[str, tuple[ConsultationSummary, ...]], ...]
    none_open: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One cell of a line before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a line in a later version, how many comments moved it, and the reason beside or without them.

    ``kind`` is changed, added or removed; ``where`` names the line; ``line`` its place in the open version.
    """

    kind: str
    where: str
    position: int
    fields: tuple[Field, ...] = ()
    comments: int = 0
    line: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line of the draft as it is open for comment. ``redaction`` stands for one that was erased."""

    position: int
    mark: Mark
    title: str
    effect: str
    office: str
    issuing_office: str = ""
    basis: str = ""
    effective: str = ""
    remark: str = ""
    received: int = 0
    shown: int = 0
    change: Change | None = None
    redaction: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """The legal rule for the length of a period, with its source; ``shortened`` says why this one is shorter."""

    sentence: str
    source: str
    shortened: str = ""


@dataclass(frozen=True, slots=True)
class ShownComment:
    """A comment as the public reads it."""

    id: int
    who: str
    about: str
    text: str
    received_on: date
    channel: str
    stance: str = ""
    late: bool = False
    adoption: Mark | None = None
    answer: str = ""
    became: str = ""


@dataclass(frozen=True, slots=True)
class ConsultationPage:
    """One consultation. ``seen`` is False as long as only its announcement is public.

    ``takes`` says whether the form is open, ``takes_note`` what to know before (late comments).
    """

    id: int
    title: str
    mark: Mark
    seen: bool
    deadline: Deadline
    period: str
    rule: Rule
    round: int
    rounds: tuple[Ref, ...]
    takes: bool
    takes_note: str
    notice: tuple[str, ...] = ()
    explanation: tuple[str, ...] = ()
    sign: str = ""
    opens_on: date | None = None
    contact: tuple[tuple[str, str], ...] = ()
    version: int = 1
    digest: str = ""
    total: int = 0
    lines: tuple[DraftLine, ...] = ()
    query: str = ""
    found: int = 0
    page: int = 1
    pages: int = 1
    figures: tuple[Figure, ...] = ()
    counted: str = ""
    counting_rule: str = ""
    shown: int = 0
    moments: tuple[Moment, ...] = ()
    answered: str = ""
    next_version: int | None = None
    pending: tuple[Pending, ...] = ()
    changes: int = 0
    list_ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class CommentsPage:
    """The published comments of a consultation, on one line or on all of it."""

    consultation: Ref
    comments: tuple[ShownComment, ...]
    counted: str
    total: int
    line: DraftLine | None = None
    page: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """Two versions of the draft compared line by line; ``explained`` says why while there is only one."""

    consultation: Ref
    old: int
    digest: str
    same: int
    new: int | None = None
    changes: tuple[Change, ...] = ()
    explained: str = ""
    added: int = 0
    removed: int = 0
    changed: int = 0
    page: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One opinion in the response report."""

    number: int
    who: str
    text: str
    about: str
    adoption: Mark | None
    reason: str
    late: bool = False
    became: str = ""


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The response report: counts, opinions with answers, what became of the draft."""

    consultation: Ref
    title: str
    summary: str
    received: int
    late: int
    withheld: int
    tables: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    rows: tuple[ReportRow, ...]
    changes: tuple[str, ...]
    extended: tuple[str, ...] = ()
    version: int = 1
    lines: int = 0
    out_on: date | None = None
    digest: str = ""
    next_version: int | None = None
    formats: tuple[str, ...] = ("docx", "csv")
    page: int = 1
    pages: int = 1
