"""Types of proof: the index, and one with everywhere it is or was asked for."""

from collections import Counter, defaultdict
from dataclasses import replace

from flask import Blueprint, abort, g, request

from app import parting, wording
from app.access import open_to_all
from app.answers import before_records, of_service_item
from app.database import session
from app.figures import of_outcomes
from app.fragments import render
from app.frame import today_or_asked
from app.pages import MaterialPage
from app.paging import page_of
from app.public.indexes import names_page
from app.wording import COUNTING_RULE
from catalog import clock
from catalog.models import Material, Requirement
from catalog.services import names, overview, requirements
from search.interface import Noun

pages = Blueprint("public_materials", __name__, url_prefix="/materials")
# So many errands stand on one page, and so many requirements: thousands of towns may ask for one errand.
PER_PAGE, MOST = 60, 1_500


@pages.get("/")
@open_to_all
def index():
    g.nav = "find"
    query = request.args.get("q", "").strip()
    page = names_page(overview.materials(session(), now=clock.now()), query, Noun.MATERIAL)
    return render("public/materials/index.html", page=page)


@pages.get("/<int:material_id>")
@open_to_all
def show(material_id):
    g.nav = "find"
    on = today_or_asked()
    where = Requirement.material_id == material_id
    found = list(requirements.describe_where(session(), where, on=on, known=clock.now(), cited=False).values())
    material = session().get(Material, material_id)
    if material is None or not found:
        abort(404)
    part, number, pages_ = _part(found)
    parts = parting.for_person(part, on=on, title=of_service_item)
    page = MaterialPage(
        id=material_id,
        name=material.name,
        aliases=tuple(names.aliases_of_material(session(), material_id)),
        issuing_offices=tuple(dict.fromkeys(one.issuing_office for one in found if one.issuing_office)),
        on=on,
        figures=of_outcomes(found),
        parts=_saying_what_is_elsewhere(parts, part, found),
        counting_rule=COUNTING_RULE,
        page=number,
        pages=pages_,
        outside=wording.outside(issuers=[one.issuing_office for one in found], stops=_stops(found)),
        recorded_from=before_records(found, on),
    )
    return render("public/materials/show.html", page=page)


def _part(found):
    """The requirements of one page: those of so many errands, in the order of their first appearance."""
    some, number, pages_ = page_of(_pages(found), request.args.get("page", "1"), 1)
    return [one for one in found if one.id in some[0]], number, pages_


def _pages(found):
    """The ids on each page. An errand that has more than a page takes stands on several."""
    by_errand = defaultdict(list)
    for one in found:
        by_errand[one.key.service_item_id].append(one.id)
    pages_, errands = [set()], 0
    for ids in by_errand.values():
        for piece in (ids[start : start + MOST] for start in range(0, len(ids), MOST)):
            if errands == PER_PAGE or (errands and len(pages_[-1]) + len(piece) > MOST):
                pages_.append(set())
                errands = 0
            pages_[-1].update(piece)
            errands += 1
    return pages_


def _saying_what_is_elsewhere(parts, part, found):
    """The parts of a page; where it does not show an errand whole, its rows say that there are more offices."""
    shown, asked = (Counter(one.key.service_item_id for one in some) for some in (part, found))
    cut = {errand for errand in shown if shown[errand] < asked[errand]}
    return tuple(replace(one, rows=tuple(_told(row, cut) for row in one.rows)) for one in parts)


def _told(row, cut):
    return replace(row, more_offices=True) if row.subject_id in cut and len(row.offices) > 1 else row


def _stops(found):
    return any(wording.issuer_stops(one.verdict) for one in found)
