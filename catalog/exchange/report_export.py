"""A response report (意见采纳情况) as a file: .docx for people, .csv for tables."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from docx import Document

from catalog.exchange.list_export import set_chinese
from catalog.exchange.sheet_files import harmless
from catalog.rules.response_reports import Report

FORMATS: Mapping[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
}
# Heading and cell of each column (DOMAIN: 序号, 反馈人, 意见内容, 是否采纳, 理由).
COLUMNS: tuple[tuple[str, Callable[[Mapping[str, Any]], str]], ...] = (
    ("序号", lambda one: str(one["number"])),
    ("反馈人", lambda one: one["who"] or "不公开"),
    ("渠道", lambda one: one["channel"]),
    ("对哪几条", lambda one: _places(one["about"]) or "整份清单"),
    ("意见内容", lambda one: one["text"]),
    ("是否采纳", lambda one: one["adoption"]),
    ("理由", lambda one: one["reason"]),
    ("因此改了哪几条", lambda one: _places(one["moved"])),
    ("是否逾期", lambda one: "逾期" if one["is_late"] else ""),
)
COUNTS = (("是否采纳", "adoptions"), ("渠道", "channels"), ("反馈人", "kinds"), ("没有公开的原因", "withheld_by"))


def write(kind: str, report: Report) -> bytes:
    """The report as a file of that kind (a key of FORMATS). KeyError for another."""
    return WRITERS[kind](report)


def _csv(report: Report) -> bytes:
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(_headings())
    writer.writerows([harmless(cell) for cell in row] for row in _rows(report))
    # The mark in front tells spreadsheet programs that this is UTF-8.
    return ("\ufeff" + made.getvalue()).encode()


def _docx(report: Report) -> bytes:
    document = Document()
    set_chinese(document.styles["Normal"])
    document.add_heading(f"意见采纳情况：{report.title}", level=1)
    document.add_paragraph(report.summary)
    for old, new, why in report.extensions:
        document.add_paragraph(f"原定{old}截止，延到{new}。理由：{why}")
    for heading, name in COUNTS:
        counts = {label: count for label, count in getattr(report, name).items() if count}
        if counts:
            said = "，".join(f"{label}{count}份" for label, count in counts.items())
            document.add_paragraph(f"{heading}：{said}。")
    _opinions(document, report)
    document.add_heading("清单的改动", level=2)
    for sentence in report.said_changes:
        document.add_paragraph(sentence)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _opinions(document: Any, report: Report) -> None:
    rows = _rows(report)
    if not rows:
        return
    document.add_heading("意见和答复", level=2)
    table = document.add_table(rows=len(rows) + 1, cols=len(COLUMNS), style="Table Grid")
    # Cells are fetched once: asking the table for each one walks the whole grid every time.
    for texts, row in zip([_headings(), *rows], table._tbl.tr_lst, strict=True):
        for text, cell in zip(texts, row.tc_lst, strict=True):
            cell.p_lst[0].add_r().text = text


def _headings() -> list[str]:
    return [heading for heading, _ in COLUMNS]


def _rows(report: Report) -> list[list[str]]:
    return [[read(one) for _, read in COLUMNS] for one in report.opinions]


def _places(positions: Sequence[int]) -> str:
    return f"第{'、'.join(map(str, positions))}条" if positions else ""


WRITERS: Mapping[str, Callable[[Report], bytes]] = {"docx": _docx, "csv": _csv}
