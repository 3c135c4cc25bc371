"""The page of one list at the desk: its gates, its steps, and everything that belongs to it."""

from dataclasses import dataclass
from datetime import datetime

from app.pages.desk_parts import Badge, PointRow
from app.pages.lists import StepMark
from app.pages.parts import Moment, Option


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
class Urgency:
    """One use of the emergency door."""

    id: int
    sentence: str
    is_open: bool
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence and the lines it bears on; ``redaction`` says why its file is gone."""

    id: int
    kind: str
    places: str
    note: str
    file: str = ""
    redaction: str = ""


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
    href: str
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
    redact_href: str = ""


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
    may_answer: bool = False
    evidence: tuple[EvidenceRow, ...] = ()
    may_detach: bool = False
    may_redact: bool = False
    reviews: tuple[ReviewRow, ...] = ()
    rounds: tuple[RoundRow, ...] = ()
    versions: tuple[VersionRow, ...] = ()
    parts: tuple[PartRow, ...] = ()
    imports: tuple[ImportRow, ...] = ()
    batch: tuple[str, str] | None = None
    public_href: str = ""
    moments: tuple[Moment, ...] = ()
    changed_href: str = ""
