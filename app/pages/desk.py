"""The officials' pages: signing in, what waits, forms, people, reading a list in, and an errand's words."""

from dataclasses import dataclass, field
from datetime import date

from app.pages.parts import Choice, FieldError, Moment, Ref


@dataclass(frozen=True, slots=True)
class SignInPage:
    """``next`` is the page to come back to.

    ``resume`` is where a form was going when the session had ended, ``kept`` what it held.
    """

    name: str = ""
    next: str = ""
    errors: tuple[FieldError, ...] = ()
    resume: str = ""
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AgainPage:
    """A form that was not taken, for reasons that are not its own, to be sent once more.

    ``kept`` are its fields, ``texts`` those in words of somebody's own, ``had_files`` that files must be chosen again.
    """

    heading: str
    says: str
    action: str
    kept: tuple[tuple[str, str], ...]
    texts: tuple[str, ...]
    had_files: bool


@dataclass(frozen=True, slots=True)
class ResumePage:
    """A form that waits to be sent again; ``texts`` are what was written in words."""

    action: str
    kept: tuple[tuple[str, str], ...]
    texts: tuple[str, ...]


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
class Input:
    """One thing to fill in.

    ``kind`` is text, textarea, date, number, password, file, select, radio, tick, ticks, hidden or note;
    ``options`` are names offered while typing; ``extra`` further attributes by name.
    """

    name: str
    label: str
    kind: str = "text"
    value: str = ""
    hint: str = ""
    width: str = ""
    choices: tuple[Choice, ...] = ()
    options: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page with one form. ``aside`` are sections beside it: (heading, sentences).

    ``urgent`` are the inputs of the emergency door, folded away; () where it does not open.
    """

    heading: str
    trail: tuple[tuple[str, str], ...]
    here: str
    action: str
    button: str
    inputs: tuple[Input, ...]
    intro: tuple[str, ...] = ()
    errors: tuple[FieldError, ...] = ()
    grave: bool = False
    upload: bool = False
    back: str = ""
    aside: tuple[tuple[str, tuple[str, ...]], ...] = ()
    urgent: tuple[Input, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """What happened to something, newest first; ``older`` leads on."""

    heading: str
    trail: tuple[tuple[str, str], ...]
    moments: tuple[Moment, ...]
    older: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody on the staff. ``roles`` are in words, with office and end date."""

    id: int
    login: str
    name: str
    office: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Everybody who can sign in, and those who have left."""

    people: tuple[PersonRow, ...]
    left: tuple[PersonRow, ...]
    may_change: bool
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role somebody holds: its value, the office, and both in words with the end date."""

    role: str
    office_id: str
    words: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person with roles, and what an administrator can change. ``password`` is shown once."""

    id: int
    login: str
    name: str
    office: str
    held: tuple[HeldRole, ...]
    left_on: date | None
    inputs: tuple[Input, ...]
    moments: tuple[Moment, ...] = ()
    password: str = ""
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One's own account: the form for a new password, one's roles, and the acts they allow in any list."""

    inputs: tuple[Input, ...]
    roles: tuple[str, ...]
    allowed: tuple[str, ...]
    moments: tuple[Moment, ...] = ()
    errors: tuple[FieldError, ...] = ()


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
    targets: tuple[Choice, ...] = ()

    @property
    def can_apply(self) -> bool:
        """Only errors block; doubts must be accepted by tick. A draft may also be overwritten by less."""
        overwrites = self.same and any(one.value.startswith("over") for one in self.targets)
        return not self.errors and bool(self.new + self.changed or overwrites)


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
