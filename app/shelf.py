"""Things kept in one process for as long as they are asked for, bounded by what they weigh together."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, Protocol, TypeVar


class Weighty(Protocol):
    @property
    def weight(self) -> int:
        """What it takes in memory, in octets, roughly and rather too much."""
        ...


Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing", bound=Weighty)


class Shelf(Generic[Key, Thing]):
    """Beyond ``limit`` octets the one that was asked for longest ago goes. Safe for threads."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.weight = 0
        self._kept: OrderedDict[Key, Thing] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Key) -> Thing | None:
        with self._lock:
            if (found := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: Key, one: Thing) -> None:
        with self._lock:
            if key in self._kept:
                self.weight -= self._kept.pop(key).weight
            self._kept[key] = one
            self.weight += one.weight
            while self.weight > self.limit:
                self.weight -= self._kept.popitem(last=False)[1].weight

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self.weight = 0
