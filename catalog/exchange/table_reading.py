"""Reading one table after another, each with what the ones before it leave to it."""

from catalog.exchange import filling, lines, offices, outcomes, problems, tables
from catalog.exchange.bases import Finding
from catalog.exchange.columns import Field
from catalog.exchange.filling import Cells
from catalog.exchange.gathered import Gathered
from catalog.exchange.rows import Row
from catalog.exchange.tables import Table


def read(gathered: Gathered, table: Table) -> str:
    """Add a table's lines to what is gathered; the office that lines without one were given."""
    cells = Cells(table.sheet, table.merged, table.mapping)
    _fill(gathered, table, cells)
    office = _office(gathered, table, cells)
    if table.mapping.last_line == 0 and table.rows:
        _note(gathered, table, 0, Field.SEQ, ("continued-table", {}))
    if table.rows and not (tables.holds(table, Field.BASIS) or tables.holds(table, Field.BASIS_CLAUSE)):
        _note(gathered, table, table.mapping.first_line, Field.BASIS, ("no-basis-column", {}))
    lines.read(gathered, table, cells, office)
    gathered.office, gathered.fields = office, _fields(table)
    gathered.titles = gathered.titles or tuple(filter(offices.is_title, table.above))
    gathered.outcome = next(filter(outcomes.says_outcome, reversed(table.above)), gathered.outcome)
    return office


def _fill(gathered: Gathered, table: Table, cells: Cells) -> None:
    """Fill the blanks below the first line of each group, the first of which may have begun in the table before."""
    if gathered.rows and _goes_on(gathered, table):
        gathered.problems += filling.carry(cells, table.rows, _groups(gathered.rows[-1]))
    filled = filling.fill(cells, table.rows, table.pages, grouped_before=gathered.grouped)
    gathered.grouped = gathered.grouped or bool(filled)
    gathered.problems += filled


def _office(gathered: Gathered, table: Table, cells: Cells) -> str:
    """The office of lines that name none: the one above the table, or of the table that it is a part of."""
    if office := _office_from_above(cells, table):
        words = {"text": office}
        _note(gathered, table, table.mapping.first_line, Field.DEMANDING_OFFICE, ("office-from-above", words))
        return office
    if gathered.office and _is_part(table):
        words = {"field": table.mapping.heading(Field.DEMANDING_OFFICE)}
        _note(gathered, table, table.mapping.first_line, Field.DEMANDING_OFFICE, ("filled-by-pattern", words))
        return gathered.office
    return ""


def _goes_on(gathered: Gathered, table: Table) -> bool:
    """Whether a group of the last table may go on in this one, which names no office above itself."""
    again = _fields(table) == gathered.fields and tables.holds(table, Field.DEMANDING_OFFICE)
    return (again or table.mapping.last_line == 0) and not offices.above(table.above)


def _fields(table: Table) -> tuple[Field, ...]:
    return tuple(column.field for column in table.mapping.columns)


def _groups(row: Row) -> dict[Field, str]:
    return {Field.DEMANDING_OFFICE: row.demanding_office, Field.SERVICE_ITEM: row.service_item}


def _is_part(table: Table) -> bool:
    """Whether a table without offices is a part of the last one: headings above it only say what becomes of it."""
    return (
        bool(table.above)
        and all(map(outcomes.says_outcome, table.above))
        and not any(map(offices.is_title, table.above))
        and not table.mapping.places(Field.DEMANDING_OFFICE)
    )


def _office_from_above(cells: Cells, table: Table) -> str:
    """The office above the table, when no row of it names one."""
    places = table.mapping.places(Field.DEMANDING_OFFICE)
    if any(cells.text(row, place).strip() for row in table.rows for place in places):
        return ""
    return table.office


def _note(gathered: Gathered, table: Table, line: int, each: Field, finding: Finding) -> None:
    code, words = finding
    gathered.problems.append(problems.problem(table.sheet.name, line, table.mapping.heading(each), code, **words))
