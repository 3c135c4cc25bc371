"""What the cells of a line say, field by field: columns joined, ticks turned into words, crowded cells parted."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from catalog.exchange import answers, checks, compounds, outcomes
from catalog.exchange.bases import Finding
from catalog.exchange.fields import DETAILS, Field
from catalog.exchange.filling import Cells
from catalog.exchange.mapping import Column

_CELL_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)")

# The column that a finding speaks of, and the finding.
Told = tuple[Column, Finding]


@dataclass(frozen=True, slots=True)
class Said:
    """A line's texts by field, "" where it says nothing; ``formulas`` are the fields whose cell is one."""

    values: Mapping[Field, str]
    formulas: frozenset[Field]
    told: tuple[Told, ...]


@dataclass(slots=True)
class Values:
    """The cells of one table, looked up by what its columns hold."""

    cells: Cells
    places: dict[Field, tuple[int, ...]] = field(init=False)
    headings: dict[Field, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        columns = self.cells.table.columns
        held = {column.field for column in columns} - {Field.UNREAD}
        self.places = {each: self.cells.table.places(each) for each in held}
        self.headings = {each: [column.heading for column in columns if column.field is each] for each in Field}

    def read(self, row: int) -> Said:
        """What a line says."""
        computed = list(self._formulas(row))
        formulas = frozenset(column.field for column, _ in computed)
        values = {each: "" if each in formulas else self._value(row, each) for each in Field}
        told: list[Told] = []
        return Said(values | self._parted(row, values, told), formulas, (*computed, *told))

    def _formulas(self, row: int) -> Iterator[Told]:
        """The columns whose cell is a formula, each complained of. A computed running number will do."""
        for column in self.cells.table.columns:
            if column.field in (Field.UNREAD, Field.SEQ):
                continue
            cell = self.cells.text(row, column.index).strip()
            if column.field in DETAILS:
                if _CELL_ERROR.fullmatch(cell):
                    yield column, ("detail-not-read", {"why": f"格子里是算不出来的公式（{cell}）。", "count": 1})
            elif self.cells.formula(row, column.index):
                yield column, ("formula", {})
            elif _CELL_ERROR.fullmatch(cell):
                yield column, ("cell-error", {"text": cell})

    def _value(self, row: int, each: Field) -> str:
        """The text of a field: of several columns for one field, all that say something new."""
        said = [self.cells.text(row, place).strip() for place in self.places.get(each, ())]
        if each in outcomes.FIELDS:
            said = [answers.said(heading, cell) for heading, cell in zip(self.headings[each], said, strict=True)]
        elif each is Field.BASIS:
            said = [answers.based(heading, cell) for heading, cell in zip(self.headings[each], said, strict=True)]
        return "；".join(dict.fromkeys(cell for cell in said if cell))

    def _parted(self, row: int, values: Mapping[Field, str], told: list[Told]) -> dict[Field, str]:
        """The fields that stand with others in one cell: as the cell names them, else in the order of its heading."""
        parted: dict[Field, str] = {}
        for column in self.cells.table.columns:
            listed = compounds.fields_of(column.heading)
            cell = self.cells.text(row, column.index).strip() if listed or column.field is Field.UNREAD else ""
            if not cell:
                continue
            parts: Mapping[Field, str] | None = compounds.labelled(cell)
            if listed and not parts:
                parts = compounds.in_order(cell, listed)
                words = {"text": checks.shortened(cell), "heading": checks.shortened(column.heading)}
                told.append((column, ("cell-not-parted" if parts is None else "cell-parted", words)))
            if listed and parts:
                parted |= {each: "" for each in listed if values[each] == cell}
            parted |= {each: part for each, part in (parts or {}).items() if each in listed or not values[each]}
        return parted
