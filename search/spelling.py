"""What may have been meant by a word that is no name: same sound, nearly the same sound, one slip of the hand."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from operator import eq

from catalog.text import pinyin
from search.lookalikes import GROUPS
from search.packing import Index, Texts
from search.rows import Rows

# What a wrong character costs beside the right one: nothing is as likely as its homophone.
_HOMOPHONE, _DOUBLED, _NEAR_SOUND, _LOOKALIKE, _SWAPPED, _WRONG = 0.25, 0.25, 0.4, 0.4, 0.5, 1.0
_SAME_LOOK = {frozenset((one, other)) for group in GROUPS for one in group for other in group if one != other}
_LOOK_ALIKE = frozenset().union(*_SAME_LOOK)
# Sounds that many speakers and keyboards do not part.
_MERGED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("v", "u"))
# A slip within this is taken for what was meant: one in five characters, one in four of a stem before 证明.
_SURE, _SURE_OF_NAMES, _LONG_STEM = 0.2, 0.26, 4
_TAILS = ("证明书", "证明", "登记", "许可", "证")
_TAIL = re.compile(f"(?:{'|'.join(_TAILS)})$")
_CANDIDATES = 32
# What a difference of all characters in length weighs beside what two words share.
_APART = 0.6
_GRAM = 3
_LETTERS_A_SLIP, _UNFINISHED = 6, 0.1
_FURTHEST = 1 / _LETTERS_A_SLIP + _UNFINISHED
# A name is not guessed from fewer letters of its beginning.
_BEGUN = 8
# What a word shares with more surfaces than this says little; the rarer marks choose the candidates.
_COMMON = 1500
# Marks of fewer surfaces than this weigh about the same.
_RARE = 20

_ROUNDING = 1e-9
_ENDLESS = 1 << 30
_MARKS_KNOWN = 4096

Unit = tuple[str, str]
"""A character with its sound."""
Span = tuple[int, int]
"""From one place in a row to before another."""


@dataclass(frozen=True, slots=True, order=True)
class Near:
    """A surface and how far a word is from it: 0 is the same, 1 has nothing in common."""

    distance: float
    surface: str


class Speller:
    """Finds near surfaces without comparing a word with all of them, however many there are.

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
        shared = _shared(spans, self._marks.lists.joined, self._of_lengths(*_lengths(word, furthest)))
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
        found = (Near(_slips_in(letters, self._letters[number]), self._surfaces[number]) for number in likely)
        near = sorted(one for one in found if one.distance <= _FURTHEST)
        if not near:  # Letters that changed places may have spoilt a zh: compared as they were typed.
            spelt = ((surface, "".join(self._said[surface])) for surface in map(self._surfaces.__getitem__, likely))
            found = (Near(_slips_in(typed, letters), surface) for surface, letters in spelt)
            near = sorted(one for one in found if one.distance <= _FURTHEST)
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


def distance(word: str, surface: str, furthest: float = 1.0) -> float:
    """How far apart two words are, not counting the tail that they share: 租房证明 is half of 无房证明, not a quarter.

    Words that are further apart than ``furthest`` may be told to be as far apart as can be.

    >>> distance('居主证明', '居住证明') < 0.2 < distance('租房证明', '无房证明')
    True
    """
    tail = next((one for one in _TAILS if word.endswith(one) and surface.endswith(one)), "")
    one, other = _units(word.removesuffix(tail)), _units(surface.removesuffix(tail))
    longest = max(len(one), len(other))
    most = furthest * longest + _ROUNDING
    if not (one and other) or _least(word, len(one) - len(other)) > most:
        return 1.0
    if _strange(one, _shapes(surface)) > most:
        return 1.0
    return _cost(one, other, most) / longest


def _size(word: str) -> tuple[int, int]:
    """How long a word is, and without its tail."""
    return len(word), len(without_tail(word))


def without_tail(word: str) -> str:
    """A word without 证明, 登记 and the like at its end, unless it is only that."""
    return _TAIL.sub("", word) or word


def _least(word: str, longer: int) -> float:
    """What making a word at least costs of another than which it is so many characters longer or shorter."""
    if longer <= 0:
        return float(-longer)
    doubled: int = sum(map(eq, word, word[1:]))
    return longer - (1 - _DOUBLED) * min(doubled, longer)


def _strange(units: Sequence[Unit], shapes: Container[str]) -> float:
    """What making a word at least costs of one with other characters and sounds."""
    least, before = 0.0, ""
    for character, sound in units:
        if character not in shapes:
            if character == before or merged(sound) in shapes:
                least += _DOUBLED
            else:
                least += _LOOKALIKE if character in _LOOK_ALIKE else _WRONG
        before = character
    return least


