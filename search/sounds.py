"""Names by their sound: pinyin in full, from any syllable on, and initials; also what typeahead reads."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

# A prefix that more names share than this is too short to choose by: the first in order are looked at.
_WINDOW = 3000


@dataclass(frozen=True, slots=True, order=True)
class Sounding:
    """A surface that sounds or is spelt like what was typed, nearest first."""

    rank: int
    start: int
    longer: int
    surface: str


class Sounds:
    """The surfaces by the beginnings of their tails: characters, pinyin and initials, in one sorted table."""

    def __init__(self, said: Mapping[str, Sequence[str]]) -> None:
        """Take in surfaces with their syllables."""
        rows = sorted(row for surface, syllables in said.items() for row in _rows(surface, syllables))
        self._typed = [typed for typed, _, _ in rows]
        self._rows = rows

    def like(self, typed: str, limit: int) -> list[Sounding]:
        """The surfaces of which some tail begins with ``typed``, nearest first, each once."""
        begin = bisect_left(self._typed, typed)
        best: dict[str, Sounding] = {}
        for key, start, surface in self._rows[begin : begin + _WINDOW]:
            if not key.startswith(typed):
                break
            longer = len(key) - len(typed)
            found = Sounding((longer > 0) + (start > 0) * 2, start, longer, surface)
            best[surface] = min(found, best.get(surface, found))
        return nsmallest(limit, best.values())

    def exactly(self, typed: str) -> list[str]:
        """The surfaces whose whole sound or initials are ``typed``."""
        begin = bisect_left(self._typed, typed)
        found: list[str] = []
        for key, start, surface in self._rows[begin : begin + _WINDOW]:
            if key != typed:
                break
            if start == 0:
                found.append(surface)
        return found


def _rows(surface: str, syllables: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    letters = "".join(one[:1] for one in syllables)
    for start in range(len(syllables)):
        yield "".join(syllables[start:]), start, surface
        if len(syllables) - start > 1:
            yield letters[start:], start, surface
    if not surface.isascii():
        for start in range(len(surface)):
            yield surface[start:], start, surface
