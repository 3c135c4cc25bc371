"""What a feed is given: its own names and its entries, newest first."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. ``id`` stays for ever; ``updated`` rises only when there is something new to read."""

    id: str
    title: str
    href: str
    published: datetime
    updated: datetime
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    id: str
    title: str
    href: str
    page: str
    author: str
    entries: tuple[Entry, ...]
    updated: datetime
