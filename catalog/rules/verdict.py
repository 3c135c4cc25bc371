"""What a requirement means for a person on a day: the decisions in force, folded (DESIGN §3)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from catalog.vocabulary import DecisionKind, Disposition, Method, Outcome


@dataclass(frozen=True, slots=True)
class Fact:
    """One decision on a requirement, as the verdict sees it.

    ``effective_on`` is a day in Beijing time; ``recorded_at`` and ``public_from`` are instants
    (aware). ``corrects`` is the id of the decision that a correction, withdrawal, supersession or
    annulment speaks of; those take effect on their own ``effective_on``. A withdrawal or annulment
    carries no disposition.
    """

    id: int
    kind: DecisionKind
    disposition: Disposition | None
    method: Method | None
    replacement: str
    effective_on: date
    recorded_at: datetime
    public_from: datetime
    corrects: int | None = None
    reason: str = ""
    number: str | None = None
    list_id: int | None = None
    line_id: int | None = None
    line_position: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one requirement on one day.

    ``fact`` is the decision that gives the outcome (None when unknown); ``since`` its effective day;
    ``announced`` are decisions known on that instant that take effect later, soonest first;
    ``notes`` are published lines without effect (conditional, deferred…) in force on the day;
    ``undone`` are the decisions withdrawn or annulled by that day, with what undid them.
    """

    outcome: Outcome
    on: date
    fact: Fact | None = None
    since: date | None = None
    announced: tuple[Fact, ...] = ()
    notes: tuple[Fact, ...] = ()
    undone: tuple[tuple[Fact, Fact], ...] = ()
    recorded_from: date | None = None


_OUTCOMES = {
    Disposition.CANCEL: Outcome.CANCELLED,
    Disposition.REPLACE: Outcome.REPLACED,
    Disposition.KEEP: Outcome.KEPT,
}
# These only take something back; the other kinds state something themselves.
UNDOINGS = frozenset({DecisionKind.WITHDRAWAL, DecisionKind.ANNULMENT})


def verdict(facts: Iterable[Fact], on: date, known: datetime) -> Verdict:
    """What a requirement means on the day ``on``, as far as it was recorded and public at ``known``.

    From its own effective day a correction or supersession takes the place of the decision it speaks of, a
    withdrawal or annulment removes it; what was in force before comes back. What undoes may be undone in
    turn. Of the decisions then in force the latest (day, record, id) gives the outcome. A line without
    effect never does; a correction to such a line still removes what it corrects (DESIGN §3).
    """
    return _History(facts, known).on(on)


def intervals(facts: Iterable[Fact], known: datetime) -> tuple[tuple[date | None, Verdict], ...]:
    """The verdicts of all days: each with the first day it holds; None begins the time before any decision.

    Every verdict is that of its first day; the first one is that of the day before the first decision.
    """
    history = _History(facts, known)
    days = sorted({fact.effective_on for fact in history.facts})
    if not days:
        return ((None, history.on(date.min)),)
    before = days[0] - timedelta(days=1) if days[0] > date.min else date.min
    return (None, history.on(before)), *((day, history.on(day)) for day in days)


def outcome_of(fact: Fact) -> Outcome:
    """What a decision with effect means for a person; UNKNOWN for one without."""
    if fact.disposition is None or not fact.disposition.has_effect:
        return Outcome.UNKNOWN
    if fact.disposition is Disposition.REPLACE and fact.method is Method.COMMITMENT:
        return Outcome.CHOICE
    return _OUTCOMES[fact.disposition]


class _History:
    """The decisions known at an instant, and which of them speak of which."""

    def __init__(self, facts: Iterable[Fact], known: datetime) -> None:
        seen = [fact for fact in facts if fact.recorded_at <= known and fact.public_from <= known]
        self.facts = sorted(seen, key=_recorded)
        by_id = {fact.id: fact for fact in self.facts}
        self.changes = {
            fact.id: by_id[fact.corrects] for fact in self.facts if fact.corrects is not None and _follows(fact, by_id)
        }

    def on(self, day: date) -> Verdict:
        standing = self._standing(day)
        fact = max(filter(_decides, standing), key=_rank, default=None)
        return Verdict(
            outcome=outcome_of(fact) if fact else Outcome.UNKNOWN,
            on=day,
            fact=fact,
            since=fact.effective_on if fact else None,
            announced=self._announced(day),
            notes=_ordered(one for one in standing if one.disposition is not None and not _decides(one)),
            undone=self._undone(standing),
            recorded_from=min((one.effective_on for one in self.facts if _decides(one)), default=None),
        )

    def _standing(self, day: date) -> list[Fact]:
        """The decisions in force on ``day``. The latest are looked at first: only a later one changes an earlier."""
        if not self.changes:
            return [fact for fact in self.facts if fact.effective_on <= day]
        standing: list[Fact] = []
        changed: set[int] = set()
        for fact in reversed(self.facts):
            if fact.effective_on <= day and fact.id not in changed:
                standing.append(fact)
                changed.update(self._displaced(fact))
        return standing

    def _displaced(self, fact: Fact) -> Iterator[int]:
        """The decisions that ``fact`` puts out of force while it stands.

        What takes a correction's place also keeps down what that one corrected; an undoing lets it come back.
        """
        target = self.changes.get(fact.id)
        while target is not None:
            yield target.id
            target = None if fact.kind in UNDOINGS else self.changes.get(target.id)

    def _announced(self, day: date) -> tuple[Fact, ...]:
        """What takes effect after ``day``, unless it is undone by the day on which it would."""
        coming = [fact for fact in self.facts if fact.effective_on > day]
        return _ordered(fact for fact in coming if not self.changes or fact in self._standing(fact.effective_on))

    def _undone(self, standing: Sequence[Fact]) -> tuple[tuple[Fact, Fact], ...]:
        undoing = _ordered(fact for fact in standing if fact.kind in UNDOINGS and fact.id in self.changes)
        return tuple((self.changes[fact.id], fact) for fact in undoing)


def _follows(fact: Fact, by_id: dict[int, Fact]) -> bool:
    """True when ``fact`` is more than a publication and speaks of a decision recorded before it."""
    target = by_id.get(fact.corrects) if fact.corrects is not None else None
    return target is not None and fact.kind is not DecisionKind.PUBLISHED and _recorded(target) < _recorded(fact)


def _decides(fact: Fact) -> bool:
    return outcome_of(fact) is not Outcome.UNKNOWN


def _recorded(fact: Fact) -> tuple[datetime, int]:
    return fact.recorded_at, fact.id


def _rank(fact: Fact) -> tuple[date, datetime, int]:
    return fact.effective_on, fact.recorded_at, fact.id


def _ordered(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=_rank))
