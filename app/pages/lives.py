"""The desk's pages about lists on their way: where they stand, their lines, comments and publication."""

from dataclasses import dataclass
from datetime import date, datetime

from app.pages.desk import Input, Task
from app.pages.lists import StepMark
from app.pages.parts import Choice, FieldError, Figure, Moment, Option
from app.wording.verdicts import VerdictWords


@dataclass(frozen=True, slots=True)
class Badge:
    """A word of state with its tone and icon."""

    text: str
    tone: str = "unknown"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class ListCard:
    """A list on the first page and in the index: where it stands."""

    href: str
    title: str
    about: str
    badge: Badge
    marks: tuple[StepMark, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that somebody else must do: what, where, who and for how long."""

    title: str
    href: str
    about: str


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The desk's first page: what waits for me, what waits for others, where the lists stand."""

    tasks: tuple[Task, ...]
    others: tuple[Waiting, ...]
    cards: tuple[ListCard, ...]
    places: tuple[tuple[str, str, str], ...]
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListsDeskPage:
    """Every list: those on their way, and those that came to an end."""

    cards: tuple[ListCard, ...]
    over: tuple[ListCard, ...]
    may_start: bool


@dataclass(frozen=True, slots=True)
class Gate:
    """One thing that must hold before the next step. ``link`` says what to do at ``href``.

    ``met`` is None for what is not missing yet: it comes by itself, or is written with the step.
    """

    met: bool | None
    title: str
    detail: str = ""
    href: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class StepButton:
    """A step onward: a way to it, or why this person cannot take it. ``urgent`` leads through the emergency door."""

    label: str
    href: str
    why_not: str = ""
    urgent: str = ""
    grave: bool = False
    main: bool = False


@dataclass(frozen=True, slots=True)
class PointRow:
    """One point about a line: the sentence, the rule behind it, and what became of it."""

    line_id: int
    position: int
    subject: str
    sentence: str
    source: str
    settled: str
    evidence: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Urgency:
    """One use of the emergency door."""

    id: int
    sentence: str
    is_open: bool
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence and the lines it bears on."""

    id: int
    kind: str
    places: str
    note: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """An examination: kind, outcome, finding, who and when; ``stale`` when the text changed since."""

    kind: str
    passed: bool
    finding: str
    who: str
    when: datetime
    note: str = ""
    stale: bool = False


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round of consultation on the list."""

    id: int
    title: str
    state: Badge
    span: str
    received: int
    shown: int
    waiting: int
    href_public: str = ""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A frozen version; ``compare`` leads to what changed since the one before."""

    name: str
    when: datetime
    lines: int
    digest: str
    compare: str = ""


@dataclass(frozen=True, slots=True)
class PartRow:
    """A department's list for the batch."""

    href: str
    office: str
    title: str
    lines: int
    badge: Badge


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A file that was read into the list; ``undo_href`` is empty where it cannot be taken back."""

    file: str
    when: datetime
    undone: bool
    undo_href: str = ""


@dataclass(frozen=True, slots=True)
class ListDeskPage:
    """One list: where it stands, what is missing, what to press, and everything that belongs to it."""

    id: int
    title: str
    office: str
    about: tuple[str, ...]
    badge: Badge
    marks: tuple[StepMark, ...]
    gates_heading: str
    gates: tuple[Gate, ...]
    buttons: tuple[StepButton, ...]
    remark: str = ""
    urgencies: tuple[Urgency, ...] = ()
    points: tuple[PointRow, ...] = ()
    more_points: int = 0
    chips: tuple[Option, ...] = ()
    may_edit: bool = False
    evidence: tuple[EvidenceRow, ...] = ()
    may_detach: bool = False
    reviews: tuple[ReviewRow, ...] = ()
    rounds: tuple[RoundRow, ...] = ()
    versions: tuple[VersionRow, ...] = ()
    parts: tuple[PartRow, ...] = ()
    imports: tuple[ImportRow, ...] = ()
    batch: tuple[str, str] | None = None
    public_href: str = ""
    moments: tuple[Moment, ...] = ()
    changed_href: str = ""


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line in the table: its cells as they read, what is wrong with it, and where its inputs are."""

    id: int
    position: int
    version: int
    requirement_id: int
    office: str
    service_item: str
    material: str
    issuing_office: str
    basis: str
    disposition: str
    method: str
    replacement: str
    dispositions: tuple[Choice, ...]
    methods: tuple[Choice, ...]
    checks: tuple[Badge, ...]
    sentences: tuple[str, ...] = ()
    wrong: frozenset[str] = frozenset()
    changed: bool = False
    picked: bool = False


@dataclass(frozen=True, slots=True)
class LinesPage:
    """The lines of a list, narrowed and paged; with inputs where the person may change them.

    ``kept`` are the conditions, to be carried along; ``matching`` how many lines they leave.
    """

    id: int
    title: str
    total: int
    matching: int
    lines: tuple[GridLine, ...]
    chips: tuple[Option, ...]
    chosen: str
    query: str
    offices: tuple[Choice, ...]
    kept: tuple[tuple[str, str], ...]
    page: int
    pages: int
    may_edit: bool
    may_attach: bool
    may_sign: bool
    why_not: str = ""
    settling: bool = False
    set_disposition: tuple[Choice, ...] = ()
    set_method: tuple[Choice, ...] = ()
    undo: int = 0
    typed_reason: str = ""
    typed_comments: str = ""
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One line before and after: (label, old, new) for the cells that differ."""

    title: str
    cells: tuple[tuple[str, str, str], ...]
    about: str = ""
    href: str = ""
    comments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class BulkPage:
    """What a setting would do to the chosen lines, before it is done."""

    id: int
    title: str
    what: str
    changes: tuple[ChangedLine, ...]
    more: int
    same: int
    hidden: tuple[tuple[str, str], ...]
    settling: bool
    findings: tuple[str, ...] = ()
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Two versions side by side."""

    heading: str
    list_id: int
    list_title: str
    summary: str
    changed: tuple[ChangedLine, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    page: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True)
class LineFormPage:
    """One line to be written. ``read`` is what was read from the basis cell; ``comments`` those it may rest on."""

    heading: str
    list_id: int
    list_title: str
    action: str
    inputs: tuple[Input, ...]
    read: tuple["ReadBasis", ...]
    version: int
    settling: bool = False
    comments: tuple[Choice, ...] = ()
    reason: str = ""
    line_id: int | None = None
    checks: tuple[str, ...] = ()
    moments: tuple[Moment, ...] = ()
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadBasis:
    """A legal reference as it was read: ``said`` in words, ``known`` what the register knows of it."""

    said: str
    known: str
    tone: str = "unknown"


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What was read from a basis cell."""

    read: tuple[ReadBasis, ...]


@dataclass(frozen=True, slots=True)
class ClashPage:
    """A lost update: what I wrote beside what stands there now. ``hidden`` sends mine again, over the new version."""

    heading: str
    says: str
    cells: tuple[tuple[str, str, str], ...]
    action: str
    hidden: tuple[tuple[str, str], ...]
    theirs: str


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment at the desk."""

    id: int
    version: int
    text: str
    who: str
    channel: str
    received: str
    stance: str
    publishes: bool
    badges: tuple[Badge, ...]
    about: tuple[tuple[str, str], ...]
    has_contact: bool
    state_note: str = ""
    adoption: str = ""
    answer: str = ""
    answered_with: int = 0
    released: bool = False
    may_answer: bool = True
    may_pass: bool = False
    may_withhold: bool = False
    moved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommentsDeskPage:
    """The comments of a consultation: counts, filters, and each with what can be done."""

    id: int
    title: str
    list_id: int
    list_title: str
    deadline: str
    figures: tuple[Figure, ...]
    chips: tuple[Option, ...]
    chosen: str
    query: str
    comments: tuple[CommentRow, ...]
    found: int
    page: int
    pages: int
    reasons: tuple[Choice, ...]
    answer_inputs: tuple[Input, ...]
    why_not: str = ""
    may_enter: bool = False
    may_release: bool = False
    release_note: str = ""
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class CommentDeskPage:
    """One comment with its answer, contact (when it was just opened) and history."""

    consultation_id: int
    consultation_title: str
    comment: CommentRow
    reasons: tuple[Choice, ...]
    answer_inputs: tuple[Input, ...]
    moments: tuple[Moment, ...]
    name: str = ""
    contact: str = ""
    opened: bool = False
    receipt: str = ""
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsultationFormPage:
    """The notice to be written, with the last day as it is computed from it."""

    list_id: int
    list_title: str
    heading: str
    action: str
    inputs: tuple[Input, ...]
    contact: tuple[Input, ...]
    period: tuple[Input, ...]
    closing: "Closing"
    rules: tuple[tuple[str, str, str], ...]
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class Closing:
    """The last day that the form leads to: in words, why it moved, the rule, and why it cannot be opened so."""

    when: str = ""
    moved: str = ""
    rule: str = ""
    refusal: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """The last day alone, for the form to swap in."""

    closing: Closing


@dataclass(frozen=True, slots=True)
class FlipRow:
    """How many lines turn from which outcome to which."""

    before: Badge
    after: Badge
    count: int
    how: str
    changes: bool


@dataclass(frozen=True, slots=True)
class RehearsalPage:
    """The dry run: what is missing, which verdicts turn and when, and the form to publish so."""

    list_id: int
    list_title: str
    inputs: tuple[Input, ...]
    hidden: tuple[tuple[str, str], ...]
    tried: bool
    on: date | None
    missing: tuple[str, ...]
    rows: tuple[FlipRow, ...]
    changing: int
    total: int
    days: tuple[tuple[str, int], ...]
    points: tuple[PointRow, ...]
    public_from: datetime | None = None
    figures: tuple[Figure, ...] = ()
    titles: tuple[str, ...] = ()
    urgent: tuple[Input, ...] = ()
    why_not: str = ""
    watch: str = ""
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision on a requirement; ``may_correct`` when nothing speaks of it yet."""

    id: int
    kind: Badge
    said: str
    since: date
    number: str
    list_href: str
    reason: str = ""
    may_correct: bool = False


@dataclass(frozen=True, slots=True)
class RequirementDeskPage:
    """A requirement for officials: its verdict, its decisions, and the lists that name it."""

    id: int
    heading: str
    words: VerdictWords | None
    public: bool
    decisions: tuple[DecisionRow, ...]
    lists: tuple[tuple[str, str, str], ...]
    moments: tuple[Moment, ...]
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class ReportDeskPage:
    """The response report as it stands, before or after it is public."""

    consultation_id: int
    list_id: int
    title: str
    summary: str
    state: str
    counts: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    opinions: tuple[dict[str, object], ...]
    changes: tuple[str, ...]
    may_release: bool
    why_not: str = ""
    inputs: tuple[Input, ...] = ()
    errors: tuple[FieldError, ...] = ()
