"""Blank cells that belong to the cell above: merged ones, and those of columns written once per group."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from catalog import text
from catalog.exchange import problems
from catalog.exchange.columns import Field
from catalog.exchange.mapping import TableMapping
from catalog.exchange.problems import Problem
from catalog.exchange.sheets import Merge, Place, Sheet

# Columns that lists write once for several lines, the widest group first. The type goes with the item.
GROUPED = (Field.DEMANDING_OFFICE, Field.SERVICE_ITEM, Field.SERVICE_SUBITEM)
_COMPANIONS = {Field.ITEM_TYPE: Field.SERVICE_ITEM}
DITTO = frozenset({"同上", "同上。", "同前", "〃", "″", "〞"})
# How much of a column must be blank before blanks mean "as above". A format that could have merged the
# cells and did not needs more: there a blank is more likely a gap.
_FEWEST_BLANKS = 2
_SHARE_WITHOUT_MERGES = 0.2
_SHARE_WITH_MERGES = 1 / 3


@dataclass(slots=True)
class Cells:
    """The cells of one table's rows, with blanks filled where the table itself says so."""

    sheet: Sheet
    merged: Mapping[Place, Merge]
    table: TableMapping
    # Where a blank takes its text from: (row, column) → row.
    sources: dict[Place, int] = field(default_factory=dict)
    # Texts that come from the table before.
    carried: dict[Place, str] = field(default_factory=dict)
    # Where cells that say 同上 take theirs from.
    dittos: dict[Place, int] = field(default_factory=dict)

    def text(self, row: int, column: int) -> str:
        """The text of a cell: its own, that of the merged range which begins in its column, or the group's."""
        own = self.sheet.text(row, column)
        if own in DITTO and (above := self.dittos.get(Place(row, column))) is not None:
            return self.text(above, column)
        if own and not own.isspace():
            return own
        merge = self.merged.get(Place(row, column))
        if merge is not None and merge.left == column and merge.top >= self.table.last_line:
            shown = self.sheet.text(merge.top, column)
            place = Place(row, column)
            if shown or not (place in self.sources or place in self.carried):
                return shown
        source = self.sources.get(Place(row, column))
        return self.carried.get(Place(row, column), "") if source is None else self.sheet.text(source, column)

    def formula(self, row: int, column: int) -> bool:
        """Whether the cell's text is the answer of a formula."""
        merge = self.merged.get(Place(row, column))
        return (Place(row, column) if merge is None else Place(merge.top, merge.left)) in self.sheet.formulas


def carry(cells: Cells, rows: Sequence[int], before: Mapping[Field, str]) -> list[Problem]:
    """Fill the blanks at the top of a table that goes on without its header from the last row ``before`` it."""
    places = {each: cells.table.places(each)[0] for each in GROUPED if cells.table.places(each)}
    stop, notes = len(rows), []
    for each, place in places.items():
        stop = next((at for at in range(stop) if cells.text(rows[at], place).strip()), stop)
        if stop and before.get(each):
            cells.carried |= {Place(row, place): before[each] for row in rows[:stop]}
            notes.append(_note(cells, each, rows[0]))
    return notes


def fill(
    cells: Cells, rows: Sequence[int], pages: Sequence[int] = (), *, grouped_before: bool = False
) -> list[Problem]:
    """Find the blanks of ``rows`` that stand for the cell above, when the table is written in groups.

    Cells that say 同上 are filled first, in every column.
    A column that repeats a text line after line is not written in groups: there a blank is a gap.
    In a file whose earlier tables are (``grouped_before``) one blank is enough.
    ``pages`` are the rows that begin a page: a group that the page has cut goes on below the repeated header.
    """
    _fill_dittos(cells, rows)
    places = {each: cells.table.places(each)[0] for each in GROUPED if cells.table.places(each)}
    if not rows or not places:
        return []
    if _merged_downwards(cells, rows):
        return list(_fill_pages(cells, rows, pages, places))
    grouped = {each: place for each, place in places.items() if not _repeats(cells, rows, each, places)}
    share = _SHARE_WITH_MERGES if cells.sheet.knows_merges else _SHARE_WITHOUT_MERGES
    fewest = 1 if grouped_before else _FEWEST_BLANKS
    blanks = {each: sum(not cells.text(row, place).strip() for row in rows) for each, place in grouped.items()}
    if not any(fewest <= blank < len(rows) and blank >= share * len(rows) for blank in blanks.values()):
        return []
    return [
        _note(cells, each, first)
        for each, place in grouped.items()
        if 0 < blanks[each] < len(rows) and (first := _fill_column(cells, rows, each, place, places)) is not None
    ]


def _fill_pages(
    cells: Cells, rows: Sequence[int], pages: Sequence[int], places: Mapping[Field, int]
) -> Iterator[Problem]:
    """Fill the blanks at the top of a page, down to the next text in the column, or in that of a wider group."""
    for page in pages:
        stop = len(rows)
        for each, place in places.items():
            start = rows.index(page)
            end = next((at for at in range(start, stop) if cells.text(rows[at], place).strip()), stop)
            stop = min(stop, end)
            source = next((row for row in reversed(rows[:start]) if cells.text(row, place).strip()), None)
            if source is None or end == start:
                continue
            top = cells.merged.get(Place(source, place))
            for row in rows[start:end]:
                cells.sources[Place(row, place)] = source if top is None else top.top
            yield _note(cells, each, page)


def _fill_dittos(cells: Cells, rows: Sequence[int]) -> None:
    for column in cells.table.columns:
        above: int | None = None
        for row in rows:
            if cells.sheet.text(row, column.index) not in DITTO:
                above = row
            elif above is not None:
                cells.dittos[Place(row, column.index)] = above


def _merged_downwards(cells: Cells, rows: Sequence[int]) -> bool:
    """Whether any cell of the body is merged downwards: then blanks elsewhere were left on purpose."""
    if not cells.sheet.knows_merges:
        return False
    return any(merge.bottom > merge.top >= rows[0] for merge in cells.sheet.merges)


def _repeats(cells: Cells, rows: Sequence[int], each: Field, places: Mapping[Field, int]) -> bool:
    """Whether the column says the same twice running although no wider group begins there."""
    wider = [places[other] for other in GROUPED[: GROUPED.index(each)] if other in places]
    place = places[each]
    for above, row in pairwise(rows):
        here = text.squeeze(cells.text(row, place))
        if (
            here
            and here == text.squeeze(cells.text(above, place))
            and not any(cells.text(row, other).strip() for other in wider)
        ):
            return True
    return False


def _fill_column(cells: Cells, rows: Sequence[int], each: Field, place: int, places: Mapping[Field, int]) -> int | None:
    """Fill one column downwards; the first row that was filled. A new office begins without an item."""
    first: int | None = None
    source: int | None = None
    office = places.get(Field.DEMANDING_OFFICE)
    companions = [at for kin, of in _COMPANIONS.items() if of is each for at in cells.table.places(kin)]
    for row in rows:
        if cells.sheet.text(row, place).strip():
            source = row
        elif each is not Field.DEMANDING_OFFICE and office is not None and cells.sheet.text(row, office).strip():
            source = None
        elif source is not None:
            first = row if first is None else first
            for column in (place, *companions):
                cells.sources[Place(row, column)] = source
    return first


def _note(cells: Cells, each: Field, row: int) -> Problem:
    code = "filled-by-pattern" if cells.sheet.knows_merges else "filled-down"
    heading = cells.table.heading(each)
    return problems.problem(cells.sheet.name, cells.sheet.line(row), heading, code, field=heading)
