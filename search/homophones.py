"""Names written with characters of the same sound, as they stand in a sentence: 办结昏证要丹身证明吗."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from catalog.text import pinyin
from search.distance import distance

# Names of so many characters are looked for, and of such a distance from what was typed: most of it must be right.
_SHORTEST, _LONGEST, _FURTHEST = 3, 12, 0.17

Heard = tuple[str, int, int]
"""A name with where it begins and ends in the text: what stands there sounds the same."""


class Homophones:
    """The names by their whole sound."""

    def __init__(self, said: Mapping[str, Sequence[str]], rank: Callable[[str], int]) -> None:
        """Take in names with their syllables; of names that sound alike, the one of least ``rank`` is heard."""
        self._rank = rank
        self._by_sound: defaultdict[str, list[str]] = defaultdict(list)
        for name, syllables in said.items():
            if _SHORTEST <= len(name) <= _LONGEST:
                self._by_sound["".join(syllables)].append(name)

    def heard(self, word: str) -> list[Heard]:
        """The names that ``word`` writes so, from left to right, of each place the longest."""
        sounds = pinyin(word)
        found: list[Heard] = []
        start = 0
        while len(sounds) == len(word) and start <= len(word) - _SHORTEST:
            ends = range(min(len(word), start + _LONGEST), start + _SHORTEST - 1, -1)
            name = next((one for end in ends if (one := self._name(word[start:end], sounds[start:end]))), None)
            end = start + len(name) if name else start + 1
            if name:
                found.append((name, start, end))
            start = end
        return found

    def alike(self, word: str) -> str | None:
        """The name that sounds just as ``word``, whatever its characters; None when there is none."""
        named = self._by_sound.get("".join(pinyin(word)), ())
        return min(named, key=lambda one: (self._rank(one), one), default=None)

    def _name(self, word: str, sounds: Sequence[str]) -> str | None:
        alike = self._by_sound.get("".join(sounds), ())
        near = [(self._rank(one), one) for one in alike if distance(word, one) <= _FURTHEST]
        return min(near)[1] if near else None
