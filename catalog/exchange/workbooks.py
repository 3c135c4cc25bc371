"""Spreadsheets (.xlsx, .xls, .ods) as sheets of text cells."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from catalog.errors import UnreadableFile
from catalog.exchange import archives, extents, legacy_workbooks, sheet_process
from catalog.exchange.extents import Extent
from catalog.exchange.sheets import Merge, Sheet

_SCRIPT = Path(sheet_process.__file__)
_REFUSALS = {sheet_process.LOCKED: archives.LOCKED, sheet_process.TOO_LARGE: archives.TOO_LARGE_INSIDE}


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
    return [_sheet(each, found.get(each["name"], Extent())) for each in _read_apart(data)]


def _read_apart(data: bytes) -> list[dict[str, Any]]:
    """The sheets as ``sheet_process`` reads them: what breaks that process is a damaged file, and no more."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_SCRIPT)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=sheet_process.SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as endless:
        raise UnreadableFile(archives.TOO_LARGE_INSIDE) from endless
    if done.returncode != 0:
        raise UnreadableFile(_REFUSALS.get(done.returncode, archives.DAMAGED))
    sheets: list[dict[str, Any]] = json.loads(done.stdout)
    return sheets


def _sheet(read: dict[str, Any], extent: Extent) -> Sheet:
    merges = read["merges"]
    return Sheet(
        name=read["name"],
        rows=_with_untyped(read["rows"], extent),
        merges=tuple(extent.merges) if merges is None else tuple(Merge(*top, *bottom) for top, bottom in merges),
        formulas=frozenset(extent.formulas),
        hidden=read["hidden"],
    )


def _with_untyped(rows: list[list[str]], extent: Extent) -> list[list[str]]:
    """The cells with the texts that the reader of values passes over put where they stand."""
    for (top, left, bottom, right), words in extent.untyped:
        rows += [[] for _ in range(bottom + 1 - len(rows))]
        for row in rows[top : bottom + 1]:
            row += [""] * (right + 1 - len(row))
            row[left : right + 1] = [cell or words for cell in row[left : right + 1]]
    return rows
