"""Published lists and their lines."""

from flask import url_for

from app.access import open_to_all
from app.api import blueprint, urgent
from app.api.answers import missing
from app.api.requirements import basis
from app.api.schemas import ListDetail, ListsFound, Paging
from app.database import session
from catalog import clock
from catalog.services import list_reading, overview
from catalog.services.lists import COUNTING_RULE


@blueprint.get("/lists")
@open_to_all
@blueprint.output(ListsFound)
@blueprint.doc(summary="Published lists, newest first")
def lists():
    at = clock.now()
    found = overview.latest_lists(session(), now=at)
    waiting = urgent.unconfirmed([one.id for one in found], clock.day_of(at))
    return {"total": len(found), "items": [_list(one, waiting.get(one.id, [])) for one in found]}


@blueprint.get("/lists/<int:list_id>")
@open_to_all
@blueprint.input(Paging, location="query", arg_name="asked")
@blueprint.output(ListDetail)
@blueprint.doc(summary="One published list, its lines page by page", responses={400: "not readable", 404: "none"})
def list_one(list_id, asked):
    at = clock.now()
    found = next((one for one in overview.latest_lists(session(), now=at) if one.id == list_id), None)
    if found is None:
        return missing()
    first = (asked.page - 1) * asked.per_page + 1
    places = list(range(first, min(first + asked.per_page, found.lines + 1)))
    lines = list_reading.lines(session(), list_id, places, on=clock.day_of(at))
    waiting = urgent.unconfirmed([list_id], clock.day_of(at)).get(list_id, [])
    items = [_line(line) for line in lines]
    return _list(found, waiting) | {"page": asked.page, "per_page": asked.per_page, "items": items}


def _list(one, unconfirmed):
    return {
        "id": one.id,
        "url": url_for("public_lists.show", list_id=one.id),
        "title": one.title,
        "kind": one.kind.label,
        "document_number": one.number,
        "published_on": one.published_on,
        "effective_on": one.effective_on,
        "lines": one.lines,
        "counting_rule": COUNTING_RULE,
        "unconfirmed": unconfirmed,
    }


def _line(line):
    return {
        "position": line.position,
        "requirement_id": line.requirement_id,
        "demanding_office": line.office,
        "service_item": line.service_item,
        "material": line.material,
        "issuing_office": line.issuing_office,
        "disposition": line.disposition.label,
        "method": line.method.label if line.method else None,
        "replacement": line.replacement,
        "basis": [basis(cited) for cited in line.bases],
    }
