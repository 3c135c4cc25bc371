"""A published list as a file: .xlsx, .csv, .json and .docx, from one table of headings."""

import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from catalog.exchange import sheet_files
from catalog.exchange.columns import Field
from catalog.services.list_reading import PublicLine
from catalog.services.requirements import Cited

FORMATS: Mapping[str, str] = {
    **sheet_files.FORMATS,
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
    (Field.BASIS, 44, lambda line: _bases_text(line)),
    (Field.DISPOSITION, 14, lambda line: line.disposition.label),
    (Field.METHOD, 14, lambda line: line.method.label if line.method else ""),
    (Field.REPLACEMENT, 30, lambda line: line.replacement),
    (Field.REMARK, 16, lambda line: line.remark),
)


def write(kind: str, lines: Iterable[PublicLine], *, title: str, number: str) -> bytes:
    """The list as a file of that kind (a key of FORMATS). KeyError for another."""
    return WRITERS[kind](lines, title, number)


def _bases_text(line: PublicLine) -> str:
    """The legal references of a line as lists write them: 《…》第十条；《…》第四十四条."""
    if line.has_no_basis and not line.bases:
        return "无"
    return cited_text(line.bases)


def cited_text(bases: Iterable[Cited]) -> str:
    """Legal references as lists write them."""
    return "；".join(f"《{one.title}》{one.clause}" if one.title else one.raw for one in bases)


def _cells(line: PublicLine) -> list[str]:
    return [value(line) for _, _, value in COLUMNS]


def _headings() -> list[str]:
    return [field.label for field, _, _ in COLUMNS]


def _xlsx(lines: Iterable[PublicLine], title: str, number: str) -> bytes:
    columns = [(field.label, width) for field, width, _ in COLUMNS]
    with sheet_files.xlsx(f"{title}　{number}".strip(), columns, map(_cells, lines), sheet="清单") as made:
        return made.read()


def _csv(lines: Iterable[PublicLine], title: str, number: str) -> bytes:
    return b"".join(sheet_files.csv_rows(_headings(), map(_cells, lines)))


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
