"""Requirements read for people: names, bases and verdicts of many at once, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from catalog.models import Instrument, Line, LineCitation, Material, Office, Requirement, ServiceItem
from catalog.rules.verdict import Fact, Verdict, verdict
from catalog.services import verdicts
from catalog.vocabulary import BasisStatus, ItemType, LegalLevel, OfficeKind


@dataclass(frozen=True, slots=True)
class Key:
    """The three nouns whose meeting is a requirement, with what pages call them."""

    requirement_id: int
    office_id: int
    office: str
    office_kind: OfficeKind
    office_short: str
    service_item_id: int
    service_item: str
    spoken: str
    item_type: ItemType | None
    material_id: int
    material: str


@dataclass(frozen=True, slots=True)
class Cited:
    """One legal reference as a line gives it, with what the register of instruments knows of it."""

    title: str
    clause: str
    raw: str
    is_ground: bool
    instrument_id: int | None
    level: LegalLevel | None
    status: BasisStatus


@dataclass(frozen=True, slots=True)
class Described:
    """A requirement with its verdict on a day and the published line that the verdict rests on."""

    key: Key
    verdict: Verdict
    facts: Sequence[Fact]
    issuing_office: str = ""
    remark: str = ""
    bases: tuple[Cited, ...] = ()

    @property
    def id(self) -> int:
        return self.key.requirement_id


KEY_COLUMNS = (
    Requirement.id,
    Office.id,
    Office.name,
    Office.kind,
    Office.short_name,
    ServiceItem.id,
    ServiceItem.name,
    ServiceItem.spoken,
    ServiceItem.item_type,
    Material.id,
    Material.name,
)


def is_public(now: datetime) -> ColumnElement[bool]:
    """The condition under which the public may see a requirement at an instant."""
    return col(Requirement.public_from) <= now


def keys(session: Session, *conditions: ColumnElement[bool] | bool) -> dict[int, Key]:
    """The keys of the requirements that meet every condition, in the order office, errand, material."""
    query = (
        select(*KEY_COLUMNS)  # type: ignore[call-overload]
        .select_from(Requirement)
        .join(Office, col(Office.id) == col(Requirement.office_id))
        .join(ServiceItem, col(ServiceItem.id) == col(Requirement.service_item_id))
        .join(Material, col(Material.id) == col(Requirement.material_id))
        .where(*conditions)
        .order_by(col(Office.id), col(ServiceItem.id), col(Material.sort_key))
    )
    return {row[0]: Key(*row) for row in session.execute(query)}


def describe(
    session: Session, requirement_ids: Iterable[int], *, on: date, known: datetime, cited: bool = True
) -> dict[int, Described]:
    """The public ones among the requirements, each with its verdict, in the order asked.

    Four queries; three with ``cited`` off, which leaves the legal references out: lists of answers show none.
    """
    asked = list(requirement_ids)
    found = keys(session, col(Requirement.id).in_(asked), is_public(known))
    return _described(session, {i: found[i] for i in asked if i in found}, on=on, known=known, cited=cited)


def describe_where(
    session: Session, *conditions: ColumnElement[bool] | bool, on: date, known: datetime, cited: bool = True
) -> dict[int, Described]:
    """Every public requirement that meets the conditions, with its verdict. Queries as for ``describe``."""
    return _described(session, keys(session, is_public(known), *conditions), on=on, known=known, cited=cited)


def _described(
    session: Session, found: Mapping[int, Key], *, on: date, known: datetime, cited: bool
) -> dict[int, Described]:
    history = verdicts.facts(session, found)
    seen = {i: [fact for fact in history.get(i, ()) if fact.public_from <= known] for i in found}
    answers = {i: verdict(seen[i], on, known) for i in found}
    line_of = {i: line_id for i in found if (line_id := _line(answers[i], seen[i])) is not None}
    lines = _lines(session, line_of.values())
    bases = citations_of(session, line_of.values(), on=on) if cited else {}
    return {i: _one(found[i], answers[i], seen[i], line_of.get(i, 0), lines, bases) for i in found}


def _one(
    key: Key,
    answer: Verdict,
    facts: Sequence[Fact],
    line_id: int,
    lines: Mapping[int, tuple[str, str]],
    bases: Mapping[int, tuple[Cited, ...]],
) -> Described:
    issuing_office, remark = lines.get(line_id, ("", ""))
    return Described(key, answer, facts, issuing_office, remark, bases.get(line_id, ()))


def _line(answer: Verdict, facts: Sequence[Fact]) -> int | None:
    """The line whose attributes describe the requirement: the verdict's own, else the newest published."""
    if answer.fact and answer.fact.line_id is not None:
        return answer.fact.line_id
    return next((fact.line_id for fact in reversed(facts) if fact.line_id is not None), None)


def _lines(session: Session, line_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Issuing office and remark of each line: what a published line says beyond its decision."""
    query = select(Line.id, Line.issuing_office, Line.remark).where(col(Line.id).in_(set(line_ids)))
    return {line_id: (issuing_office, remark) for line_id, issuing_office, remark in session.exec(query) if line_id}


def citations_of(session: Session, line_ids: Iterable[int], *, on: date) -> dict[int, tuple[Cited, ...]]:
    """The legal references of each line, in their order, with the state of each instrument on that day."""
    query = (
        select(LineCitation, Instrument)
        .outerjoin(Instrument, col(Instrument.id) == col(LineCitation.instrument_id))
        .where(col(LineCitation.line_id).in_(set(line_ids)))
        .order_by(col(LineCitation.line_id), col(LineCitation.position))
    )
    found: dict[int, list[Cited]] = defaultdict(list)
    for row, instrument in session.exec(query):
        found[row.line_id].append(_cited(row, instrument, on))
    return {line_id: tuple(some) for line_id, some in found.items()}


def _cited(row: LineCitation, instrument: Instrument | None, on: date) -> Cited:
    level = instrument.level if instrument else None
    # Where only its number was written, the register says what it is called.
    title = row.title or (instrument.title if instrument else "")
    return Cited(title, row.clause, row.raw, row.is_ground, row.instrument_id, level, status_of(instrument, on))


def status_of(instrument: Instrument | None, on: date) -> BasisStatus:
    """What state an instrument is in on a day. An empty effective day means not known, not 'not in force'."""
    if instrument is None:
        return BasisStatus.UNKNOWN
    if instrument.repealed_on and instrument.repealed_on <= on:
        return BasisStatus.REPEALED
    if instrument.effective_on and instrument.effective_on > on:
        return BasisStatus.NOT_YET
    if instrument.last_changed and instrument.first_published and instrument.last_changed > instrument.first_published:
        return BasisStatus.AMENDED
    return BasisStatus.IN_FORCE if instrument.effective_on else BasisStatus.UNKNOWN
