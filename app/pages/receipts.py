"""The pages of those who comment: the form, the receipt, and what a receipt allows."""

from dataclasses import dataclass, field
from datetime import datetime

from app.pages.consultations import Mark
from app.pages.parts import Choice, FieldError, Moment, Ref
from app.wording.consultations import Deadline


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody typed, kept whatever happens to the form."""

    scope: str = ""
    positions: str = ""
    stance: str = ""
    text: str = ""
    kind: str = ""
    name: str = ""
    contact: str = ""
    publishes: str = ""


@dataclass(frozen=True, slots=True)
class CommentFormPage:
    """The form. ``code`` is set when it corrects a comment; ``sent`` when the same form came before.

    ``kept_at`` is the instant (ISO) at which what it begins with was put aside, ``kept_text`` what was put aside
    elsewhere since. ``chosen`` names the lines it was opened for; ``flash`` is (tone, icon, sentence) above the form;
    ``keeps_until`` until when it may be put aside, "" when it may not. ``files`` are those of the comment that is
    corrected, ``files_dropped`` the numbers of those that are to go, ``files_again`` the names of those that were
    chosen and must be chosen once more.
    """

    consultation: Ref
    deadline: Deadline
    written: Written
    stances: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    scopes: tuple[Choice, ...]
    publishing: tuple[Choice, ...]
    total: int
    privacy: tuple[tuple[str, str], ...]
    ticket: str = ""
    kept_at: str = ""
    kept_text: str = ""
    spare_ticket: str = ""
    code: str = ""
    sent: bool = False
    longest: int = 5_000
    accepts: str = ""
    files: tuple[tuple[int, str], ...] = ()
    files_dropped: frozenset[int] = frozenset()
    files_again: tuple[str, ...] = ()
    chosen: tuple[tuple[int, str], ...] = ()
    errors: tuple[FieldError, ...] = ()
    flash: tuple[str, str, str] = ("", "", "")
    late_note: str = ""
    keeps_until: str = ""
    closed: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """What the holder of a code may see and do. ``received`` says the instant in words, to the second.

    ``qr`` is the side of the grid and its path; ``flash`` is (tone, icon, sentences).
    """

    code: str
    consultation: Ref
    version: int
    received_at: datetime
    received: str
    mark: Mark
    moments: tuple[Moment, ...]
    about: tuple[str, ...]
    text: str
    shown_as: str
    contact: str
    qr: tuple[int, str]
    look_up: str
    stance: str = ""
    late: bool = False
    publishes: bool = False
    withheld: str = ""
    adoption: Mark | None = None
    answer: str = ""
    became: tuple[str, ...] = ()
    next_version: int | None = None
    can_change_until: str = ""
    can_change: bool = False
    has_personal: bool = False
    files: tuple[str, ...] = ()
    flash: tuple[str, str, tuple[str, ...]] = ("", "", ())


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A comment put aside, for the holder of its code. ``kept`` and ``until`` are in words."""

    code: str
    consultation: Ref
    kept: str
    until: str
    text: str
    look_up: str
    flash: tuple[str, str, tuple[str, ...]] = ("", "", ())


@dataclass(frozen=True, slots=True)
class LookUpPage:
    """The form that asks for a code. ``says`` is why it is asked again, where nothing went wrong."""

    typed: str = ""
    says: str = ""
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class AskPage:
    """A page that asks once more before something that cannot be taken back."""

    code: str
    heading: str
    says: tuple[str, ...]
    action: str
    button: str
    kind: str = "grave"
    errors: tuple[FieldError, ...] = field(default=())
