"""The lines of a list at the desk: as a table, many set at once, one by one, and two versions compared."""

from dataclasses import dataclass

from app.pages.desk import Input
from app.pages.desk_parts import Badge
from app.pages.parts import Choice, FieldError, Moment, Option


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
    may_correct: bool = False
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
    comments: tuple[Choice, ...] = ()
    more_comments: str = ""
    reason: str = ""
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
class ReadBasis:
    """A legal reference as it was read: ``said`` in words, ``known`` what the register knows of it."""

    said: str
    known: str
    tone: str = "unknown"


@dataclass(frozen=True, slots=True)
class LineFormPage:
    """One line to be written. ``read`` is what was read from the basis cell; ``comments`` those it may rest on."""

    heading: str
    list_id: int
    list_title: str
    action: str
    inputs: tuple[Input, ...]
    read: tuple[ReadBasis, ...]
    version: int
    settling: bool = False
    comments: tuple[Choice, ...] = ()
    reason: str = ""
    more_comments: str = ""
    line_id: int | None = None
    checks: tuple[str, ...] = ()
    moments: tuple[Moment, ...] = ()
    errors: tuple[FieldError, ...] = ()


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
