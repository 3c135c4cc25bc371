"""One page out of many: bad page numbers are answered with the nearest page there is."""

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def page_of(items: Sequence[Item], asked: str, per_page: int) -> tuple[Sequence[Item], int, int]:
    """The items of the asked page, its number from 1, and how many pages there are."""
    pages = max(1, -(-len(items) // per_page))
    number = min(max(1, number_asked(asked)), pages)
    return items[(number - 1) * per_page : number * per_page], number, pages


def number_asked(asked: str) -> int:
    """A page number as typed in an address; 1 when it is none."""
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1
