"""Values of documents laid out for counting: how many of a set have each value, and which is the first."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from search import bits

# What the two ways of counting cost, in nanoseconds: by document, or by value and octet of its window.
_PER_DOCUMENT, _PER_WINDOW, _PER_OCTET = 120, 600, 0.4
# Windows that would weigh more than this are not made.
_MOST_OCTETS = 16 << 20


@dataclass(slots=True)
class Tally:
    """How many documents have a value, and the place of the first."""

    count: int
    first: int


@dataclass(frozen=True, slots=True)
class Window:
    """A set without the octets before its first and after its last member; lists come by office, so most are short."""

    start: int
    size: int
    bits: int

    @classmethod
    def around(cls, places: Sequence[int]) -> "Window":
        """The window of ascending places."""
        start = places[0] // 8
        size = places[-1] // 8 - start + 1
        return cls(start, size, bits.of((place - start * 8 for place in places), size * 8))

    def within(self, octets: bytes | bytearray) -> int:
        """The members of the window among a set given as octets."""
        return int.from_bytes(octets[self.start : self.start + self.size], "little") & self.bits


class Column:
    """Of each value the documents that have it, in one segment."""

    def __init__(self, places: Mapping[str, Sequence[int]], size: int) -> None:
        self._places = places
        self._octets = size // 8 + 1

    def tally(self, match: int) -> dict[str, Tally]:
        """The values that documents of ``match`` have."""
        octets = match.to_bytes(self._octets, "little")
        tallies: dict[str, Tally] = {}
        for value, window in self._windows.items():
            if found := window.within(octets):
                first = window.start * 8 + (found & -found).bit_length() - 1
                tallies[value] = Tally(found.bit_count(), first)
        return tallies

    def having(self, values: Iterable[str]) -> int:
        """The documents that have one of ``values``."""
        return bits.of((place for value in values for place in self._places.get(value, ())), self._octets * 8 - 1)

    @cached_property
    def _windows(self) -> Mapping[str, Window]:
        return {value: Window.around(places) for value, places in self._places.items() if places}


class NumberColumn(Column):
    """A column with one number for each document, which can also be counted document by document."""

    def __init__(self, numbers: Sequence[int]) -> None:
        places: defaultdict[int, array[int]] = defaultdict(lambda: array("l"))
        for place, number in enumerate(numbers):
            places[number].append(place)
        super().__init__({str(number): some for number, some in places.items()}, len(numbers))
        self.numbers = numbers
        octets = sum(some[-1] // 8 - some[0] // 8 + 1 for some in places.values())
        self._cost = len(places) * _PER_WINDOW + octets * _PER_OCTET if octets <= _MOST_OCTETS else float("inf")

    def tally(self, match: int) -> dict[str, Tally]:
        """The values that documents of ``match`` have, counted the cheaper way."""
        if match.bit_count() * _PER_DOCUMENT >= self._cost:
            return super().tally(match)
        tallies: dict[int, Tally] = {}
        for place in bits.positions(match):
            number = self.numbers[place]
            if number in tallies:
                tallies[number].count += 1
            else:
                tallies[number] = Tally(1, place)
        return {str(number): tally for number, tally in tallies.items()}
