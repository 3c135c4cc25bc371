"""A published list as a file: .xlsx, .csv, .json and .docx, from one table of headings."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from xlsxwriter import Workbook

from catalog.exchange.columns import Field
from catalog.services.list_reading import PublicLine

FORMATS: Mapping[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
COLUMNS: tuple[tuple[Field, int, Callable[[PublicLine], str]], ...] = (
    (Field.SEQ, 6, lambda line: str(line.position)),
    (Field.DEMANDING_OFFICE, 22, lambda line: line.office),
    (Field.SERVICE_ITEM, 24, lambda line: line.service_item),
    (Field.ITEM_TYPE, 10, lambda line: line.item_type.label if line.item_type else ""),
    (Field.MATERIAL, 20, lambda line: line.material),
    (Field.ISSUING_OFFICE, 18, lambda line: line.issuing_office),
    (Field.BASIS, 44, lambda line: bases_text(line)),
    (Field.DISPOSITION, 14, lambda line: line.disposition.label),
    (Field.METHOD, 14, lambda line: line.method.label if line.method else ""),
    (Field.REPLACEMENT, 30, lambda line: line.replacement),
    (Field.REMARK, 16, lambda line: line.remark),
)
# A cell that begins with one of these is run as a formula by spreadsheet programs.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def write(kind: str, lines: Iterable[PublicLine], *, title: str, number: str) -> bytes:
    """The list as a file of that kind (a key of FORMATS). KeyError for another."""
    return WRITERS[kind](lines, title, number)


def bases_text(line: PublicLine) -> str:
    """The legal references of a line as lists write them: 《…》第十条；《…》第四十四条."""
    if line.has_no_basis and not line.bases:
        return "无"
    return "；".join(f"《{one.title}》{one.clause}" if one.title else one.raw for one in line.bases)


def _cells(line: PublicLine) -> list[str]:
    return [value(line) for _, _, value in COLUMNS]


def _headings() -> list[str]:
    return [field.label for field, _, _ in COLUMNS]


def _xlsx(lines: Iterable[PublicLine], title: str, number: str) -> bytes:
    made = io.BytesIO()
    options = {"in_memory": True, "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(made, options) as book:
        sheet = book.add_worksheet("清单")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        for place, (_, width, _) in enumerate(COLUMNS):
            sheet.set_column(place, place, width)
        sheet.write_string(0, 0, f"{title}　{number}".strip(), book.add_format({"bold": True, "font_size": 14}))
        sheet.write_row(1, 0, _headings(), bold)
        for row, line in enumerate(lines, start=2):
            for place, value in enumerate(_cells(line)):
                sheet.write_string(row, place, value, cell)
        sheet.freeze_panes(2, 0)
        sheet.repeat_rows(1)
    return made.getvalue()


def _csv(lines: Iterable[PublicLine], title: str, number: str) -> bytes:
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(_headings())
    writer.writerows([harmless(value) for value in _cells(line)] for line in lines)
    # The mark in front tells spreadsheet programs that this is UTF-8.
    return ("\ufeff" + made.getvalue()).encode()


def harmless(value: str) -> str:
    """A cell that no spreadsheet program runs as a formula."""
    return "'" + value if value.startswith(FORMULA_SIGNS) else value


def _json(lines: Iterable[PublicLine], title: str, number: str) -> bytes:
    keys = [field.value for field, _, _ in COLUMNS]
    rows = [dict(zip(keys, _cells(line), strict=True)) | {"requirement_id": line.requirement_id} for line in lines]
    return json.dumps({"title": title, "number": number, "lines": rows}, ensure_ascii=False).encode()


def _docx(lines: Iterable[PublicLine], title: str, number: str) -> bytes:
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    set_chinese(document.styles["Normal"])
    document.add_heading(title, level=1)
    if number:
        document.add_paragraph(number)
    _table(document, list(lines))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _table(document: object, lines: Sequence[PublicLine]) -> None:
    rows = [_headings(), *(_cells(line) for line in lines)]
    table = document.add_table(rows=len(rows), cols=len(COLUMNS), style="Table Grid")  # type: ignore[attr-defined]
    # Cells are fetched once: asking the table for each one walks the whole grid every time.
    for texts, row in zip(rows, table._tbl.tr_lst, strict=True):
        for text_, cell in zip(texts, row.tc_lst, strict=True):
            cell.p_lst[0].add_r().text = text_
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table._tbl.tr_lst[0].get_or_add_trPr().append(repeat)


def set_chinese(style: object) -> None:
    """Let a style of a .docx show Chinese in the face of official papers."""
    style.font.name = "FangSong"  # type: ignore[attr-defined]
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")  # type: ignore[attr-defined]


WRITERS: Mapping[str, Callable[[Iterable[PublicLine], str, str], bytes]] = {
    "xlsx": _xlsx,
    "csv": _csv,
    "json": _json,
    "docx": _docx,
}
