"""The page of an answered question: how it was understood, the verdict, the materials with their errands."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from flask import get_template_attribute, url_for
from markupsafe import Markup

from app import finding, frame, links, wording
from app.answers import city
from app.finding import ARGUMENTS, Asked
from app.kept_parts import Parts
from app.moulds import Mould, hole
from app.own_links import OwnLinks
from app.pages import FindPage, Group, Related, Row
from app.public import answered, drawn_errands, exports, narrowing
from app.public.drawn_errands import Drawn
from app.public.popular import POPULAR
from app.wording import tables
from catalog import clock
from catalog.exchange import sheet_files
from search import highlight
from search.interface import Facet, Noun, Results, Stage
from search.interface import Group as Found

# So many materials stand on one page.
PER_PAGE = 8
# So many answers of each; of a material alone there is more room.
ROWS_EACH, ROWS_ALONE = 12, 60
RELATED = 3
LEADS = 4
OWN_PAGE = {
    Noun.MATERIAL: ("public_materials.show", "material_id"),
    Noun.SERVICE_ITEM: ("public_service_items.show", "service_item_id"),
    Noun.OFFICE: ("public_offices.show", "office_id"),
}


@dataclass(frozen=True, slots=True)
class _Told:
    """A material of a page, with its errands as they were drawn."""

    group: Group
    errands: Sequence[Drawn]


def page(asked: Asked, results: Results, parts: Parts, own: OwnLinks) -> FindPage:
    """What the results page shows of an answer, with links of its own. Raises Moved as ``parts`` does."""
    narrowed = narrowing.of(results, asked.query, parts, own)
    told = _groups(asked, results, parts)
    answer = answered.told(asked, results, [one.group for one in told])
    return FindPage(
        query=asked.query.text,
        on=asked.on,
        how=how(results),
        total=results.total,
        groups=tuple(_texts(told, results, parts, own)),
        facets=narrowed.facets,
        chips=narrowed.chips,
        group_count=len(results.groups),
        page=results.page,
        pages=max(1, math.ceil(len(results.groups) / results.per_page)),
        answer=answer.verdict,
        which=answer.which,
        suggestion=_suggestion(results),
        empty=narrowed.empty or wording.empty_results(asked.query.text, hotline=city().hotline),
        relax=narrowed.relax,
        popular=POPULAR,
        found_by=found_by(results, asked.query.text),
        related=tuple(_related(results)),
        leads=tuple(islice(_leads(results), LEADS)) if results.total and not answer.which else (),
        downloads=tuple(_downloads(own)) if results.total else (),
        downloads_note=tables.table_limit(results.total, exports.MOST),
        clear_href=_without_conditions(own) if len(narrowed.chips) > 1 else "",
    )


def answer_to(asked: Asked, results: Results, parts: Parts) -> Row | None:
    """The one verdict that answers a question, when there is one. Raises Moved as ``parts`` does."""
    groups = [one.group for one in _groups(asked, results, parts)]
    return answered.told(asked, results, groups).verdict


def _downloads(own: OwnLinks) -> Iterator[tuple[str, str]]:
    """The tables of everything that this page's address finds, by kind."""
    asked = own.to(_asked)
    for kind in sheet_files.FORMATS:
        yield kind, url_for("public_exports.download", kind=kind).partition("?")[0] + asked


def _asked() -> str:
    """What this page's address asks for, as the end of another address."""
    _, mark, asked = frame.here(page=None).partition("?")
    return mark + asked


def _without_conditions(own: OwnLinks) -> str:
    return own.here(**dict.fromkeys(ARGUMENTS.values()), page=None)


def how(results: Results) -> str:
    """What the question was understood as."""
    names = finding.understood(results)
    return wording.how_found(materials=names[Noun.MATERIAL], items=names[Noun.SERVICE_ITEM], offices=names[Noun.OFFICE])


def found_by(results: Results, typed: str) -> str:
    """By what means something was found when not by its name; "" when there is nothing to say."""
    explained = results.explanation
    if results.stage is Stage.CORRECTED and explained.corrected_to:
        return wording.corrected(typed, explained.corrected_to)
    if results.total and not explained.together:
        return wording.APART
    return wording.FOUND_BY.get(results.stage.value, "") if results.total else ""


