"""Types of proof: the index, and one with everywhere it is or was asked for."""

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
PER_PAGE = 60


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
    page = MaterialPage(
        id=material_id,
        name=material.name,
        aliases=tuple(names.aliases_of_material(session(), material_id)),
        issuing_offices=tuple(dict.fromkeys(one.issuing_office for one in found if one.issuing_office)),
        on=on,
        figures=of_outcomes(found),
        parts=parting.for_person(part, on=on, title=of_service_item),
        counting_rule=COUNTING_RULE,
        page=number,
        pages=pages_,
        outside=wording.outside(issuers=[one.issuing_office for one in found], stops=_stops(found)),
        recorded_from=before_records(found, on),
    )
    return render("public/materials/show.html", page=page)


def _part(found):
    """The requirements of one page: those of so many errands, in the order of their first appearance."""
    errands = list(dict.fromkeys(one.key.service_item_id for one in found))
    some, number, pages_ = page_of(errands, request.args.get("page", "1"), PER_PAGE)
    shown = set(some)
    return [one for one in found if one.key.service_item_id in shown], number, pages_


def _stops(found):
    return any(wording.issuer_stops(one.verdict) for one in found)
