"""Asking the public, seen from the desk: the notice, what came in, and the response report."""

from dataclasses import dataclass

from app.pages.desk import Input
from app.pages.desk_parts import Badge
from app.pages.parts import Choice, FieldError, Figure, Moment, Option


@dataclass(frozen=True, slots=True)
class Closing:
    """The last day that the form leads to: in words, why it moved, the rule, and why it cannot be opened so."""

    when: str = ""
    moved: str = ""
    rule: str = ""
    refusal: str = ""
    provisional: bool = False


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
    closing: Closing
    rules: tuple[tuple[str, str, str], ...]
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """The last day alone, for the form to swap in."""

    closing: Closing


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment at the desk.

    ``files`` came with it: number, and kind with size. ``alike`` others say nearly the same, the first of them all is
    ``like``; ``picked`` are to be answered together.
    """

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
    files: tuple[tuple[int, str], ...] = ()
    alike: int = 0
    like: int = 0
    picked: bool = False


@dataclass(frozen=True, slots=True)
class CommentsDeskPage:
    """The comments of a consultation: counts, filters, and each with what can be done.

    ``like`` is the first of the group of nearly equal ones that is shown alone, 0 when all are; ``alike_note`` says
    how many such there are.
    """

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
    like: int = 0
    alike_note: str = ""
    why_not: str = ""
    may_enter: bool = False
    may_release: bool = False
    withheld_note: str = ""
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
    withheld_note: str = ""
    errors: tuple[FieldError, ...] = ()


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
