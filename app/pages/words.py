"""The desk's pages about words: searches without result, everyday words, and other names."""

from dataclasses import dataclass
from datetime import date

from app.pages.parts import FieldError


@dataclass(frozen=True, slots=True)
class Lead:
    """Words that were looked for and found nothing; ``meant`` is the name that may be meant, "" when none is near."""

    id: int
    words: str
    count: int
    last_on: date
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """An everyday word with a name it stands for."""

    id: int
    surface: str
    name: str


@dataclass(frozen=True, slots=True)
class WordsPage:
    """Leads first, then everyday words page by page. ``why_not`` is why this person may change nothing, else "".

    ``leads`` are the ones that were looked for most, ``waiting`` is how many there are in all.
    """

    leads: tuple[Lead, ...]
    words: tuple[Word, ...]
    total: int
    waiting: int = 0
    query: str = ""
    page: int = 1
    pages: int = 1
    why_not: str = ""
    surface: str = ""
    name: str = ""
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class AliasesPage:
    """The other names of one record; ``noun`` and ``label`` say of what, ``places`` are the addresses of its forms."""

    id: int
    name: str
    label: str
    index_href: str
    add_href: str
    aliases: tuple[tuple[str, str], ...]
    facts_href: str = ""
    why_not: str = ""
    alias: str = ""
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class AliasIndexPage:
    """Records by name, each leading to its other names."""

    label: str
    endpoint: str
    search_href: str
    sections: tuple[tuple[str, tuple[object, ...]], ...]
    total: int
    query: str = ""
