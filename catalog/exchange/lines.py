"""Reading the rows of one table: cells to values, values to findings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from catalog import text
from catalog.exchange import bases, checks, filling, furniture, offices, policy, problems, tables
from catalog.exchange.bases import BasisReading, Finding
from catalog.exchange.checks import Earlier, Numbering
from catalog.exchange.columns import Field
from catalog.exchange.filling import Cells
from catalog.exchange.furniture import Kind
from catalog.exchange.problems import Problem
from catalog.exchange.register import Instruments
from catalog.exchange.rows import Row
from catalog.exchange.tables import Table
from catalog.rules import readings
from catalog.vocabulary import ItemType

_OUTCOME = (Field.DISPOSITION, Field.METHOD, Field.REPLACEMENT)
_WRAPPED = re.compile(r"[“”\"「『'‘《〈](?P<inside>[^“”\"「」『』‘’《》〈〉]+)[“”\"」』'’》〉]")
_CELL_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)")
_SEQ_MARKS = re.compile(r"[、.．,，\s]+$")
# Where a section or title says what becomes of everything below it.
_SAYS_OUTCOME = re.compile(r"取消|保留|告知承诺|替代|出具|容缺|共享")


@dataclass(slots=True)
class Reader:
    """What is remembered while the tables of a file are read one after another."""

    register: Instruments
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    earlier: Earlier = field(default_factory=Earlier)
    bases: dict[tuple[str, str, str], BasisReading] = field(default_factory=dict)
    outcomes: dict[tuple[str, str, str], readings.Reading] = field(default_factory=dict)

    def read(self, table: Table) -> str:
        """Read a table's lines; the office that lines without one were given."""
        cells = Cells(table.sheet, table.merged, table.mapping)
        self.problems += filling.fill(cells, table.rows)
        office = _office_from_above(cells, table)
        if office:
            words = {"text": office}
            self._note(table, table.mapping.first_line, Field.DEMANDING_OFFICE, ("office-from-above", words))
        if table.rows and not (tables.holds(table, Field.BASIS) or tables.holds(table, Field.BASIS_CLAUSE)):
            self._note(table, table.mapping.first_line, Field.BASIS, ("no-basis-column", {}))
        _Lines(self, table, cells, office).read()
        return office

    def basis(self, cell: str, clause: str, level: str) -> BasisReading:
        """The basis that three cells state. Lists say the same over and over."""
        key = (cell, clause, level)
        if key not in self.bases:
            self.bases[key] = bases.read(*key, self.register)
        return self.bases[key]

    def outcome(self, disposition: str, method: str, replacement: str) -> readings.Reading:
        """What three cells say is to become of the proof."""
        key = (disposition, method, replacement)
        if key not in self.outcomes:
            self.outcomes[key] = readings.read(*key)
        return self.outcomes[key]

    def _note(self, table: Table, line: int, each: Field, finding: Finding) -> None:
        code, words = finding
        self.problems.append(problems.problem(table.sheet.name, line, table.mapping.heading(each), code, **words))


def _office_from_above(cells: Cells, table: Table) -> str:
    """The office above the table, when no row of it names one."""
    places = table.mapping.places(Field.DEMANDING_OFFICE)
    if any(cells.text(row, place).strip() for row in table.rows for place in places):
        return ""
    return table.office


