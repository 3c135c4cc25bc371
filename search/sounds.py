"""Names by their sound: pinyin in full, from any syllable on, and initials; also what typeahead reads."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import NamedTuple

from search.packing import Index
from search.rows import Rows

# A prefix that more names share than this is too short to choose by: the first in order are looked at.
_WINDOW = 3000
_ROWS = "tails"

Place = tuple[int, str]
"""Where in a surface a tail begins, and the surface."""

Fits = Callable[[str, int], bool]
"""Whether what begins in a surface at that place may be meant."""


class Said(Mapping[str, tuple[str, ...]]):
    """The syllables of surfaces, parted when they are asked for."""

    def __init__(self, surfaces: Sequence[str], joined: Sequence[str]) -> None:
        """Take in surfaces, and the syllables of each with blanks between."""
        self._joined = dict(zip(surfaces, joined, strict=True))

    def __getitem__(self, surface: str) -> tuple[str, ...]:
        return tuple(self._joined[surface].split())

    def __iter__(self) -> Iterator[str]:
        return iter(self._joined)

    def __len__(self) -> int:
        return len(self._joined)


class Sounding(NamedTuple):
    """A surface that sounds or is spelt like what was typed, nearest first."""

    rank: int
    start: int
    longer: int
    surface: str


class Sounds:
    """The surfaces by their tails: characters, pinyin and initials. Offices of many places share most of them."""

    def __init__(self, surfaces: Sequence[str], tails: Index) -> None:
        """Take in surfaces in order; a tail's numbers are the places where it stands (see ``of``)."""
        self._surfaces = surfaces
        self._tails = tails

    @classmethod
    def of(cls, said: Mapping[str, Sequence[str]]) -> "Sounds":
        """The sounds of surfaces with their syllables."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        surfaces = sorted(said)
        spelt = list(enumerate(_Spelt.of(surface, said[surface]) for surface in surfaces))
        for start in range(max(map(len, surfaces), default=0)):
            spelt = [pair for pair in spelt if start < len(pair[1].surface)]
            before = start * len(surfaces)
            for number, one in spelt:  # Taken in by start, then by surface, no list of places needs sorting.
                for tail in one.tails(start):
                    places[tail].append(before + number)
        return cls(surfaces, Index.of(places))

    @classmethod
    def read(cls, found: Rows, surfaces: Sequence[str]) -> "Sounds":
        """The sounds of which ``rows`` were kept; ``surfaces`` in order. Raises KeyError or Damaged."""
        return cls(surfaces, Index.read(found, _ROWS))

    def rows(self) -> Rows:
        """What is to be kept of the sounds."""
        return self._tails.rows(_ROWS)

    def like(self, typed: str, limit: int, fits: Fits | None = None) -> list[Sounding]:
        """The surfaces of which some tail that ``fits`` begins with ``typed``, nearest first, each once."""
        length = len(typed)
        found = (
            (2 * (start > 0) + (size > length), start, size - length, surface)
            for size, (start, surface) in islice(self._beginning(typed), _WINDOW)
            if fits is None or fits(surface, start)
        )
        nearest = {one[3]: one for one in sorted(found, reverse=True)}
        return [Sounding(*one) for one in sorted(nearest.values())[:limit]]

    def exactly(self, typed: str) -> list[str]:
        """The surfaces whose whole sound or initials are ``typed``."""
        places = map(self._place, islice(self._tails.get(typed), _WINDOW))
        return [surface for start, surface in places if start == 0]

    def _beginning(self, typed: str) -> Iterator[tuple[int, Place]]:
        """The lengths of the tails that begin with ``typed``, in order, with each place of them."""
        for at in self._tails.keys.beginning(typed):
            size = self._tails.keys.length(at)
            for place in self._tails.lists[at]:
                yield size, self._place(place)

    def _place(self, place: int) -> Place:
        start, number = divmod(place, len(self._surfaces))
        return start, self._surfaces[number]


@dataclass(frozen=True, slots=True)
class _Spelt:
    """A surface in letters. ``begins`` are the places where its syllables begin, ``letters`` their first letters."""

    surface: str
    sound: str
    begins: Sequence[int]
    letters: str
    ascii: bool

    @classmethod
    def of(cls, surface: str, syllables: Sequence[str]) -> "_Spelt":
        begins = (0, *accumulate(map(len, syllables)))[:-1]
        letters = "".join(one[:1] for one in syllables)
        return cls(surface, "".join(syllables), begins, letters, surface.isascii())

    def tails(self, start: int) -> Iterator[str]:
        """What is left of the surface from a syllable or a character on."""
        left = len(self.begins) - start
        if left > 0:
            yield self.sound[self.begins[start] :]
            if left > 1:
                yield self.letters[start:]
        if not self.ascii:
            yield self.surface[start:]
