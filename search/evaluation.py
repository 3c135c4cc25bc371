"""A plan carried out on a snapshot: which documents answer, and in what order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from search import bits
from search.clues import BASE, Evidence, Plan
from search.documents import EXACT
from search.interface import Stage
from search.snapshot import Sets, Snapshot, count

Level = tuple[int, Sets]

_RIVALS = 6
_NONE = 1 << 62


@dataclass(frozen=True, slots=True)
class Answer:
    """The documents that answer, before any filter, and the evidence that ranks them. ``together``: see Explanation."""

    match: Sets
    contributions: tuple[tuple[Sets, int], ...]
    together: bool


def carry_out(plan: Plan, snapshot: Snapshot, visible: Sets) -> Answer:
    """The documents among ``visible`` that answer a plan."""
    if plan.stage is Stage.BROWSE:
        return Answer(visible, (), True)
    weighed = [(one, _weigh(one, snapshot)) for one in plan.evidence]
    unions = [(one, _union(found, snapshot)) for one, found in weighed]
    core = [union for one, union in unions if one.core]
    if not core:
        return Answer(nothing(snapshot), (), True)
    match = masked(_all(core) if plan.every else _any(core), visible)
    contributions = [(union, BASE) for _, union in unions]
    contributions += [pair for _, found in weighed for pair in found]
    beside = [masked(match, union) for one, union in unions if not one.core]
    contributions += _leads(plan, snapshot, next(filter(any, [_any(beside)] if beside else []), match))
    named = [union for one, union in unions if one.named]
    return Answer(match, tuple(contributions), not named or count(masked(_all(named), visible)) > 0)


def together(evidence: Iterable[Evidence], snapshot: Snapshot, visible: Sets) -> Sets:
    """The documents that have some of each evidence."""
    return reduce(masked, (_union(_weigh(one, snapshot), snapshot) for one in evidence), visible)


def ranked(match: Sets, contributions: Sequence[tuple[Sets, int]]) -> list[Level]:
    """The documents of ``match`` parted by score, highest first."""
    by_score: dict[int, list[int]] = {}
    for at, found in enumerate(match):
        for score, part in bits.levels(found, [(sets[at], weight) for sets, weight in contributions]):
            by_score.setdefault(score, [0] * len(match))[at] = part
    return [(score, tuple(by_score[score])) for score in sorted(by_score, reverse=True)]


def page(levels: Iterable[Level], snapshot: Snapshot, offset: int, limit: int) -> list[int]:
    """The requirement ids of one page: by score, then by id."""
    found: list[int] = []
    for _, sets in levels:
        size = count(sets)
        if offset < size:
            parts = [(part, one.ids) for part, one in zip(sets, snapshot.segments, strict=True)]
            found += bits.page(parts, offset, limit - len(found))
        offset = max(0, offset - size)
        if len(found) >= limit:
            break
    return found


def masked(sets: Sets, mask: Sets) -> Sets:
    return tuple(map(and_, sets, mask))


def joined(sets: Sets, other: Sets) -> Sets:
    return tuple(map(or_, sets, other))


def nothing(snapshot: Snapshot) -> Sets:
    return (0,) * len(snapshot.segments)


def having(snapshot: Snapshot, field: str, tokens: Sequence[str]) -> Sets:
    """The documents that have all tokens in a field."""
    if not tokens:
        return nothing(snapshot)
    if field == EXACT:
        return snapshot.value(tokens[0])
    found = snapshot.term(field, tokens[0])
    for token in tokens[1:]:
        if not any(found):
            break
        found = masked(found, snapshot.term(field, token))
    return found


def _leads(plan: Plan, snapshot: Snapshot, match: Sets) -> Iterator[tuple[Sets, int]]:
    """The first document of each proof or errand that one word may mean: they come before the rest, likeliest first.

    ``match`` are those that also have what was said beside the word, as far as there are such.
    """
    core = [one for one in plan.evidence if one.core]
    rivals = core[0].rivals[:_RIVALS] if len(core) == 1 and plan.ambiguous else []
    for position, one in enumerate(rivals if len(rivals) > 1 else ()):
        found = masked(match, having(snapshot, one.field, one.tokens))
        yield _first(found, snapshot), BASE * (len(rivals) - position)


def _first(sets: Sets, snapshot: Snapshot) -> Sets:
    lowest = [
        one.ids[(found & -found).bit_length() - 1] if found else _NONE
        for one, found in zip(snapshot.segments, sets, strict=True)
    ]
    least = min(lowest)
    return tuple(found & -found if id_ == least else 0 for id_, found in zip(lowest, sets, strict=True))


def _weigh(evidence: Evidence, snapshot: Snapshot) -> list[tuple[Sets, int]]:
    found = ((having(snapshot, clue.field, clue.tokens), clue.weight) for clue in evidence.clues)
    return [(sets, weight) for sets, weight in found if any(sets)]


def _union(found: Sequence[tuple[Sets, int]], snapshot: Snapshot) -> Sets:
    return reduce(joined, (sets for sets, _ in found), nothing(snapshot))


def _any(unions: Sequence[Sets]) -> Sets:
    return reduce(joined, unions)


def _all(unions: Sequence[Sets]) -> Sets:
    return reduce(masked, unions)
