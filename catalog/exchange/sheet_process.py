"""Reads a spreadsheet in a process of its own, where a file made to break the reader breaks nothing else.

Run as a script: the file comes in on stdin, its sheets go out on stdout as JSON. Nothing of this package is
imported, so that starting costs hundredths of a second.
"""

import io
import json
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine as calamine

LOCKED, TOO_LARGE = 3, 4
MEMORY_BYTES = 2 * 1024**3
SECONDS = 60
CHARACTERS = 60_000_000

Value = str | float | int | bool | date | datetime | time | timedelta


def main() -> int:
    """Read stdin, write stdout; the exit status says why when there is nothing to write."""
    _limit()
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())) as book:
            sheets = [_sheet(book.get_sheet_by_name(about.name), about) for about in _worksheets(book)]
    except calamine.PasswordError:
        return LOCKED
    if sum(len(cell) for sheet in sheets for row in sheet["rows"] for cell in row) > CHARACTERS:
        return TOO_LARGE
    json.dump(sheets, sys.stdout)
    return 0


def text_of(cell: Value) -> str:
    """A cell's value as a person reads it: 1.0 is 1, a day without an hour is a day.

    >>> text_of(1.0), text_of(1.5), text_of(datetime(2026, 9, 15)), text_of(True)
    ('1', '1.5', '2026-09-15', '是')
    """
    if isinstance(cell, str):
        return cell.replace("\0", "")
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)


def _limit() -> None:
    """Take no more memory and time than a list can need; not every system can promise that."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _worksheets(book: calamine.CalamineWorkbook) -> list[calamine.SheetMetadata]:
    return [about for about in book.sheets_metadata if about.typ == calamine.SheetTypeEnum.WorkSheet]


def _sheet(sheet: calamine.CalamineSheet, about: calamine.SheetMetadata) -> dict[str, Any]:
    return {
        "name": about.name,
        "hidden": about.visible != calamine.SheetVisibleEnum.Visible,
        "merges": sheet.merged_cell_ranges,
        "rows": [[text_of(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)],
    }


if __name__ == "__main__":
    sys.exit(main())
