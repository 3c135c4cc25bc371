"""Headers of two lines whose cells have slid to the left, as when merged cells are copied as text (VARIANTS A2)."""

from collections.abc import Sequence
from dataclasses import replace

from catalog.exchange import columns, limits
from catalog.exchange.fields import Field
from catalog.exchange.headings import OF_TIERS, TIER
from catalog.exchange.sheets import Sheet

_FEWEST_HEADINGS = 4
_FIRST_ROWS = 30
_SAMPLE = 5


def spread(sheet: Sheet) -> Sheet:
    """The sheet with the headings of the second line put below their groups; itself where none have slid."""
    for row in range(min(_FIRST_ROWS, len(sheet.rows) - 2)):
        above, below = _packed(sheet.rows[row]), _packed(sheet.rows[row + 1])
        if len(above) < _FEWEST_HEADINGS or not below:
            continue
        groups = [place for place, heading in enumerate(above) if _is_group(heading)]
        width = len(above) + len(below) - len(groups)
        if not groups or width > limits.COLUMNS or width != _width(sheet.rows[row + 2 : row + 2 + _SAMPLE]):
            continue
        if (shares := _shares([above[place] for place in groups], below)) is not None:
            return _with(sheet, row, above, dict(zip(groups, shares, strict=True)))
    return sheet


def _packed(cells: Sequence[str]) -> list[str]:
    """The cells of a line when all that hold anything stand at its left; [] otherwise."""
    count = next((place for place, cell in enumerate(cells) if not cell.strip()), len(cells))
    return [] if any(cell.strip() for cell in cells[count:]) else list(cells[:count])


def _width(rows: Sequence[Sequence[str]]) -> int:
    """How far the lines below reach."""
    return max((at + 1 for cells in rows for at, cell in enumerate(cells) if cell.strip()), default=0)


def _shares(groups: Sequence[str], below: list[str]) -> list[list[str]] | None:
    """Which of the headings below belong to which group; None when that is not certain."""
    if len(groups) == 1:
        return [below] if all(_is_heading(cell) for cell in below) else None
    if len(groups) != 2 or sum(OF_TIERS.search(group) is not None for group in groups) != 1:
        return None
    levels = [cell for cell in below if TIER.fullmatch(cell.strip())]
    others = [cell for cell in below if cell not in levels]
    first_are_levels = OF_TIERS.search(groups[0]) is not None
    shares = [levels, others] if first_are_levels else [others, levels]
    whole = levels and others and shares[0] + shares[1] == below and all(map(_is_heading, others))
    return shares if whole else None


def _is_group(heading: str) -> bool:
    """A heading that only stands over others: 设定依据 may do so too, and holds a basis when it does not."""
    return columns.is_group(heading) and columns.field_of(heading) in (None, Field.UNREAD)


def _is_heading(cell: str) -> bool:
    return columns.field_of(cell) is not None


def _with(sheet: Sheet, row: int, above: Sequence[str], shares: dict[int, list[str]]) -> Sheet:
    upper: list[str] = []
    lower: list[str] = []
    for place, heading in enumerate(above):
        share = shares.get(place, [""])
        upper += [heading] + [""] * (len(share) - 1)
        lower += share
    return replace(sheet, rows=[*sheet.rows[:row], upper, lower, *sheet.rows[row + 2 :]])
