"""The tables of a sheet: each with its columns, the lines it holds and what stands above it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from catalog import text
from catalog.exchange import bands, continuing, furniture, headers, merging, offices
from catalog.exchange.columns import Field
from catalog.exchange.furniture import Kind, Line
from catalog.exchange.mapping import Column, TableMapping
from catalog.exchange.sheets import Merge, Place, Sheet


@dataclass(frozen=True, slots=True)
class Table:
    """A table's mapping, its lines below the header, and the texts above it.

    ``pages`` are the rows (from 0) that come first after a repeated header.
    """

    mapping: TableMapping
    sheet: Sheet
    merged: Mapping[Place, Merge]
    lines: tuple[Line, ...]
    above: tuple[str, ...]
    pages: tuple[int, ...] = ()

    @property
    def rows(self) -> list[int]:
        """The lines that are rows of the list."""
        return [line.row for line in self.lines if line.kind is Kind.ROW]

    @property
    def office(self) -> str:
        """The demanding office that the mapping, the lines above or the sheet's name name; "" when none does."""
        return self.mapping.office or offices.above(self.above) or offices.in_section(self.sheet.name)


def proposed(sheet: Sheet, before: TableMapping | None) -> list[Table]:
    """The tables that a sheet seems to hold; ``before`` is the table that the sheet may go on with."""
    merged = merging.anchors(sheet)
    mappings = [
        TableMapping(sheet.name, header.top + 1, header.bottom + 1, _with_numbers(sheet, header.bottom, columns))
        for header in headers.found(sheet, merged)
        for columns in header.tables
    ]
    if not mappings:
        return _continued(sheet, merged, before)
    return list(_joined(_cut(sheet, merged, mappings)))


def _with_numbers(sheet: Sheet, bottom: int, found: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns with a first one that has no heading and counts the rows, where no other does."""
    left = found[0].index - 1
    if left < 0 or any(column.field is Field.SEQ for column in found):
        return found
    said = [cell for row in range(bottom + 1, len(sheet.rows)) if (cell := sheet.text(row, left).strip())][:_NUMBERS]
    counts = len(said) > 1 and said[0] == "1" and all(cell.isdecimal() for cell in said)
    return (Column(left, Field.SEQ.label, Field.SEQ), *found) if counts else found


_NUMBERS = 20


def given(sheet: Sheet, mappings: tuple[TableMapping, ...]) -> list[Table]:
    """The tables of a sheet as a person has laid down."""
    ordered = sorted(mappings, key=lambda table: (table.first_line, table.columns[0].index if table.columns else 0))
    return _cut(sheet, merging.anchors(sheet), ordered)


def _continued(sheet: Sheet, merged: Mapping[Place, Merge], before: TableMapping | None) -> list[Table]:
    if before is None or not continuing.goes_on(sheet, before):
        return []
    office = "" if offices.above(sheet.above) else before.office
    return _cut(sheet, merged, [TableMapping(sheet.name, 0, 0, before.columns, office)])


def _cut(sheet: Sheet, merged: Mapping[Place, Merge], mappings: list[TableMapping]) -> list[Table]:
    """Each table with the lines up to the next one. What stands right above a header belongs to it."""
    tables: list[Table] = []
    above = (*sheet.above, *_texts(sheet, range(max(0, mappings[0].first_line - 1))))
    beside = [list(group) for _, group in groupby(mappings, key=lambda mapping: mapping.first_line)]
    for group, follower in zip(beside, [*beside[1:], None], strict=True):
        end = len(sheet.rows) if follower is None else follower[0].first_line - 1
        again = _header_texts(sheet, group[0])
        body = [row for row in range(group[0].last_line, end) if _squeezed(sheet.rows[row]) not in again]
        titles: list[Line] = []
        for mapping, part in zip(group, _side_by_side(sheet, group), strict=True):
            held = merged if part is sheet else merging.anchors(part)
            lines = list(furniture.lines(part, held, mapping, body))
            ending = _titles_at_end(lines) if follower is not None else []
            titles = titles or ending
            tables.append(Table(mapping, part, held, tuple(lines[: len(lines) - len(ending)]), above))
        above = tuple(line.text for line in titles if line.text)
    return tables


def _side_by_side(sheet: Sheet, group: list[TableMapping]) -> list[Sheet]:
    """For each of the tables that share a header line, the part of the sheet that it stands in."""
    if len(group) == 1:
        return [sheet]
    starts = [min((column.index for column in mapping.columns), default=0) for mapping in group]
    ends = [*starts[1:], sheet.width]
    return [bands.of(sheet, 0 if place == 0 else starts[place], end) for place, end in enumerate(ends)]


def _header_texts(sheet: Sheet, mapping: TableMapping) -> frozenset[tuple[str, ...]]:
    """The header's lines as they stand, to know them again where a page repeats them."""
    rows = range(max(0, mapping.first_line - 1), min(mapping.last_line, len(sheet.rows)))
    return frozenset(texts for row in rows if len(texts := _squeezed(sheet.rows[row])) > 1)


def _squeezed(cells: list[str]) -> tuple[str, ...]:
    return tuple("".join(cell.split()) for cell in cells if cell and not cell.isspace())


def _titles_at_end(lines: list[Line]) -> list[Line]:
    count = 0
    while count < len(lines) and lines[-1 - count].kind in (Kind.BLANK, Kind.SECTION, Kind.NOTE):
        count += 1
    return lines[len(lines) - count :]


def _joined(tables: list[Table]) -> Iterator[Table]:
    """A header that is only repeated, as on every page, does not begin another table."""
    whole: Table | None = None
    for table in tables:
        if whole is not None and _is_next_page(whole, table):
            pages = (*whole.pages, *table.rows[:1])
            whole = replace(whole, lines=(*whole.lines, *table.lines), pages=pages)
            continue
        if whole is not None:
            yield whole
        whole = table
    if whole is not None:
        yield whole


def _is_next_page(whole: Table, table: Table) -> bool:
    """Whether a table has the columns of the one before it and nothing above it but what every page shows."""
    fields = [[(each.index, each.field) for each in one.mapping.columns] for one in (whole, table)]
    titles = {text.squeeze(line) for line in whole.above}
    return fields[0] == fields[1] and all(
        continuing.is_page_mark(line) or text.squeeze(line) in titles for line in table.above
    )


def _texts(sheet: Sheet, rows: range) -> list[str]:
    return [cell.strip() for row in rows for cell in sheet.rows[row] if cell.strip()]


def holds(table: Table, field: Field) -> bool:
    """Whether a table has a column for a field."""
    return bool(table.mapping.places(field))
