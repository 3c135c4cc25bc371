"""Reading the lines of one table: cells to values, values to findings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from catalog import text
from catalog.exchange import bases, checks, names, offices, outcomes, policy, problems, tables
from catalog.exchange.bases import BasisReading, Finding
from catalog.exchange.checks import Numbering
from catalog.exchange.counts import Counts, Difference
from catalog.exchange.fields import DETAILS, Field
from catalog.exchange.filling import Cells
from catalog.exchange.furniture import Kind
from catalog.exchange.gathered import Gathered
from catalog.exchange.outcomes import Outcome
from catalog.exchange.rows import Row
from catalog.exchange.tables import Table
from catalog.exchange.values import Values
from catalog.rules import readings
from catalog.vocabulary import Disposition, ItemType

_BASIS = (Field.BASIS, Field.BASIS_CLAUSE, Field.BASIS_LEVEL, Field.OTHER_BASES)
_SEQ_MARKS = re.compile(r"[、.．,，\s]+$")


def read(gathered: Gathered, table: Table, cells: Cells, office: str) -> None:
    """Add a table's lines, whose blanks are filled, to what is gathered; ``office`` is that of lines that name none."""
    _Lines(gathered, table, cells, office).read()


@dataclass(slots=True)
class _Lines:
    """One pass through a table: sections set what the rows below them share."""

    gathered: Gathered
    table: Table
    cells: Cells
    office: str
    section_office: str = ""
    section_outcome: str = ""
    section_item: str = ""
    # The section whose text is read as the item, until that has been told.
    item_row: int | None = None
    section_row: int = field(init=False)
    # The section whose outcome has been told of; "" is the title's.
    said_above: str | None = None
    counts: Counts = field(default_factory=Counts)
    numbering: Numbering = field(default_factory=Numbering)
    values: Values = field(init=False)

    def __post_init__(self) -> None:
        self.section_row = self.table.mapping.last_line - 1
        self.values = Values(self.cells)

    def read(self) -> None:
        for line in self.table.lines:
            if line.kind is Kind.SECTION:
                self._section(line.row, line.text)
            elif line.kind is Kind.TOTAL:
                self._differ(self.counts.total(line.row, line.text, len(self.gathered.rows)))
            elif line.kind is Kind.ROW:
                self.counts.line()
                self._row(line.row)
        self._differ(self.counts.of_sections())
        for above in self.table.above:
            self._differ(self.counts.title(max(0, self.table.mapping.first_line - 1), above))

    def _section(self, row: int, words: str) -> None:
        office = offices.in_section(words) or offices.filled_in(words)
        self.counts.section(row, words, office=bool(office))
        if office:
            self.section_office = office
        elif outcomes.says_outcome(words):
            self.section_outcome, self.section_row = words, row
        elif Field.SERVICE_ITEM not in self.values.places and (item := names.unnumbered(text.squeeze(words))):
            self.section_item, self.item_row = item, row

    def _tell_item(self) -> None:
        """Tell once that a section is read as the item of the lines below it, when there are any."""
        if self.item_row is not None:
            words = {"text": checks.shortened(self.section_item)}
            self._report(self.item_row, Field.SERVICE_ITEM, ("item-from-section", words))
            self.item_row = None

    def _differ(self, found: Iterator[Difference]) -> None:
        for each in found:
            self._report(each.row, Field.SEQ, ("total-differs", {"announced": each.announced, "rows": each.rows}))

    def _row(self, row: int) -> None:
        said = self.values.read(row)
        values, formulas = said.values, said.formulas
        for column, finding in said.told:
            self._report(row, column.field, finding, column.heading)
        outcome, outcome_findings = self._outcome(values)
        if formulas.intersection(outcomes.FIELDS):
            outcome_findings = [each for each in outcome_findings if each[1][0] != "missing-disposition"]
        self._tell_item()
        basis = self.gathered.basis(*(values[each] for each in _BASIS))
        read = self._assembled(row, values, basis, outcome)
        self.gathered.rows.append(read)
        for each, finding in (
            *checks.of_names(read, formulas),
            *checks.of_material(read, values[Field.MATERIAL]),
            *outcome_findings,
            *((Field.BASIS, finding) for finding in self._basis_findings(basis, formulas)),
            *_policy(basis, outcome),
            *_reserve(read),
        ):
            self._report(row, each, finding)
        self._beside_others(row, read)

    def _outcome(self, values: Mapping[Field, str]) -> Outcome:
        """What the line says; else, a table without such columns, what its section, title, sheet or file says."""
        said = self.gathered.outcomes.of_line(values, self.values.places)
        if said is not None:
            return said
        if any(each in self.values.places for each in outcomes.FIELDS):
            return self._from_above((self.section_outcome,))
        return self._from_above((self.section_outcome, *self._titles()))

    def _titles(self) -> Iterator[str]:
        """The lines that may say what becomes of all rows, the nearest first: 保留依据 as a heading says it too."""
        yield from reversed(self.table.above)
        yield from (*self.values.headings[Field.MATERIAL], *self.values.headings[Field.BASIS], self.table.sheet.name)
        yield from (self.gathered.outcome, *self.gathered.titles, self.gathered.title)

    def _from_above(self, lines: tuple[str, ...]) -> Outcome:
        """What section or title say. That is told once, where the section stands, else at the header."""
        outcome, finding = self.gathered.outcomes.from_above(lines)
        if finding is not None and self.said_above != self.section_outcome:
            self.said_above = self.section_outcome
            self._report(self.section_row, Field.DISPOSITION, finding)
        return outcome

    def _assembled(self, row: int, values: Mapping[Field, str], basis: BasisReading, outcome: readings.Reading) -> Row:
        plain = {each: text.squeeze(said) if said else "" for each, said in values.items()}
        item, part = names.unnumbered(plain[Field.SERVICE_ITEM]), names.unnumbered(plain[Field.SERVICE_SUBITEM])
        return Row(
            sheet=self.table.sheet.name,
            line=self.table.sheet.line(row),
            seq=_SEQ_MARKS.sub("", plain[Field.SEQ]),
            demanding_office=offices.without_count(names.unnumbered(plain[Field.DEMANDING_OFFICE]))
            or self.section_office
            or self.office,
            service_item=f"{item}-{part}" if item and part and part != item else item or part or self.section_item,
            item_type=plain[Field.ITEM_TYPE],
            material=names.unwrapped(names.unnumbered(plain[Field.MATERIAL])),
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
            **{each.value: "" if plain[each] and bases.says_none(plain[each]) else plain[each] for each in DETAILS},
        )

    def _basis_findings(self, basis: BasisReading, formulas: frozenset[Field]) -> tuple[Finding, ...]:
        """What is wrong with the basis, unless its cell could not be read, or the table has no column for it."""
        missing = basis.findings[:1] and basis.findings[0][0] == "missing-basis"
        told = Field.BASIS in formulas or not tables.holds(self.table, Field.BASIS)
        return () if missing and told else basis.findings

    def _beside_others(self, row: int, read: Row) -> None:
        if read.item_type and ItemType.named(read.item_type) is None:
            self._report(row, Field.ITEM_TYPE, ("unknown-item-type", {"text": checks.shortened(read.item_type)}))
        if (outside := self.gathered.outsiders.finding(read)) is not None:
            self._report(row, Field.DEMANDING_OFFICE, outside)
        if (gap := self.numbering.finding(read.seq)) is not None:
            self._report(row, Field.SEQ, gap)
        if (finding := self.gathered.earlier.finding(read)) is not None:
            self._report(row, Field.MATERIAL, finding)

    def _report(self, row: int, each: Field, finding: Finding, heading: str = "") -> None:
        code, words = finding
        sheet = self.table.sheet
        at = heading or self.table.mapping.heading(each)
        self.gathered.problems.append(problems.problem(sheet.name, sheet.line(row), at, code, **words))


def _policy(basis: BasisReading, outcome: readings.Reading) -> Iterator[tuple[Field, Finding]]:
    if (blocked := policy.finding(outcome.disposition, basis)) is not None:
        yield Field.DISPOSITION, blocked


def _reserve(read: Row) -> Iterator[tuple[Field, Finding]]:
    """A remark that takes part of the cancellation back: it is not read, so somebody has to look."""
    if read.remark and read.decided in (Disposition.CANCEL, Disposition.REPLACE) and readings.limits(read.remark):
        yield Field.REMARK, ("remark-limits-cancellation", {"text": checks.shortened(read.remark)})
