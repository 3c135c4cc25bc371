"""The whole index as one commit left it: plain integers, shared by threads, swapped by reference."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from heapq import merge
from operator import itemgetter
from pathlib import Path
from typing import Any

from search import names, schema
from search.bits import positions
from search.cache import Cache
from search.dictionary import Dictionary
from search.documents import EXACT, MATERIAL, SERVICE_ITEM
from search.heard import Shelf
from search.interface import Hit
from search.seals import Damaged
from search.segments import Segment, TermCache
from search.source import Names
from search.store import Place, Store

# Octets that a snapshot may weigh with the answers it gave, and with the requirements of materials as it read them.
ANSWERS, MEMBERS = 24 << 20, 16 << 20

Weighed = tuple[int, Any]
"""Something that was worked out, after the octets that it takes."""
Sets = tuple[int, ...]
"""One set of documents for each segment, in the order of the snapshot's segments."""


class Lexicon:
    """The names and what is worked out from them, made when first asked for and kept while the names stay."""

    def __init__(self, text: str, directory: Path, old: "Lexicon | None" = None) -> None:
        """``directory`` is that of the index, which keeps the sounds of many names."""
        self.text = text
        self._shelf = Shelf(directory, text)
        self._old: Dictionary | None = old.made if old else None

    @property
    def made(self) -> Dictionary | None:
        """The dictionary, or the one before it, if any has been made yet."""
        made: Dictionary | None = self.__dict__.get("dictionary", self._old)
        return made

    @cached_property
    def names(self) -> Names:
        return names.read(self.text)

    @cached_property
    def dictionary(self) -> Dictionary:
        old, self._old = self._old, None
        return Dictionary(self.names, old, self._shelf)

    def keep_heard(self) -> None:
        """See that the sounds of many names are kept. Only for who holds the lock of the index."""
        made: Dictionary | None = self.__dict__.get("dictionary")
        if self._shelf.is_missing() or (self._shelf.is_wanted and made and made.is_heard_anew):
            self.dictionary.keep_heard()


