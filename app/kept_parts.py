"""Parts of pages that depend on the register as it stands and on little else: made once for each standing, and kept.

What somebody asks differs from one to the next, what the register says in answer mostly does not. A part is kept
under the standing that it was made from, so nothing kept is ever stale (see ``app.standing``).
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from flask import Flask, current_app
from sqlmodel import Session

from app.database import session
from app.shelf import Shelf
from app.standing import Standing
from catalog.services import history

# Octets that kept parts may weigh in one process; of whole answers, which are large and many, apart from the others.
MEMORY, MEMORY_OF_ANSWERS = 24 << 20, 40 << 20

Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")


class Moved(Exception):
    """The register has moved on since the standing of this request: what is kept and what is read differ."""


@dataclass(frozen=True, slots=True)
class _Part:
    thing: Any
    weight: int


def init_app(app: Flask) -> None:
    app.extensions["parts"] = Shelf[Hashable, _Part](MEMORY)
    app.extensions["drawn_answers"] = Shelf[Hashable, _Part](MEMORY_OF_ANSWERS)


class Parts:
    """The parts of one answer. Reads the register only for those that are not kept."""

    def __init__(self, standing: Standing, *, keeps: bool = True) -> None:
        """With ``keeps`` off everything is made anew, from the register as it is."""
        self.standing = standing
        self._shelf = _shelf("parts") if keeps else Shelf[Hashable, _Part](0)
        self._answers = _shelf("drawn_answers") if keeps else Shelf[Hashable, _Part](0)
        self._agrees = not keeps

    def one(self, key: Hashable, make: Callable[[], Thing], weigh: Callable[[Thing], int]) -> Thing:
        """The part under ``key``, which ``make`` gives where it is not kept."""
        return self.some((key,), lambda _: {key: make()}, weigh)[0]

    def answer(self, key: Hashable, make: Callable[[], Thing], weigh: Callable[[Thing], int]) -> Thing:
        """As ``one``, for a whole answer drawn."""
        state = self.standing.key
        if part := self._answers.get((state, key)):
            return cast(Thing, part.thing)
        made = make()
        self._answers.put((state, key), _Part(made, weigh(made)))
        return made

    def some(
        self, keys: Sequence[Key], make: Callable[[Sequence[Key]], Mapping[Key, Thing]], weigh: Callable[[Thing], int]
    ) -> list[Thing]:
        """The parts under ``keys``, in their order; ``make`` gives those that are missing, all at once."""
        state = self.standing.key
        kept = [self._shelf.get((state, key)) for key in keys]
        missing = [key for key, part in zip(keys, kept, strict=True) if part is None]
        made = make(missing) if missing else {}
        for key, thing in made.items():
            self._shelf.put((state, key), _Part(thing, weigh(thing)))
        return [cast(Thing, part.thing) if part else made[key] for key, part in zip(keys, kept, strict=True)]

    def session(self) -> Session:
        """The register as this answer sees it. Raises Moved when kept parts must not be joined to what it says."""
        found = session()
        if not self._agrees:
            if self._has_moved(history.head(found), found):
                raise Moved
            self._agrees = True
        return found

    def _has_moved(self, head: int, register: Session) -> bool:
        """Whether the register has other entries than this standing knows, of acts that it minds."""
        known = self.standing
        if head <= known.head:
            return head != known.head
        return history.newest_but(register, known.unseen, after=known.head, upto=head) is not None


def _shelf(name: str) -> Shelf[Hashable, _Part]:
    found: Shelf[Hashable, _Part] = current_app.extensions[name]
    return found
