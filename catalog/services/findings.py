"""What stands between a list and the next step: what the law leaves closed, and what contradicts decisions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from catalog import clock
from catalog.models import Evidence, EvidenceLine, Instrument, Line, LineCitation, LineException
from catalog.rules import conflicts, dispositions
from catalog.rules.dispositions import Basis
from catalog.rules.line_contents import LineContent
from catalog.rules.verdict import Fact, verdict
from catalog.services import line_texts, verdicts
from catalog.services.requirements import status_of
from catalog.vocabulary import Disposition, ExceptionKind, LegalLevel, Method

# line and kind of reason → what the line said when it was signed.
Signed = Mapping[tuple[int, ExceptionKind], set[tuple[Disposition, Method | None]]]
# What became of a point.
BY_EVIDENCE, BY_REASON = "evidence", "reason"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing about one line that must be settled, with the sentence for the official.

    ``evidence`` is what would settle it ("" when only a signed reason does), ``source`` the rule behind it,
    ``settled`` how it was settled: "", "evidence" or "reason".
    """

    kind: ExceptionKind
    line: LineContent
    sentence: str
    evidence: str = ""
    source: str = ""
    settled: str = ""

    @property
    def is_open(self) -> bool:
        return not self.settled


def of_list(
    session: Session, list_id: int, *, city: str, at: datetime, effective_on: date | None = None
) -> list[Point]:
    """Every point about the list, policy first, in the order of its lines. A fixed number of queries.

    ``city`` tells the city's own documents from the province's; ``effective_on`` is the day on which the lines
    are to take effect, by default the day of ``at``.
    """
    lines = line_texts.of_list(session, list_id)
    evidence, signed = _evidence(session, list_id), _signed(session, list_id)
    day = clock.day_of(at)
    return [
        *_policy(session, lines, evidence, signed, city=city, on=effective_on or day),
        *_conflicts(session, lines, signed, effective_on=effective_on or day, at=at),
    ]


def refusal(points: Iterable[Point], *kinds: ExceptionKind, shown: int = 3) -> str | None:
    """Why points of these kinds stop the list, or None; the first ones are named."""
    waiting = [point for point in points if point.is_open and point.kind in kinds]
    if not waiting:
        return None
    named = "".join(f"第{point.line.position}条：{point.sentence}" for point in waiting[:shown])
    return f"还有{len(waiting)}条没有解决。{named}" + ("……" if len(waiting) > shown else "")


def _policy(
    session: Session,
    lines: Sequence[LineContent],
    evidence: Mapping[int, set[str]],
    signed: Signed,
    *,
    city: str,
    on: date,
) -> Iterator[Point]:
    bases = _bases(session, [line.line_id for line in lines], city=city, on=on)
    for line in lines:
        found = dispositions.finding(line.disposition, line.method, bases.get(line.line_id, ()))
        if found is None or not (found.blocks or found.needs_evidence):
            continue
        settled = ""
        if found.needs_evidence and found.evidence in evidence.get(line.line_id, ()):
            settled = BY_EVIDENCE
        elif _is_signed(signed, line, ExceptionKind.POLICY):
            settled = BY_REASON
        yield Point(ExceptionKind.POLICY, line, found.sentence, found.evidence, found.source, settled)


def _conflicts(
    session: Session,
    lines: Sequence[LineContent],
    signed: Signed,
    *,
    effective_on: date,
    at: datetime,
) -> Iterator[Point]:
    """Contradictions with what is in force, or announced, on the day the lines take effect."""
    facts = verdicts.facts(session, {line.requirement_id for line in lines})
    mine = {_label_of(line): line for line in lines}
    known: list[conflicts.Line] = []
    for line in lines:
        known.append(_as_line(line, effective_on))
        known += [
            _as_fact(line.requirement_id, fact) for fact in _standing(facts.get(line.requirement_id, ()), line, at)
        ]
    for conflict in conflicts.find(known):
        ours = mine.get(conflict.later.label) or mine.get(conflict.earlier.label)
        if ours is None:
            continue
        settled = BY_REASON if _is_signed(signed, ours, ExceptionKind.CONFLICT) else ""
        yield Point(ExceptionKind.CONFLICT, ours, conflict.sentence, settled=settled)


def _label_of(line: LineContent) -> str:
    """How a line of the list is named in a sentence about a contradiction."""
    return f"第{line.position}条"


def _as_line(line: LineContent, effective_on: date) -> conflicts.Line:
    day = line.effective_on or effective_on
    return conflicts.Line(line.requirement_id, line.disposition, line.method, day, _label_of(line))


def _as_fact(requirement_id: int, fact: Fact) -> conflicts.Line:
    assert fact.disposition is not None  # withdrawals are no standing decisions
    label = f"{fact.number or '已公布的清单'}（{fact.effective_on.isoformat()}起）"
    return conflicts.Line(requirement_id, fact.disposition, fact.method, fact.effective_on, label)


def _standing(facts: Sequence[Fact], line: LineContent, at: datetime) -> list[Fact]:
    """The decisions of a requirement that stand now or are announced, other lists' only."""
    if not facts:
        return []
    now = verdict(facts, clock.day_of(at), max(at, *(fact.public_from for fact in facts)))
    found = [one for one in (now.fact, *now.announced) if one is not None]
    return [one for one in found if one.disposition is not None and one.line_id != line.line_id]


def _bases(session: Session, line_ids: Sequence[int], *, city: str, on: date) -> dict[int, list[Basis]]:
    query = (
        select(LineCitation, Instrument)
        .join(Line, col(Line.id) == col(LineCitation.line_id))
        .outerjoin(Instrument, col(Instrument.id) == col(LineCitation.instrument_id))
        .where(col(LineCitation.line_id).in_(line_ids))
        .order_by(col(LineCitation.line_id), col(LineCitation.position))
    )
    found: dict[int, list[Basis]] = defaultdict(list)
    for cited, instrument in session.exec(query):
        found[cited.line_id].append(_basis(cited, instrument, city, on))
    return found


def _basis(cited: LineCitation, instrument: Instrument | None, city: str, on: date) -> Basis:
    level: LegalLevel | None = instrument.level if instrument else None
    row = dispositions.standing(level, instrument.issuer if instrument else "", city)
    return Basis(row, status_of(instrument, on), cited.title, cited.is_ground)


def _evidence(session: Session, list_id: int) -> dict[int, set[str]]:
    query = select(EvidenceLine.line_id, Evidence.kind).join(
        Evidence, col(Evidence.id) == col(EvidenceLine.evidence_id)
    )
    found: dict[int, set[str]] = defaultdict(set)
    for line_id, kind in session.exec(query.where(Evidence.list_id == list_id)):
        found[line_id].add(kind)
    return found


def _signed(session: Session, list_id: int) -> Signed:
    query = select(LineException).join(Line, col(Line.id) == col(LineException.line_id)).where(Line.list_id == list_id)
    found: dict[tuple[int, ExceptionKind], set[tuple[Disposition, Method | None]]] = defaultdict(set)
    for one in session.exec(query):
        found[one.line_id, one.kind].add((one.disposition, one.method))
    return found


def _is_signed(
    signed: Signed,
    line: LineContent,
    kind: ExceptionKind,
) -> bool:
    """Signed for what the line says now: a reason for something else has lapsed."""
    return (line.disposition, line.method) in signed.get((line.line_id, kind), ())
