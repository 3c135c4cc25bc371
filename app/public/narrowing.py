"""Conditions on a page of results: the chosen ones, the further ones with counts, and which to drop."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

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
MOST_PARTS = 60
MISSING = "不存在的条件"

Labels = Mapping[interface.Facet, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The conditions of one page. ``empty`` is heading and sentence when they leave nothing, else ()."""

    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    relax: tuple[tuple[Chip, int], ...]
    empty: tuple[str, str] | tuple[()]


def of(results: Results, query: Query, session: Session, total: Callable[[Query], int]) -> Narrowed:
    """What the conditions of a query are called, and what others there are. ``total`` counts another query."""
    many = towns.ids(session)
    chosen = _chosen(query, many)
    offered = {facet: _offered(results.facets.get(facet, ()), chosen[facet]) for facet in SHOWN}
    offices = results.facets.get(interface.Facet.OFFICE, ())
    if towns.VALUE not in chosen[interface.Facet.OFFICE]:
        whole = _whole(offices, many, lambda: total(replace(query, office_ids=many, page=1)))
        offered[interface.Facet.OFFICE] = _folded(offered[interface.Facet.OFFICE], many, whole)
    offered = {facet: options[: MOST_OPTIONS + MOST_REST] for facet, options in offered.items()}
    labels = finding.labels(_values(offered, chosen), session)
    chips = tuple(_chips(chosen, labels))
    relax = _relax(results, chips)
    facets = tuple(_facet(facet, offered[facet], chosen[facet], labels.get(facet, {})) for facet in SHOWN)
    return Narrowed(facets, chips, relax, _empty(relax))


def _offered(counts: Sequence[tuple[str, int]], chosen: Sequence[str]) -> list[Option]:
    return [Option(value, value, count) for value, count in counts if count and value not in chosen]


def _whole(counts: Sequence[tuple[str, int]], many: frozenset[int], total: Callable[[], int]) -> tuple[str, int]:
    """What all towns together are called, and what choosing them gives. Search tells the largest offices only."""
    found = [count for value, count in counts if int(value) in many]
    if len(counts) < interface.MAX_VALUES:
        return f"{towns.CALLED}（{len(found)}个）", sum(found)
    return towns.CALLED, total()


def _folded(options: Sequence[Option], many: frozenset[int], whole: tuple[str, int]) -> list[Option]:
    """The offices with all towns as one, which can be opened, in the place that their number gives them."""
    parts = [one for one in options if int(one.value) in many]
    if len(parts) < 2:
        return list(options)
    label, count = whole
    rest = [one for one in options if int(one.value) not in many]
    return sorted((Option(towns.VALUE, label, count, tuple(parts[:MOST_PARTS])), *rest), key=lambda one: -one.count)


def _values(
    offered: Mapping[interface.Facet, Sequence[Option]], chosen: Mapping[interface.Facet, Sequence[str]]
) -> dict[interface.Facet, list[str]]:
    """Every value whose name the page shows."""
    shown = {
        facet: [one.value for option in options for one in (option, *option.parts)]
        for facet, options in offered.items()
    }
    values = {facet: [*shown.get(facet, ()), *some] for facet, some in chosen.items()}
    return {facet: [value for value in some if value != towns.VALUE] for facet, some in values.items()}


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


def _chips(chosen: Mapping[interface.Facet, tuple[str, ...]], labels: Labels):
    for facet, values in chosen.items():
        for value in values:
            label = towns.CALLED if value == towns.VALUE else labels.get(facet, {}).get(value, MISSING)
            yield Chip(ARGUMENTS[facet], label, value, tuple(other for other in values if other != value))


def _facet(
    facet: interface.Facet, offered: Sequence[Option], chosen: tuple[str, ...], names: Mapping[str, str]
) -> Facet:
    options = tuple(_named(one, names) for one in offered)
    return Facet(ARGUMENTS[facet], facet.label, options[:MOST_OPTIONS], options[MOST_OPTIONS:], chosen)


def _named(option: Option, names: Mapping[str, str]) -> Option:
    parts = tuple(_named(one, names) for one in option.parts)
    return replace(option, label=names.get(option.value, option.label), parts=parts)


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