@dataclass(slots=True)
class _Lines:
    """One pass through a table: sections set what the rows below them share."""

    reader: Reader
    table: Table
    cells: Cells
    office: str
    section_office: str = ""
    section_outcome: str = ""
    since_total: int = 0
    numbering: Numbering = field(default_factory=Numbering)
    places: dict[Field, tuple[int, ...]] = field(init=False)

    def __post_init__(self) -> None:
        held = {column.field for column in self.table.mapping.columns}
        self.places = {each: self.table.mapping.places(each) for each in held if each is not Field.UNREAD}

    def read(self) -> None:
        start = len(self.reader.rows)
        for line in self.table.lines:
            if line.kind is Kind.SECTION:
                self._section(line.text)
            elif line.kind is Kind.TOTAL:
                counts = (self.since_total, len(self.reader.rows) - start, len(self.reader.rows))
                self._total(line.row, line.text, counts)
                self.since_total = 0
            elif line.kind is Kind.ROW:
                self.since_total += 1
                self._row(line.row)
        for above in self.table.above:
            if "共" in above and "其中" not in above:
                self._total(self.table.mapping.first_line - 1, above, (len(self.reader.rows) - start,))

    def _section(self, words: str) -> None:
        office = offices.in_section(words)
        if office:
            self.section_office = office
        elif _SAYS_OUTCOME.search(words):
            self.section_outcome = words

    def _total(self, row: int, words: str, counts: tuple[int, ...]) -> None:
        announced = furniture.announced(words)
        if announced is not None and announced not in counts:
            self._report(row, Field.SEQ, ("total-differs", {"announced": announced, "rows": counts[0]}))

    def _row(self, row: int) -> None:
        formulas = frozenset(self._formulas(row))
        values = {each: "" if each in formulas else self._value(row, each) for each in Field}
        outcome, outcome_findings = self._outcome(values)
        basis = self.reader.basis(values[Field.BASIS], values[Field.BASIS_CLAUSE], values[Field.BASIS_LEVEL])
        read = self._assembled(row, values, basis, outcome)
        self.reader.rows.append(read)
        for each, finding in (
            *checks.of_names(read, formulas),
            *checks.of_material(read, values[Field.MATERIAL]),
            *outcome_findings,
            *((Field.BASIS, finding) for finding in self._basis_findings(basis, formulas)),
            *_policy(basis, outcome),
        ):
            self._report(row, each, finding)
        self._beside_others(row, read)

    def _formulas(self, row: int) -> Iterator[Field]:
        """The fields whose cell is a formula, each complained of. A computed running number will do."""
        for column in self.table.mapping.columns:
            if column.field in (Field.UNREAD, Field.SEQ):
                continue
            cell = self.cells.text(row, column.index).strip()
            if self.cells.formula(row, column.index):
                finding: Finding = ("formula", {})
            elif _CELL_ERROR.fullmatch(cell):
                finding = ("cell-error", {"text": cell})
            else:
                continue
            self._report(row, column.field, finding, column.heading)
            yield column.field

    def _value(self, row: int, each: Field) -> str:
        """The text of a field: of several columns for one field, all that say something new."""
        said = [self.cells.text(row, place).strip() for place in self.places.get(each, ())]
        return "；".join(dict.fromkeys(cell for cell in said if cell))

    def _outcome(self, values: Mapping[Field, str]) -> tuple[readings.Reading, list[tuple[Field, Finding]]]:
        given = [(each, values[each]) for each in _OUTCOME if values[each]]
        if not given:
            return self._outcome_from_above()
        first, said = given[0]
        holding = [each for each in _OUTCOME if tables.holds(self.table, each)]
        cells = {each: values[each] for each in _OUTCOME}
        if not cells[Field.DISPOSITION] and first is holding[0]:
            # The first column that says anything is the decision, whatever its heading: 数据共享：由部门查询.
            cells |= {Field.DISPOSITION: said, first: ""}
        outcome = self.reader.outcome(*(cells[each] for each in _OUTCOME))
        read = outcome.method or outcome.disposition
        words = {"text": checks.shortened(said), "read": read.label if read else ""}
        codes = [*outcome.doubts, *([outcome.error] if outcome.error else [])]
        return outcome, [(first, (code, words)) for code in codes]

    def _outcome_from_above(self) -> tuple[readings.Reading, list[tuple[Field, Finding]]]:
        """A line that does not say what becomes of the proof: what its section says, else the title, else nothing."""
        has_column = any(tables.holds(self.table, each) for each in _OUTCOME)
        titles = [] if has_column else [line for line in self.table.above if _SAYS_OUTCOME.search(line)]
        for said in (self.section_outcome, *titles):
            outcome = self.reader.outcome(said, "", "") if said else None
            if outcome is not None and outcome.disposition is not None and outcome.error is None:
                read = outcome.method or outcome.disposition
                words = {"text": checks.shortened(said), "read": read.label}
                outcome = readings.Reading(outcome.disposition, outcome.method)
                return outcome, [(Field.DISPOSITION, ("disposition-from-title", words))]
        return readings.Reading(None), [(Field.DISPOSITION, ("missing-disposition", {}))]

    def _assembled(self, row: int, values: Mapping[Field, str], basis: BasisReading, outcome: readings.Reading) -> Row:
        plain = {each: text.squeeze(said) if said else "" for each, said in values.items()}
        item, part = plain[Field.SERVICE_ITEM], plain[Field.SERVICE_SUBITEM]
        return Row(
            sheet=self.table.sheet.name,
            line=self.table.sheet.line(row),
            seq=_SEQ_MARKS.sub("", plain[Field.SEQ]),
            demanding_office=plain[Field.DEMANDING_OFFICE] or self.section_office or self.office,
            service_item=f"{item}-{part}" if item and part and part != item else item or part,
            item_type=plain[Field.ITEM_TYPE],
            material=unwrapped(plain[Field.MATERIAL]),
            issuing_office=plain[Field.ISSUING_OFFICE],
            basis_title=basis.title,
            basis_clause=basis.clause,
            other_bases=basis.others,
            replacement=outcome.replacement,
            remark=plain[Field.REMARK],
            level=basis.level,
            decided=outcome.disposition,
            by_method=outcome.method,
            basis=basis.basis,
            citations=basis.citations,
            raw={column.heading: self.cells.text(row, column.index) for column in self.table.mapping.columns},
        )

    def _basis_findings(self, basis: BasisReading, formulas: frozenset[Field]) -> tuple[Finding, ...]:
        """What is wrong with the basis, unless its cell could not be read, or the table has no column for it."""
        missing = basis.findings[:1] and basis.findings[0][0] == "missing-basis"
        told = Field.BASIS in formulas or not tables.holds(self.table, Field.BASIS)
        return () if missing and told else basis.findings

    def _beside_others(self, row: int, read: Row) -> None:
        if read.item_type and ItemType.named(read.item_type) is None:
            self._report(row, Field.ITEM_TYPE, ("unknown-item-type", {"text": checks.shortened(read.item_type)}))
        if (gap := self.numbering.finding(read.seq)) is not None:
            self._report(row, Field.SEQ, gap)
        if (finding := self.reader.earlier.finding(read)) is not None:
            self._report(row, Field.MATERIAL, finding)

    def _report(self, row: int, each: Field, finding: Finding, heading: str = "") -> None:
        code, words = finding
        sheet = self.table.sheet
        at = heading or self.table.mapping.heading(each)
        self.reader.problems.append(problems.problem(sheet.name, sheet.line(row), at, code, **words))


def _policy(basis: BasisReading, outcome: readings.Reading) -> Iterator[tuple[Field, Finding]]:
    if (blocked := policy.finding(outcome.disposition, basis)) is not None:
        yield Field.DISPOSITION, blocked


def unwrapped(name: str) -> str:
    """A name without quotes or title marks around the whole of it.

    >>> unwrapped('“无犯罪记录证明”'), unwrapped('“我还活着”证明')
    ('无犯罪记录证明', '“我还活着”证明')
    """
    found = _WRAPPED.fullmatch(name)
    return found["inside"].strip() if found else name
