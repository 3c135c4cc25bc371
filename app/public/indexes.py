"""Indexes of names: narrowed by what was typed, in sections by the letter of their sound."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence

from flask import request

from app.index import search
from app.pages import NameEntry, NamesPage
from app.paging import page_of
from catalog import text
from catalog.services.overview import Named
from search.interface import Noun

Sections = tuple[tuple[str, tuple[NameEntry, ...]], ...]
MOST_KNOWN = 50
# Cities have a few hundred; what a province has would weigh a megabyte.
PER_PAGE = 1_000


def names_page(found: Sequence[Named], query: str, noun: Noun) -> NamesPage:
    """The index of a noun: what is left of it, in sections; of very many names those of the page asked for."""
    left = narrowed(found, query, noun)
    part, number, pages = part_of(left)
    return NamesPage(sections=by_letter(part), total=len(left), query=query, page=number, pages=pages)


def part_of(found: Sequence[Named]) -> tuple[Sequence[Named], int, int]:
    """The names of the page asked for, its number, and how many pages there are."""
    return page_of(found, request.args.get("page", "1"), PER_PAGE)


def narrowed(found: Sequence[Named], query: str, noun: Noun | None = None, also: Collection[int] = ()) -> list[Named]:
    """Those whose name contains the query in either script, and those in ``also`` (ids); all for "".

    With ``noun`` also those that go by another such name, or whose name sounds so, as far as the index knows them.
    """
    wanted = text.name_key(query)
    if not wanted:
        return list(found)
    known = {one.id for one in search().suggest(query, limit=MOST_KNOWN) if one.kind is noun} if noun else set()
    known.update(also)
    return [one for one in found if wanted in text.name_key(one.name) or one.id in known]


def by_letter(found: Sequence[Named], hint: Callable[[Named], str] = lambda _: "") -> Sections:
    """Sections A to Z by the sound of the first character; ``hint`` is what stands beside a name."""
    sections: dict[str, list[NameEntry]] = defaultdict(list)
    for one in found:
        letter = one.sort_key[:1].upper()
        sections[letter if letter.isascii() and letter.isalpha() else "#"].append(entry(one, hint(one)))
    return tuple((letter, tuple(sections[letter])) for letter in sorted(sections))


def entry(one: Named, hint: str = "") -> NameEntry:
    return NameEntry(one.id, one.name, one.count, hint)
