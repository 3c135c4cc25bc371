"""Which line is the heading and which column holds what: proposed by the reader, corrected by a person."""

from collections.abc import Mapping as Json
from dataclasses import dataclass
from typing import Any, Self

from catalog.errors import Incomplete
from catalog.exchange.columns import Field


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its place (from 0), its heading as written, and the field it is read as."""

    index: int
    heading: str
    field: Field


@dataclass(frozen=True, slots=True)
class TableMapping:
    """One table of a sheet: first and last line of its header (from 1; 0 when it has none) and its columns.

    ``office`` is the demanding office of lines that name none; "" when the table names them itself.
    """

    sheet: str
    first_line: int
    last_line: int
    columns: tuple[Column, ...]
    office: str = ""

    def places(self, field: Field) -> tuple[int, ...]:
        """Where the columns of a field stand."""
        return tuple(column.index for column in self.columns if column.field is field)

    def heading(self, field: Field) -> str:
        """The heading that a field is read from, or the usual one when no column holds it."""
        return next((column.heading for column in self.columns if column.field is field), field.label)


@dataclass(frozen=True, slots=True)
class Mapping:
    """The tables of a file. Sheets in ``skipped`` are left out; sheets in neither are proposed anew."""

    tables: tuple[TableMapping, ...] = ()
    skipped: tuple[str, ...] = ()

    def of(self, sheet: str) -> tuple[TableMapping, ...]:
        """The tables of one sheet."""
        return tuple(table for table in self.tables if table.sheet == sheet)

    def to_json(self) -> dict[str, Any]:
        """The mapping as plain values, for a form, a file or a command line."""
        return {
            "tables": [
                {
                    "sheet": table.sheet,
                    "header": [table.first_line, table.last_line],
                    "office": table.office,
                    "columns": [
                        {"index": column.index, "heading": column.heading, "field": column.field.value}
                        for column in table.columns
                    ],
                }
                for table in self.tables
            ],
            "skipped": list(self.skipped),
        }

    @classmethod
    def from_json(cls, plain: Json[str, Any]) -> Self:
        """The mapping that ``to_json`` wrote. Raises Incomplete when something in it cannot be understood."""
        try:
            tables = tuple(_table(each) for each in plain.get("tables", ()))
            return cls(tables, tuple(str(name) for name in plain.get("skipped", ())))
        except (KeyError, TypeError, ValueError, AttributeError) as wrong:
            raise Incomplete("列的对应关系读不懂。请回到上一步重新指定。") from wrong


def _table(plain: Json[str, Any]) -> TableMapping:
    first, last = (int(line) for line in plain["header"])
    columns = tuple(
        Column(int(each["index"]), str(each.get("heading", "")), _field(each["field"])) for each in plain["columns"]
    )
    if not 0 <= first <= last or any(column.index < 0 for column in columns):
        raise ValueError("lines and columns are counted upwards")
    return TableMapping(str(plain["sheet"]), first, last, columns, str(plain.get("office", "")))


def _field(written: str) -> Field:
    field = Field.named(written)
    if field is None:
        raise ValueError(f"no field is called {written}")
    return field
