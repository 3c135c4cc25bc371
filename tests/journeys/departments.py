"""A department's own sheet, cut out of the example city's first batch."""

from pathlib import Path

import python_calamine

from catalog.seed import example
from tests.catalog.exchange.writing import Grid, xlsx

TITLE_ROWS, HEADER_ROWS = 2, 2
# office, number, errand, kind of errand, proof, basis, issuer, disposition, how instead, remark
OFFICE, ITEM, KIND, PROOF, DISPOSITION = 0, 2, 3, 4, 7
FILLED_DOWN = (OFFICE, ITEM, KIND)


def sheet_of(office: str, path: Path = example.LIST, *, edit=lambda rows: rows) -> bytes:
    """The rows of one office as a file of its own; ``edit`` may change them first."""
    book = python_calamine.CalamineWorkbook.from_path(path)
    cells = [[_text(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python()]
    header = cells[TITLE_ROWS : TITLE_ROWS + HEADER_ROWS]
    rows, last = [], [""] * len(header[0])
    for row in cells[TITLE_ROWS + HEADER_ROWS :]:
        last = [cell or (last[place] if place in FILLED_DOWN else "") for place, cell in enumerate(row)]
        if last[OFFICE] == office and last[PROOF]:
            rows.append(list(last))
    assert rows, office
    return xlsx([Grid("本单位", [*header, *edit(rows)])])


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) else str(cell)
