"""Many short texts or lists of numbers as a few long rows: small in memory, and read from a file at once."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from search import rows
from search.rows import Rows

NUMBER = "I"
"""How the numbers here are kept: four octets, none below 0."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts one behind another; ``ends`` begins with 0 and says where each ends."""

    joined: str
    ends: "array[int]"

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Texts":
        return cls("".join(texts), _ends(texts))

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, at: int) -> str:
        return self.joined[self.ends[at] : self.ends[at + 1]]

    def length(self, at: int) -> int:
        return self.ends[at + 1] - self.ends[at]

    def rows(self, name: str) -> Rows:
        """The rows that ``read`` makes the texts of again."""
        return {name: self.joined, f"{name}-ends": self.ends}

    @classmethod
    def read(cls, found: Rows, name: str) -> "Texts":
        """Raises KeyError or Damaged when they are not there."""
        return cls(rows.text(found, name), rows.numbers(found, f"{name}-ends"))

    def beginning(self, prefix: str) -> Iterator[int]:
        """Of sorted texts those that begin with ``prefix``, by their number, in order."""
        for at in range(bisect_left(range(len(self)), prefix, key=self.__getitem__), len(self)):
            if not self[at].startswith(prefix):
                return
            yield at


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of numbers one behind another, kept like texts."""

    joined: "array[int]"
    ends: "array[int]"

    @classmethod
    def of(cls, lists: Sequence[Sequence[int]]) -> "Lists":
        return cls(array(NUMBER, chain.from_iterable(lists)), _ends(lists))

    def __getitem__(self, at: int) -> "array[int]":
        return self.joined[self.ends[at] : self.ends[at + 1]]


@dataclass(frozen=True, slots=True)
class Index:
    """Lists of numbers by a text."""

    keys: Texts
    lists: Lists

    @classmethod
    def of(cls, lists: Mapping[str, Sequence[int]]) -> "Index":
        keys = sorted(lists)
        return cls(Texts.of(keys), Lists.of([lists[key] for key in keys]))

    def span(self, key: str) -> tuple[int, int]:
        """Where in the joined lists that of ``key`` begins and ends; (0, 0) when there is none."""
        at = next(self.keys.beginning(key), None)
        if at is None or self.keys[at] != key:
            return 0, 0
        return self.lists.ends[at], self.lists.ends[at + 1]

    def get(self, key: str) -> Sequence[int]:
        """The list of ``key``; () when there is none."""
        start, end = self.span(key)
        return self.lists.joined[start:end]

    def rows(self, name: str) -> Rows:
        """The rows that ``read`` makes the index of again."""
        return {**self.keys.rows(f"{name}-keys"), f"{name}-ends": self.lists.ends, name: self.lists.joined}

    @classmethod
    def read(cls, found: Rows, name: str) -> "Index":
        """Raises KeyError or Damaged when they are not there."""
        lists = Lists(rows.numbers(found, name), rows.numbers(found, f"{name}-ends"))
        return cls(Texts.read(found, f"{name}-keys"), lists)


def _ends(lists: Sequence[Sequence[object]]) -> "array[int]":
    return array(NUMBER, accumulate(map(len, lists), initial=0))
