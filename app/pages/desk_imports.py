"""Reading a list in: the upload form, the plan, and what was written."""

from dataclasses import dataclass
from datetime import date

from app.pages.parts import Choice, FieldError, Ref


@dataclass(frozen=True, slots=True)
class NewImportPage:
    """The upload form. ``kinds`` are the kinds of list; ``values`` what was typed, by field name.

    ``may_draft`` and ``may_enter`` say whether this person may begin a draft, or enter what was published before.
    """

    kinds: tuple[Choice, ...]
    forms: tuple[Choice, ...]
    limit_mb: int = 20
    limit_rows: int = 50000
    may_draft: bool = True
    may_enter: bool = True
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
    """A plan, before anything is written.

    ``errands`` are (name, (label, text)…) that would be set where nothing is stated yet; ``more_errands`` not shown.
    ``closed`` are the values of targets that the file's lines rule out, ``warnings`` say why and what to do.
    """

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
    targets: tuple[Choice, ...] = ()
    warnings: tuple[str, ...] = ()
    closed: frozenset[str] = frozenset()
    errands: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    more_errands: int = 0

    @property
    def chosen_target(self) -> str:
        """Where it goes as things stand, so that reading once more does not forget it."""
        return next((one.value for one in self.targets if one.chosen), "")

    @property
    def open_targets(self) -> tuple[Choice, ...]:
        """Where it can go, given the offices that its lines are of."""
        return tuple(one for one in self.targets if one.value not in self.closed)

    @property
    def writes(self) -> int:
        """How many lines the list will have: also those that say what the register says already."""
        return self.new + self.changed + self.same

    @property
    def can_apply(self) -> bool:
        """Only errors block; doubts must be accepted by tick. A draft may also be overwritten by less."""
        overwrites = self.same and any(one.value.startswith("over") for one in self.open_targets)
        goes = not self.targets or bool(self.open_targets)
        return goes and not self.errors and bool(self.new + self.changed or overwrites)


@dataclass(frozen=True, slots=True)
class ImportDonePage:
    """What was written, and where it is now."""

    list_ref: Ref
    sentence: str
    number: str = ""
    draft_href: str = ""
    undo_href: str = ""
    undone: bool = False
    effective_on: date | None = None
