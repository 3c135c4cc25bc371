"""Two tables side by side on one sheet, each read for itself (序号 名称 单位 | 序号 名称 单位)."""

from collections.abc import Sequence
from dataclasses import replace

from catalog.exchange import answers
from catalog.exchange.fields import DETAILS, Field
from catalog.exchange.sheets import Merge, Sheet

# A heading as it was read: column, headings from the outermost to its own, field.
Read = tuple[int, tuple[str, ...], Field]

_FEWEST_FIELDS, _MOST_TABLES = 3, 4


def bands(read: Sequence[Read]) -> list[list[Read]]:
    """The headings table by table, from the left; all in one where they do not repeat as whole tables do."""
    found: list[list[Read]] = [[]]
    for each in read:
        if _begins_again(each, found[-1]):
            found.append([])
        found[-1].append(each)
    whole = len(found) <= _MOST_TABLES and all(_is_table(band) for band in found)
    return found if whole else [list(read)]


def of(sheet: Sheet, first: int, end: int) -> Sheet:
    """The sheet with nothing in it outside the columns from ``first`` to before ``end``."""
    rows = [["" if column < first else cell for column, cell in enumerate(cells[:end])] for cells in sheet.rows]
    merges = tuple(
        Merge(merge.top, max(merge.left, first), merge.bottom, min(merge.right, end - 1))
        for merge in sheet.merges
        if merge.right >= first and merge.left < end
    )
    return replace(sheet, rows=rows, merges=merges)


def _begins_again(each: Read, band: Sequence[Read]) -> bool:
    _, path, field = each
    if field in (Field.UNREAD, Field.REMARK) or answers.choice(path[-1]) is not None:
        return False
    # The first column of a table comes again: a second 单位 in the middle is only a second column.
    return bool(band) and field is band[0][2] and Field.MATERIAL in {held for _, _, held in band}


def _is_table(band: Sequence[Read]) -> bool:
    fields = {field for _, _, field in band} - {Field.UNREAD, *DETAILS}
    return Field.MATERIAL in fields and len(fields) >= _FEWEST_FIELDS
