"""What may have been meant by a word that is no name: same sound, nearly the same sound, one slip of the hand."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalog.text import pinyin

# What a wrong character costs beside the right one: nothing is as likely as its homophone.
_HOMOPHONE, _NEAR_SOUND, _LOOKALIKE, _SWAPPED, _WRONG = 0.25, 0.4, 0.4, 0.5, 1.0
# Characters that are taken for one another by eye.
_LOOKALIKES = (
    "人入八", "己已巳", "末未", "籍藉", "士土", "日曰", "辩辨辫", "拆折", "晴睛", "侯候", "戌戍戊", "残践", "治冶",
    "徽微", "贫贪", "园圆", "幼幻", "拔拨", "享亨", "即既", "糸系", "失矢", "无元", "天夫", "住往", "证政",
)  # fmt: skip
_SAME_LOOK = {frozenset((one, other)) for line in _LOOKALIKES for one in line for other in line if one != other}
# Sounds that many speakers and keyboards do not part.
_MERGED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("v", "u"))
_TAILS = ("证明书", "证明", "登记", "许可", "证")
_CANDIDATES = 40
_GRAM = 3

Unit = tuple[str, str]
"""A character with its sound."""


@dataclass(frozen=True, slots=True, order=True)
class Near:
    """A surface and how far a word is from it: 0 is the same, 1 has nothing in common."""

    distance: float
    surface: str


class Speller:
    """Finds near surfaces without comparing a word with all of them, however many there are."""

    def __init__(self, surfaces: Iterable[str]) -> None:
        self._by_mark: defaultdict[str, list[str]] = defaultdict(list)
        self._by_letters: defaultdict[str, list[str]] = defaultdict(list)
        self._letters: dict[str, str] = {}
        for surface in surfaces:
            for mark in _marks(surface):
                self._by_mark[mark].append(surface)
            if len(surface) > 2:
                self._letters[surface] = letters = merged("".join(pinyin(surface)))
                for gram in _letter_grams(letters):
                    self._by_letters[gram].append(surface)

    def near(self, word: str, limit: int = 3, furthest: float = 0.34) -> list[Near]:
        """The surfaces nearest to a word in characters."""
        if len(word) < 2:
            return []
        shared = Counter(surface for mark in _marks(word) for surface in self._by_mark.get(mark, ()))
        likely = _most_shared(shared, len(word))
        found = (Near(distance(word, surface), surface) for surface in likely)
        return sorted(one for one in found if one.distance <= furthest)[:limit]

    def near_letters(self, typed: str, limit: int = 3) -> list[Near]:
        """The surfaces whose pinyin is nearest to ``typed``, for one slip in six letters."""
        letters = merged(typed)
        if len(letters) < 4:
            return []
        shared = Counter(surface for gram in _letter_grams(letters) for surface in self._by_letters.get(gram, ()))
        most = max(1, len(letters) // 6)
        found = []
        for surface in _most_shared(shared, len(letters)):
            other = self._letters[surface]
            slips = min(_slips(letters, other), _slips(letters, other[: len(letters)]) + 0.1)
            if slips <= most + 0.1:
                found.append(Near(slips / len(letters), surface))
        return sorted(found)[:limit]


def distance(word: str, surface: str) -> float:
    """How far apart two words are, not counting the tail that they share: 租房证明 is half of 无房证明, not a quarter.

    >>> distance('居主证明', '居住证明') < 0.2 < distance('租房证明', '无房证明')
    True
    """
    tail = next((one for one in _TAILS if word.endswith(one) and surface.endswith(one)), "")
    one, other = _units(word.removesuffix(tail)), _units(surface.removesuffix(tail))
    longest = max(len(one), len(other))
    return _cost(one, other) / longest if one and other else 1.0


def merged(letters: str) -> str:
    """Pinyin without the differences that many do not hear: juzhu and juzu are one."""
    for apart, together in _MERGED:
        letters = letters.replace(apart, together)
    return letters


def _cost(one: Sequence[Unit], other: Sequence[Unit]) -> float:
    before: list[float] = []
    above = [float(column) for column in range(len(other) + 1)]
    for row, unit in enumerate(one, 1):
        line = [float(row)]
        for column, wanted in enumerate(other, 1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + _wrong(unit, wanted))
            if row > 1 and column > 1 and unit == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + _SWAPPED)
            line.append(cost)
        before, above = above, line
    return above[-1]


def _wrong(unit: Unit, wanted: Unit) -> float:
    if unit[0] == wanted[0]:
        return 0.0
    if unit[1] == wanted[1]:
        return _HOMOPHONE
    if merged(unit[1]) == merged(wanted[1]):
        return _NEAR_SOUND
    return _LOOKALIKE if frozenset((unit[0], wanted[0])) in _SAME_LOOK else _WRONG


def _slips(one: str, other: str) -> float:
    return _cost([(letter, letter) for letter in one], [(letter, letter) for letter in other])


def _units(word: str) -> list[Unit]:
    sounds = pinyin(word)
    return list(zip(word, sounds if len(sounds) == len(word) else word, strict=True))


def _marks(word: str) -> set[str]:
    """What a near word would share: a character in its place or a sound, tails left out."""
    units = _units(re.sub(f"(?:{'|'.join(_TAILS)})$", "", word) or word)
    return {f"{character}" for character, _ in units} | {f"~{merged(sound)}" for _, sound in units}


def _letter_grams(letters: str) -> set[str]:
    return {letters[at : at + _GRAM] for at in range(len(letters) - _GRAM + 1)}


def _most_shared(shared: Counter[str], length: int) -> list[str]:
    near = (surface for surface in shared if abs(len(surface) - length) <= max(2, length // 3) or length > 6)
    return sorted(near, key=lambda surface: (-shared[surface], abs(len(surface) - length), surface))[:_CANDIDATES]
