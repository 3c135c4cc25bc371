"""What a search engine of the register is asked and answers: the words that a second engine would share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple, Protocol

from catalog.vocabulary import LegalLevel, Method, Outcome, Word

MAX_TEXT = 120
MAX_PER_PAGE = 100
MAX_VALUES = 200
MAX_TOGETHER = 400


class Noun(Word):
    """What a name can be the name of."""

    MATERIAL = "material", "证明"
    SERVICE_ITEM = "service-item", "事项"
    OFFICE = "office", "单位"


class Stage(Word):
    """Which stage of the plan found the answer."""

    BROWSE = "browse", "全部"
    NAMES = "names", "按名称"
    WORDS = "words", "按字词"
    SOUND = "sound", "按拼音"
    CORRECTED = "corrected", "按相近的名称"
    REST = "rest", "按依据、单位和说明"
    NOTHING = "nothing", "没有找到"


class Facet(Word):
    """What results can be narrowed by. Materials and errands can be chosen; only the others are counted."""

    OUTCOME = "outcome", "结论"
    METHOD = "method", "办法"
    OFFICE = "office", "单位"
    LEVEL = "level", "依据层级"
    LIST = "list", "清单"
    MATERIAL = "material", "证明"
    SERVICE_ITEM = "service-item", "事项"


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for. Values of one kind are alternatives; kinds combine.

    ``page`` counts from 1. Text beyond ``MAX_TEXT`` characters is not read, and the answer says so.
    With ``by_material`` a page is so many materials, not requirements: its hits are those of its materials,
    material after material and in it errand after errand, the best first, ``MAX_TOGETHER`` at most. An errand
    is there whole or not at all, unless it alone is more than the share of its material.
    ``joined_offices`` narrow nothing: they are counted as if they were one office.
    """

    text: str = ""
    office_ids: frozenset[int] = frozenset()
    outcomes: frozenset[Outcome] = frozenset()
    methods: frozenset[Method] = frozenset()
    levels: frozenset[LegalLevel] = frozenset()
    list_ids: frozenset[int] = frozenset()
    material_ids: frozenset[int] = frozenset()
    service_item_ids: frozenset[int] = frozenset()
    page: int = 1
    per_page: int = 20
    by_material: bool = False
    joined_offices: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that may be meant; ``matched`` is the spelling (name, alias, everyday word) that fits."""

    kind: Noun
    id: int
    name: str
    matched: str


@dataclass(frozen=True, slots=True)
class Understood:
    """A part of the text that was read as a name: ``surface`` as typed (folded), ``name`` as the register has it."""

    kind: Noun
    id: int
    name: str
    surface: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How the answer was found, in parts that a page can phrase.

    ``corrected_to`` is the spelling that was searched instead of what was typed. ``surfaces`` are the
    folded texts worth marking in results. ``together`` is False when no single requirement has
    everything that was understood, so that the rows answer only a part of the question.
    ``errands`` are all errands that a word may mean, also where ``understood`` tells the first of many only,
    and for what is done with many things (过户) those of all of them.
    ``unread`` is what was left over; ``shortened`` says that the text was cut.
    """

    understood: tuple[Understood, ...] = ()
    corrected_to: str | None = None
    suggestions: tuple[Suggestion, ...] = ()
    surfaces: tuple[str, ...] = ()
    together: bool = True
    unread: tuple[str, ...] = ()
    shortened: bool = False
    errands: tuple[Understood, ...] = ()


class Hit(NamedTuple):
    """One requirement found. What is shown of it comes from the register."""

    requirement_id: int
    material_id: int
    service_item_id: int


@dataclass(frozen=True, slots=True)
class Group:
    """A material among the results, with how many of its requirements were found in all.

    ``outcomes`` says how many of them mean what on the day; only for the materials of a page ``by_material``.
    """

    material_id: int
    count: int
    outcomes: tuple[tuple[Outcome, Method | None, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a query, from the register as it was at ``place`` of its history.

    ``facets`` count, for each value, what choosing it would give beside the choices of the other kinds; of
    very many values the ``MAX_VALUES`` most frequent, and the chosen ones.
    ``groups`` are the materials of all results in the order in which they first appear.
    ``without`` is filled when the filters leave nothing: how many results dropping one kind would bring.
    ``joined_offices`` is what choosing all offices that the query joins would give, as facets count.
    ``is_behind`` says that something published ahead has come by now that the index has yet to take up.
    Two answers of one process with the same ``likeness`` have the same hits, groups and counts, and come from the
    same place, however differently they were asked for; 0 says nothing.
    """

    total: int
    page: int
    per_page: int
    hits: tuple[Hit, ...]
    facets: Mapping[Facet, tuple[tuple[str, int], ...]]
    groups: tuple[Group, ...]
    stage: Stage
    explanation: Explanation
    place: int
    without: Mapping[Facet, int] = field(default_factory=dict)
    joined_offices: int = 0
    is_behind: bool = False
    likeness: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class State:
    """How the index stands. ``place`` is None when there is none to answer from."""

    place: int | None
    behind: int
    rebuilding: bool
    format: str
    documents: int = 0


class Difference(Enum):
    """In what way the index departs from the register."""

    MISSING = "missing"
    SURPLUS = "surplus"
    STALE = "stale"
    NAMES = "names"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One requirement (or None for the index as a whole) on which index and register disagree."""

    difference: Difference
    requirement_id: int | None = None


class Rebuilding(Exception):
    """There is no index to answer from yet; one is being built. Ask again in a moment."""


class Engine(Protocol):
    """What stands behind the search box. ``search.service.Search`` is one; the contract tests say what it owes."""

    def find(self, query: Query, *, on: date, known: datetime) -> Results:
        """The requirements that answer ``query``, with their outcomes of day ``on``. Raises Rebuilding."""
        ...

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Names that begin or sound like what has been typed so far. Raises nothing; () while rebuilding."""
        ...

    def catch_up(self) -> int:
        """Follow the history to its head unless somebody else is at it; the place reached."""
        ...

    def rebuild(self) -> int:
        """Build the index anew beside the old one and swap; the place reached."""
        ...

    def check(self) -> tuple[Discrepancy, ...]:
        """Compare the index with the register in full."""
        ...

    def state(self) -> State: ...