@lru_cache(maxsize=4096)
def _shapes(word: str) -> Container[str]:
    """The characters of a word, and its sounds as many hear them."""
    return frozenset(one for character, sound in _units(word) for one in (character, merged(sound)))


def tolerance(word: str) -> float:
    """How far a word may be from the name it is surely a slip of: further when its tail says that it is a name."""
    stem = next((word.removesuffix(one) for one in _TAILS if word.endswith(one)), "")
    return _SURE_OF_NAMES if len(stem) >= _LONG_STEM else _SURE


@lru_cache(maxsize=4096)
def merged(letters: str) -> str:
    """Pinyin without the differences that many do not hear: juzhu and juzu are one."""
    for apart, together in _MERGED:
        letters = letters.replace(apart, together)
    return letters


def _cost(one: Sequence[Unit], other: Sequence[Unit], most: float) -> float:
    """What it costs to make one of the other; the length of the longer one as soon as that is more than ``most``."""
    before: list[float] = []
    above = [float(column) for column in range(len(other) + 1)]
    for row, unit in enumerate(one, 1):
        line = [float(row)]
        for column, wanted in enumerate(other, 1):
            added = _DOUBLED if row > 1 and unit[0] == one[row - 2][0] else 1
            wrong = 0.0 if unit[0] == wanted[0] else _wrong(unit, wanted)
            cost = min(above[column] + added, line[-1] + 1, above[column - 1] + wrong)
            if row > 1 and column > 1 and unit[0] == other[column - 2][0] and one[row - 2][0] == wanted[0]:
                cost = min(cost, before[column - 2] + _SWAPPED)
            line.append(cost)
        before, above = above, line
        # What follows comes from these two lines and only adds to them.
        if min(above) > most and min(before) > most:
            return float(max(len(one), len(other)))
    return above[-1]


def _wrong(unit: Unit, wanted: Unit) -> float:
    if unit[1] == wanted[1]:
        return _HOMOPHONE
    if merged(unit[1]) == merged(wanted[1]):
        return _NEAR_SOUND
    return _LOOKALIKE if frozenset((unit[0], wanted[0])) in _SAME_LOOK else _WRONG


def _slips_in(letters: str, whole: str) -> float:
    """Slips in a letter; a name that was typed only in part counts a little more."""
    most = max(1, len(letters) // _LETTERS_A_SLIP)
    slips: float = _slips(letters, whole, most)
    if len(letters) >= _BEGUN and slips > most and len(whole) > len(letters):
        slips = min(slips, _slips(letters, whole[: len(letters)], most) + _UNFINISHED)
    return slips / len(letters) if slips <= most + _UNFINISHED else 1.0


def _slips(one: str, other: str, most: int) -> int:
    """Letters added, dropped, changed or swapped; ``most`` + 1 as soon as there are more than ``most``."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    far = most + 1
    before: list[int] = []
    above = [min(column, far) for column in range(len(other) + 1)]
    for row, letter in enumerate(one, 1):
        line = [far] * (len(other) + 1)
        line[0] = min(row, far)
        for column in range(max(1, row - most), min(len(other), row + most) + 1):
            cost = min(above[column] + 1, line[column - 1] + 1, above[column - 1] + (letter != other[column - 1]))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == other[column - 1]:
                cost = min(cost, before[column - 2] + 1)
            line[column] = min(cost, far)
        if min(line) >= far:
            return far
        before, above = above, line
    return above[-1]


@lru_cache(maxsize=4096)
def _units(word: str) -> list[Unit]:
    sounds = pinyin(word)
    return list(zip(word, sounds if len(sounds) == len(word) else word, strict=True))


def _marks(word: str, syllables: Sequence[str]) -> set[str]:
    """What a near word would share: a character or a sound, tails left out."""
    stem = without_tail(word)
    sounds = syllables[: len(stem)] if len(syllables) == len(word) else stem
    return {*stem, *(f"~{merged(sound)}" for sound in sounds)}


def _letter_grams(letters: str) -> set[str]:
    return {letters[at : at + _GRAM] for at in range(len(letters) - _GRAM + 1)}


def _in_order(surfaces: Iterable[str]) -> list[str]:
    return sorted(surfaces, key=lambda surface: (len(surface), surface))


def _lengths(word: str, furthest: float) -> tuple[int, int]:
    """The least and the greatest length of what can be so near to a word."""
    length, doubled = len(word), sum(map(eq, word, word[1:]))
    shorter = int(furthest * length + (1 - _DOUBLED) * doubled + _ROUNDING)
    return length - shorter, int(length / (1 - furthest) + _ROUNDING) if furthest < 1 else _ENDLESS


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
