"""What differs, for the person who has to bring something, between the verdicts of two days."""

from catalog.rules.verdict import Verdict
from catalog.vocabulary import Word


class Aspect(Word):
    """A side of a verdict that can change on its own."""

    ANSWER = "answer", "结论"
    WAY = "way", "办法"
    SOURCE = "source", "文号"


def changed(before: Verdict, after: Verdict) -> frozenset[Aspect]:
    """The sides in which two verdicts on one requirement differ; empty when a person would notice nothing.

    The answer is the outcome; the way is how a proof is replaced; the source is the published document. Two
    verdicts without a decision are alike, whatever is announced.
    """
    return frozenset(aspect for aspect, side in _SIDES.items() if side(before) != side(after))


def _way(verdict: Verdict) -> object:
    return verdict.fact and (verdict.fact.disposition, verdict.fact.method, verdict.fact.replacement)


def _source(verdict: Verdict) -> object:
    return verdict.fact and (verdict.fact.number, verdict.fact.list_id, verdict.fact.line_position)


_SIDES = {Aspect.ANSWER: lambda verdict: verdict.outcome, Aspect.WAY: _way, Aspect.SOURCE: _source}
