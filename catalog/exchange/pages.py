"""Pages with one proof each, heading beside value, turned into a table (VARIANTS A3)."""

from catalog.exchange import columns
from catalog.exchange.columns import Field
from catalog.exchange.sheets import Sheet

_FEWEST_HEADINGS = 3


def as_table(sheet: Sheet) -> Sheet | None:
    """The sheet turned so that headings stand in the first row; None when it is no such page.

    A line of the page may also be one cell, 证明名称：户籍证明. Several proofs may follow one another; a
    heading that comes again begins the next one. Line n is where its first heading stands.
    """
    records: list[tuple[int, dict[str, str]]] = []
    for row, cells in enumerate(sheet.rows):
        pair = _pair(cells)
        if pair is None:
            continue
        heading, value = pair
        if not records or _key(heading) in map(_key, records[-1][1]):
            records.append((row, {}))
        records[-1][1][heading] = value
    headings = list({_key(heading): heading for _, record in records for heading in record}.values())
    fields = {columns.field_of(heading) for heading in headings}
    if Field.MATERIAL not in fields or len(fields) < _FEWEST_HEADINGS:
        return None
    rows = [headings]
    for _, record in records:
        by_key = {_key(heading): value for heading, value in record.items()}
        rows.append([by_key.get(_key(heading), "") for heading in headings])
    lines = (0, *(sheet.line(row) for row, _ in records))
    return Sheet(sheet.name, rows, knows_merges=False, above=sheet.above, hidden=sheet.hidden, lines=lines)


def _pair(cells: list[str]) -> tuple[str, str] | None:
    """Heading and value of a line, when the line is such a pair."""
    texts = [cell.strip() for cell in cells if cell.strip()]
    if len(texts) == 1 and ("：" in texts[0] or ":" in texts[0]):
        heading, _, value = texts[0].replace(":", "：", 1).partition("：")
        texts = [heading, value.strip()]
    if len(texts) == 1 and columns.field_of(texts[0]) is not None:
        return texts[0], ""
    if len(texts) != 2 or columns.field_of(texts[0]) is None or columns.exact_field_of(texts[1]) is not None:
        return None
    return texts[0], texts[1]


def _key(heading: str) -> str:
    return columns.folded(heading)
