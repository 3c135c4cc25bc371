"""Names by their sound: pinyin in full, from any syllable on, and initials; also what typeahead reads."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import NamedTuple

# A prefix that more names share than this is too short to choose by: the first in order are looked at.
_WINDOW = 3000

Place = tuple[int, str]
"""Where in a surface a tail begins, and the surface."""


class Sounding(NamedTuple):
    """A surface that sounds or is spelt like what was typed, nearest first."""

    rank: int
    start: int
    longer: int
    surface: str


class Sounds:
    """The surfaces by their tails: characters, pinyin and initials. Offices of many places share most of them."""

    def __init__(self, said: Mapping[str, Sequence[str]]) -> None:
        """Take in surfaces with their syllables."""
        places: defaultdict[str, list[Place]] = defaultdict(list)
        surfaces = [_Spelt.of(surface, said[surface]) for surface in sorted(said)]
        for start in range(max((len(one.surface) for one in surfaces), default=0)):
            surfaces = [one for one in surfaces if start < len(one.surface)]
            for one in surfaces:  # Taken in by start, then by surface, no list of places needs sorting.
                place = start, one.surface
                for tail in one.tails(start):
                    places[tail].append(place)
        self._places = dict(places)
        self._tails = sorted(places)

    def like(self, typed: str, limit: int) -> list[Sounding]:
        """The surfaces of which some tail begins with ``typed``, nearest first, each once."""
        length = len(typed)
        found = (
            (2 * (start > 0) + (len(tail) > length), start, len(tail) - length, surface)
            for tail, (start, surface) in islice(self._beginning(typed), _WINDOW)
        )
        nearest = {one[3]: one for one in sorted(found, reverse=True)}
        return [Sounding(*one) for one in sorted(nearest.values())[:limit]]

    def exactly(self, typed: str) -> list[str]:
        """The surfaces whose whole sound or initials are ``typed``."""
        return [surface for start, surface in islice(self._places.get(typed, ()), _WINDOW) if start == 0]

    def _beginning(self, typed: str) -> Iterator[tuple[str, Place]]:
        """The tails that begin with ``typed``, in order, with each place of them."""
        for at in range(bisect_left(self._tails, typed), len(self._tails)):
            tail = self._tails[at]
            if not tail.startswith(typed):
                return
            for place in self._places[tail]:
                yield tail, place


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
