"""The tables of a sheet: each with its columns, the lines it holds and what stands above it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalog.exchange import furniture, headers, merging, offices
from catalog.exchange.columns import Field
from catalog.exchange.furniture import Kind, Line
from catalog.exchange.headers import Header
from catalog.exchange.mapping import TableMapping
from catalog.exchange.sheets import Merge, Place, Sheet


@dataclass(frozen=True, slots=True)
class Table:
    """A table's mapping, its lines below the header, and the texts above it."""

    mapping: TableMapping
    sheet: Sheet
    merged: Mapping[Place, Merge]
    lines: tuple[Line, ...]
    above: tuple[str, ...]

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
    found = list(headers.found(sheet, merged))
    if not found:
        return _continued(sheet, merged, before)
    mappings = [TableMapping(sheet.name, each.top + 1, each.bottom + 1, each.columns) for each in found]
    return list(_joined(_cut(sheet, merged, mappings), found))


def given(sheet: Sheet, mappings: tuple[TableMapping, ...]) -> list[Table]:
    """The tables of a sheet as a person has laid down."""
    ordered = sorted(mappings, key=lambda table: table.first_line)
    return _cut(sheet, merging.anchors(sheet), ordered)


def _continued(sheet: Sheet, merged: Mapping[Place, Merge], before: TableMapping | None) -> list[Table]:
    if not sheet.follows or before is None or sheet.width != max(each.index for each in before.columns) + 1:
        return []
    mapping = TableMapping(sheet.name, 0, 0, before.columns, before.office)
    return _cut(sheet, merged, [mapping])


def _cut(sheet: Sheet, merged: Mapping[Place, Merge], mappings: list[TableMapping]) -> list[Table]:
    """Each table with the lines up to the next one. What stands right above a header belongs to it."""
    tables: list[Table] = []
    above = (*sheet.above, *_texts(sheet, range(max(0, mappings[0].first_line - 1))))
    for mapping, follower in zip(mappings, [*mappings[1:], None], strict=True):
        end = len(sheet.rows) if follower is None else follower.first_line - 1
        again = _header_texts(sheet, mapping)
        body = (row for row in range(mapping.last_line, end) if _squeezed(sheet.rows[row]) not in again)
        lines = list(furniture.lines(sheet, merged, mapping, body))
        titles = _titles_at_end(lines) if follower is not None else []
        kept = lines[: len(lines) - len(titles)]
        tables.append(Table(mapping, sheet, merged, tuple(kept), above))
        above = tuple(line.text for line in titles if line.text)
    return tables


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


def _joined(tables: list[Table], found: list[Header]) -> Iterator[Table]:
    """A header that is only repeated, as on every page, does not begin another table."""
    whole: Table | None = None
    for table, header in zip(tables, found, strict=True):
        if whole is not None and not table.above and _same_columns(whole.mapping, header):
            whole = Table(whole.mapping, whole.sheet, whole.merged, (*whole.lines, *table.lines), whole.above)
            continue
        if whole is not None:
            yield whole
        whole = table
    if whole is not None:
        yield whole


def _same_columns(mapping: TableMapping, header: Header) -> bool:
    return [(each.index, each.field) for each in mapping.columns] == [
        (each.index, each.field) for each in header.columns
    ]


def _texts(sheet: Sheet, rows: range) -> list[str]:
    return [cell.strip() for row in rows for cell in sheet.rows[row] if cell.strip()]


def holds(table: Table, field: Field) -> bool:
    """Whether a table has a column for a field."""
    return bool(table.mapping.places(field))
