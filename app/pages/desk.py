"""The officials' pages that many share: signing in, tasks, forms and history; and an errand's words."""

from dataclasses import dataclass, field

from app.pages.parts import Choice, FieldError, Moment


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
class EditServiceItemPage:
    """An errand's words for people; ``preview`` are headlines as they would read, ``version`` guards them."""

    id: int
    name: str
    spoken: str
    aliases: tuple[str, ...]
    audience: str = ""
    codes: str = ""
    guide: str = ""
    version: str = ""
    preview: tuple[str, ...] = ()
    errors: tuple[FieldError, ...] = ()
