"""A list as it comes, read into rows and problems. Nothing is written, nothing is guessed in silence."""

from collections import Counter
from collections.abc import Mapping as Counts
from dataclasses import dataclass, replace
from pathlib import PurePath

from catalog.errors import UnreadableFile
from catalog.exchange import (
    collapsed,
    columns,
    compounds,
    containers,
    entities,
    offices,
    problems,
    shapes,
    table_reading,
    tables,
)
from catalog.exchange.columns import Field
from catalog.exchange.gathered import Gathered
from catalog.exchange.headings import TIER
from catalog.exchange.mapping import Mapping, TableMapping
from catalog.exchange.problems import Problem
from catalog.exchange.register import Instruments
from catalog.exchange.rows import Row
from catalog.exchange.sheets import Sheet
from catalog.exchange.tables import Table
from catalog.vocabulary import Severity

NO_TABLE = "内容不是证明清单：没有找到有“证明名称”和另外几列的表头。请核对文件，或指定哪一行是表头。"

NOTHING_INSIDE = "文件里没有表格，或表格里没有内容。请检查以后再传。"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says. ``mapping`` is how it was read, to be shown, corrected and handed in again.

    ``title`` is the list's own, "" when none stands above its table; ``summary`` counts rows, and the
    rows with errors, doubts and notes at their worst.
    """

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    mapping: Mapping
    summary: Counts[str, int]
    title: str = ""


def read(data: bytes, filename: str, *, register: Instruments, mapping: Mapping | None = None) -> Reading:
    """Read a list in any of the accepted containers.

    Sheets that ``mapping`` speaks of are read as it says, the others as they seem. Raises UnreadableFile
    with a sentence when the file cannot be opened at all, or is text under a spreadsheet's name.
    """
    sheets = [entities.without_markup(sheet) for sheet in containers.sheets_of(data, filename)]
    gathered = Gathered(register, PurePath(filename).stem)
    wanted = mapping or Mapping()
    read_as: list[TableMapping] = []
    left_out: list[Problem] = []
    title = ""
    for sheet in sheets:
        if sheet.name in wanted.skipped:
            continue
        found, about = _tables(sheet, wanted, read_as[-1] if read_as else None)
        if sheet.hidden and not wanted.of(sheet.name):
            left_out += [problems.problem(sheet.name, 0, "", "hidden-sheet")] if found else []
            continue
        left_out += about if found else [*about, *_without_table(sheet)]
        for table in found:
            office = table_reading.read(gathered, table)
            read_as.append(replace(table.mapping, office=office))
            left_out += _about_columns(table)
            title = title or offices.title_among(table.above)
    if not read_as:
        left_out = _no_header(sheets, data, filename)
    elif not gathered.rows:
        left_out.append(problems.problem(read_as[0].sheet, read_as[0].last_line, "", "no-rows"))
    if containers.claims_another_kind(filename, data):
        left_out.append(problems.problem(sheets[0].name, 0, "", "name-and-content-differ"))
    told = (*left_out, *gathered.problems)
    used = Mapping(tuple(read_as), wanted.skipped)
    return Reading(tuple(gathered.rows), told, used, _summary(gathered.rows, told), title)


def _tables(sheet: Sheet, wanted: Mapping, before: TableMapping | None) -> tuple[list[Table], tuple[Problem, ...]]:
    """The tables of a sheet, and what is to be said of a sheet that had to be put in order first."""
    sheet = collapsed.spread(sheet)
    found = tables.proposed(sheet, before)
    straight = None if found else shapes.straightened(sheet)
    whole, about = (sheet, ()) if straight is None else (straight.sheet, straight.problems)
    if mine := wanted.of(sheet.name):
        return tables.given(whole, mine), about
    return found or (tables.proposed(whole, None) if straight else []), about


def _without_table(sheet: Sheet) -> list[Problem]:
    blank = not any(cell.strip() for cells in sheet.rows for cell in cells)
    return [] if blank else [problems.problem(sheet.name, 0, "", "sheet-without-table")]


def _no_header(sheets: list[Sheet], data: bytes, filename: str) -> list[Problem]:
    """No table anywhere: of a real spreadsheet a person can say where the header is, of other text nobody can."""
    filled = [sheet for sheet in sheets if any(cell.strip() for cells in sheet.rows for cell in cells)]
    if not filled:
        raise UnreadableFile(NOTHING_INSIDE)
    if containers.claims_another_kind(filename, data):
        raise UnreadableFile(containers.claim(filename) + NO_TABLE)
    return [shapes.without_header(sheet) for sheet in filled]


def _about_columns(table: Table) -> list[Problem]:
    """Columns that nobody will read, unless their heading is one that needs no reading."""
    mapping = table.mapping
    told = [
        problems.problem(mapping.sheet, mapping.last_line, column.heading, "column-not-read", text=column.heading)
        for column in mapping.columns
        if column.field is Field.UNREAD
        and not compounds.fields_of(column.heading)
        and not TIER.fullmatch(column.heading.rpartition("/")[2])
        and columns.field_of(column.heading.rpartition("/")[2]) is not Field.UNREAD
    ]
    if not mapping.places(Field.MATERIAL):
        told.append(problems.problem(mapping.sheet, mapping.last_line, "", "no-material-column"))
    return told


def _summary(rows: list[Row], told: tuple[Problem, ...]) -> dict[str, int]:
    places = {(row.sheet, row.line) for row in rows}
    worst: dict[tuple[str, int], Severity] = {}
    for each in sorted(told, key=lambda one: list(Severity).index(one.severity), reverse=True):
        worst[each.sheet, each.line] = each.severity
    counted = Counter(severity for place, severity in worst.items() if place in places)
    return {
        "rows": len(rows),
        "errors": counted[Severity.ERROR],
        "doubts": counted[Severity.DOUBT],
        "notes": counted[Severity.NOTE],
        "offices": len({row.demanding_office for row in rows if row.demanding_office}),
        "problems": len(told),
    }