def _suggestion(results: Results) -> str:
    """A name that may rather be meant, when what was found does not go by the words of the question."""
    likely = results.explanation.suggestions if results.total and results.stage is not Stage.NAMES else ()
    return likely[0].name if likely else ""


def _related(results: Results) -> Iterator[Related]:
    """Names that may be meant, when the question itself found nothing."""
    if results.stage is not Stage.NOTHING:
        return
    for one in results.explanation.suggestions[:RELATED]:
        endpoint, argument = OWN_PAGE[one.kind]
        yield Related(one.kind.label, one.name, url_for(endpoint, **{argument: one.id}))


def _leads(results: Results) -> Iterator[Related]:
    """The errands and offices that were asked for: their pages say all that belongs to them, results only what fits."""
    for one in dict.fromkeys(replace(one, surface="") for one in results.explanation.understood):
        if said := wording.STANDS_THERE.get(one.kind.value):
            endpoint, argument = OWN_PAGE[one.kind]
            yield Related(said, one.name, links.url_for(endpoint, **{argument: one.id}))


def _groups(asked: Asked, results: Results, parts: Parts) -> list[_Told]:
    found = {group.material_id: group for group in results.groups}
    most = ROWS_ALONE if len(found) == 1 else ROWS_EACH
    past = asked.on < clock.today()
    drawn = drawn_errands.of(results.hits, found, on=asked.on, most=most, parts=parts)
    return [_told(found[material_id], some, most, past=past) for material_id, some in drawn.items()]


def _told(found: Found, errands: Sequence[Drawn], most: int, *, past: bool) -> _Told:
    rows = tuple(row for one in errands for row in one.rows)[:most]
    counted = sum(one.count for one in errands)
    said = wording.group_sentence(found.outcomes, past=past)
    if len(rows) == 1 and found.count == counted:
        said = rows[0].words.line
    more = found.count - sum(len(row.requirement_ids) for row in rows)
    return _Told(Group(errands[0].material, found.count, rows, _issued_by(errands), said, more), errands)


def _issued_by(errands: Sequence[Drawn]) -> str:
    issuers = {office for one in errands for office in one.issuing_offices}
    return f"原由{issuers.pop()}开具" if len(issuers) == 1 else ""


def _texts(told: Sequence[_Told], results: Results, parts: Parts, own: OwnLinks) -> Iterator[Markup]:
    """Each material with its rows as they stand on the page."""
    mark = marker(results.explanation.surfaces)
    narrower = own.adding(ARGUMENTS[Facet.MATERIAL]) if len(results.groups) > 1 else ""
    for number, one in enumerate(told, start=1):
        address = links.url_for("public_materials.show", material_id=one.group.ref.id)
        more = narrower + str(one.group.ref.id) if narrower else address
        yield _mould(one.group, address, parts).fill(
            id=f"group-{number}", rows=Markup("".join(_rows(one, mark))), more_href=more
        )


def _mould(group: Group, address: str, parts: Parts) -> Mould:
    """The frame around the rows of a material."""

    def render() -> Mould:
        draw = get_template_attribute("components/result_group.html", "result_group")
        bare = replace(group, rows=())
        return Mould(draw(bare, address, hole("id"), more_href=hole("more_href"), drawn=hole("rows")))

    key = "group", address, group.ref.name, group.count, group.note, group.sentence, group.more
    return parts.one(key, render, lambda mould: mould.weight)


def _rows(told: _Told, mark: Callable[[str], Markup]) -> Iterator[str]:
    room = len(told.group.rows)
    for errand in told.errands:
        if room <= 0:
            return
        yield errand.marked(mark, room)
        room -= len(errand.texts)


def marker(surfaces: Sequence[str]) -> Callable[[str], Markup]:
    """What sets ``mark`` around the words that were searched. The same text is looked through once."""

    @cache
    def mark(text: str) -> Markup:
        marked, at = Markup(""), 0
        for start, end in highlight.spans(text, surfaces):
            marked += Markup("{}<mark>{}</mark>").format(text[at:start], text[start:end])
            at = end
        return marked + text[at:]

    return mark
