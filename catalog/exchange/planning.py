"""What applying a list would do: each row new, changed or identical beside what the register holds."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from catalog.exchange.reading import Reading, Row
from catalog.models import Line, LineCitation, Requirement
from catalog.rules.citations import Citation
from catalog.services import instruments
from catalog.services.registering import Directory
from catalog.vocabulary import Severity, Word

CHUNK = 2_000


class Change(Word):
    """What a row would do to the register."""

    NEW = "new", "新增"
    CHANGED = "changed", "有改动"
    IDENTICAL = "identical", "相同"


@dataclass(frozen=True, slots=True)
class Difference:
    """One attribute that would change, as text."""

    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A readable row with what it would do."""

    row: Row
    change: Change
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a person needs to say yes or no. Nothing has been written.

    ``instruments`` maps title keys to ids, for linking when the plan is applied.
    """

    reading: Reading
    rows: tuple[PlannedRow, ...]
    instruments: Mapping[str, int]

    @property
    def summary(self) -> dict[str, int]:
        """Counts of rows by what they would do, and of problems by severity."""
        changes = Counter(planned.change for planned in self.rows)
        weights = Counter(problem.severity for problem in self.reading.problems)
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


def plan(session: Session, reading: Reading, *, on: date) -> Plan:
    """Compare what was read with the newest line of each requirement. A fixed number of queries a chunk."""
    directory = Directory(session)
    keys = [_key(directory, row) for row in reading.rows]
    standing = _standing(session, {key[0] for key in keys if key})
    bases = _bases(session, [line.id or 0 for line in standing.values()])
    rows = tuple(
        _planned(row, standing.get(key) if key else None, bases) for row, key in zip(reading.rows, keys, strict=True)
    )
    known = {key: one.id for key, one in instruments.by_key(session, on).items() if one.id is not None}
    return Plan(reading, rows, known)


Key = tuple[int, int, int]


def _key(directory: Directory, row: Row) -> Key | None:
    office = directory.office(row.demanding_office)
    item = directory.service_item(row.service_item)
    material = directory.material(row.material)
    return (office, item, material) if office and item and material else None


def _standing(session: Session, offices: set[int]) -> dict[Key, Line]:
    """The newest line of every requirement of these offices."""
    query = (
        select(Line, Requirement.office_id, Requirement.service_item_id, Requirement.material_id)
        .join(Requirement, col(Requirement.id) == col(Line.requirement_id))
        .where(col(Requirement.office_id).in_(offices))
        .order_by(col(Line.id))
    )
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


def _planned(row: Row, line: Line | None, bases: Mapping[int, list[tuple[str, str]]]) -> PlannedRow:
    if line is None:
        return PlannedRow(row, Change.NEW)
    old, new = _of_line(line, bases.get(line.id or 0, [])), _of_row(row)
    different = tuple(Difference(what, old[what], new[what]) for what in new if old[what] != new[what])
    return PlannedRow(row, Change.CHANGED if different else Change.IDENTICAL, different)


def _of_line(line: Line, bases: Sequence[tuple[str, str]]) -> dict[str, str]:
    return _attributes(line, _cited(bases))


def _of_row(row: Row) -> dict[str, str]:
    return _attributes(row.as_line(), _cited([_pair(cited) for cited in row.citations]))


def _pair(cited: Citation) -> tuple[str, str]:
    return cited.title, cited.clause


def _attributes(line: Any, bases: str) -> dict[str, str]:
    return {
        "取消方式": line.disposition.label,
        "替代方式": line.method.label if line.method else "",
        "取消后的办理方式": line.replacement,
        "开具单位": line.issuing_office,
        "设定依据": bases,
        "备注": line.remark,
    }


def _cited(bases: Sequence[tuple[str, str]]) -> str:
    return "；".join(f"《{title}》{clause}" for title, clause in bases)
