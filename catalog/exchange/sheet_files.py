"""A table as a file that a spreadsheet program opens, written row by row: .xlsx and .csv."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import IO

from xlsxwriter import Workbook

FORMATS: Mapping[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
# A cell that begins with one of these is run as a formula by spreadsheet programs, some also by the wide ones.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
# A workbook of so many octets stays in memory; a larger one goes to a file of its own.
_IN_MEMORY = 1 << 20
_PIECE = 1 << 16

Row = Sequence[str]


def xlsx(title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Row], *, sheet: str) -> IO[bytes]:
    """An opened workbook, to be read from its start and closed: title, headings (with their widths), then the rows.

    Every cell is text: nothing in it is run. Of the rows one is held at a time.
    """
    made = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - whoever reads it closes it
    with Workbook(made, _OPTIONS) as book:
        page = book.add_worksheet(sheet)
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        for place, (_, width) in enumerate(columns):
            page.set_column(place, place, width)
        page.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
        for place, (heading, _) in enumerate(columns):
            page.write_string(1, place, heading, bold)
        for number, row in enumerate(rows, start=2):
            for place, value in enumerate(row):
                page.write_string(number, place, value, cell)
        page.freeze_panes(2, 0)
        page.repeat_rows(1)
    made.seek(0)
    return made


def read(made: IO[bytes]) -> Iterator[bytes]:
    """What is in an opened file, piece by piece; it is closed at the end."""
    with made:
        yield from iter(lambda: made.read(_PIECE), b"")


def csv_rows(headings: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """The rows as they go into a .csv, headings first. The mark in front says that it is UTF-8."""
    made = io.StringIO("\ufeff")
    made.seek(1)
    writer = csv.writer(made)
    for row in chain([headings], rows):
        writer.writerow(map(harmless, row))
        yield made.getvalue().encode()
        made.seek(0)
        made.truncate()


def harmless(value: str) -> str:
    """A cell that no spreadsheet program runs as a formula."""
    return "'" + value if value.startswith(FORMULA_SIGNS) else value
