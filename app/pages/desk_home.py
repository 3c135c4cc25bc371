"""The desk's first page and the index of lists: what waits for whom, and where each list stands."""

from dataclasses import dataclass

from app.pages.desk import Task
from app.pages.desk_parts import Badge
from app.pages.lists import StepMark


@dataclass(frozen=True, slots=True)
class ListCard:
    """A list on the first page and in the index: where it stands."""

    href: str
    title: str
    about: str
    badge: Badge
    marks: tuple[StepMark, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that somebody else must do: what, where, who and for how long."""

    title: str
    href: str
    about: str


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The desk's first page: what waits for me, what waits for others, where the lists stand."""

    tasks: tuple[Task, ...]
    others: tuple[Waiting, ...]
    cards: tuple[ListCard, ...]
    places: tuple[tuple[str, str, str], ...]
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListsDeskPage:
    """Every list: those on their way, and those that came to an end."""

    cards: tuple[ListCard, ...]
    over: tuple[ListCard, ...]
    may_start: bool
