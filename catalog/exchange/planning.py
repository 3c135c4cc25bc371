"""What applying a list would do: each row new, changed or identical beside what the register holds."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from catalog import text
from catalog.exchange import errands, publications
from catalog.exchange.columns import Field
from catalog.exchange.errands import Completion
from catalog.exchange.problems import Problem, problem
from catalog.exchange.reading import Reading
from catalog.exchange.register import InstrumentFact, ListedInstruments
from catalog.exchange.rows import Row
from catalog.models import Decision, Line, LineCitation, Requirement
from catalog.services import history, instruments
from catalog.services.lists import LineDraft, Publication
from catalog.services.registering import Directory
from catalog.vocabulary import ItemType, LegalLevel, Severity, Word

CHUNK = 2_000


class Change(Word):
    """What a row would do to the register; a wrong one does nothing before it is mended."""

    NEW = "new", "新增"
    CHANGED = "changed", "有改动"
    IDENTICAL = "identical", "相同"
    WRONG = "wrong", "有错"


@dataclass(frozen=True, slots=True)
class Difference:
    """One attribute that would change, as text."""

    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row with what it would do. ``repeated``: an earlier row is about the same requirement and stands."""

    row: Row
    change: Change
    differences: tuple[Difference, ...] = ()
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a person needs to say yes or no. Nothing has been written.

    ``instruments`` maps title keys and document numbers to ids, for linking when the plan is applied.
    ``problems`` are those of the reading and those that only the register shows: two names in the list that
    are one material here.
    ``place`` is where the history stood: what was compared may be another register once it has moved on.
    """

    reading: Reading
    rows: tuple[PlannedRow, ...]
    instruments: Mapping[str, int]
    problems: tuple[Problem, ...] = ()
    publication: Publication | None = None
    place: int = 0
    # What errands of the list would be given, of which nothing is stated yet.
    completions: tuple[Completion, ...] = ()

    @property
    def summary(self) -> dict[str, int]:
        """Counts of rows by what they would do, which add up to ``rows``, and of problems by severity."""
        changes = Counter(planned.change for planned in self.rows)
        weights = Counter(one.severity for one in self.problems)
        return {
            "rows": len(self.reading.rows),
            **{change.value: changes[change] for change in Change},
            "errors": weights[Severity.ERROR],
            "doubts": weights[Severity.DOUBT],
            "notes": weights[Severity.NOTE],
        }

    @property
    def changes_nothing(self) -> bool:
        """True when every row is already in the register as it stands."""
        return bool(self.rows) and all(planned.change is Change.IDENTICAL for planned in self.rows)

    @property
    def refusal(self) -> str | None:
        """Why this plan cannot be applied as it stands; None when it can (doubts still need accepting)."""
        errors = self.summary["errors"]
        if errors:
            return f"有{errors:,}处错误，改好以后再导入。没有写入任何一条。"
        if not self.rows:
            return "文件里没有读到证明。"
        if self.changes_nothing:
            return "和登记簿里已有的完全相同，没有要写入的。"
        return None


def register(session: Session, on: date) -> ListedInstruments:
    """The register of instruments for a reader of lists, as it stands on a day.

    An article is impossible only when no version has it: the line does not say which version it cites.
    """
    articles, numbers = instruments.longest(session), instruments.numbers(session)
    return ListedInstruments(
        InstrumentFact(
            one.title,
            one.level,
            one.issuer,
            articles.get(key),
            one.effective_on,
            one.repealed_on,
            one.fictional,
            tuple(numbers.get(key, ())),
        )
        for key, one in instruments.by_key(session, on).items()
    )


def plan(session: Session, reading: Reading, *, on: date, publication: Publication | None = None) -> Plan:
    """Compare what was read with the newest line of each requirement. A fixed number of queries a chunk.

    With ``publication`` only published lines count as what the register holds: a draft of the same list
    has decided nothing yet.
    """
    directory = Directory(session)
    keys = [_key(directory, row) for row in reading.rows]
    offices = {key[0] for key in keys if isinstance(key[0], int)}
    standing = _standing(session, offices, published=publication is not None)
    bases = _bases(session, [line.id or 0 for line in standing.values()])
    first = _first(reading.rows, keys)
    repeated = [(row, other) for row, other in zip(reading.rows, first, strict=True) if other is not row]
    completions, of_errands = errands.look(session, directory, reading)
    told = (*publications.problems(session, publication), *reading.problems, *_told(reading, repeated), *of_errands)
    wrong = {(one.sheet, one.line) for one in told if one.severity is Severity.ERROR}
    rows = tuple(
        PlannedRow(row, Change.WRONG)
        if (row.sheet, row.line) in wrong
        else _planned(row, standing.get(key), bases, repeated=other is not row)
        for row, key, other in zip(reading.rows, keys, first, strict=True)
    )
    known = {key: one.id for key, one in instruments.known(session, on).items() if one.id is not None}
    return Plan(reading, rows, known, told, publication, history.head(session), completions)


def again(session: Session, old: Plan, *, on: date) -> Plan:
    """The same reading compared with the register as it stands now."""
    return plan(session, old.reading, on=on, publication=old.publication)


# Office, errand and material: by id where the register knows them, else by the key of their spelling.
Key = tuple[int | str, int | str, int | str]


def _key(directory: Directory, row: Row) -> Key:
    return (
        directory.office(row.demanding_office) or text.name_key(row.demanding_office),
        directory.service_item(row.service_item) or text.name_key(row.service_item),
        directory.material(row.material) or text.name_key(row.material),
    )


def _first(rows: Sequence[Row], keys: Sequence[Key]) -> list[Row]:
    """For each row the first one of its requirement. A row that lacks a name is of no requirement yet."""
    first: dict[Key, Row] = {}
    return [first.setdefault(key, row) if all(key) else row for row, key in zip(rows, keys, strict=True)]


def _told(reading: Reading, repeated: Sequence[tuple[Row, Row]]) -> list[Problem]:
    """An error for each repeated row that the reading could not see, because the names differ."""
    seen = {
        (one.sheet, one.line)
        for one in reading.problems
        if one.code in ("same-requirement", "duplicate-line", "conflicting-line")
    }
    return [
        problem(row.sheet, row.line, Field.MATERIAL.label, "same-requirement", where=f"第{other.line}行")
        for row, other in repeated
        if (row.sheet, row.line) not in seen
    ]


def _standing(session: Session, offices: set[int], *, published: bool) -> dict[Key, Line]:
    """The newest line of every requirement of these offices; with ``published`` the newest that decided."""
    query = (
        select(Line, Requirement.office_id, Requirement.service_item_id, Requirement.material_id)
        .join(Requirement, col(Requirement.id) == col(Line.requirement_id))
        .where(col(Requirement.office_id).in_(offices))
        .order_by(col(Line.id))
    )
    if published:
        query = query.where(col(Line.id).in_(select(Decision.line_id)))
    return {(office, item, material): line for line, office, item, material in session.exec(query)}


def _bases(session: Session, line_ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for start in range(0, len(line_ids), CHUNK):
        query = select(LineCitation.line_id, LineCitation.title, LineCitation.clause).where(
            col(LineCitation.line_id).in_(line_ids[start : start + CHUNK])
        )
        for line_id, title, clause in session.exec(
            query.order_by(col(LineCitation.line_id), col(LineCitation.position))
        ):
            found[line_id].append((title, clause))
    return found


def _planned(row: Row, line: Line | None, bases: Mapping[int, list[tuple[str, str]]], *, repeated: bool) -> PlannedRow:
    if line is None:
        return PlannedRow(row, Change.NEW, repeated=repeated)
    old = _attributes(line.disposition, line.method, line, _cited(bases.get(line.id or 0, [])))
    new = _attributes(row.decided, row.by_method, row, _cited([(one.title, one.clause) for one in row.citations]))
    different = tuple(Difference(what, old[what], new[what]) for what in new if old[what] != new[what])
    return PlannedRow(row, Change.CHANGED if different else Change.IDENTICAL, different, repeated)


def _attributes(disposition: Word | None, method: Word | None, texts: Line | Row, bases: str) -> dict[str, str]:
    return {
        Field.DISPOSITION.label: disposition.label if disposition else "",
        Field.METHOD.label: method.label if method else "",
        Field.REPLACEMENT.label: texts.replacement,
        Field.ISSUING_OFFICE.label: texts.issuing_office,
        Field.BASIS.label: bases,
        Field.REMARK.label: texts.remark,
    }


def _cited(bases: Sequence[tuple[str, str]]) -> str:
    return "；".join(f"《{title}》{clause}" for title, clause in bases)


def as_line(row: Row, accepted: tuple[dict[str, str], ...]) -> LineDraft:
    """The row as it is entered, with the doubts that were accepted. Only rows without errors have a disposition."""
    assert row.decided is not None
    return LineDraft(
        demanding_office=row.demanding_office,
        service_item=row.service_item,
        material=row.material,
        disposition=row.decided,
        method=row.by_method,
        replacement=row.replacement,
        issuing_office=row.issuing_office,
        item_type=ItemType.named(row.item_type),
        remark=row.remark,
        citations=row.citations,
        has_no_basis=row.level is LegalLevel.NO_BASIS and row.basis is None,
        sheet=row.sheet,
        sheet_line=row.line,
        raw=dict(row.raw),
        findings=accepted,
    )
