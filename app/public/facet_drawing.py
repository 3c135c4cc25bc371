"""The values of a facet drawn: a page has hundreds of these links, which differ in three words only."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import get_template_attribute
from markupsafe import Markup

from app.kept_parts import Parts
from app.moulds import Mould, hole

Count = tuple[str, int]
"""A value with how many there are of it."""


class Drawing:
    """Draws values of one facet. ``start`` and ``names`` are escaped; the value goes to the end of the address."""

    def __init__(self, start: str, names: Mapping[str, str], option: Mould) -> None:
        """``option`` is what ``option_of`` gives."""
        self._start = str(start)
        self._names = names
        self._mould = option

    def parted(
        self,
        counts: Sequence[Count],
        first: int,
        most: int,
        standing_for: Mapping[str, tuple[str, Sequence[Count]]] | None = None,
    ) -> tuple[Markup, Markup, int]:
        """The first values, up to ``most`` further ones, and how many these are.

        ``standing_for`` names the values that stand for others, and says for which.
        """
        rest = counts[first : first + most]
        return self._several(counts[:first], standing_for or {}), self._several(rest, standing_for or {}), len(rest)

    def _several(self, counts: Sequence[Count], standing_for: Mapping[str, tuple[str, Sequence[Count]]]) -> Markup:
        at = next((at for at, (value, _) in enumerate(counts) if value in standing_for), None)
        if at is None:
            return self._plain(counts)
        value, count = counts[at]
        label, others = standing_for[value]
        draw = get_template_attribute("components/facet_option.html", "facet_option")
        one = draw(Markup(self._start + value), label, f"{count:,}", self._plain(others))
        return self._plain(counts[:at]) + one + self._plain(counts[at + 1 :])

    def _plain(self, counts: Sequence[Count]) -> Markup:
        start, names = self._start, self._names
        return self._mould.each((start + value, names.get(value, value), f"{count:,}") for value, count in counts)


def option_of(parts: Parts) -> Mould:
    """What every value is drawn with."""
    return parts.one("facet option", _render, lambda mould: mould.weight)


def _render() -> Mould:
    draw: Any = get_template_attribute("components/facet_option.html", "facet_option")
    return Mould(draw(hole("href"), hole("label"), hole("count")))
