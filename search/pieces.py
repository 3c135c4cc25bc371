"""The words that name nothing: the pieces of them that stand in some name, and slips of a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from catalog.text import is_word
from search import documents
from search.analysis import grams, whole_grams
from search.by_sound import mixed
from search.clues import Evidence
from search.dictionary import Dictionary
from search.questions import PERSONS
from search.reading import Part, Reading

# A slip within this is taken for what was meant.
_SURE = 0.26
_SHORT = 2


class Index(Protocol):
    """What a plan asks of the index while it is made."""

    @property
    def size(self) -> int:
        """How many documents there are."""
        ...

    def count(self, field: str, tokens: Sequence[str]) -> int:
        """How many documents have all tokens in one field."""
        ...

    def together(self, *evidence: Evidence) -> int:
        """How many documents have some of each evidence."""
        ...


@dataclass(frozen=True, slots=True)
class Rest:
    """What became of the words that name nothing."""

    parts: tuple[Part, ...] = ()
    pieces: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def covered(self) -> int:
        return sum(part.length for part in self.parts) + sum(map(len, self.pieces))


def resolve(reading: Reading, dictionary: Dictionary, index: Index) -> Rest:
    parts: list[Part] = []
    pieces: list[str] = []
    unread: list[str] = []
    for chunk in reading.rest:
        known, left = split(
            chunk, dictionary, index, shortest=1 if reading.words == (chunk,) and len(chunk) == 1 else 2
        )
        meant = _meant(chunk, dictionary) if left and not _is_of_word(chunk, reading) else None
        if meant:
            parts.append(meant)
        else:
            pieces += known
            unread += [word for word in left if word not in PERSONS]
    return Rest(tuple(parts), tuple(dict.fromkeys(pieces)), tuple(unread))


def split(chunk: str, dictionary: Dictionary, index: Index, *, shortest: int) -> tuple[list[str], list[str]]:
    """The longest pieces of a chunk that stand in some name, and what is left of it."""
    known: list[str] = []
    left = [""]
    at = 0
    while at < len(chunk):
        ends = range(len(chunk), at + shortest - 1, -1)
        end = next((end for end in ends if _stands(chunk[at:end], dictionary, index)), None)
        if end and len(left[-1]) == 1 and end - at > _SHORT and not dictionary.begins(chunk[at:end]):
            end = None  # The unknown character took the place of another: 险理赔 of 车险理赔 is cut out of 保险理赔.
        if end is None:
            left[-1] += chunk[at]
        else:
            known.append(chunk[at:end])
            left.append("")
        at = end or at + 1
    if known and left[-1] == "证" and len(known[-1]) > _SHORT:
        left.pop()  # What follows a known word is the licence for it: 电梯使用证.
    return known, [word for word in left if word]


def _stands(piece: str, dictionary: Dictionary, index: Index) -> bool:
    if len(piece) == _SHORT and dictionary.cuts(piece):
        return False
    if whole_grams(piece) and any(index.count(field, grams(piece)) for field in (documents.NAME, documents.ITEM)):
        return True
    return next(iter(dictionary.containing(piece, 1)), None) is not None


def _is_of_word(chunk: str, reading: Reading) -> bool:
    """True when ``chunk`` is cut out of a word, and so no slip of a shorter one: 事业 of 事业单位."""
    words = (word.removesuffix("证明") for word in reading.words)
    return any(len(word) > len(chunk) and chunk in word and is_word(word) for word in words)


def _meant(chunk: str, dictionary: Dictionary) -> Part | None:
    """The name that a chunk is surely a slip of, or sounds like where letters stand among characters."""
    if any(character.isascii() and character.isalpha() for character in chunk):
        surface = mixed(chunk, dictionary)
        return Part(surface, dictionary.keys(surface), typed=chunk) if surface else None
    surface = dictionary.nearest(chunk, _SURE)
    if surface and (len(chunk) > 2 or set(chunk) & set(surface)):
        return Part(surface, dictionary.keys(surface), typed=chunk)
    return None
