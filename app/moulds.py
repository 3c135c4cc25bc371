"""A part of a page rendered once with holes in it, and filled as often as wanted without being rendered again."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from markupsafe import Markup, escape

# Whatever a template shows is escaped, so that nothing else on a page begins like this.
_HOLE = re.compile(r"<!-hole (\w+)->")


def hole(name: str) -> Markup:
    """What to give a template in the place of something that differs from one time to the next."""
    return Markup(f"<!-hole {name}->")


def parted(rendered: str) -> list[str]:
    """Stretches of text and the names of the holes between them, by turns."""
    return _HOLE.split(rendered)


class Mould:
    """The rendered text. ``holes`` are their names in order; ``weight`` is what it takes in memory, in octets."""

    def __init__(self, rendered: str) -> None:
        self._pieces = parted(rendered)
        self.holes = tuple(self._pieces[1::2])
        self.weight = 2 * len(rendered) + 70 * len(self._pieces) + 500

    def fill(self, **values: Any) -> Markup:
        """The text with every hole filled; escaped, as in a template, unless it is Markup. Raises KeyError."""
        said = {name: escape(value) for name, value in values.items()}
        pieces = self._pieces.copy()
        pieces[1::2] = map(said.__getitem__, self.holes)
        return Markup("".join(pieces))

    def each(self, rows: Iterable[tuple[str, ...]]) -> Markup:
        """The text once for each of ``rows``, which fill the holes in order and are escaped already."""
        return Markup("".join(map(self._once.__mod__, rows)))

    @cached_property
    def _once(self) -> str:
        return "%s".join(piece.replace("%", "%%") for piece in self._pieces[::2])
