"""Finding the header of a table, one to three lines of it, and proposing what its columns hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalog import text
from catalog.exchange import answers, bands, columns, headings, merging
from catalog.exchange.columns import Field
from catalog.exchange.fields import DETAILS
from catalog.exchange.mapping import Column
from catalog.exchange.sheets import Merge, Place, Sheet

DEEPEST = 3
# A first header stands near the top; further down headings are looked for only as they usually stand.
NEAR_THE_TOP = 200
_LONGEST_CELL = 48


@dataclass(frozen=True, slots=True)
class Header:
    """Rows ``top`` to ``bottom`` (from 0) of a sheet, and what the columns below them hold.

    ``tables`` are those columns table by table, more than one when tables stand side by side.
    """

    top: int
    bottom: int
    tables: tuple[tuple[Column, ...], ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column for table in self.tables for column in table)

    @property
    def fields(self) -> frozenset[Field]:
        return frozenset(column.field for column in self.columns) - {Field.UNREAD, *DETAILS}


def found(sheet: Sheet, merged: Mapping[Place, Merge]) -> Iterator[Header]:
    """Every header in a sheet, from the top: a sheet may hold several tables, or repeat its header on every page."""
    row = 0
    while row < len(sheet.rows):
        header = at(sheet, merged, row) if row < NEAR_THE_TOP or _plainly_begins(sheet, row) else None
        if header is None:
            row += 1
            continue
        yield header
        row = header.bottom + 1


def at(sheet: Sheet, merged: Mapping[Place, Merge], row: int) -> Header | None:
    """The header that begins at ``row``, as deep as it names the most fields; None when there is none."""
    if not _may_begin(sheet, row):
        return None
    best: Header | None = None
    for depth in range(1, DEEPEST + 1):
        bottom = row + depth - 1
        if bottom >= len(sheet.rows) or (depth > 1 and not _extends(sheet, merged, row, bottom)):
            break
        header = Header(row, bottom, proposed(sheet, merged, row, bottom))
        if best is None or len(header.fields) >= len(best.fields):
            best = header
    return best if best is not None and _is_enough(best) else None


def _is_enough(header: Header) -> bool:
    """Whether so many headings can only be a header: three of them, or two when the table has no more columns."""
    named = len(header.fields)
    if Field.MATERIAL in header.fields:
        return named >= 3 or (named == 2 and len(header.columns) <= 3)
    return named >= 4


def proposed(sheet: Sheet, merged: Mapping[Place, Merge], top: int, bottom: int) -> tuple[tuple[Column, ...], ...]:
    """What every column with a heading holds, for each of the tables that stand side by side."""
    paths = [_path(sheet, merged, top, bottom, index) for index in range(sheet.width)]
    read = [(index, path, _field(path)) for index, path in enumerate(paths) if path]
    return tuple(map(_chosen, bands.bands(read)))


def _chosen(read: Sequence[bands.Read]) -> tuple[Column, ...]:
    """The columns of one table. Of two columns for one field the more usual heading is taken, then the first."""
    chosen: dict[Field, tuple[str, ...]] = {}
    for _, path, field in read:
        if not _stands_beside(field, path) and (
            field not in chosen or columns.rank(path[-1]) < columns.rank(chosen[field][-1])
        ):
            chosen[field] = path
    taken = {field: next(index for index, path, _ in read if path == chosen[field]) for field in chosen}
    several = {path[-1] for _, path, _ in read if sum(other[-1] == path[-1] for _, other, _ in read) > 1}
    return tuple(
        Column(
            index,
            "/".join(path) if path[-1] in several else path[-1],
            field if taken.get(field) == index or _stands_beside(field, path) else Field.UNREAD,
        )
        for index, path, field in read
    )


def _stands_beside(field: Field, path: tuple[str, ...]) -> bool:
    """Whether a column is read beside another one for its field: remarks, choices that are ticked, levels."""
    return field is Field.REMARK or answers.choice(path[-1]) is not None or _is_level(path)


def _may_begin(sheet: Sheet, row: int) -> bool:
    """A header begins with at least two headings or groups of headings, all of them short."""
    cells = {cell for cell in sheet.rows[row] if cell and not cell.isspace()}
    if len(cells) < 2:
        return False
    return sum(columns.field_of(cell) is not None or columns.is_group(cell) for cell in cells) >= 2


def _plainly_begins(sheet: Sheet, row: int) -> bool:
    return sum(map(columns.plainly_named, sheet.rows[row])) >= 2


def _extends(sheet: Sheet, merged: Mapping[Place, Merge], top: int, row: int) -> bool:
    """Whether ``row`` still belongs to the header: all it says stands below groups, and half of it is headings."""
    own = [column for column in range(sheet.width) if _own(sheet, merged, top, row, column)]
    if not own:
        return any(
            place.row == row and merge.top >= top and merge.bottom > merge.top
            for place, merge in ((Place(row, column), merged.get(Place(row, column))) for column in range(sheet.width))
            if merge is not None
        )
    known = 0
    choices = len({each for each in sheet.rows[row] if answers.choice(each) is not None}) > 1
    for column in own:
        path = _path(sheet, merged, top, row, column)
        above, here = path[:-1], path[-1] if path else ""
        if len(here) > _LONGEST_CELL or (above and not _is_group(sheet, merged, top, column, above, here)):
            return False
        known += (
            columns.field_of(here) is not None
            or columns.exact_field_of("".join(path)) is not None
            or columns.exact_field_of("".join(reversed(path[-2:]))) is not None
            or _is_level(path)
            or _is_tier(path)
            or (choices and answers.choice(here) is not None)
        )
    return 2 * known >= len(own) or _is_enclosed(sheet, merged, top, row)


def _is_enclosed(sheet: Sheet, merged: Mapping[Place, Merge], top: int, row: int) -> bool:
    """Whether most headings beside those of ``row`` are merged down to it: then it is a header, whatever it says."""
    reaching = {merge for column in range(sheet.width) if (merge := merged.get(Place(row, column))) and merge.top < row}
    headings = {merge.left for merge in reaching if merge.top >= top and merge.left == merge.right}
    alone = sum(_own(sheet, merged, top, row, column) for column in range(sheet.width))
    return len(headings) > 2 and 2 * len(headings) >= alone


def _own(sheet: Sheet, merged: Mapping[Place, Merge], top: int, row: int, column: int) -> bool:
    """Whether a cell has a text of its own, not one that reaches down from the lines above it."""
    merge = merged.get(Place(row, column))
    if merge is not None and merge.top < row:
        return False
    return bool(merging.shown(sheet, merged, row, column).strip())


def _is_group(
    sheet: Sheet, merged: Mapping[Place, Merge], top: int, column: int, above: tuple[str, ...], here: str
) -> bool:
    merge = merged.get(Place(top, column))
    if merge is not None and merge.right > merge.left:
        return True
    over = above[-1]
    if answers.choice(here) is not None and columns.field_of(over) in headings.OUTCOME:
        return True
    return (
        columns.is_group(over)
        or columns.field_of(over) in (None, Field.UNREAD, *DETAILS)
        or columns.exact_field_of(over + here) is not None
        or columns.exact_field_of(here + over) is not None
        or _is_level((over, here))
        or _is_tier((over, here))
    )


def _path(sheet: Sheet, merged: Mapping[Place, Merge], top: int, bottom: int, column: int) -> tuple[str, ...]:
    """The headings over a column from the outermost to its own, without repeats."""
    path: list[str] = []
    for row in range(top, bottom + 1):
        here = _squeezed(merging.shown(sheet, merged, row, column))
        if not here and row < bottom and _says_below(sheet, merged, row, bottom, column):
            here = _group_to_the_left(sheet, merged, row, column)
        if here and here not in path[-1:]:
            path.append(here)
    return tuple(path)


def _says_below(sheet: Sheet, merged: Mapping[Place, Merge], row: int, bottom: int, column: int) -> bool:
    return any(merging.shown(sheet, merged, below, column).strip() for below in range(row + 1, bottom + 1))


def _group_to_the_left(sheet: Sheet, merged: Mapping[Place, Merge], row: int, column: int) -> str:
    """A group that was not merged stands over its first column only."""
    for left in range(column - 1, -1, -1):
        here = _squeezed(merging.shown(sheet, merged, row, left))
        if here:
            return here if columns.is_group(here) or columns.field_of(here) is None else ""
    return ""


def _field(path: tuple[str, ...]) -> Field:
    own = path[-1]
    joined = "".join(path)
    if _is_level(path):
        return Field.BASIS
    if _is_tier(path) or _is_kind_of_person(path):
        return Field.UNREAD
    return (
        answers.choice(own)
        or columns.exact_field_of(joined)
        or (columns.exact_field_of(own + path[-2]) if len(path) > 1 else None)
        or columns.field_of(own)
        or (columns.field_of(joined) if len(path) > 1 else None)
        or Field.UNREAD
    )


def _is_level(path: tuple[str, ...]) -> bool:
    """Whether a column below 设定依据 holds the bases of one level: 法律, 行政法规."""
    return len(path) > 1 and answers.level(path[-1]) != "" and columns.field_of(path[-2]) is Field.BASIS


def _is_tier(path: tuple[str, ...]) -> bool:
    """Whether a column below 行使层级 is for one tier of government: 省, 县（市、区）."""
    return len(path) > 1 and bool(headings.OF_TIERS.search(path[-2])) and bool(headings.TIER.fullmatch(path[-1]))


def _is_kind_of_person(path: tuple[str, ...]) -> bool:
    """Whether a column below 服务对象 is one of several that are ticked: 自然人, 法人."""
    return len(path) > 1 and columns.field_of(path[-2]) is Field.AUDIENCE and columns.field_of(path[-1]) is None


def _squeezed(cell: str) -> str:
    return text.squeeze(cell).replace(" ", "") if cell else ""
