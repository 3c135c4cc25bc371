"""One immutable part of the index in memory: its documents by ascending id, its postings as bit sets."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from threading import Lock

from whoosh.reading import SegmentReader

from search import bits, extracts, postings, schema
from search.cache import Cache
from search.columns import Column, NumberColumn
from search.documents import EXACT, MATERIAL, SERVICE_ITEM, term_print
from search.interface import Hit
from search.seals import Damaged

# Counts of so many sets of documents are kept for each segment.
_COUNTS_KEPT = 48

TermCache = Cache[tuple[str, str, str | frozenset[str]], int]


class Segment:
    """A segment that outlives commits. Sets number its documents by ascending id, not as Whoosh does.

    So the order of results is that of the ids, whatever the order in which records were changed.
    Deleted documents stay in the sets: each snapshot masks them.
    """

    def __init__(self, name: str, reader: SegmentReader, extract: Path, cache: TermCache) -> None:
        """Read what ``extract`` has of the segment; raise Damaged when that fails."""
        self.name = name
        self._reader = reader
        self._cache = cache
        self._lock = Lock()
        self._counts: Cache[tuple[str, int], Mapping[str, int]] = Cache(_COUNTS_KEPT, lambda counts: 1)
        try:
            self._documents, self._common = extracts.read(extract)
            self._columns: dict[str, Column] = {
                mark: NumberColumn(numbers) for mark, numbers in self._documents.columns.items()
            }
        except Exception as error:
            raise Damaged(repr(error)) from error
        self.ids = self._documents.ids
        self.extras = self._documents.extras
        self.exact = self._documents.exact
        self._public = self._documents.public

    def column(self, mark: str) -> Column:
        """The exact values of one kind by document; raises Damaged when they cannot be read."""
        if mark not in self._columns:
            values = sorted(value for value in self.exact if value.startswith(mark))
            self._columns[mark] = Column({value[len(mark) :]: self._load(EXACT, value) for value in values}, self.size)
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
        return None if place is None else self._documents.numbers[place]

    def term(self, field: str, value: str) -> int:
        """The documents that have a term; raises Damaged when it cannot be read."""
        return self._cache.get((self.name, field, value), lambda: self._load(field, value))

    def live(self, deleted: Iterable[int]) -> int:
        """Every document but those whose Whoosh numbers are ``deleted``."""
        return ((1 << self.size) - 1) & ~self._documents.chosen(deleted)

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

    def prints(self, live: int) -> Iterator[tuple[int, int]]:
        """The place of every ``live`` document, with the fingerprint of the terms that its postings give it.

        Raises Damaged when the set of a common term is not what Whoosh has of it.
        """
        found = [0] * self.size
        with self._lock:
            terms = [(field, text.decode()) for field, text in self._reader.all_terms()]
        for field, value in terms:
            documents, share = self._decoded(field, value) & live, term_print(field, value)
            common = self._common.read(field, value)
            if common is not None and common & live != documents:
                raise Damaged(f"{self.name}: the set of {field} {value}")
            for place in bits.positions(documents):
                found[place] ^= share
        for instant, place in self._public:
            found[place] ^= term_print(schema.PUBLIC_FROM, str(instant))
        return ((place, found[place]) for place in bits.positions(live))

    def _load(self, field: str, value: str) -> int:
        common = self._common.read(field, value)
        return self._decoded(field, value) if common is None else common

    def _decoded(self, field: str, value: str) -> int:
        text = value.encode()
        try:
            with self._lock:
                known = (field, text) in self._reader
                return self._documents.chosen(postings.numbers(self._reader, field, text)) if known else 0
        except Exception as error:
            raise Damaged(repr(error)) from error
