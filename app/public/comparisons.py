"""Two days side by side: what changed for one errand, office, material or requirement."""

from datetime import date

from flask import Blueprint, abort, g, request, url_for

from app import comparing, finding
from app.access import open_to_all
from app.answers import of_material, of_service_item
from app.database import session
from app.fragments import render
from app.pages import ComparisonPage
from catalog import clock
from catalog.models import Material, Office, Requirement, ServiceItem
from catalog.services import requirements

pages = Blueprint("public_comparisons", __name__)
# A material's page lists errands; everywhere else errands stand above their materials.
BY_ERRAND = (of_service_item, of_material)
BY_MATERIAL = (of_material, of_service_item)


@pages.get("/service-items/<int:record_id>/comparison")
@open_to_all
def service_item(record_id):
    g.nav = "service-items"
    return _compare(Requirement.service_item_id, record_id, "public_service_items.show", "service_item_id", ServiceItem)


@pages.get("/offices/<int:record_id>/comparison")
@open_to_all
def office(record_id):
    g.nav = "offices"
    return _compare(Requirement.office_id, record_id, "public_offices.show", "office_id", Office)


@pages.get("/materials/<int:record_id>/comparison")
@open_to_all
def material(record_id):
    g.nav = "find"
    return _compare(Requirement.material_id, record_id, "public_materials.show", "material_id", Material, BY_MATERIAL)


@pages.get("/requirements/<int:record_id>/comparison")
@open_to_all
def requirement(record_id):
    g.nav = "find"
    return _compare(Requirement.id, record_id, "public_requirements.show", "requirement_id")


def _compare(column, record_id, endpoint, argument, noun=None, grouping=BY_ERRAND):
    """The comparison of the requirements that have ``record_id`` in a column; ``noun`` is the table that names it."""
    last = finding.day(request.args.get("to", "").strip())
    after = requirements.describe_where(session(), column == record_id, on=last, known=clock.now(), cited=False)
    if not after:
        abort(404)
    first, last, after = _days(after, column == record_id, last)
    before = requirements.describe_where(session(), column == record_id, on=first, known=clock.now(), cited=False)
    under, title = grouping
    groups = comparing.changes(before, after, under=under, title=title)
    changed = sum(len(one.offices) for _, some in groups for one in some)
    page = ComparisonPage(
        name=session().get_one(noun, record_id).name if noun else _name(after),
        back=url_for(endpoint, **{argument: record_id}),
        first=first,
        last=last,
        groups=groups,
        changed=changed,
        unchanged=len(after) - changed,
    )
    return render("public/comparisons/show.html", page=page)


def _days(after, where, last: date):
    """The two days in order, however they were typed, and what holds on the later one."""
    typed = request.args.get("from", "").strip()
    first = finding.day(typed) if typed else comparing.day_before_last_change(after, last)
    if first <= last:
        return first, last, after
    return last, first, requirements.describe_where(session(), where, on=first, known=clock.now(), cited=False)


def _name(after) -> str:
    key = next(iter(after.values())).key
    return f"{key.service_item}，{key.material}"
