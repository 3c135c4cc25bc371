"""The page of an answered question: how it was understood, the verdict, the materials with their errands."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from flask import url_for
from markupsafe import Markup
from sqlmodel import Session

from app import finding, wording
from app.answers import by_material, city
from app.finding import Answer
from app.pages import FindPage, Group, Related, Row
from app.public import narrowing
from app.public.popular import POPULAR
from catalog import clock
from search import highlight
from search.interface import Group as Found
from search.interface import Noun, Query, Results, Stage

# So many materials stand on one page.
PER_PAGE = 8
# So many answers of each; of a material alone there is more room.
ROWS_EACH, ROWS_ALONE = 12, 60
RELATED = 3
OWN_PAGE = {
    Noun.MATERIAL: ("public_materials.show", "material_id"),
    Noun.SERVICE_ITEM: ("public_service_items.show", "service_item_id"),
    Noun.OFFICE: ("public_offices.show", "office_id"),
}


def page(answer: Answer, session: Session, total: Callable[[Query], int]) -> FindPage:
    """What the results page shows of an answer; ``total`` counts what another query of the same day would find."""
    asked, results = answer.asked, answer.results
    narrowed = narrowing.of(results, asked.query, session, total)
    groups = _groups(answer)
    return FindPage(
        query=asked.query.text,
        on=asked.on,
        how=_how(results),
        total=results.total,
        groups=groups,
        facets=narrowed.facets,
        chips=narrowed.chips,
        group_count=len(results.groups),
        page=results.page,
        pages=max(1, math.ceil(len(results.groups) / results.per_page)),
        answer=_answer(answer, groups),
        suggestion=_suggestion(results),
        notice=wording.shortened(asked.query.text) if results.explanation.shortened else "",
        empty=narrowed.empty or wording.empty_results(asked.query.text, hotline=city().hotline),
        relax=narrowed.relax,
        popular=POPULAR,
        found_by=_found_by(results, asked.query.text),
        related=tuple(_related(results)),
    )


def answer_to(answer: Answer) -> Row | None:
    """The one verdict that answers a question, when there is one."""
    return _answer(answer, _groups(answer))


def _how(results: Results) -> str:
    names = finding.understood(results)
    return wording.how_found(materials=names[Noun.MATERIAL], items=names[Noun.SERVICE_ITEM], offices=names[Noun.OFFICE])


def _found_by(results: Results, typed: str) -> str:
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


def _related(results: Results):
    """Names that may be meant, when the question itself found nothing."""
    if results.stage is not Stage.NOTHING:
        return
    for one in results.explanation.suggestions[:RELATED]:
        endpoint, argument = OWN_PAGE[one.kind]
        yield Related(one.kind.label, one.name, url_for(endpoint, **{argument: one.id}))


def _groups(answer: Answer) -> tuple[Group, ...]:
    found = {group.material_id: group for group in answer.results.groups}
    marked = marker(answer.results.explanation.surfaces)
    most = ROWS_ALONE if len(found) == 1 else ROWS_EACH
    groups = by_material(answer.found, on=answer.asked.on, mark=marked, most=most)
    past = answer.asked.on < clock.today()
    return tuple(_told(group, found.get(group.ref.id or 0), past=past) for group in groups)


def _told(group: Group, found: Found | None, *, past: bool) -> Group:
    if found is None:
        return group
    said = wording.group_sentence(found.outcomes, past=past)
    if len(group.rows) == 1 and found.count == group.count:
        said = group.rows[0].words.line
    more = found.count - sum(len(row.requirement_ids) for row in group.rows)
    # Search gives whole errands; one that stands alone and leaves something out was too large to be given whole.
    cut = found.count > group.count and len({row.subject_id for row in group.rows}) == 1
    rows = tuple(replace(row, more_offices=len(row.offices) > 1) for row in group.rows) if cut else group.rows
    return Group(group.ref, found.count, rows, group.note, said, more)


def _answer(answer: Answer, groups: Sequence[Group]) -> Row | None:
    """The one verdict that answers the question, when there is one.

    A proof and an errand were named as they are (a guess at a spelling is no question answered), they meet,
    and all that meets comes to the same: otherwise the rows speak for themselves.
    """
    results = answer.results
    if results.page > 1 or results.stage is not Stage.NAMES or not results.explanation.together:
        return None
    named = {
        kind: {one.id for one in results.explanation.understood if one.kind is kind}
        for kind in (Noun.MATERIAL, Noun.SERVICE_ITEM)
    }
    if not all(named.values()):
        return None
    rows = [
        row
        for group in groups
        if group.ref.id in named[Noun.MATERIAL]
        for row in group.rows
        if row.subject_id in named[Noun.SERVICE_ITEM]
    ]
    return rows[0] if rows and len({row.words.outcome for row in rows}) == 1 else None


def marker(surfaces: Sequence[str]) -> Callable[[str], Markup]:
    """What sets ``mark`` around the words that were searched."""

    def mark(text: str) -> Markup:
        marked, at = Markup(""), 0
        for start, end in highlight.spans(text, surfaces):
            marked += Markup("{}<mark>{}</mark>").format(text[at:start], text[start:end])
            at = end
        return marked + text[at:]

    return mark
