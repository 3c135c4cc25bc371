"""Values of documents laid out for counting: how many of a set have each value, and which comes first."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import compress
from operator import or_

from search import bits

# What the two ways of counting cost, in nanoseconds: by value and octet of its window, or by document
# there is and by document counted.
_PER_WINDOW, _PER_OCTET = 450, 0.3
_PER_PLACE, _PER_MATCH = 7, 40
# Windows that would weigh more than this are not made.
_MOST_OCTETS = 16 << 20
# What looking at one document of a set costs.
_PER_DOCUMENT = 130


@dataclass(frozen=True, slots=True)
class Window:
    """A set without the octets before its first and after its last member; lists come by office, so most are short."""

    start: int
    end: int
    bits: int

    @classmethod
    def around(cls, places: Sequence[int]) -> "Window":
        """The window of ascending places."""
        start, end = places[0] // 8, places[-1] // 8 + 1
        return cls(start, end, bits.of((place - start * 8 for place in places), (end - start) * 8))

    @classmethod
    def of(cls, found: int) -> "Window":
        """The window of a set that is not empty."""
        start, end = ((found & -found).bit_length() - 1) // 8, (found.bit_length() + 7) // 8
        return cls(start, end, found >> start * 8)

    @property
    def whole(self) -> int:
        """The set that this is the window of."""
        return self.bits << self.start * 8


class Column:
    """Of each value the documents that have it, in one segment."""

    def __init__(self, sets: Mapping[str, int], size: int) -> None:
        self._sets = sets
        self._size = size

    def counts(self, match: int) -> Mapping[str, int]:
        """The values that documents of ``match`` have, with how many have them."""
        octets, read = match.to_bytes(self._size // 8 + 1, "little"), int.from_bytes
        numbers = (
            (value, (read(octets[window.start : window.end], "little") & window.bits).bit_count())
            for value, window in self._windows.items()
        )
        return {value: number for value, number in numbers if number}

    def firsts(self, match: int, values: Collection[str]) -> dict[str, int]:
        """The place of the first document of ``match`` that has each of ``values``; those that none has left out."""
        octets = match.to_bytes(self._size // 8 + 1, "little")
        firsts: dict[str, int] = {}
        for value in values:
            if window := self._windows.get(value):
                found = int.from_bytes(octets[window.start : window.end], "little") & window.bits
                if found:
                    firsts[value] = window.start * 8 + (found & -found).bit_length() - 1
        return firsts

    def having(self, values: Collection[str]) -> int:
        """The documents that have one of ``values``."""
        windows = map(self._windows.get, values)
        return reduce(or_, (window.whole for window in windows if window), 0)

    @cached_property
    def _windows(self) -> Mapping[str, Window]:
        return {value: Window.of(found) for value, found in self._sets.items() if found}


class NumberColumn(Column):
    """A column with one number for each document, which can also be counted document by document."""

    def __init__(self, numbers: Sequence[int]) -> None:
        places: defaultdict[int, array[int]] = defaultdict(lambda: array("l"))
        for place, number in enumerate(numbers):
            places[number].append(place)
        super().__init__({}, len(numbers))
        self._places = {str(number): some for number, some in places.items()}
        texts = {number: str(number) for number in places}
        self.numbers = numbers
        self._values = [texts[number] for number in numbers]
        octets = sum(some[-1] // 8 - some[0] // 8 + 1 for some in places.values())
        self._cost = len(places) * _PER_WINDOW + octets * _PER_OCTET if octets <= _MOST_OCTETS else float("inf")

    def counts(self, match: int) -> Mapping[str, int]:
        """The values that documents of ``match`` have, counted the cheapest way."""
        number = match.bit_count()
        cost = self._size * _PER_PLACE + number * _PER_MATCH
        if number * _PER_DOCUMENT <= min(self._cost, cost):
            return Counter(self._values[place] for place in bits.positions(match))
        if cost >= self._cost:
            return super().counts(match)
        return Counter(compress(self._values, bits.selectors(match, self._size)))

    def having(self, values: Collection[str]) -> int:
        """The documents that have one of ``values``."""
        if len(values) == 1:
            return super().having(values)
        return bits.of((place for value in values for place in self._places.get(value, ())), self._size)

    @cached_property
    def _windows(self) -> Mapping[str, Window]:
        return {value: Window.around(places) for value, places in self._places.items()}

    def firsts(self, match: int, values: Collection[str]) -> dict[str, int]:
        """The place of the first document of ``match`` that has each of ``values``."""
        share = self._cost * len(values) / max(1, len(self._places))
        if match.bit_count() * _PER_DOCUMENT > share:
            return super().firsts(match, values)
        firsts: dict[str, int] = {}
        for place in bits.positions(match):
            firsts.setdefault(self._values[place], place)
        return {value: firsts[value] for value in values if value in firsts}
