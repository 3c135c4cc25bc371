"""What the requirements mean on a day, as sets: the index stores no outcome, the decisions give it."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from operator import or_
from threading import Lock

from catalog.rules.verdict import Fact, intervals
from catalog.vocabulary import DecisionKind, Method, Outcome
from search import bits
from search.cache import Cache
from search.segments import Segment
from search.snapshot import Sets, Snapshot

Code = tuple[Outcome, Method | None]
Timeline = tuple[tuple[date | None, Code], ...]
"""From which day a requirement means what; the first entry begins before all days."""

Facts = Callable[[Sequence[int] | None], Mapping[int, Sequence[Fact]]]

_UNKNOWN: Timeline = ((None, (Outcome.UNKNOWN, None)),)
_BEGINNING = datetime.min.replace(tzinfo=UTC)
_END = datetime.max.replace(tzinfo=UTC)
_DAYS_KEPT = 64
# The decisions of more requirements than this are read with all others.
_MANY = 20_000


@dataclass(frozen=True, slots=True)
class _Timelines:
    """The requirements of a segment by what they mean over time. Holds for what is known in [since, until).

    ``ahead`` are the lists that are recorded and not public in that time.
    """

    since: datetime
    until: datetime
    by_timeline: Mapping[Timeline, int]
    ahead: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Day:
    """The documents by what they mean on a day. Two days with the same ``mark`` are the same.

    ``hidden_lists`` are the values of lists that are published ahead: nobody is told of them yet.
    """

    mark: Hashable
    codes: Mapping[Code, Sets]
    hidden_lists: frozenset[str] = frozenset()

    @cached_property
    def outcomes(self) -> Mapping[str, Sets]:
        """The documents by the value of their outcome."""
        return _joined((outcome.value, sets) for (outcome, _), sets in self.codes.items())

    @cached_property
    def methods(self) -> Mapping[str, Sets]:
        """The documents by the value of their method, those that have one."""
        return _joined((method.value, sets) for (_, method), sets in self.codes.items() if method)


class Outcomes:
    """The outcome sets of days. Timelines are worked out once for a segment, days from them, a few kept.

    A changed requirement is written into a new segment, so what an old one says of the rest stays true.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._timelines: dict[str, _Timelines] = {}
        self._days: Cache[Hashable, Day] = Cache(_DAYS_KEPT, lambda day: 1)

    def of_day(self, snapshot: Snapshot, on: date, known: datetime, facts: Facts) -> Day:
        """The documents by outcome and method on a day, as known at an instant; ``facts`` is asked only when needed."""
        lines = self._known(snapshot, known, facts)
        mark = on, *((one.name, line.since) for one, line in lines)
        hidden = frozenset(str(list_id) for _, line in lines for list_id in line.ahead)
        return self._days.get(mark, lambda: Day(mark, _codes([_on(line, on) for _, line in lines]), hidden))

    def _known(self, snapshot: Snapshot, known: datetime, facts: Facts) -> list[tuple[Segment, _Timelines]]:
        with self._lock:
            lines = {one.name: self._timelines.get(one.name) for one in snapshot.segments}
            wanted = [one for one in snapshot.segments if not _holds(lines[one.name], known)]
            if wanted:
                made = _work_out(wanted, known, facts, everything=len(wanted) == len(snapshot.segments))
                lines |= made
                # What is asked of the past is worked out and not kept: the present would lose its place.
                past = {name for name, one in self._timelines.items() if known < one.since}
                self._timelines |= {name: one for name, one in made.items() if name not in past}
            self._timelines = {one.name: kept for one in snapshot.segments if (kept := self._timelines.get(one.name))}
            return [(one, line) for one in snapshot.segments if (line := lines[one.name])]


def _codes(segments: Sequence[Mapping[Code, int]]) -> Mapping[Code, Sets]:
    codes = dict.fromkeys(code for segment in segments for code in segment)
    return {code: tuple(segment.get(code, 0) for segment in segments) for code in codes}


def _joined(valued: Iterable[tuple[str, Sets]]) -> Mapping[str, Sets]:
    found: dict[str, Sets] = {}
    for value, sets in valued:
        found[value] = tuple(map(or_, found[value], sets)) if value in found else sets
    return found


def _holds(lines: _Timelines | None, known: datetime) -> bool:
    return lines is not None and lines.since <= known < lines.until


def _on(lines: _Timelines, on: date) -> Mapping[Code, int]:
    found: dict[Code, int] = {}
    for timeline, documents in lines.by_timeline.items():
        code = next(code for day, code in reversed(timeline) if day is None or day <= on)
        found[code] = found.get(code, 0) | documents
    return found


def _work_out(segments: Sequence[Segment], known: datetime, facts: Facts, *, everything: bool) -> dict[str, _Timelines]:
    many = everything or sum(one.size for one in segments) > _MANY
    by_id = facts(None if many else [id_ for one in segments for id_ in one.ids])
    seen: dict[object, Timeline] = {(): _UNKNOWN}
    return {one.name: _of(one, by_id, known, seen) for one in segments}


def _of(
    segment: Segment, by_id: Mapping[int, Sequence[Fact]], known: datetime, seen: dict[object, Timeline]
) -> _Timelines:
    places: dict[Timeline, list[int]] = {}
    since, until = _BEGINNING, _END
    ahead: set[int] = set()
    for facts, some in _sharing(segment, by_id):
        for fact in facts:
            if fact.kind is DecisionKind.PUBLISHED and fact.list_id and fact.public_from > known:
                ahead.add(fact.list_id)
            for instant in (fact.recorded_at, fact.public_from):
                since, until = (max(since, instant), until) if instant <= known else (since, min(until, instant))
        shape = _shape(facts, known)
        if shape not in seen:
            seen[shape] = _timeline(facts, known)
        places.setdefault(seen[shape], []).extend(some)
    by_timeline = {line: bits.of(some, segment.size) for line, some in places.items()}
    return _Timelines(since, until, by_timeline, frozenset(ahead))


def _sharing(segment: Segment, by_id: Mapping[int, Sequence[Fact]]) -> Iterable[tuple[Sequence[Fact], Sequence[int]]]:
    """The places of a segment whose requirements share their decisions, as those of which the same was decided do."""
    shared: dict[int, tuple[Sequence[Fact], list[int]]] = {}
    for place, id_ in enumerate(segment.ids):
        facts = by_id.get(id_, ())
        if (one := shared.get(id(facts))) is None:
            shared[id(facts)] = one = facts, []
        one[1].append(place)
    return shared.values()


def _shape(facts: Sequence[Fact], known: datetime) -> object:
    """What of some decisions bears on the outcome: most requirements share a few shapes."""
    if len(facts) == 1 and facts[0].corrects is None:
        one = facts[0]
        return (one.kind, one.disposition, one.method, one.effective_on, one.public_from <= known >= one.recorded_at)
    return tuple(facts)


def _timeline(facts: Sequence[Fact], known: datetime) -> Timeline:
    return tuple(
        (day, (verdict.outcome, verdict.fact.method if verdict.fact else None))
        for day, verdict in intervals(facts, known)
    )
