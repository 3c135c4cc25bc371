"""The pages of published lists."""

from dataclasses import dataclass
from datetime import date

from app.pages.parts import Figure
from app.wording.verdicts import VerdictWords


@dataclass(frozen=True, slots=True)
class ListSummary:
    """A list in the index of lists."""

    id: int
    title: str
    kind: str
    lines: int
    number: str = ""
    published_on: date | None = None
    effective_on: date | None = None


@dataclass(frozen=True, slots=True)
class ListsPage:
    """Every published list, newest first."""

    lists: tuple[ListSummary, ...]
    counting_rule: str


@dataclass(frozen=True, slots=True)
class StepMark:
    """One step on the bar: ``state`` is ``done``, ``now`` or ``ahead``; ``when`` is in words."""

    label: str
    state: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as published, with today's answer beside it."""

    position: int
    requirement_id: int | None
    service_item: str
    material: str
    office: str
    issuing_office: str
    basis: str
    disposition: str
    words: VerdictWords | None = None


@dataclass(frozen=True, slots=True)
class ListPage:
    """One published list: dates of every step, figures with their rule, lines page by page.

    ``dates`` are (what, day) in order; ``days_to_publish`` the days from decision to publication.
    ``formats`` are file endings offered for download.
    """

    id: int
    title: str
    kind: str
    number: str
    total: int
    offices: int
    dates: tuple[tuple[str, date], ...]
    figures: tuple[Figure, ...]
    counting_rule: str
    lines: tuple[Line, ...]
    query: str = ""
    found: int = 0
    page: int = 1
    pages: int = 1
    days_to_publish: int | None = None
    normative: bool = False
    formats: tuple[str, ...] = ("xlsx", "csv", "json", "docx")
