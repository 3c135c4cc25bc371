"""How results can be narrowed: what each choice keeps, and how many each further choice would leave."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from heapq import nsmallest
from operator import itemgetter

from search import documents
from search.evaluation import joined, masked, nothing
from search.interface import MAX_VALUES, Facet, Query
from search.outcomes import Day
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
# Materials are the groups of results and errands their rows: counting them would only repeat these.
COUNTED = (Facet.OUTCOME, Facet.METHOD, Facet.OFFICE, Facet.LEVEL, Facet.LIST)
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
    """What a query chose: for each facet with a choice, its values and the documents that it keeps."""

    values: Mapping[Facet, set[str]]
    kept: Mapping[Facet, Sets]

    def apply(self, match: Sets, *, but: Facet | None = None) -> Sets:
        """The documents of ``match`` that every choice (leaving out one facet) keeps."""
        return reduce(masked, (sets for facet, sets in self.kept.items() if facet is not but), match)


def choices(query: Query, snapshot: Snapshot, day: Day) -> Choices:
    """The documents that each choice of a query keeps. Values that nothing has keep nothing."""
    chosen = {facet: {str(value) for value in values(query)} for facet, values in _CHOSEN.items()}
    values = {facet: some for facet, some in chosen.items() if some}
    told = {facet: some - day.hidden_lists if facet is Facet.LIST else some for facet, some in values.items()}
    return Choices(values, {facet: _keeping(facet, some, snapshot, day) for facet, some in told.items()})


def counts(match: Sets, choices: Choices, snapshot: Snapshot, day: Day) -> dict[Facet, Counts]:
    """For each facet its values with how many documents each would leave, most first, without those that leave none."""
    whole = choices.apply(match)
    within = {facet: choices.apply(match, but=facet) if facet in choices.kept else whole for facet in COUNTED}
    counted = {facet: _counted(facet, within[facet], snapshot, day) for facet in COUNTED}
    return {facet: _ordered(numbers, choices.values.get(facet, set())) for facet, numbers in counted.items()}


def joined_offices(query: Query, match: Sets, choices: Choices, snapshot: Snapshot) -> int:
    """How many documents choosing all offices would leave that the query joins."""
    if not query.joined_offices:
        return 0
    joined = snapshot.having(documents.OFFICE, map(str, query.joined_offices))
    return count(masked(choices.apply(match, but=Facet.OFFICE), joined))


def without(match: Sets, choices: Choices) -> dict[Facet, int]:
    """How many documents there would be without the choices of each facet."""
    numbers = {facet: count(choices.apply(match, but=facet)) for facet in choices.kept}
    return {facet: number for facet, number in numbers.items() if number}


def _keeping(facet: Facet, values: set[str], snapshot: Snapshot, day: Day) -> Sets:
    if facet in _EXACT:
        return snapshot.having(_EXACT[facet], values)
    sets = (found for value, found in _of_day(facet, day).items() if value in values)
    return reduce(joined, sets, nothing(snapshot))


def _counted(facet: Facet, match: Sets, snapshot: Snapshot, day: Day) -> Mapping[str, int]:
    if facet in _EXACT:
        counted = snapshot.counts(_EXACT[facet], match)
        if facet is Facet.LIST and day.hidden_lists:
            return {value: number for value, number in counted.items() if value not in day.hidden_lists}
        return counted
    return {value: count(masked(match, sets)) for value, sets in _of_day(facet, day).items()}


def _of_day(facet: Facet, day: Day) -> Mapping[str, Sets]:
    return day.outcomes if facet is Facet.OUTCOME else day.methods


def _ordered(numbers: Mapping[str, int], chosen: set[str]) -> Counts:
    """The most frequent values, and the chosen ones whatever their number."""
    ordered = sorted((pair for pair in _largest(numbers) if pair[1]), key=_place)
    told = set(map(itemgetter(0), ordered))
    rest = ((value, number) for value in chosen - told if (number := numbers.get(value, 0)))
    return (*ordered, *sorted(rest, key=_place))


def _largest(numbers: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    """The values that are told, in any order: to sort all offices of a large register takes longer than counting."""
    if len(numbers) <= MAX_VALUES:
        return numbers.items()
    least = sorted(numbers.values(), reverse=True)[MAX_VALUES - 1]
    above = [pair for pair in numbers.items() if pair[1] > least]
    level = (value for value, number in numbers.items() if number == least)
    return (*above, *((value, least) for value in nsmallest(MAX_VALUES - len(above), level)))


def _place(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]
