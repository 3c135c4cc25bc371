"""Sheets without a table as such: turned into one where that is safe, else told what is missing (VARIANTS A)."""

from catalog.exchange import alignment, checks, columns, pages, problems
from catalog.exchange.alignment import Aligned
from catalog.exchange.problems import Problem
from catalog.exchange.sheets import Sheet

_MOST_LINES = 200
_LEAST_HEADINGS = 4


def straightened(sheet: Sheet) -> Aligned | None:
    """The sheet as a table; None when nothing in it says how."""
    page = pages.as_table(sheet)
    return Aligned(page, ()) if page is not None else alignment.aligned(sheet)


def without_header(sheet: Sheet) -> Problem:
    """Why no table was found in a sheet that holds text, and what to do about it."""
    texts = [[cell for cell in cells if cell.strip()] for cells in sheet.rows[:_MOST_LINES]]
    for row, cells in enumerate(texts):
        for cell in cells:
            if len(columns.run_together(cell)) >= _LEAST_HEADINGS:
                words = checks.shortened(cell)
                return problems.problem(sheet.name, sheet.line(row), "", "columns-run-together", text=words)
    if sum(map(bool, texts)) > 1 and all(len(cells) <= 1 for cells in texts):
        return problems.problem(sheet.name, 1, "", "text-without-table")
    return problems.problem(sheet.name, 1, "", "no-header")
