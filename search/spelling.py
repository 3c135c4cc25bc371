"""The names that may have been meant by a word that is none, found without comparing it with all of them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest

from catalog.text import pinyin
from search.distance import distance, lengths, merged, without_tail
from search.letter_slips import FURTHEST, slips_in
from search.packing import Index, Texts
from search.rows import Rows

_CANDIDATES = 32
# What a difference of all characters in length weighs beside what two words share.
_APART = 0.6
_GRAM = 3
# What a word shares with more surfaces than this says little; the rarer marks choose the candidates.
_COMMON = 1500
# Marks of fewer surfaces than this weigh about the same.
_RARE = 20
_MARKS_KNOWN = 4096

Span = tuple[int, int]
"""From one place in a row to before another."""


@dataclass(frozen=True, slots=True, order=True)
class Near:
    """A surface and how far a word is from it: 0 is the same, 1 has nothing in common."""

    distance: float
    surface: str


class Speller:
    """Finds near surfaces, however many there are.

    Surfaces go by their number, shorter ones first: ``marks`` and ``grams`` (of letters) say which have one.
    """

    def __init__(self, said: Mapping[str, Sequence[str]], marks: Index, grams: Index, letters: Texts) -> None:
        """Take in surfaces with their syllables and their letters; too short ones have none."""
        self._said = said
        self._surfaces = _in_order(said)
        self._marks = marks
        self._grams = grams
        self._with_mark = lru_cache(maxsize=_MARKS_KNOWN)(marks.span)
        self._letters = letters
        self._sizes = [_size(surface) for surface in self._surfaces]
        self._known_sizes = frozenset(self._sizes)

    @classmethod
    def of(cls, said: Mapping[str, Sequence[str]]) -> "Speller":
        """A speller of surfaces with their syllables."""
        by_mark: defaultdict[str, list[int]] = defaultdict(list)
        by_gram: defaultdict[str, list[int]] = defaultdict(list)
        written: list[str] = []
        for number, surface in enumerate(_in_order(said)):
            syllables = said[surface]
            for mark in _marks(surface, syllables):
                by_mark[mark].append(number)
            written.append(merged("".join(syllables)) if len(surface) > 2 else "")
            for gram in _letter_grams(written[-1]):
                by_gram[gram].append(number)
        return cls(said, Index.of(by_mark), Index.of(by_gram), Texts.of(written))

    @classmethod
    def read(cls, found: Rows, said: Mapping[str, Sequence[str]]) -> "Speller":
        """The speller of which ``rows`` were kept. Raises KeyError or Damaged."""
        return cls(said, Index.read(found, "marks"), Index.read(found, "grams"), Texts.read(found, "letters"))

    def rows(self) -> Rows:
        """What is to be kept of the speller."""
        return {**self._marks.rows("marks"), **self._grams.rows("grams"), **self._letters.rows("letters")}

    def near(self, word: str, limit: int = 3, furthest: float = 0.34) -> list[Near]:
        """The surfaces nearest to a word in characters."""
        if len(word) < 2:
            return []
        spans = map(self._with_mark, _marks(word, pinyin(word)))
        shared = _shared(spans, self._marks.lists.joined, self._of_lengths(*lengths(word, furthest)))
        likely = self._most_shared(word, shared)
        found = (Near(distance(word, surface, furthest), surface) for surface in likely)
        return sorted(one for one in found if one.distance <= furthest)[:limit]

    def near_letters(self, typed: str, limit: int = 3) -> list[Near]:
        """The surfaces whose pinyin is nearest to ``typed``, for one slip in six letters."""
        letters = merged(typed)
        if len(letters) < 4:
            return []
        spans = map(self._grams.span, _letter_grams(letters))
        likely = self._likely(letters, _shared(spans, self._grams.lists.joined, range(len(self._surfaces))))
        found = (Near(slips_in(letters, self._letters[number]), self._surfaces[number]) for number in likely)
        near = sorted(one for one in found if one.distance <= FURTHEST)
        if not near:  # Letters that changed places may have spoilt a zh: compared as they were typed.
            spelt = ((surface, "".join(self._said[surface])) for surface in map(self._surfaces.__getitem__, likely))
            found = (Near(slips_in(typed, letters), surface) for surface, letters in spelt)
            near = sorted(one for one in found if one.distance <= FURTHEST)
        return near[:limit]

    def _of_lengths(self, least: int, most: int) -> range:
        """The numbers of the surfaces of these lengths."""
        return range(bisect_left(self._surfaces, least, key=len), bisect_right(self._surfaces, most, key=len))

    def _most_shared(self, word: str, shared: Mapping[int, float]) -> list[str]:
        """The surfaces that share most, each character that one is longer or shorter counting against it."""
        most = max(shared.values(), default=0.0)
        whole, length = _size(word)
        furthest = max(2, length // 3)
        apart = {size: (abs(size[0] - whole) + abs(size[1] - length)) / 2 for size in self._known_sizes}
        fitting = {size: number for size, number in apart.items() if number <= furthest}
        sizes = self._sizes
        near = (
            (fitting[size] * _APART / length - weight / most, fitting[size], number)
            for number, weight in shared.items()
            if (size := sizes[number]) in fitting
        )
        return [self._surfaces[number] for _, _, number in nsmallest(_CANDIDATES, near)]

    def _likely(self, letters: str, shared: Mapping[int, float]) -> list[int]:
        apart = {number: abs(self._letters.length(number) - len(letters)) for number in shared}
        return nsmallest(2 * _CANDIDATES, shared, key=lambda number: (-shared[number], apart[number], number))


def _size(word: str) -> tuple[int, int]:
    """How long a word is, and without its tail."""
    return len(word), len(without_tail(word))


def _marks(word: str, syllables: Sequence[str]) -> set[str]:
    """What a near word would share: a character or a sound, tails left out."""
    stem = without_tail(word)
    sounds = syllables[: len(stem)] if len(syllables) == len(word) else stem
    return {*stem, *(f"~{merged(sound)}" for sound in sounds)}


def _letter_grams(letters: str) -> set[str]:
    return {letters[at : at + _GRAM] for at in range(len(letters) - _GRAM + 1)}


def _in_order(surfaces: Iterable[str]) -> list[str]:
    return sorted(surfaces, key=lambda surface: (len(surface), surface))


def _shared(spans: Iterable[Span], numbers: Sequence[int], among: range) -> Mapping[int, float]:
    """How much each surface ``among`` them shares of marks, of which each has those in a span of ``numbers``.

    A rare mark says more, and very common ones are left out.
    """
    shared: defaultdict[int, float] = defaultdict(float)
    some = (span for span in spans if span[0] < span[1])
    for at, (start, end) in enumerate(sorted(some, key=lambda span: span[1] - span[0])):
        if at < 2 or end - start <= _COMMON:
            weight = 1 / (_RARE + end - start)
            first = bisect_left(numbers, among.start, start, end)
            for number in numbers[first : bisect_left(numbers, among.stop, first, end)]:
                shared[number] += weight
    return shared
