"""The spellings under which a material, an errand or an office is known, and how each of them names it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum

from search import forms
from search.analysis import plain
from search.interface import Noun
from search.source import Names

Key = tuple[Noun, int]

_BRACKETS = re.compile(r"(.+?)[(（](.+?)[)）](.*)")


class How(IntEnum):
    """How a surface names its key, best first. A stem is what is left of a name without its tail: 死亡."""

    NAME = 0
    ALIAS = 1
    SYNONYM = 2
    FORM = 3
    STEM = 4


Naming = tuple[str, Key, How]
"""A surface in plain form with what it names."""


def official(names: Names) -> dict[Key, str]:
    """The official name of everything, as it is written."""
    return {key: spellings[0] for key, spellings in _spelt(names)}


def places(names: Mapping[Key, str]) -> set[str]:
    """The places that the official names of offices begin with."""
    return {place for (noun, _), name in names.items() if (place := _place(noun, name))}


def namings(names: Names) -> Iterator[Naming]:
    """Every surface that names something; one may name several things, and one of them in several ways."""
    for key, spellings in _spelt(names):
        for position, spelling in enumerate(spellings):
            yield plain(spelling), key, How.ALIAS if position else How.NAME
            for form in _FORMS[key[0]](plain(spelling)):
                yield form, key, How.STEM if len(form) == 2 else How.FORM
            for part in _parts(key[0], spelling):
                yield part, key, How.FORM
    yield from _everyday(names)


def _everyday(names: Names) -> Iterator[Naming]:
    by_name: defaultdict[str, list[Key]] = defaultdict(list)
    for key, name in official(names).items():
        by_name[plain(name)].append(key)
    for surface, meant in names.synonyms.items():
        for name in meant:
            for key in by_name.get(plain(name), ()):
                yield plain(surface), key, How.SYNONYM


def _spelt(names: Names) -> Iterator[tuple[Key, Sequence[str]]]:
    by_noun: Sequence[tuple[Noun, Mapping[int, Sequence[str]]]] = (
        (Noun.MATERIAL, names.materials),
        (Noun.SERVICE_ITEM, names.service_items),
        (Noun.OFFICE, names.offices),
    )
    return (((noun, id_), spellings) for noun, by_id in by_noun for id_, spellings in by_id.items())


def _parts(noun: Noun, spelling: str) -> Iterator[str]:
    """A name without what stands in brackets, and with it in place of what stands before: 住所（经营场所）证明."""
    found = _BRACKETS.fullmatch(spelling)
    if not found or noun is Noun.OFFICE:
        return
    before, inside, after = found.groups()
    yield plain(before + after)
    if after:
        yield plain(inside + after)


def _place(noun: Noun, name: str) -> str:
    return forms.place_of(plain(name)) if noun is Noun.OFFICE else ""


_FORMS = {
    Noun.MATERIAL: forms.of_material,
    Noun.SERVICE_ITEM: forms.of_item,
    Noun.OFFICE: forms.of_office,
}
