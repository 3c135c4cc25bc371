"""Publishing at the desk: the dry run, and the decisions that came of it."""

from dataclasses import dataclass
from datetime import date, datetime

from app.pages.desk import Input
from app.pages.desk_parts import Badge, PointRow
from app.pages.parts import FieldError, Figure, Moment
from app.wording.verdicts import VerdictWords


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
