"""One immutable part of the index in memory: its documents by ascending id, its postings as bit sets."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from threading import Lock
from typing import Any

from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.matching.mcore import Matcher
from whoosh.reading import SegmentReader

from search import bits, schema
from search.cache import Cache
from search.columns import Column, NumberColumn
from search.documents import EXACT, MATERIAL, OFFICE, SERVICE_ITEM, term_print
from search.interface import Hit
from search.seals import Damaged

_NONE = -1
# Counts of so many sets of documents are kept for each segment.
_COUNTS_KEPT = 48
_KEPT = ((MATERIAL, schema.MATERIAL), (SERVICE_ITEM, schema.SERVICE_ITEM), (OFFICE, schema.OFFICE))

TermCache = Cache[tuple[str, str, str | frozenset[str]], int]


class Segment:
    """A segment that outlives commits. Sets number its documents by ascending id, not as Whoosh does.

    So the order of results is that of the ids, whatever the order in which records were changed.
    Deleted documents stay in the sets: each snapshot masks them.
    """

    def __init__(self, name: str, reader: SegmentReader, cache: TermCache) -> None:
        """Read the ids; raise Damaged when that fails."""
        self.name = name
        self._reader = reader
        self._cache = cache
        self._lock = Lock()
        self._counts: Cache[tuple[str, int], Mapping[str, int]] = Cache(_COUNTS_KEPT, lambda counts: 1)
        try:
            self._read_documents()
        except Exception as error:
            raise Damaged(repr(error)) from error

    def _read_documents(self) -> None:
        stored = [self._reader.stored_fields(number) for number in range(self._reader.doc_count_all())]
        found = sorted((fields[schema.ID], number) for number, fields in enumerate(stored) if schema.ID in fields)
        self.ids: Sequence[int] = array("q", (id_ for id_, _ in found))
        self._numbers: Sequence[int] = array("l", (number for _, number in found))
        self._columns: dict[str, Column] = {
            mark: NumberColumn(array("q", (stored[number][kept] for number in self._numbers))) for mark, kept in _KEPT
        }
        self._places = array("l", [_NONE]) * len(stored)
        for place, number in enumerate(self._numbers):
            self._places[number] = place
        self.extras = {number: fields for number, fields in enumerate(stored) if schema.ID not in fields}
        public = ((stored[number].get(schema.PUBLIC_FROM), place) for place, number in enumerate(self._numbers))
        self._public = sorted((instant, place) for instant, place in public if instant is not None)
        self.exact = frozenset(term.decode() for term in self._reader.lexicon(EXACT))

    def column(self, mark: str) -> Column:
        """The exact values of one kind by document; raises Damaged when they cannot be read."""
        if mark not in self._columns:
            values = sorted(value for value in self.exact if value.startswith(mark))
            places = {value[len(mark) :]: array("l", bits.positions(self._load(EXACT, value))) for value in values}
            self._columns[mark] = Column(places, self.size)
        return self._columns[mark]

    def counts(self, mark: str, match: int) -> Mapping[str, int]:
        """How many documents of ``match`` have each exact value of one kind; kept, as people page through results."""
        return self._counts.get((mark, match), lambda: self.column(mark).counts(match))

    def having(self, mark: str, values: frozenset[str]) -> int:
        """The documents that have one of some exact values of one kind; kept like postings where it is several."""
        if len(values) == 1:
            return self.column(mark).having(values)
        return self._cache.get((self.name, mark, values), lambda: self.column(mark).having(values))

    def number_at(self, mark: str, place: int) -> int:
        """The number of one kind (material, errand, office) that the document at a place has."""
        column = self._columns[mark]
        assert isinstance(column, NumberColumn)
        return column.numbers[place]

    @property
    def size(self) -> int:
        return len(self.ids)

    def place_of(self, requirement_id: int) -> int | None:
        """The place of a requirement's document, alive or not; None when this segment has none."""
        place = bisect_left(self.ids, requirement_id)
        return place if place < self.size and self.ids[place] == requirement_id else None

    def number_of(self, requirement_id: int) -> int | None:
        """Whoosh's number of that document."""
        place = self.place_of(requirement_id)
        return None if place is None else self._numbers[place]

    def term(self, field: str, value: str) -> int:
        """The documents that have a term; raises Damaged when it cannot be read."""
        return self._cache.get((self.name, field, value), lambda: self._load(field, value))

    def live(self, deleted: Iterable[int]) -> int:
        """Every document but those whose Whoosh numbers are ``deleted``."""
        return ((1 << self.size) - 1) & ~self._set(deleted)

    def hidden(self, known: datetime) -> int:
        """The documents that become public only after ``known``."""
        ahead = self.ahead(known)
        return bits.of((place for _, place in self._public[-ahead:]), self.size) if ahead else 0

    def ahead(self, known: datetime) -> int:
        """How many they are."""
        if not self._public or self._public[-1][0] <= known.timestamp():
            return 0
        return len(self._public) - bisect_right(self._public, (known.timestamp(), self.size))

    def hits(self, match: int) -> Iterator[Hit]:
        """The documents of ``match`` by requirement id."""
        materials, items = self._columns[MATERIAL], self._columns[SERVICE_ITEM]
        assert isinstance(materials, NumberColumn) and isinstance(items, NumberColumn)
        ids, of_material, of_item = self.ids, materials.numbers, items.numbers
        return (Hit(ids[at], of_material[at], of_item[at]) for at in bits.positions(match))

    def prints(self) -> Iterator[tuple[int, int]]:
        """Every document's place, with the fingerprint of the terms that its postings give it."""
        found = [0] * self.size
        with self._lock:
            for field, text in self._reader.all_terms():
                share = term_print(field, text.decode())
                for number in self._reader.postings(field, text).all_ids():
                    if self._places[number] != _NONE:
                        found[self._places[number]] ^= share
        for instant, place in self._public:
            found[place] ^= term_print(schema.PUBLIC_FROM, str(instant))
        return enumerate(found)

    def _load(self, field: str, value: str) -> int:
        text = value.encode()
        try:
            with self._lock:
                known = (field, text) in self._reader
                return self._set(_numbers(self._reader.postings(field, text))) if known else 0
        except Exception as error:
            raise Damaged(repr(error)) from error

    def _set(self, numbers: Iterable[int]) -> int:
        return bits.of((place for number in numbers if (place := self._places[number]) != _NONE), self.size)


def _numbers(postings: Matcher) -> Iterator[int]:
    """Whoosh's numbers of the documents of a term."""
    return _by_block(postings) if isinstance(postings, W3LeafMatcher) else postings.all_ids()


def _by_block(postings: Any) -> Iterator[int]:
    """Block by block as they lie on the disk: one by one they take half as long again or more."""
    while postings.is_active():
        postings.id()  # reads the block
        yield from postings._ids
        postings._next_block()
