"""Merged cells: which cell's text is shown at a place."""

from collections.abc import Iterator, Mapping

from catalog.exchange import limits
from catalog.exchange.sheets import Merge, Place, Sheet


def anchors(sheet: Sheet) -> Mapping[Place, Merge]:
    """For every cell inside a merged range, the range. Ranges that overlap beyond all reason are left out."""
    found: dict[Place, Merge] = {}
    height, width = len(sheet.rows), sheet.width
    budget = limits.CELLS
    for merge in sheet.merges:
        clipped = Merge(merge.top, merge.left, min(merge.bottom, height - 1), min(merge.right, width - 1))
        budget -= max(0, clipped.bottom - clipped.top + 1) * max(0, clipped.right - clipped.left + 1)
        if budget < 0:
            break
        found.update(dict.fromkeys(_places(clipped), clipped))
    return found


def _places(merge: Merge) -> Iterator[Place]:
    for row in range(merge.top, merge.bottom + 1):
        for column in range(merge.left, merge.right + 1):
            yield Place(row, column)


def shown(sheet: Sheet, merged: Mapping[Place, Merge], row: int, column: int) -> str:
    """What a person sees at a place: the text of the range that covers it, or its own."""
    merge = merged.get(Place(row, column))
    return sheet.text(row, column) if merge is None else sheet.text(merge.top, merge.left)
