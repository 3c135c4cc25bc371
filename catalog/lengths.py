"""Texts longer than their columns: refused in a sentence, whether or not the database would cut or refuse them."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Enum, String, Table
from sqlalchemy.types import TypeDecorator, TypeEngine

from catalog.errors import Incomplete


def check(table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Raises Incomplete, naming the column, when a text in a row is longer than its column allows."""
    for row in rows:
        for name, most in _limits(table):
            text = row.get(name)
            if isinstance(text, str) and len(text) > most:
                sentence = f"这一格最多{most:,}个字，现在有{len(text):,}个（“{text[:10]}……”）。请写短些。"
                raise Incomplete(sentence, field=name)


@cache
def _limits(table: Table) -> tuple[tuple[str, int], ...]:
    """The columns of a table that hold a text of limited length."""
    found = ((one.name, _length(one.type)) for one in table.columns)
    return tuple((name, most) for name, most in found if most)


def _length(kind: TypeEngine[Any]) -> int | None:
    plain = kind.impl if isinstance(kind, TypeDecorator) else kind
    return plain.length if isinstance(plain, String) and not isinstance(plain, Enum) else None
