"""Columns with several fields in each cell (VARIANTS A5), parted where heading or cell say how, never otherwise."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import zip_longest

from catalog.exchange import columns
from catalog.exchange.fields import Field
from catalog.exchange.headings import OUTCOME

_BASES = frozenset({Field.BASIS, Field.BASIS_CLAUSE, Field.BASIS_LEVEL, Field.OTHER_BASES})
_IN_BRACKETS = re.compile(r"^(?P<before>[^（(]*)[（(](?P<inside>[^（()）]+)[)）]$")
_BETWEEN_HEADINGS = re.compile(r"[、,，;；/／\s]|以及|[及和与]")
# Between the parts of a cell, the surest mark first. Of two names each may hold a 、: there the last says nothing.
_BETWEEN_PARTS = (re.compile(r"\n"), re.compile(r"[;；]"), re.compile(r"[/／|｜]"), re.compile(r"[、,，]"))
_LABEL = re.compile(r"(?:^|[;；,，、。\s])\s*(?P<label>[^:：;；,，、。\s]{2,16})\s*[:：]")


@lru_cache(maxsize=1024)
def fields_of(heading: str) -> tuple[Field, ...]:
    """The fields that a heading lists, in its order; () when it stands for one.

    >>> [field.label for field in fields_of('实施基本情况（年受理量、索要单位、开具单位）')]
    ['不读', '索要单位', '开具单位']
    >>> fields_of('设定依据及条款'), fields_of('取消方式（直接取消、替代取消）')
    ((), ())
    """
    if columns.exact_field_of(heading) is not None:
        return ()
    found = _IN_BRACKETS.match(heading.strip())
    if found and found["before"] and columns.exact_field_of(found["before"]) not in (None, Field.UNREAD):
        return ()
    listed = [part for part in _BETWEEN_HEADINGS.split(found["inside"] if found else heading) if part]
    fields = [columns.exact_field_of(part) for part in listed]
    named = {field for field in fields if field is not None and field is not Field.UNREAD}
    if len(fields) < 2 or None in fields or not named or named & OUTCOME or named <= _BASES:
        return ()
    if len(fields) - fields.count(Field.UNREAD) != len(named):
        return ()
    return tuple(field for field in fields if field is not None)


def labelled(cell: str) -> dict[Field, str]:
    """The parts of a cell that names each of them, 索要单位：示例市公安局；开具单位：派出所; {} when fewer than two."""
    labels = [found for found in _LABEL.finditer(cell) if columns.exact_field_of(found["label"]) is not None]
    parts: dict[Field, str] = {}
    for label, after in zip_longest(labels, labels[1:]):
        field = columns.exact_field_of(label["label"]) or Field.UNREAD
        parts.setdefault(field, cell[label.end() : after.start() if after else len(cell)].strip(" ;；,，、。\n"))
    return parts if len(labels) > 1 else {}


def in_order(cell: str, fields: tuple[Field, ...]) -> Mapping[Field, str] | None:
    """The parts of a cell in the order of its heading; None when it has more or fewer of them."""
    for mark in _BETWEEN_PARTS[: None if len(fields) > 2 else -1]:
        parts = [part.strip() for part in mark.split(cell.strip())]
        if len(parts) > 1:
            return dict(zip(fields, parts, strict=True)) if len(parts) == len(fields) and all(parts) else None
    return None
