"""Writes the same grid of cells into every container that lists come in."""

import csv
import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

import docx
import xlsxwriter

Merge = tuple[int, int, int, int]


@dataclass
class Grid:
    """A sheet to be written: rows of texts, and merged ranges (top, left, bottom, right) counted from 0."""

    name: str
    rows: list[list[str]]
    merges: list[Merge] = field(default_factory=list)
    above: list[str] = field(default_factory=list)


def xlsx(grids: list[Grid]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    for grid in grids:
        sheet = book.add_worksheet(grid.name)
        for row, cells in enumerate(grid.rows):
            for column, cell in enumerate(cells):
                if cell.isdecimal():
                    sheet.write_number(row, column, int(cell))
                elif cell:
                    sheet.write_string(row, column, cell)
        for top, left, bottom, right in grid.merges:
            sheet.merge_range(top, left, bottom, right, "")
            sheet.write(top, left, grid.rows[top][left])
    book.close()
    return out.getvalue()


def text(grid: Grid, encoding: str, delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(grid.rows)
    return out.getvalue().encode(encoding)


def word(grids: list[Grid]) -> bytes:
    document = docx.Document()
    for grid in grids:
        for line in grid.above or [""]:
            document.add_paragraph(line)
        table = document.add_table(rows=len(grid.rows), cols=max(map(len, grid.rows)))
        for cells, line in zip(grid.rows, table.rows, strict=True):
            for place, cell in zip(line.cells, cells, strict=False):
                place.text = cell
        for top, left, bottom, right in grid.merges:
            words = grid.rows[top][left]
            table.cell(top, left).merge(table.cell(bottom, right)).text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
)


def ods(grids: list[Grid], formulas: dict[tuple[int, int], str] | None = None) -> bytes:
    tables = "".join(
        f"<table:table table:name={quoteattr(grid.name)}>{_ods_rows(grid, formulas or {})}</table:table>"
        for grid in grids
    )
    return ods_of(tables)


def ods_of(tables: str) -> bytes:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODS_NAMES} office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/></manifest:manifest>'
    )
    return zipped({"mimetype": ODS_TYPE, "content.xml": content, "META-INF/manifest.xml": manifest})


def zipped(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _ods_rows(grid: Grid, formulas: dict[tuple[int, int], str]) -> str:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in grid.merges}
    covered = {
        (row, column)
        for top, left, bottom, right in grid.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    out = []
    for row, cells in enumerate(grid.rows):
        line = []
        for column, cell in enumerate(cells):
            if (row, column) in covered:
                line.append("<table:covered-table-cell/>")
                continue
            down, across = spans.get((row, column), (1, 1))
            span = f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"'
            formula = f" table:formula={quoteattr(formulas[row, column])}" if (row, column) in formulas else ""
            paragraphs = "".join(f"<text:p>{escape(part)}</text:p>" for part in cell.split("\n"))
            typed = ' office:value-type="string"' if cell else ""
            line.append(f"<table:table-cell{typed}{span}{formula}>{paragraphs if cell else ''}</table:table-cell>")
        out.append(f"<table:table-row>{''.join(line)}</table:table-row>")
    return "".join(out)
