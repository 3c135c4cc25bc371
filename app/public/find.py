"""Search: one question, the verdict first, then the answers by material, with facets."""

import math
from collections.abc import Mapping

from flask import Blueprint, g, jsonify, request
from markupsafe import Markup

from app import finding, wording
from app.access import open_to_all
from app.answers import by_material, city
from app.database import session
from app.finding import ARGUMENTS, Answer
from app.fragments import render
from app.index import search
from app.pages import Chip, Facet, FindPage, Option, Row
from app.public.home import POPULAR
from catalog import clock
from search import highlight, interface
from search.interface import Noun, Rebuilding

pages = Blueprint("public_find", __name__)
# Materials and errands are groups and links already; as facets they would only repeat them.
SHOWN = (
    interface.Facet.OUTCOME,
    interface.Facet.METHOD,
    interface.Facet.OFFICE,
    interface.Facet.LEVEL,
    interface.Facet.LIST,
)
MOST_OPTIONS = 12


@pages.get("/proofs")
@open_to_all
def index():
    g.nav = "find"
    arguments = {name: request.args.getlist(name) for name in request.args}
    asked = finding.read(arguments, session())
    try:
        answer = finding.find(asked, session(), search(), known=clock.now())
    except Rebuilding:
        return _rebuilding(asked)
    return render("public/find/index.html", fragment="public/find/_results.html", page=_page(answer))


@pages.get("/suggestions")
@open_to_all
def suggestions():
    """Names for what has been typed so far, for the search box."""
    found = search().suggest(request.args.get("q", "")[: interface.MAX_TEXT], limit=8)
    return jsonify([{"kind": one.kind.label, "name": one.name, "matched": one.matched} for one in found])


def _rebuilding(asked):
    g.pop("stamp", None)
    empty = ("正在重建索引", "请过一分钟再查。按事项、按清单的页面照常可以看。")
    page = FindPage(query=asked.query.text, on=asked.on, how="", total=0, groups=(), empty=empty, popular=POPULAR)
    response = render("public/find/index.html", fragment="public/find/_results.html", status=503, page=page)
    response.headers["Retry-After"] = "30"
    return response


def _page(answer: Answer) -> FindPage:
    asked, results = answer.asked, answer.results
    labels = finding.labels(_values(results, asked.query), session())
    groups = by_material(answer.found, on=asked.on, mark=_marker(results.explanation.surfaces))
    chips = _chips(asked.query, labels)
    return FindPage(
        query=asked.query.text,
        on=asked.on,
        how=_how(results),
        total=results.total,
        groups=_with_totals(groups, results),
        facets=_facets(results.facets, labels, asked.query),
        chips=chips,
        group_count=len(results.groups),
        page=results.page,
        pages=max(1, math.ceil(results.total / results.per_page)),
        answer=_answer(answer, groups),
        suggestion=results.explanation.corrected_to or _suggested(results),
        notice="",
        empty=_empty(asked.query.text, results, chips) if not results.total else ("", ""),
        relax=_relax(results, chips),
        popular=POPULAR,
    )


def _values(results, query) -> dict[interface.Facet, list[str]]:
    """Every value whose name the page shows: the options offered and the conditions chosen."""
    shown = {facet: [value for value, _ in results.facets.get(facet, ())[:MOST_OPTIONS]] for facet in SHOWN}
    return {facet: [*shown.get(facet, ()), *chosen] for facet, chosen in _chosen(query).items()}


def _how(results) -> str:
    names = finding.understood(results)
    return wording.how_found(materials=names[Noun.MATERIAL], items=names[Noun.SERVICE_ITEM], offices=names[Noun.OFFICE])


def _suggested(results) -> str:
    return results.explanation.suggestions[0].name if not results.total and results.explanation.suggestions else ""


def _marker(surfaces):
    def mark(text: str) -> Markup:
        marked, at = Markup(""), 0
        for start, end in highlight.spans(text, surfaces):
            marked += Markup("{}<mark>{}</mark>").format(text[at:start], text[start:end])
            at = end
        return marked + text[at:]

    return mark


def _with_totals(groups, results):
    counts = {group.material_id: group.count for group in results.groups}
    return tuple(
        type(group)(group.ref, counts.get(group.ref.id, group.count), group.rows, group.note) for group in groups
    )


def _answer(answer: Answer, groups) -> Row | None:
    """The one verdict that answers the question: when a material and an errand were named and meet."""
    names = finding.understood(answer.results)
    if answer.results.page > 1 or not answer.found or not answer.results.explanation.together:
        return None
    if not (names[Noun.MATERIAL] and names[Noun.SERVICE_ITEM]) and answer.results.total > 1:
        return None
    first = answer.found[0]
    return next((row for group in groups for row in group.rows if first.id in row.requirement_ids), None)


def _facets(facets: Mapping, labels, query) -> tuple[Facet, ...]:
    chosen = _chosen(query)
    return tuple(
        Facet(
            ARGUMENTS[facet],
            facet.label,
            tuple(
                Option(value, labels.get(facet, {}).get(value, value), count)
                for value, count in facets[facet][:MOST_OPTIONS]
                if count and value not in chosen[facet]
            ),
        )
        for facet in SHOWN
        if facet in facets
    )


def _chosen(query) -> dict:
    return {
        interface.Facet.OUTCOME: [one.value for one in query.outcomes],
        interface.Facet.METHOD: [one.value for one in query.methods],
        interface.Facet.LEVEL: [one.value for one in query.levels],
        interface.Facet.OFFICE: [str(one) for one in query.office_ids],
        interface.Facet.LIST: [str(one) for one in query.list_ids],
        interface.Facet.MATERIAL: [str(one) for one in query.material_ids],
        interface.Facet.SERVICE_ITEM: [str(one) for one in query.service_item_ids],
    }


def _chips(query, labels) -> tuple[Chip, ...]:
    return tuple(
        Chip(ARGUMENTS[facet], labels.get(facet, {}).get(value, "不存在的条件"), value)
        for facet, values in _chosen(query).items()
        for value in values
    )


def _empty(text, results, chips) -> tuple[str, str]:
    if chips and results.without:
        facet, count = max(results.without.items(), key=lambda pair: pair[1])
        label = next((chip.label for chip in chips if chip.name == ARGUMENTS[facet]), facet.label)
        return wording.empty_facets(label, count)
    return wording.empty_results(text, hotline=city().hotline)


def _relax(results, chips):
    by_name = {chip.name: chip for chip in chips}
    return tuple(
        (by_name[ARGUMENTS[facet]], count)
        for facet, count in results.without.items()
        if ARGUMENTS[facet] in by_name and count
    )
