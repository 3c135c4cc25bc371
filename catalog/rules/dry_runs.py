"""What publishing a list, or correcting what was published, would do: which verdicts turn, and on which day."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from catalog.rules.line_contents import LineContent
from catalog.rules.verdict import Fact, verdict
from catalog.vocabulary import DecisionKind, Disposition, Method, Outcome

# No stored decision has this id: the ones that a dry run makes up.
MADE_UP = 1 << 60


@dataclass(frozen=True, slots=True)
class Flip:
    """One line that is to become a decision, with the outcome on its first day before and after."""

    line: LineContent
    on: date
    before: Outcome
    after: Outcome

    @property
    def changes(self) -> bool:
        return self.before is not self.after


def flips(
    lines: Iterable[LineContent],
    facts: Mapping[int, Sequence[Fact]],
    *,
    effective_on: date,
    public_from: datetime,
    number: str | None = None,
) -> tuple[Flip, ...]:
    """What becomes of each line's requirement on the day the line takes effect; ``facts`` by requirement."""
    return tuple(_flip(line, facts.get(line.requirement_id, ()), effective_on, public_from, number) for line in lines)


def _flip(line: LineContent, facts: Sequence[Fact], effective_on: date, known: datetime, number: str | None) -> Flip:
    day = line.effective_on or effective_on
    fresh = Fact(
        MADE_UP,
        DecisionKind.PUBLISHED,
        line.disposition,
        line.method,
        line.replacement,
        day,
        known,
        known,
        number=number,
    )
    before, after = verdict(facts, day, known), verdict((*facts, fresh), day, known)
    return Flip(line, day, before.outcome, after.outcome)


@dataclass(frozen=True, slots=True)
class Restated:
    """What a correction says instead of a decision; ``disposition`` is None where it only takes back."""

    kind: DecisionKind
    disposition: Disposition | None
    method: Method | None
    replacement: str
    effective_on: date


def turns(
    decisions: Iterable[tuple[int, int]],
    facts: Mapping[int, Sequence[Fact]],
    restated: Restated,
    *,
    on: date,
    known: datetime,
) -> dict[tuple[Outcome, Outcome], int]:
    """How many requirements turn from which outcome to which on a day, as known at the instant it is public.

    ``decisions`` are (requirement, decision) as they are to be corrected, ``facts`` by requirement.
    """
    found = Counter(_turn(facts.get(one, ()), decision, restated, on, known) for one, decision in decisions)
    return dict(sorted(found.items(), key=lambda each: _order(each[0])))


def _turn(
    facts: Sequence[Fact], decision: int, restated: Restated, on: date, known: datetime
) -> tuple[Outcome, Outcome]:
    fresh = Fact(
        MADE_UP,
        restated.kind,
        restated.disposition,
        restated.method,
        restated.replacement,
        restated.effective_on,
        known,
        known,
        corrects=decision,
    )
    return verdict(facts, on, known).outcome, verdict((*facts, fresh), on, known).outcome


def summary(found: Iterable[Flip]) -> dict[tuple[Outcome, Outcome], dict[str, int]]:
    """How many lines turn from which outcome to which, and by which method or disposition."""
    counts: dict[tuple[Outcome, Outcome], Counter[str]] = {}
    for one in found:
        how: Disposition | Method = one.line.method or one.line.disposition
        counts.setdefault((one.before, one.after), Counter())[how.label] += 1
    return {pair: dict(some.most_common()) for pair, some in sorted(counts.items(), key=lambda each: _order(each[0]))}


def _order(pair: tuple[Outcome, Outcome]) -> tuple[int, int]:
    outcomes = list(Outcome)
    return outcomes.index(pair[0]), outcomes.index(pair[1])
