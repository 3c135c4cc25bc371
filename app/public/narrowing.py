"""Conditions on a page of results: the chosen ones, the further ones with counts, and which to drop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app import finding, towns, wording
from app.finding import ARGUMENTS
from app.pages import Chip, Facet, Option
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
MISSING = "不存在的条件"

Labels = Mapping[interface.Facet, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The conditions of one page. ``empty`` is heading and sentence when they leave nothing, else ()."""

    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    relax: tuple[tuple[Chip, int], ...]
    empty: tuple[str, str] | tuple[()]


def of(results: Results, query: Query, session: Session) -> Narrowed:
    """What the conditions of a query are called, and what others there are."""
    many = towns.ids(session)
    chosen = _chosen(query, many)
    offered = {facet: results.facets.get(facet, ())[: MOST_OPTIONS + MOST_REST] for facet in SHOWN}
    values = {facet: [*(value for value, _ in offered.get(facet, ())), *chosen[facet]] for facet in chosen}
    labels = finding.labels(_without_towns(values), session)
    chips = tuple(_chips(chosen, labels))
    facets = tuple(_facet(facet, offered[facet], chosen[facet], labels, many) for facet in SHOWN)
    relax = _relax(results, chips)
    return Narrowed(facets, chips, relax, _empty(relax))


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


def _without_towns(values: Mapping[interface.Facet, Sequence[str]]) -> dict[interface.Facet, list[str]]:
    return {facet: [value for value in some if value != towns.VALUE] for facet, some in values.items()}


def _chips(chosen: Mapping[interface.Facet, tuple[str, ...]], labels: Labels):
    for facet, values in chosen.items():
        for value in values:
            label = towns.CALLED if value == towns.VALUE else labels.get(facet, {}).get(value, MISSING)
            yield Chip(ARGUMENTS[facet], label, value, tuple(other for other in values if other != value))


def _facet(
    facet: interface.Facet,
    offered: Sequence[tuple[str, int]],
    chosen: tuple[str, ...],
    labels: Labels,
    many: frozenset[int],
) -> Facet:
    names = labels.get(facet, {})
    options = [Option(value, names.get(value, value), count) for value, count in offered if count]
    if facet is interface.Facet.OFFICE:
        options = _folded(options, many)
    options = [one for one in options if one.value not in chosen]
    return Facet(ARGUMENTS[facet], facet.label, tuple(options[:MOST_OPTIONS]), tuple(options[MOST_OPTIONS:]), chosen)


def _folded(options: Sequence[Option], many: frozenset[int]) -> list[Option]:
    """The offices with all towns as one, which can be opened, in the place that their sum gives them."""
    parts = tuple(one for one in options if int(one.value) in many)
    if len(parts) < 2:
        return list(options)
    whole = Option(towns.VALUE, f"{towns.CALLED}（{len(parts)}个）", sum(one.count for one in parts), parts)
    rest = [one for one in options if int(one.value) not in many]
    return sorted((whole, *rest), key=lambda one: -one.count)


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
