"""Requirements with their verdicts: found by a question, or one by its id."""

from datetime import date

from flask import request, url_for

from app import finding
from app.access import open_to_all
from app.answers import words
from app.api import blueprint
from app.api.answers import cached, missing
from app.api.schemas import OnDay, RequirementDetail, RequirementsAsked, RequirementsFound
from app.database import session
from app.errors import problem
from app.index import follow, search
from catalog import clock
from catalog.rules.verdict import Fact
from catalog.services import requirements as reading
from catalog.services.requirements import Cited, Described
from search.interface import Rebuilding

LISTED = ("outcome", "method", "office", "level", "list")


@blueprint.get("/requirements")
@open_to_all
@blueprint.input(RequirementsAsked, location="query", arg_name="_asked")
@blueprint.output(RequirementsFound)
@blueprint.doc(summary="Search requirements", responses={400: "not readable", 503: "the index is being rebuilt"})
def requirements(_asked):
    arguments = {name: request.args.getlist(name) for name in request.args}
    asked = finding.read(arguments, session)
    known = clock.now()
    try:
        answer = finding.find(asked, session(), search(), known=known)
    except Rebuilding:
        response = problem(503, title="正在重建索引", detail="请过一分钟再查。")
        response.headers["Retry-After"] = "30"
        return response
    results = answer.results
    if results.is_behind:
        follow()
    labels = finding.labels(
        {facet: [value for value, _ in pairs] for facet, pairs in results.facets.items()}, session(), known=known
    )
    suggestions = results.explanation.suggestions
    return cached(
        {
            "total": results.total,
            "page": results.page,
            "per_page": results.per_page,
            "items": [_item(one, asked.on) for one in answer.found],
            "facets": {
                facet.value: [
                    {"value": value, "label": labels[facet].get(value, value), "count": count} for value, count in pairs
                ]
                for facet, pairs in results.facets.items()
                if facet.value in LISTED
            },
            "suggestion": results.explanation.corrected_to or (suggestions[0].name if suggestions else None),
            "found_by": results.stage.value,
            "on": asked.on,
        }
    )


@blueprint.get("/requirements/<int:requirement_id>")
@open_to_all
@blueprint.input(OnDay, location="query", arg_name="_asked")
@blueprint.output(RequirementDetail)
@blueprint.doc(summary="One requirement on a day", responses={400: "not readable", 404: "no such requirement"})
def requirement(requirement_id, _asked):
    on = _asked.on
    one = reading.describe(session(), [requirement_id], on=on, known=clock.now()).get(requirement_id)
    if one is None:
        return missing()
    key = one.key
    return cached(
        _item(one, on)
        | {
            "on": on,
            "material_id": key.material_id,
            "service_item_id": key.service_item_id,
            "demanding_office_id": key.office_id,
            "remark": one.remark,
            "decisions": [_decision(fact) for fact in one.facts],
        }
    )


def _item(one: Described, on: date) -> dict:
    fact = one.verdict.fact
    said = words(one, on=on)
    return {
        "id": one.id,
        "url": url_for("public_requirements.show", requirement_id=one.id),
        "material": one.key.material,
        "service_item": one.key.service_item,
        "demanding_office": one.key.office,
        "issuing_office": one.issuing_office,
        "basis": [basis(cited) for cited in one.bases],
        "verdict": {
            "outcome": one.verdict.outcome,
            "sentence": said.line,
            "since": one.verdict.since,
            "method": fact.method.label if fact and fact.method else None,
            "replacement": (fact.replacement or None) if fact else None,
            "document_number": fact.number if fact else None,
            "list_url": list_url(fact),
            "announced": [
                {"effective_on": ahead.on, "sentence": ahead.sentence, "document_number": ahead.number}
                for ahead in said.announced
            ],
        },
    }


def basis(cited: Cited) -> dict:
    """One legal reference as the interface gives it."""
    return {
        "title": cited.title,
        "clause": cited.clause,
        "level": cited.level.label if cited.level else None,
        "status": cited.status.label,
        "is_ground": cited.is_ground,
    }


def list_url(fact: Fact | None) -> str | None:
    """Where the list stands that published a decision."""
    return url_for("public_lists.show", list_id=fact.list_id) if fact and fact.list_id else None


def _decision(fact: Fact) -> dict:
    return {
        "kind": fact.kind.label,
        "disposition": fact.disposition.label if fact.disposition else None,
        "method": fact.method.label if fact.method else None,
        "replacement": fact.replacement,
        "effective_on": fact.effective_on,
        "document_number": fact.number,
        "list_url": list_url(fact),
        "line": fact.line_position,
        "reason": fact.reason,
    }
