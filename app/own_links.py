"""Links of a page to itself with something changed, as holes: one page is kept for all addresses that show the same."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup, escape

from app import frame, traditional
from app.moulds import hole, parted

# What a piece takes in memory beside its text, in octets.
_EACH = 45
# What a link to be written takes in memory, in octets: its name, and what it will call.
_LINK = 500


class OwnLinks:
    """Gives holes where ``app.frame`` gives addresses, and remembers which address each stands for."""

    def __init__(self) -> None:
        self._made: dict[str, Callable[[], str]] = {}

    def here(self, **changes: Any) -> Markup:
        """As ``frame.here``."""
        return self.to(partial(frame.here, **changes))

    def adding(self, name: str, chosen: Sequence[str] = ()) -> Markup:
        """As ``frame.adding``."""
        return self.to(partial(frame.adding, name, chosen))

    def to(self, address: Callable[[], str]) -> Markup:
        """A hole for whatever address is right in the request in which the page is sent."""
        name = f"link{len(self._made)}"
        self._made[name] = address
        return hole(name)

    def around(self, rendered: str) -> "Linked":
        """What was rendered with these links, in the reader's characters: they are converted here once for all."""
        pieces = parted(traditional.page(rendered) if traditional.is_wanted() else rendered)
        return Linked([piece.encode() for piece in pieces[::2]], pieces[1::2], self._made, tuple(_shown(pieces)))


@dataclass(frozen=True, slots=True)
class Linked:
    """A part of a page in UTF-8, with ``holes`` between its pieces; those for ``links`` it fills itself.

    ``shown`` are the numbers of the holes that stand in text, and not inside a tag as the value of a field does.
    """

    pieces: Sequence[bytes]
    holes: Sequence[str]
    links: Mapping[str, Callable[[], str]]
    shown: Sequence[int]

    def fill(self, **others: str | bytes) -> bytes:
        """The part as it stands in this request; text is escaped, bytes are not. Raises KeyError for a hole left."""
        said = {name: _octets(value) for name, value in others.items()}
        said |= {name: _octets(address()) for name, address in self.links.items()}
        filled = [b""] * (len(self.pieces) + len(self.holes))
        filled[::2] = self.pieces
        filled[1::2] = map(said.__getitem__, self.holes)
        if traditional.is_wanted():
            for number, value in ((number, others.get(self.holes[number])) for number in self.shown):
                if isinstance(value, str):
                    filled[2 * number + 1] = _octets(traditional.text(value))
        return b"".join(filled)

    @property
    def weight(self) -> int:
        """What it takes in memory, in octets."""
        text = sum(map(len, self.pieces)) + _EACH * (len(self.pieces) + len(self.holes))
        return text + _LINK * len(self.links)


def _shown(pieces: Sequence[str]) -> Iterator[int]:
    inside = False
    for number, before in enumerate(pieces[:-1:2]):
        opened, closed = before.rfind("<"), before.rfind(">")
        inside = opened > closed if opened != closed else inside
        if not inside:
            yield number


def _octets(said: str | bytes) -> bytes:
    return said if isinstance(said, bytes) else escape(said).encode()
