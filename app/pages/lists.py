"""The pages of published lists."""

from dataclasses import dataclass
from datetime import date

from app.pages.consultations import Change, Mark, Pending, ShownComment
from app.pages.parts import Figure, Moment, Ref
from app.wording.verdicts import VerdictWords


@dataclass(frozen=True, slots=True)
class ListSummary:
    """A list in the index of lists."""

    id: int
    title: str
    kind: str
    lines: int
    number: str = ""
    published_on: date | None = None
    effective_on: date | None = None
    pending: Mark | None = None


@dataclass(frozen=True, slots=True)
class ListsPage:
    """Every published list, newest first."""

    lists: tuple[ListSummary, ...]
    counting_rule: str


@dataclass(frozen=True, slots=True)
class StepMark:
    """One step on the bar: ``state`` is ``done``, ``now`` or ``ahead``; ``when`` is in words."""

    label: str
    state: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as published, with today's answer beside it."""

    position: int
    requirement_id: int | None
    service_item: str
    material: str
    office: str
    issuing_office: str
    basis: str
    disposition: str
    words: VerdictWords | None = None
    comments: int = 0
    corrected: Mark | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A frozen version that the public saw: its number, the day, its lines and its digest."""

    number: int
    on: date
    lines: int
    digest: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A consultation on a list; ``has_report`` and ``has_changes`` say what can be read of it."""

    ref: Ref
    sentence: str
    has_report: bool = False
    has_changes: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """A later decision on a line of the list, or one on many lines alike: then ``places`` names them."""

    mark: Mark
    what: str
    requirement_id: int | None
    on: date
    reason: str
    number: str = ""
    position: int | None = None
    places: str = ""


@dataclass(frozen=True, slots=True)
class ListPage:
    """One published list: dates of every step, figures with their rule, lines page by page.

    ``dates`` are (what, day) in order; ``days_to_publish`` the days from decision to publication.
    ``formats`` are file endings offered for download. ``moments`` are the steps of its life, oldest first;
    ``watch`` counts the working days that publication took; ``pending`` are steps that wait to be confirmed;
    ``skipped`` is why the public was not asked.
    """

    id: int
    title: str
    kind: str
    number: str
    total: int
    offices: int
    dates: tuple[tuple[str, date], ...]
    figures: tuple[Figure, ...]
    counting_rule: str
    lines: tuple[Line, ...]
    query: str = ""
    found: int = 0
    page: int = 1
    pages: int = 1
    days_to_publish: int | None = None
    normative: bool = False
    formats: tuple[str, ...] = ("xlsx", "csv", "json", "docx")
    moments: tuple[Moment, ...] = ()
    watch: str = ""
    is_overdue: bool = False
    pending: tuple[Pending, ...] = ()
    skipped: str = ""
    asked: tuple[Asked, ...] = ()
    versions: tuple[Version, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class ListLinePage:
    """One line of a published list traced back: from the decision to the comments and the clause behind it."""

    list_ref: Ref
    number: str
    line: Line
    moments: tuple[Moment, ...]
    remark: str = ""
    replacement: str = ""
    changes: tuple[tuple[str, Change], ...] = ()
    comments: tuple[ShownComment, ...] = ()
    asked: tuple[tuple[Ref, int, int], ...] = ()
    corrections: tuple[Correction, ...] = ()
