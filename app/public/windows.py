"""The window's version of an errand or a requirement: to be read while a person waits."""

from flask import Blueprint, abort, g, request, url_for

from app import wording
from app.access import open_to_all
from app.answers import alike, city, of_material
from app.database import session
from app.fragments import render
from app.frame import today_or_asked
from app.pages import Ref, WindowPage, WindowRow
from app.public.service_items import office_choices
from catalog import clock
from catalog.models import Requirement
from catalog.services import requirements
from catalog.services.requirements import Described
from catalog.vocabulary import Outcome

pages = Blueprint("public_windows", __name__)


@pages.get("/service-items/<int:service_item_id>/window")
@open_to_all
def service_item(service_item_id):
    g.nav = "service-items"
    found = _described(Requirement.service_item_id == service_item_id)
    offices = {one.key.office_id: Ref(one.key.office_id, one.key.office) for one in found}
    chosen = offices.get(request.args.get("office", type=int) or 0)
    shown = [one for one in found if chosen is None or one.key.office_id == chosen.id]
    page = WindowPage(
        name=found[0].key.service_item,
        back=url_for(
            "public_service_items.show", service_item_id=service_item_id, office=chosen.id if chosen else None
        ),
        on=today_or_asked(),
        rows=_rows(shown),
        office_choices=office_choices(offices.values(), chosen),
        office=chosen.name if chosen else "",
    )
    return render("public/windows/service_item.html", page=page)


@pages.get("/requirements/<int:requirement_id>/window")
@open_to_all
def requirement(requirement_id):
    g.nav = "find"
    found = _described(Requirement.id == requirement_id)
    key = found[0].key
    page = WindowPage(
        name=key.service_item,
        back=url_for("public_requirements.show", requirement_id=requirement_id),
        on=today_or_asked(),
        rows=_rows(found),
        office=key.office,
    )
    return render("public/windows/requirement.html", page=page)


def _described(where) -> list[Described]:
    found = requirements.describe_where(session(), where, on=today_or_asked(), known=clock.now())
    return list(found.values()) or abort(404)


def _rows(found) -> tuple[WindowRow, ...]:
    """One row for each proof and answer; what may not be asked for first, because that is what people argue about."""
    folded: dict[object, list[Described]] = {}
    for one in found:
        folded.setdefault(alike(one, of_material), []).append(one)
    ordered = sorted(folded.values(), key=lambda some: list(Outcome).index(some[0].verdict.outcome))
    return tuple(_row(some) for some in ordered)


def _row(some: list[Described]) -> WindowRow:
    one = some[0]
    words = wording.window_words(
        one.verdict,
        material=one.key.material,
        office=one.key.office,
        issuing_office=one.issuing_office,
        today=clock.today(),
        city=city().name,
        condition=one.remark if one.verdict.outcome is Outcome.KEPT else "",
    )
    return WindowRow(
        requirement_id=one.id,
        material=one.key.material,
        words=words,
        bases=tuple(f"《{cited.title}》{cited.clause}" for cited in one.bases if cited.title and not cited.is_ground),
        offices=tuple(Ref(each.key.office_id, each.key.office) for each in some),
    )
