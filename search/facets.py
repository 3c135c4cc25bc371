"""How results can be narrowed: what each choice keeps, and how many each further choice would leave."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from catalog.vocabulary import Method, Outcome
from search import documents
from search.evaluation import Level, joined, masked, nothing, page
from search.interface import MAX_TOGETHER, Facet, Group, Query
from search.outcomes import Code
from search.snapshot import Sets, Snapshot, count

Counts = tuple[tuple[str, int], ...]

# The facets that are exact values of a document, with what such a value begins with.
_EXACT = {
    Facet.OFFICE: documents.OFFICE,
    Facet.LEVEL: documents.LEVEL,
    Facet.LIST: documents.LIST,
    Facet.MATERIAL: documents.MATERIAL,
    Facet.SERVICE_ITEM: documents.SERVICE_ITEM,
}
# What a query chooses of each facet.
_CHOSEN: Mapping[Facet, Callable[[Query], Iterable[object]]] = {
    Facet.OUTCOME: lambda query: query.outcomes,
    Facet.METHOD: lambda query: query.methods,
    Facet.OFFICE: lambda query: query.office_ids,
    Facet.LEVEL: lambda query: query.levels,
    Facet.LIST: lambda query: query.list_ids,
    Facet.MATERIAL: lambda query: query.material_ids,
    Facet.SERVICE_ITEM: lambda query: query.service_item_ids,
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What a query chose: for each facet with a choice, the documents that it keeps."""

    kept: Mapping[Facet, Sets]

    def apply(self, match: Sets, *, but: Facet | None = None) -> Sets:
        """The documents of ``match`` that every choice (leaving out one facet) keeps."""
        return reduce(masked, (sets for facet, sets in self.kept.items() if facet is not but), match)


def choices(query: Query, snapshot: Snapshot, day: Mapping[Code, Sets]) -> Choices:
    """The documents that each choice of a query keeps. Values that nothing has keep nothing."""
    kept: dict[Facet, Sets] = {}
    for facet, chosen in _CHOSEN.items():
        values = {str(value) for value in chosen(query)}
        if values:
            kept[facet] = _keeping(facet, values, snapshot, day)
    return Choices(kept)


def counts(match: Sets, choices: Choices, snapshot: Snapshot, day: Mapping[Code, Sets]) -> dict[Facet, Counts]:
    """For each facet its values with how many documents each would leave, most first, without those that leave none."""
    found: dict[Facet, Counts] = {}
    whole = choices.apply(match)
    for facet in Facet:
        within = choices.apply(match, but=facet) if facet in choices.kept else whole
        numbers = ((value, count(masked(within, sets))) for value, sets in _values(facet, snapshot, day))
        found[facet] = tuple(sorted((pair for pair in numbers if pair[1]), key=lambda pair: (-pair[1], pair[0])))
    return found


def without(match: Sets, choices: Choices) -> dict[Facet, int]:
    """How many documents there would be without the choices of each facet."""
    numbers = {facet: count(choices.apply(match, but=facet)) for facet in choices.kept}
    return {facet: number for facet, number in numbers.items() if number}


def groups(levels: Iterable[Level], snapshot: Snapshot, materials: Counts) -> tuple[Group, ...]:
    """The materials in the order in which their first documents appear."""
    waiting = dict(materials)
    ordered: list[Group] = []
    for _, sets in levels:
        first: list[tuple[int, str]] = []
        for value in waiting:
            found = masked(sets, snapshot.value(documents.MATERIAL + value))
            if any(found):
                first.append((_first(found, snapshot), value))
        ordered += [Group(int(value), waiting.pop(value)) for _, value in sorted(first)]
        if not waiting:
            break
    return tuple(ordered)


def members(levels: Sequence[Level], snapshot: Snapshot, some: Sequence[Group]) -> list[int]:
    """The requirements of some materials, material after material; each has an equal share of what is shown at once."""
    share = MAX_TOGETHER // max(1, len(some))
    return [id_ for group in some for id_ in page(_of(levels, snapshot, group), snapshot, 0, share)]


def told(
    groups: tuple[Group, ...], part: slice, match: Sets, snapshot: Snapshot, day: Mapping[Code, Sets]
) -> tuple[Group, ...]:
    """The groups, those of a part with what they mean on the day."""
    some = groups[part]
    return (
        *groups[: part.start],
        *(_told(one, match, snapshot, day) for one in some),
        *groups[part.start + len(some) :],
    )


def _told(group: Group, match: Sets, snapshot: Snapshot, day: Mapping[Code, Sets]) -> Group:
    found = masked(match, snapshot.value(f"{documents.MATERIAL}{group.material_id}"))
    numbers = ((*code, count(masked(found, sets))) for code, sets in day.items())
    return replace(group, outcomes=tuple(sorted((one for one in numbers if one[2]), key=_most_first)))


def _most_first(one: tuple[Outcome, Method | None, int]) -> tuple[int, str, str]:
    outcome, method, number = one
    return -number, outcome.value, method.value if method else ""


def _of(levels: Iterable[Level], snapshot: Snapshot, group: Group) -> list[Level]:
    mask = snapshot.value(f"{documents.MATERIAL}{group.material_id}")
    return [(score, masked(sets, mask)) for score, sets in levels]


def _first(sets: Sets, snapshot: Snapshot) -> int:
    lowest = (
        one.ids[(found & -found).bit_length() - 1] for one, found in zip(snapshot.segments, sets, strict=True) if found
    )
    return min(lowest)


def _keeping(facet: Facet, values: set[str], snapshot: Snapshot, day: Mapping[Code, Sets]) -> Sets:
    sets = (found for value, found in _values(facet, snapshot, day) if value in values)
    return reduce(joined, sets, nothing(snapshot))


def _values(facet: Facet, snapshot: Snapshot, day: Mapping[Code, Sets]) -> Iterable[tuple[str, Sets]]:
    if facet in _EXACT:
        mark = _EXACT[facet]
        return ((value[len(mark) :], snapshot.value(value)) for value in snapshot.values(mark))
    by_value: dict[str, Sets] = {}
    for (outcome, method), sets in day.items():
        value = outcome.value if facet is Facet.OUTCOME else method.value if method else None
        if value is not None:
            by_value[value] = joined(by_value[value], sets) if value in by_value else sets
    return by_value.items()
