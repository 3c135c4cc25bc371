"""What a requirement means for a person on a day: the decisions in force, folded (DESIGN §3)."""

from dataclasses import dataclass
from datetime import date, datetime

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
