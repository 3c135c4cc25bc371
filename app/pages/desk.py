"""The officials' pages: signing in, what waits, reading a list in, and an errand's words."""

from dataclasses import dataclass
from datetime import date

from app.pages.parts import Choice, FieldError, Ref


@dataclass(frozen=True, slots=True)
class SignInPage:
    """``next`` is the page to come back to."""

    name: str = ""
    next: str = ""
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits. ``tone`` colours the badge, ``act`` is the verb on the button."""

    title: str
    href: str
    act: str
    badge: str = ""
    tone: str = "unknown"
    meta: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskHomePage:
    """``places`` are what the person can reach: (name, sentence, address)."""

    tasks: tuple[Task, ...]
    places: tuple[tuple[str, str, str], ...]
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewImportPage:
    """The upload form. ``kinds`` are the kinds of list; ``values`` what was typed, by field name."""

    kinds: tuple[Choice, ...]
    forms: tuple[Choice, ...]
    limit_mb: int = 20
    limit_rows: int = 50000
    values: dict[str, str] | None = None
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class MappedSheet:
    """How one table is read. ``header_row`` is 3, or 3-4 for two rows; ``columns`` are (letter, heading, choices)."""

    key: str
    name: str
    header_row: str
    rows: int
    columns: tuple[tuple[str, str, tuple[Choice, ...]], ...]
    sample: tuple[tuple[str, ...], ...] = ()
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """A problem with its place: the raw cell beside the value read. ``severity`` is the word's value."""

    line: int | None
    heading: str
    sentence: str
    severity: str
    raw: str = ""
    read_as: str = ""


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """The problems of one sheet; ``hidden`` more are not shown."""

    name: str
    problems: tuple[PlanProblem, ...]
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan, before anything is written."""

    id: int
    file_name: str
    list_title: str
    new: int
    changed: int
    same: int
    doubts: int
    errors: int
    sheets: tuple[PlanSheet, ...]
    mapping: tuple[MappedSheet, ...]
    notes: tuple[str, ...] = ()
    number: str = ""
    published_on: date | None = None
    effective_on: date | None = None
    unmapped: tuple[str, ...] = ()
    refusal: str = ""
    form_errors: tuple[FieldError, ...] = ()
    changes: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = ()

    @property
    def can_apply(self) -> bool:
        """Only errors block; doubts must be accepted by tick."""
        return not self.errors and bool(self.new + self.changed)


@dataclass(frozen=True, slots=True)
class ImportDonePage:
    """What was written, and where it is now."""

    list_ref: Ref
    sentence: str
    number: str = ""
    effective_on: date | None = None


@dataclass(frozen=True, slots=True)
class EditServiceItemPage:
    """An errand's words for people; ``preview`` are headlines as they would read, ``version`` guards them."""

    id: int
    name: str
    spoken: str
    aliases: tuple[str, ...]
    version: str = ""
    preview: tuple[str, ...] = ()
    errors: tuple[FieldError, ...] = ()
