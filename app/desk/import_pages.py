"""The page of a plan: its figures, its problems beside the cells they are about, and the mapping to correct."""

from collections import defaultdict
from collections.abc import Sequence

from app.desk.import_forms import key_of, letter_of
from app.pages import Choice, MappedSheet, PlanPage, PlanProblem, PlanSheet
from catalog.exchange.columns import Field
from catalog.exchange.mapping import TableMapping
from catalog.exchange.planning import Change, Plan
from catalog.exchange.problems import Problem
from catalog.exchange.rows import Row
from catalog.exchange.sheets import Sheet
from catalog.models import ImportPlan
from catalog.vocabulary import Severity

MOST_PROBLEMS = 200
MOST_CHANGES = 50
SAMPLE = 3
WEIGHT = list(Severity)
# Beside the raw cell stands what was read from it: the attribute that a heading's field becomes.
READ_AS = {
    Field.MATERIAL: "material",
    Field.DEMANDING_OFFICE: "demanding_office",
    Field.SERVICE_ITEM: "service_item",
    Field.ITEM_TYPE: "item_type",
    Field.ISSUING_OFFICE: "issuing_office",
    Field.BASIS: "basis_title",
    Field.BASIS_CLAUSE: "basis_clause",
    Field.BASIS_LEVEL: "basis_level",
    Field.DISPOSITION: "disposition",
    Field.METHOD: "method",
    Field.REPLACEMENT: "replacement",
    Field.REMARK: "remark",
}


def plan_page(waiting: ImportPlan, plan: Plan, sheets: Sequence[Sheet]) -> PlanPage:
    """The page for an upload's plan."""
    numbers = plan.summary
    return PlanPage(
        id=waiting.id or 0,
        file_name=waiting.filename,
        list_title=waiting.title,
        new=numbers["new"],
        changed=numbers["changed"],
        same=numbers["identical"],
        doubts=numbers["doubts"],
        errors=numbers["wrong"] or numbers["errors"],
        sheets=_problems(plan),
        mapping=tuple(_mapped(place, table, plan, sheets) for place, table in enumerate(plan.reading.mapping.tables)),
        number=waiting.number,
        published_on=waiting.published_on,
        effective_on=waiting.effective_on,
        unmapped=tuple(one.heading for one in plan.problems if one.code == "column-not-read"),
        changes=_changes(plan),
        errands=tuple(
            (one.service_item, tuple((each.label, words) for each, words in one.said.items()))
            for one in plan.completions[:MOST_CHANGES]
        ),
        more_errands=max(0, len(plan.completions) - MOST_CHANGES),
    )


def _problems(plan: Plan) -> tuple[PlanSheet, ...]:
    rows = {(row.sheet, row.line): row for row in plan.reading.rows}
    fields = {
        (table.sheet, column.heading): column.field for table in plan.reading.mapping.tables for column in table.columns
    }
    by_sheet: dict[str, list[Problem]] = defaultdict(list)
    for one in sorted(plan.problems, key=lambda one: (WEIGHT.index(one.severity), one.line)):
        by_sheet[one.sheet].append(one)
    return tuple(
        PlanSheet(
            name,
            tuple(
                _problem(one, rows.get((name, one.line)), fields.get((name, one.heading)))
                for one in some[:MOST_PROBLEMS]
            ),
            max(0, len(some) - MOST_PROBLEMS),
        )
        for name, some in by_sheet.items()
    )


def _problem(one: Problem, row: Row | None, field: Field | None) -> PlanProblem:
    return PlanProblem(
        line=one.line or None,
        heading=one.heading,
        sentence=one.message,
        severity=one.severity.value,
        raw=row.raw.get(one.heading, "") if row else "",
        read_as=getattr(row, READ_AS[field], "") if row and field in READ_AS else "",
    )


def _mapped(place: int, table: TableMapping, plan: Plan, sheets: Sequence[Sheet]) -> MappedSheet:
    cells = next((sheet.rows for sheet in sheets if sheet.name == table.sheet), ())
    sample = cells[table.last_line : table.last_line + SAMPLE]
    return MappedSheet(
        key=key_of(place),
        name=table.sheet,
        header_row=f"{table.first_line}"
        if table.first_line == table.last_line
        else f"{table.first_line}-{table.last_line}",
        rows=sum(row.sheet == table.sheet for row in plan.reading.rows),
        columns=tuple((letter_of(column.index), column.heading, _choices(column.field)) for column in table.columns),
        sample=tuple(
            tuple(row[column.index][:40] if column.index < len(row) else "" for column in table.columns)
            for row in sample
        ),
    )


def _choices(chosen: Field) -> tuple[Choice, ...]:
    return tuple(Choice(field.value, field.label, field is chosen) for field in Field)


def _changes(plan: Plan) -> tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]:
    changed = [planned for planned in plan.rows if planned.change is Change.CHANGED][:MOST_CHANGES]
    return tuple(
        (
            f"{planned.row.demanding_office} · {planned.row.service_item} · {planned.row.material}",
            tuple((one.what, one.old, one.new) for one in planned.differences),
        )
        for planned in changed
    )
