"""What search asks of whoever holds the register. The catalog knows nothing of search; app joins them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from catalog.rules.verdict import Fact


@dataclass(frozen=True, slots=True)
class Record:
    """A requirement that the public may see, with every text it can be found by.

    ``public_from`` lies ahead for a requirement that an already recorded publication will make public;
    search keeps it back until that instant. None when it is public already.
    """

    requirement_id: int
    material_id: int
    material: str
    material_aliases: tuple[str, ...]
    service_item_id: int
    service_item: str
    spoken: str
    office_id: int
    office: str
    office_aliases: tuple[str, ...]
    issuing_office: str
    bases: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    list_ids: tuple[int, ...] = ()
    remarks: str = ""
    public_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """The name dictionary's raw material. Ids are of the public records only.

    ``materials``, ``service_items`` and ``offices`` map an id to its name followed by its aliases
    (spoken form, short name). ``synonyms`` map an everyday word to the names it stands for.
    """

    materials: Mapping[int, Sequence[str]]
    service_items: Mapping[int, Sequence[str]]
    offices: Mapping[int, Sequence[str]]
    synonyms: Mapping[str, Sequence[str]]


class Source(Protocol):
    """The register as search sees it at one instant. A ``place`` is the number of an entry in the history."""

    @property
    def at(self) -> datetime:
        """The instant: what is published ahead of it is not told by ``records``, but for ``public_from``."""
        ...

    def head(self) -> int:
        """The place of the newest entry; 0 when the history is empty."""
        ...

    def stamp(self, place: int) -> str:
        """The digest of the entry at ``place`` ("" for 0, or when there is no such entry).

        By it search notices that the history is another one than it followed, as after a restore.
        """
        ...

    def changed(self, after: int, upto: int) -> tuple[set[int], bool]:
        """Requirement ids touched in (after, upto], and whether names or synonyms changed."""
        ...

    def records(self, requirement_ids: Iterable[int] | None = None) -> Iterable[Record]:
        """The public records among ``requirement_ids`` (all, when None); others are left out."""
        ...

    def came(self, after: datetime) -> set[int]:
        """Requirement ids whose record is another at ``at`` than it was at ``after``, though no entry says so."""
        ...

    def comes(self) -> datetime | None:
        """The next instant after ``at`` when that will be so of some record; None when nothing lies ahead."""
        ...

    def names(self) -> Names: ...

    def facts(self, requirement_ids: Iterable[int] | None = None) -> Mapping[int, Sequence[Fact]]:
        """Published decisions by requirement, oldest record first.

        With None, what bears on outcomes is all that is right of them: requirements of which the same was decided
        may share the decisions of one.
        """
        ...
