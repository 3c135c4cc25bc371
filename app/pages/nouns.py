"""Pages about one thing the register knows: material, office, errand, instrument, and the policy."""

from dataclasses import dataclass
from datetime import date

from app.pages.parts import Choice, Figure, Group, Part, Ref, Row


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One name in an index, with a line below it and how many requirements stand under it."""

    id: int
    name: str
    count: int
    hint: str = ""


@dataclass(frozen=True, slots=True)
class NamesPage:
    """An index of names in sections (a letter, a kind), ``total`` on all pages. ``query`` narrows it by name."""

    sections: tuple[tuple[str, tuple[NameEntry, ...]], ...]
    total: int
    query: str = ""
    page: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True)
class MaterialPage:
    """One type of proof: where it is still asked and where not, each answer with its errands.

    ``outside`` is the note on use outside the city; ``recorded_from`` the day where knowledge begins,
    when the day asked for lies before it.
    """

    id: int
    name: str
    aliases: tuple[str, ...]
    issuing_offices: tuple[str, ...]
    on: date
    figures: tuple[Figure, ...]
    parts: tuple[Part, ...]
    counting_rule: str
    page: int = 1
    pages: int = 1
    outside: str = ""
    recorded_from: date | None = None


@dataclass(frozen=True, slots=True)
class OfficePage:
    """One office: what it may no longer ask for, what it still may, each grouped by errand."""

    id: int
    name: str
    kind: str
    on: date
    figures: tuple[Figure, ...]
    parts: tuple[Part, ...]
    counting_rule: str
    aliases: tuple[str, ...] = ()
    formerly: tuple[Ref, ...] = ()
    succeeded_by: Ref | None = None
    code: str = ""
    life: str = ""
    closed_list: bool = False
    page: int = 1
    pages: int = 1
    recorded_from: date | None = None


@dataclass(frozen=True, slots=True)
class ServiceItemPage:
    """An errand as a checklist, in the order of what a person must do.

    ``unknown`` are requirements without a decision on that day. ``closed_list`` is True only where
    the office's full kept-list is published: then nothing else may be asked. ``office_choices`` narrow
    the list to one office; ``have`` are the ids of materials that the person has ticked.
    """

    id: int
    name: str
    on: date
    offices: tuple[Ref, ...]
    bring: tuple[Row, ...]
    promise: tuple[Row, ...]
    free: tuple[Row, ...]
    unknown: tuple[Row, ...] = ()
    spoken: str = ""
    item_type: str = ""
    audience: str = ""
    codes: str = ""
    guide: str = ""
    aliases: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    closed_list: bool = False
    office_filter: Ref | None = None
    office_choices: tuple[Choice, ...] = ()
    have: frozenset[int] = frozenset()
    recorded_from: date | None = None

    @property
    def ticked(self) -> tuple[Row, ...]:
        """What the person has already."""
        return tuple(row for row in (*self.bring, *self.promise) if row.subject_id in self.have)

    @property
    def missing(self) -> tuple[Row, ...]:
        """What must be brought and is not ticked."""
        return tuple(row for row in self.bring if row.subject_id not in self.have)

    @property
    def total(self) -> int:
        """How many proofs the register holds for the errand."""
        return self.proofs(*self._parts)

    @property
    def differs(self) -> bool:
        """Whether offices answer differently about the same proof, so that one must be chosen first."""
        return self.total < len({(row.subject_id, row.words.badge) for part in self._parts for row in part})

    @staticmethod
    def proofs(*parts: tuple[Row, ...]) -> int:
        """How many proofs stand in these parts; one that offices answer differently about stands in several rows."""
        return len({row.subject_id for part in parts for row in part})

    @property
    def _parts(self) -> tuple[tuple[Row, ...], ...]:
        return self.bring, self.promise, self.free, self.unknown


@dataclass(frozen=True, slots=True)
class InstrumentPage:
    """A law, rule or document that requirements rest on. ``levels`` and states are in words."""

    id: int
    title: str
    level: str
    status: str
    status_tone: str
    requirements: tuple[Group, ...]
    count: int
    issuer: str = ""
    number: str = ""
    published_on: date | None = None
    effective_on: date | None = None
    repealed_on: date | None = None
    replaced_by: Ref | None = None
    note: str = ""
    page: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True)
class InstrumentsPage:
    """The register of instruments: (level, entries) in the legal order."""

    sections: tuple[tuple[str, tuple[NameEntry, ...]], ...]
    total: int
    query: str = ""


@dataclass(frozen=True, slots=True)
class PolicyCell:
    """What one standing allows for one way. ``mark`` is ``yes``, ``evidence``, ``no`` or ``none``."""

    column: str
    mark: str
    reason: str
    evidence: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One standing of a basis with its cells, in the order of the columns."""

    standing: str
    cells: tuple[PolicyCell, ...]


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """The disposition table, drawn from the rules that the register itself applies."""

    columns: tuple[str, ...]
    rows: tuple[PolicyRow, ...]
