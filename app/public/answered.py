"""The one verdict that answers a question, or what has to be asked back before one can."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from app import links
from app.finding import Asked
from app.pages import Errand, Group, Row, Which
from search.interface import Noun, Results, Stage

# So many errands are offered to choose from.
MOST = 8


@dataclass(frozen=True, slots=True)
class Told:
    """What a question is told first; at most one of the two."""

    verdict: Row | None = None
    which: Which | None = None


def told(asked: Asked, results: Results, groups: Sequence[Group]) -> Told:
    """What comes before the rows of ``groups``, the materials on the page.

    A proof and an errand were named as they are (a guess at a spelling is no question answered), they meet,
    and all that meets comes to the same: otherwise the rows speak for themselves. An office that was named
    answers for itself, and a proof that it asks for in one errand needs no other name. Where a word may mean
    several errands (派出所, 过户), the verdict on one is no answer before it is said which is meant.
    """
    if results.page > 1 or results.stage is not Stage.NAMES or not results.explanation.together:
        return Told()
    materials, offices = _named(results, Noun.MATERIAL), _named(results, Noun.OFFICE)
    errands = _errands(asked, results)
    if not materials or not (errands or offices):
        return Told()
    shown = [one for one in groups if one.ref.id in materials]
    rows = [row for one in shown for row in one.rows if not errands or row.subject_id in errands]
    if offices:
        rows = [own for row in rows for own in _of(row, offices)]
    alike = {row.words.outcome if errands else (row.words.outcome, row.subject_id) for row in rows}
    by_office = offices or asked.query.office_ids
    if len(alike) == 1 and (by_office or errands.keys() <= {row.subject_id for row in rows}):
        return Told(verdict=rows[0])
    if not rows or len(errands) < 2:
        return Told()
    return Told(which=Which(tuple(one.ref.name for one in shown), tuple(_choices(errands, rows))))


def _named(results: Results, kind: Noun) -> set[int]:
    return {one.id for one in results.explanation.understood if one.kind is kind}


def _errands(asked: Asked, results: Results) -> dict[int, str]:
    """The names of the errands that may be meant; of those that were chosen, when any were."""
    chosen = asked.query.service_item_ids
    return {one.id: one.name for one in results.explanation.errands if not chosen or one.id in chosen}


def _of(row: Row, offices: Set[int]) -> Iterator[Row]:
    """The row for each of these offices alone that it speaks for."""
    for office, requirement_id in zip(row.offices, row.requirement_ids, strict=True):
        if office.id in offices:
            yield replace(row, requirement_id=requirement_id, offices=(office,), requirement_ids=(requirement_id,))


def _choices(errands: dict[int, str], rows: Sequence[Row]) -> Iterator[Errand]:
    """The errands to choose from, those first of which something was found."""
    told = sorted(errands, key=lambda errand: all(row.subject_id != errand for row in rows))
    for errand in told[:MOST]:
        own = [row for row in rows if row.subject_id == errand]
        if len(own) == 1:
            address = links.url_for("public_requirements.show", requirement_id=own[0].requirement_id)
            yield Errand(errands[errand], address, own[0].words)
        else:
            yield Errand(errands[errand], links.url_for("public_service_items.show", service_item_id=errand))
