"""Spreadsheets (.xlsx, .xls, .ods) as sheets of text cells."""

import io
import zipfile
from datetime import date, datetime, time, timedelta

import python_calamine as calamine

from catalog.errors import UnreadableFile
from catalog.exchange import archives, extents, legacy_workbooks
from catalog.exchange.extents import Extent
from catalog.exchange.sheets import Merge, Sheet


def of_xlsx(archive: zipfile.ZipFile, data: bytes) -> list[Sheet]:
    """The worksheets of an .xlsx file. Raises UnreadableFile."""
    return _sheets(data, extents.of_xlsx(archive))


def of_ods(archive: zipfile.ZipFile, data: bytes) -> list[Sheet]:
    """The tables of an .ods file. Raises UnreadableFile."""
    manifest = archives.member(archive, "META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise UnreadableFile(archives.LOCKED)
    return _sheets(data, extents.of_ods(archive))


def of_xls(data: bytes) -> list[Sheet]:
    """The worksheets of an .xls file. Raises UnreadableFile."""
    return _sheets(data, legacy_workbooks.extents_of(data))


def _sheets(data: bytes, found: dict[str, Extent]) -> list[Sheet]:
    extents.refuse_beyond_limits(list(found.values()))
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return [
                _sheet(book.get_sheet_by_name(about.name), about, found.get(about.name, Extent()))
                for about in book.sheets_metadata
                if about.typ == calamine.SheetTypeEnum.WorkSheet
            ]
    except calamine.PasswordError as locked:
        raise UnreadableFile(archives.LOCKED) from locked
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as broken:
        raise UnreadableFile(archives.DAMAGED) from broken


def _sheet(sheet: calamine.CalamineSheet, about: calamine.SheetMetadata, extent: Extent) -> Sheet:
    merges = sheet.merged_cell_ranges
    return Sheet(
        name=about.name,
        rows=[[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)],
        merges=tuple(extent.merges) if merges is None else tuple(Merge(*top, *bottom) for top, bottom in merges),
        formulas=frozenset(extent.formulas),
        hidden=about.visible != calamine.SheetVisibleEnum.Visible,
    )


def _text(cell: str | float | int | bool | date | datetime | time | timedelta) -> str:
    """A cell's value as a person reads it: 1.0 is 1, a day without an hour is a day."""
    if isinstance(cell, str):
        return cell.replace("\0", "")
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)
