"""Conditions on a page of results: the chosen ones, the further ones with counts, and which to drop."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app import towns, wording
from app.finding import ARGUMENTS
from app.kept_parts import Parts
from app.own_links import OwnLinks
from app.pages import Chip, Facet
from app.public.facet_drawing import Count, Drawing, option_of
from app.public.facet_labels import Labels
from search import interface
from search.interface import Query, Results

# Materials and errands are groups and links already; as facets they would only repeat them.
SHOWN = (
    interface.Facet.OUTCOME,
    interface.Facet.METHOD,
    interface.Facet.OFFICE,
    interface.Facet.LEVEL,
    interface.Facet.LIST,
)
MOST_OPTIONS = 8
MOST_REST = 92
MOST_PARTS = 60
MISSING = "不存在的条件"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The conditions of one page. ``empty`` is heading and sentence when they leave nothing, else ()."""

    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    relax: tuple[tuple[Chip, int], ...]
    empty: tuple[str, str] | tuple[()]


def of(results: Results, query: Query, parts: Parts, own: OwnLinks) -> Narrowed:
    """What the conditions of a query are called, and what others there are. Raises Moved as ``parts`` does."""
    labels = Labels(parts)
    chosen = _chosen(query, labels.towns)
    chips = tuple(_chips(chosen, labels))
    relax = _relax(results, chips)
    option = option_of(parts)
    starts = {facet: own.adding(ARGUMENTS[facet], chosen[facet]) for facet in SHOWN}
    drawings = {facet: Drawing(start, labels.escaped(facet), option) for facet, start in starts.items()}
    facets = tuple(_facet(facet, results, chosen[facet], labels, draw) for facet, draw in drawings.items())
    return Narrowed(facets, chips, relax, _empty(relax))


def _facet(facet: interface.Facet, results: Results, chosen: tuple[str, ...], labels: Labels, draw: Drawing) -> Facet:
    counts = [(value, count) for value, count in results.facets.get(facet, ()) if value not in chosen]
    if facet is interface.Facet.OFFICE and towns.VALUE not in chosen:
        return _offices(counts, draw, results, labels)
    return Facet(facet.label, *draw.parted(counts, MOST_OPTIONS, MOST_REST))


def _offices(counts: Sequence[Count], draw: Drawing, results: Results, labels: Labels) -> Facet:
    """The offices with all towns as one, which can be opened, in the place that their number gives them."""
    label, many = interface.Facet.OFFICE.label, labels.town_values
    folded = [one for one in counts if one[0] in many]
    if len(folded) < 2:
        return Facet(label, *draw.parted(counts, MOST_OPTIONS, MOST_REST))
    rest = [one for one in counts if one[0] not in many]
    whole = towns.VALUE, results.joined_offices
    ordered = sorted((whole, *rest), key=lambda one: -one[1])
    called = _called(results.facets[interface.Facet.OFFICE], many)
    return Facet(label, *draw.parted(ordered, MOST_OPTIONS, MOST_REST, {towns.VALUE: (called, folded[:MOST_PARTS])}))


def _called(counts: Sequence[Count], many: frozenset[str]) -> str:
    """What all towns are called. Search tells the largest offices only: then nobody knows how many towns there are."""
    number = sum(value in many for value, _ in counts) if len(counts) < interface.MAX_VALUES else 0
    return f"{towns.CALLED}（{number}个）" if number else towns.CALLED


def _chosen(query: Query, many: frozenset[int]) -> dict[interface.Facet, tuple[str, ...]]:
    offices = _texts(query.office_ids)
    if many and many <= query.office_ids:
        offices = (towns.VALUE, *_texts(query.office_ids - many))
    return {
        interface.Facet.OUTCOME: _texts(query.outcomes),
        interface.Facet.METHOD: _texts(query.methods),
        interface.Facet.LEVEL: _texts(query.levels),
        interface.Facet.OFFICE: offices,
        interface.Facet.LIST: _texts(query.list_ids),
        interface.Facet.MATERIAL: _texts(query.material_ids),
        interface.Facet.SERVICE_ITEM: _texts(query.service_item_ids),
    }


def _texts(values: frozenset) -> tuple[str, ...]:
    return tuple(str(value) for value in sorted(values))


def _chips(chosen: Mapping[interface.Facet, tuple[str, ...]], labels: Labels) -> Iterator[Chip]:
    for facet, values in chosen.items():
        names = {towns.VALUE: towns.CALLED, **labels.chosen(facet, values)} if values else {}
        for value in values:
            label = names.get(value, MISSING)
            yield Chip(ARGUMENTS[facet], label, value, tuple(other for other in values if other != value))


def _relax(results: Results, chips: Sequence[Chip]) -> tuple[tuple[Chip, int], ...]:
    """The conditions that may be dropped when all of them leave nothing, with what that gives."""
    by_name = {chip.name: chip for chip in chips}
    return tuple(
        (by_name[ARGUMENTS[facet]], count)
        for facet, count in results.without.items()
        if ARGUMENTS[facet] in by_name and count
    )


def _empty(relax: Sequence[tuple[Chip, int]]) -> tuple[str, str] | tuple[()]:
    if not relax:
        return ()
    chip, count = max(relax, key=lambda pair: pair[1])
    return wording.empty_facets(chip.label, count)
