"""Pages with one proof each, heading beside value, turned into a table (VARIANTS A3)."""

import re

from catalog.exchange import columns
from catalog.exchange.columns import Field
from catalog.exchange.sheets import Sheet

_FEWEST_HEADINGS = 3
_LONGEST_ALONE = 16
# 证明名称：填写全称, 1.证明名称：…
_EXPLAINS = re.compile(r"填|请|指|是指|应|须|按|写|即|选")
_NUMBERED = re.compile(r"\s*[（(]?[\d一二三四五六七八九十]+\s*[、.．)）]")


def as_table(sheet: Sheet) -> Sheet | None:
    """The sheet turned so that headings stand in the first row; None when it is no such page.

    A line of the page may hold several pairs, or be one cell, 证明名称：户籍证明. Several proofs may follow one
    another; a heading that comes again begins the next one. Line n is where its first heading stands.
    """
    records: list[tuple[int, dict[str, str]]] = []
    for row, cells in enumerate(sheet.rows):
        for heading, value in _pairs(cells):
            if not records or _key(heading) in map(_key, records[-1][1]):
                records.append((row, {}))
            records[-1][1][heading] = value
    headings = list({_key(heading): heading for _, record in records for heading in record}.values())
    fields = {columns.field_of(heading) for heading in headings}
    if Field.MATERIAL not in fields or len(fields) < _FEWEST_HEADINGS or not any(map(_names_proof, records)):
        return None
    rows = [headings]
    for _, record in records:
        by_key = {_key(heading): value for heading, value in record.items()}
        rows.append([by_key.get(_key(heading), "") for heading in headings])
    lines = (0, *(sheet.line(row) for row, _ in records))
    above = (*sheet.above, *_titles(sheet, records[0][0]))
    return Sheet(sheet.name, rows, knows_merges=False, above=above, hidden=sheet.hidden, lines=lines)


def _names_proof(record: tuple[int, dict[str, str]]) -> bool:
    """Whether a page names a proof; an explanation of how to fill in the list does not."""
    return any(
        value and columns.field_of(heading) is Field.MATERIAL and not _EXPLAINS.match(value)
        for heading, value in record[1].items()
    )


def _titles(sheet: Sheet, end: int) -> list[str]:
    return [cell.strip() for cells in sheet.rows[:end] for cell in cells if cell.strip()]


def _pairs(cells: list[str]) -> list[tuple[str, str]]:
    """Headings and values of a line, when it is made of such pairs; of a value in several cells, the cells' text."""
    texts = [cell.strip() for cell in cells if cell.strip()]
    if len(texts) == 1:
        heading, colon, value = texts[0].replace(":", "：", 1).partition("：")
        known = columns.field_of(heading) is not None and not _NUMBERED.match(heading)
        return [(heading, value.strip())] if known and (colon or len(texts[0]) < _LONGEST_ALONE) else []
    found: list[tuple[str, str]] = []
    for text in texts:
        is_heading = columns.field_of(text.rstrip(":：")) is not None
        if is_heading and not (found and not found[-1][1] and columns.exact_field_of(text) is None):
            found.append((text.rstrip(":："), ""))
        elif found and not found[-1][1]:
            found[-1] = (found[-1][0], text)
        else:
            return []
    return found


def _key(heading: str) -> str:
    return columns.folded(heading)
