"""Links of a page to itself with something changed, as holes: one page is kept for all addresses that show the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from app import frame
from app.moulds import Mould, hole


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
        """What was rendered with these links."""
        return Linked(Mould(rendered), self._made)


@dataclass(frozen=True, slots=True)
class Linked:
    """A part of a page with holes, of which it fills those for ``links`` itself."""

    mould: Mould
    links: Mapping[str, Callable[[], str]]

    def fill(self, **others: str) -> Markup:
        """The text as it stands in this request. Raises KeyError when a hole is left."""
        return self.mould.fill(**others, **{name: address() for name, address in self.links.items()})

    @property
    def weight(self) -> int:
        return self.mould.weight
