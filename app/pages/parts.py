"""The small pieces that several pages share."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from app.wording.verdicts import VerdictWords


@dataclass(frozen=True, slots=True)
class Ref:
    """A record by name. ``id`` is None for one that the register holds only as text: no link then."""

    id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """One answer in a list, or the same answer of many offices folded into one.

    ``title`` is the errand (or the material, on an errand's page), plain or as Markup with ``mark``
    around matched words. ``offices`` are those the answer holds for, in order; with more than one,
    ``requirement_id`` is the first office's and ``requirement_ids`` follows the order of ``offices``.
    ``subject_id`` is the id of what ``title`` names; ``more_offices`` says that there are more than are told.
    """

    requirement_id: int
    title: str
    words: VerdictWords
    offices: tuple[Ref, ...]
    requirement_ids: tuple[int, ...] = ()
    offices_called: str = "单位"
    issuing_office: str = ""
    subject_id: int = 0
    more_offices: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Answers under one material (or one errand). ``note`` stands beside the count: 原由…开具.

    ``sentence`` says what they come to; ``more`` is how many of them are not among the rows.
    """

    ref: Ref
    count: int
    rows: tuple[Row, ...]
    note: str = ""
    sentence: str = ""
    more: int = 0


@dataclass(frozen=True, slots=True)
class Option:
    """One value to choose: what is sent, what is read, how many."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow results. ``options`` are its values as they are drawn, "" when there are none.

    ``rest`` are ``more`` further ones, folded away.
    """

    heading: str
    options: Markup
    rest: Markup
    more: int


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen condition: the argument it stands for, its words, and the value that was sent.

    ``others`` are the values of the same argument that stay when this one is taken away.
    """

    name: str
    label: str
    value: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit; ``href`` is where it leads, if anywhere."""

    label: str
    count: int
    unit: str = "条"
    href: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of a timeline, newest first.

    ``state`` is ``ahead``, ``now`` or ``past``; ``when`` is the day in words and ``day`` for
    machines; ``head`` is set strong, ``text`` follows it; ``kind`` and ``tone`` make a badge.
    ``list_id`` links ``number`` to the list that it published.
    """

    when: str
    head: str
    state: str = "past"
    day: date | None = None
    text: str = ""
    kind: str = ""
    tone: str = "unknown"
    number: str = ""
    list_id: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a select or radio group."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class FieldError:
    """A sentence that belongs to a form field, by the field's name (and id); "" for the whole form."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Part:
    """The answers of one kind on a page: what may no longer be asked, what still is.

    ``key`` is its id; ``rows`` stand directly under it, or under each of ``groups``.
    """

    key: str
    heading: str
    count: int
    rows: tuple[Row, ...] = ()
    groups: tuple[Group, ...] = ()
    hint: str = ""
