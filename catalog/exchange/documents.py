"""Word documents (.docx): every table as a sheet, with the paragraphs that stood above it."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from catalog.errors import UnreadableFile
from catalog.exchange import archives, limits
from catalog.exchange.sheets import Merge, Sheet

_TABLE, _ROW, _CELL, _PARAGRAPH = qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:p")
_TEXT, _BREAKS, _TAB = qn("w:t"), (qn("w:br"), qn("w:cr")), qn("w:tab")
_WRAPPERS = (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:smartTag"), qn("w:customXml"))
_VALUE = qn("w:val")
_LAST_PARAGRAPHS = 12


def of_docx(archive: zipfile.ZipFile, data: bytes) -> list[Sheet]:
    """The tables of a .docx file in the order they stand. Raises UnreadableFile."""
    del archive  # counted already; python-docx opens the bytes for itself
    try:
        body: Any = docx.Document(io.BytesIO(data)).element.body
    except (OpcError, KeyError, ValueError, AttributeError, etree.XMLSyntaxError, zipfile.BadZipFile) as broken:
        raise UnreadableFile(archives.DAMAGED) from broken
    sheets: list[Sheet] = []
    above: list[str] = []
    for block in _children(body):
        if block.tag == _PARAGRAPH:
            above += [line for line in _text(block).split("\n") if line.strip()]
        elif block.tag == _TABLE:
            sheets.append(_sheet(block, f"表{len(sheets) + 1}", above, follows=bool(sheets) and not above))
            above = []
    return sheets


@dataclass(slots=True)
class _Grid:
    rows: list[list[str]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    # Column → where a cell that is merged downwards began: (row, last column).
    growing: dict[int, tuple[int, int]] = field(default_factory=dict)


def _sheet(table: Any, name: str, above: list[str], *, follows: bool) -> Sheet:
    grid = _Grid()
    for line in _children(table):
        if line.tag == _ROW:
            _add_row(grid, line)
        if len(grid.rows) > limits.ROWS:
            raise UnreadableFile(f"表里超过{limits.ROWS:,}行，最多{limits.ROWS:,}行。请分几个文件传。")
    _finish(grid, list(grid.growing))
    merged_down = any(merge.bottom > merge.top for merge in grid.merges)
    last = tuple(above[-_LAST_PARAGRAPHS:])
    return Sheet(name, grid.rows, tuple(grid.merges), knows_merges=merged_down, above=last, follows=follows)


def _add_row(grid: _Grid, line: Any) -> None:
    row = len(grid.rows)
    texts = [""] * _number(line, "w:trPr", "w:gridBefore", 0)
    for cell in _children(line):
        if cell.tag != _CELL:
            continue
        left = len(texts)
        if left > limits.COLUMNS:
            raise UnreadableFile(f"表里超过{limits.COLUMNS}列。请删去右边多余的列。")
        span = max(1, _number(cell, "w:tcPr", "w:gridSpan", 1))
        continues = _continues_downwards(cell) and left in grid.growing
        _finish(grid, [place for place in range(left, left + span) if not (continues and place == left)])
        if not continues:
            grid.growing[left] = (row, left + span - 1)
        texts += ["" if continues else _text(cell).strip(), *[""] * (span - 1)]
    _finish(grid, [place for place in grid.growing if place >= len(texts)])
    grid.rows.append(texts)


def _finish(grid: _Grid, columns: list[int]) -> None:
    """Note the ranges of the merged cells in ``columns``, whose last row is the one before this."""
    bottom = len(grid.rows) - 1
    for column in columns:
        top, right = grid.growing.pop(column, (bottom, column))
        if bottom > top or right > column:
            grid.merges.append(Merge(top, column, bottom, right))


def _continues_downwards(cell: Any) -> bool:
    """True for a cell that belongs to the one above: vMerge without "restart"."""
    properties = cell.find(qn("w:tcPr"))
    merge = None if properties is None else properties.find(qn("w:vMerge"))
    return merge is not None and merge.get(_VALUE) != "restart"


def _number(element: Any, properties: str, name: str, otherwise: int) -> int:
    found = element.find(f"{qn(properties)}/{qn(name)}")
    written = "" if found is None else found.get(_VALUE, "")
    return min(int(written), limits.COLUMNS) if written.isdecimal() else otherwise


def _children(element: Any) -> Iterator[Any]:
    """The blocks inside, with wrappers (content controls, tracked insertions) looked through."""
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        if child.tag in _WRAPPERS:
            waiting += reversed(child)
        else:
            yield child


def _text(element: Any) -> str:
    parts: list[str] = []
    for node in element.iter(_TEXT, _PARAGRAPH, _TAB, *_BREAKS):
        if node.tag == _TEXT:
            parts.append(node.text or "")
        elif node.tag == _TAB:
            parts.append("\t")
        elif node is not element and parts:
            parts.append("\n")
    return "".join(parts)
