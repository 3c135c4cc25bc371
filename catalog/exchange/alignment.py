"""Tables that lost their cells, put back where the text says how: a line for each cell, or blanks between cells.

Only whole rows are put back. A row with more or fewer cells than the header is told of and left out (VARIANTS A7).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalog.exchange import columns, furniture, problems
from catalog.exchange.fields import DETAILS, Field
from catalog.exchange.problems import Problem
from catalog.exchange.sheets import Sheet

_FEWEST_HEADINGS = 3
_BLANKS = (re.compile(r"\t|\s{2,}|\u3000+"), re.compile(r"\s+"))
# 《婚姻登记条例》 第五条 is one cell.
_BEFORE_CLAUSE = re.compile(r"(?<=[》)）])\s+(?=第)")
_NUMBER = re.compile(r"(\d{1,5})\s*[.、．]?")
# A number further on than this is a cell's own, not that of a row whose forerunners were lost.
_FURTHEST = 20
# The header stands among these.
_FIRST_LINES = 200


@dataclass(frozen=True, slots=True)
class Aligned:
    """The sheet as a table, with what is to be said about it."""

    sheet: Sheet
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """A line of a sheet that has one cell to a line, with the row it stands on."""

    row: int
    words: str


def aligned(sheet: Sheet) -> Aligned | None:
    """The sheet as a table; None when it has no header to go by, or more cells than one on a line."""
    lines = _lines(sheet)
    if lines is None:
        return None
    header = _header(lines[:_FIRST_LINES])
    if header is not None:
        start, end = header
        return _one_a_line(sheet, lines[:start], lines[start:end], lines[end:])
    for blanks in _BLANKS:
        for place, line in enumerate(lines[:_FIRST_LINES]):
            if _are_headings(cells := blanks.split(line.words.strip())):
                return _spaced(sheet, lines[:place], cells, lines[place:], blanks)
    return None


def _lines(sheet: Sheet) -> list[_Text] | None:
    lines = []
    for row, cells in enumerate(sheet.rows):
        texts = [cell.strip() for cell in cells if cell.strip()]
        if len(texts) > 1 and sheet.knows_merges:
            return None
        if texts:
            # Text that was cut at its own commas is one line again.
            lines.append(_Text(row, "，".join(texts)))
    return lines


def _header(lines: list[_Text]) -> tuple[int, int] | None:
    """Where headings stand one below another, each for another field, and where they end."""
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and columns.field_of(lines[end].words) is not None:
            end += 1
        if _are_headings([line.words for line in lines[start:end]]):
            return start, end
        start = max(end, start + 1)
    return None


def _are_headings(cells: list[str]) -> bool:
    if len(cells) < _FEWEST_HEADINGS or not all(columns.field_of(cell) for cell in cells):
        return False
    fields = [columns.field_of(cell) for cell in cells]
    named = [field for field in fields if field not in (None, Field.UNREAD, *DETAILS)]
    several = len(named) >= _FEWEST_HEADINGS and len(set(named)) == len(named)
    return several and Field.MATERIAL in named


def _one_a_line(sheet: Sheet, above: list[_Text], header: list[_Text], body: list[_Text]) -> Aligned:
    headings = [line.words for line in header]
    numbered = columns.field_of(headings[0]) is Field.SEQ
    records = list(_records(body, len(headings))) if numbered else []
    return _table(sheet, above, headings, header[0].row, [([t.words for t in each], each[0].row) for each in records])


def _records(body: list[_Text], width: int) -> Iterator[list[_Text]]:
    """The lines of each row: one begins with the next number, or with 1 again once the one before is whole.

    Lines that follow no number are a row as well, of which the number was lost; a few after a note belong to it.
    """
    record: list[_Text] = []
    last = 0
    noted = False
    for line in body:
        number = _NUMBER.fullmatch(line.words)
        value = int(number[1]) if number else 0
        aside = furniture.is_aside(line.words)
        if aside or (value and (last < value <= last + _FURTHEST or (value == 1 and len(record) == width))):
            if record and not (noted and len(record) < _FEWEST_HEADINGS):
                yield record
            record, last, noted = ([], last, True) if aside else ([line], value, False)
        else:
            record.append(line)
    if record and not (noted and len(record) < _FEWEST_HEADINGS):
        yield record


def _spaced(
    sheet: Sheet, above: list[_Text], headings: list[str], lines: list[_Text], blanks: re.Pattern[str]
) -> Aligned:
    body = [line for line in lines[1:] if not furniture.is_aside(line.words)]
    records = [(blanks.split(_BEFORE_CLAUSE.sub("", line.words.strip())), line.row) for line in body]
    return _table(sheet, above, headings, lines[0].row, records)


def _table(
    sheet: Sheet, above: list[_Text], headings: list[str], top: int, records: list[tuple[list[str], int]]
) -> Aligned:
    whole = [(cells, row) for cells, row in records if len(cells) == len(headings)]
    told = [problems.problem(sheet.name, sheet.line(top), "", "cells-realigned")] if whole else []
    told += [
        problems.problem(
            sheet.name, sheet.line(row), "", "cells-do-not-align", found=len(cells), wanted=len(headings), text=cells[0]
        )
        for cells, row in records
        if len(cells) != len(headings)
    ]
    if not records:
        told.append(problems.problem(sheet.name, sheet.line(top), "", "rows-without-number"))
    table = Sheet(
        sheet.name,
        [headings, *(cells for cells, _ in whole)],
        knows_merges=False,
        hidden=sheet.hidden,
        above=(*sheet.above, *(line.words for line in above)),
        lines=(sheet.line(top), *(sheet.line(row) for _, row in whole)),
    )
    return Aligned(table, tuple(told))