@dataclass(frozen=True)
class Snapshot:
    """What a query reads. ``bases`` are Whoosh's numbers of the first document of each segment.

    The texts are those that were public ``at`` an instant; others are ``due`` from another, if any is known of.
    """

    folder: Path
    commit: int
    place: int
    stamp: str
    at: datetime
    due: datetime | None
    segments: tuple[Segment, ...]
    live: Sets
    bases: tuple[int, ...]
    extras: tuple[tuple[int, Mapping[str, str]], ...]
    lexicon: Lexicon
    answers: "Cache[Hashable, Weighed]" = field(default_factory=lambda: _cache(ANSWERS), repr=False, compare=False)
    members: "Cache[Hashable, Weighed]" = field(default_factory=lambda: _cache(MEMBERS), repr=False, compare=False)

    @cached_property
    def size(self) -> int:
        return count(self.live)

    def is_due(self, now: datetime) -> bool:
        """Whether something that was published ahead has come since, so that texts here are no longer right."""
        return self.due is not None and self.due <= now

    def counts(self, mark: str, match: Sets) -> Mapping[str, int]:
        """The exact values of one kind that documents of ``match`` have, with how many have them."""
        found = [one.counts(mark, part) for one, part in zip(self.segments, match, strict=True) if part]
        return found[0] if len(found) == 1 else sum(map(Counter, found), Counter[str]())

    def firsts(self, mark: str, match: Sets, values: Collection[str]) -> dict[str, int]:
        """The lowest requirement id of ``match`` for each of ``values``; those that none has left out."""
        lowest = dict[str, int]()
        for one, part in zip(self.segments, match, strict=True):
            for value, place in one.column(mark).firsts(part, values).items() if part else ():
                lowest[value] = min(one.ids[place], lowest.get(value, one.ids[place]))
        return lowest

    def having(self, mark: str, values: Iterable[str]) -> Sets:
        """The documents that have one of some exact values."""
        chosen = frozenset(values)
        return tuple(one.having(mark, chosen) for one in self.segments)

    def term(self, field: str, value: str) -> Sets:
        """The documents that have a term, replaced ones included."""
        return tuple(segment.term(field, value) for segment in self.segments)

    def value(self, value: str) -> Sets:
        """The documents that have an exact value; cheap for values that nothing has."""
        return tuple(segment.term(EXACT, value) if value in segment.exact else 0 for segment in self.segments)

    def visible(self, known: datetime) -> Sets:
        """The documents that the public may see at an instant."""
        hidden = (one.hidden(known) for one in self.segments)
        return tuple(live & ~some if some else live for some, live in zip(hidden, self.live, strict=True))

    def ids(self, sets: Sets) -> list[int]:
        """The requirement ids of a set, by segment and ascending in each."""
        return [one.ids[place] for one, found in zip(self.segments, sets, strict=True) for place in positions(found)]

    def ahead(self, known: datetime) -> tuple[int, ...]:
        """How many documents of each segment become public only after ``known``: which, follows from their number."""
        return tuple(one.ahead(known) for one in self.segments)

    def ordered(self, sets: Sets) -> Iterator[Hit]:
        """The documents of a set by requirement id."""
        runs = [one.hits(found) for one, found in zip(self.segments, sets, strict=True) if found]
        return runs[0] if len(runs) == 1 else merge(*runs, key=lambda hit: hit.requirement_id)

    def about(self, requirement_id: int) -> tuple[int, int]:
        """The material and the errand of a requirement that this snapshot has."""
        for one, live in zip(self.segments, self.live, strict=True):
            place = one.place_of(requirement_id)
            if place is not None and live >> place & 1:
                return one.number_at(MATERIAL, place), one.number_at(SERVICE_ITEM, place)
        raise KeyError(requirement_id)

    def numbers(self, requirement_id: int) -> list[int]:
        """Whoosh's numbers of every document of a requirement."""
        found = ((base, one.number_of(requirement_id)) for base, one in zip(self.bases, self.segments, strict=True))
        return [base + number for base, number in found if number is not None]

    def extra_numbers(self, kind: str) -> list[int]:
        """Whoosh's numbers of the documents that hold the place or the names."""
        return [number for number, fields in self.extras if kind in fields]


def _cache(limit: int) -> "Cache[Hashable, Weighed]":
    return Cache(limit, itemgetter(0))


def count(sets: Sequence[int]) -> int:
    return sum(found.bit_count() for found in sets)


def load(store: Store, old: Snapshot | None, cache: TermCache) -> Snapshot:
    """The snapshot of an opened index; segments that ``old`` has already are taken from it. Raises Damaged."""
    known = {segment.name: segment for segment in old.segments} if old else {}
    segments = tuple(
        known.get(one.name) or Segment(one.name, store.reader(one), store.extract(one), cache) for one in store.segments
    )
    bases = [sum(one.size for one in store.segments[:at]) for at in range(len(segments))]
    extras = [
        (base + number, fields)
        for base, segment, one in zip(bases, segments, store.segments, strict=True)
        for number, fields in segment.extras.items()
        if number not in one.deleted
    ]
    place = Place.read(_only(extras, schema.PLACE))
    text = _only(extras, schema.NAMES)
    return Snapshot(
        folder=store.folder,
        commit=store.commit,
        place=place.number,
        stamp=place.stamp,
        at=place.at,
        due=place.due,
        segments=segments,
        live=tuple(segment.live(one.deleted) for segment, one in zip(segments, store.segments, strict=True)),
        bases=tuple(bases),
        extras=tuple(extras),
        lexicon=_lexicon(text, store.folder.parent, old.lexicon if old else None),
    )


def _lexicon(text: str, directory: Path, old: Lexicon | None) -> Lexicon:
    return old if old and old.text == text else Lexicon(text, directory, old)


def _only(extras: Sequence[tuple[int, Mapping[str, str]]], kind: str) -> str:
    found = [fields[kind] for _, fields in extras if kind in fields]
    if len(found) != 1:
        raise Damaged(f"{len(found)} documents with {kind}")
    return found[0]
