"""Figures beside their counting rule: how many requirements have which outcome."""

from collections import Counter
from collections.abc import Iterable

from app.pages import Figure
from catalog.services.requirements import Described
from catalog.vocabulary import Outcome


def of_outcomes(found: Iterable[Described]) -> tuple[Figure, ...]:
    """One figure for each outcome that occurs, in the order of the vocabulary."""
    counted = Counter(one.verdict.outcome for one in found)
    return tuple(Figure(outcome.label, counted[outcome]) for outcome in Outcome if counted[outcome])
