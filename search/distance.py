"""How far apart two words are: same sound, nearly the same sound, one slip of the hand."""

import re
from collections.abc import Container, Sequence
from functools import lru_cache
from operator import eq

from catalog.text import pinyin
from search.lookalikes import GROUPS

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
_ROUNDING = 1e-9
_ENDLESS = 1 << 30

Unit = tuple[str, str]
"""A character with its sound."""


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


def lengths(word: str, furthest: float) -> tuple[int, int]:
    """The least and the greatest length of what can be so near to a word."""
    length, doubled = len(word), sum(map(eq, word, word[1:]))
    shorter = int(furthest * length + (1 - _DOUBLED) * doubled + _ROUNDING)
    return length - shorter, int(length / (1 - furthest) + _ROUNDING) if furthest < 1 else _ENDLESS


def without_tail(word: str) -> str:
    """A word without 证明, 登记 and the like at its end, unless it is only that."""
    return _TAIL.sub("", word) or word


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


@lru_cache(maxsize=4096)
def _units(word: str) -> list[Unit]:
    sounds = pinyin(word)
    return list(zip(word, sounds if len(sounds) == len(word) else word, strict=True))
