"""Types of proof: the index, and one with everywhere it is or was asked for."""

from flask import Blueprint, abort, g, request

from app.access import open_to_all
from app.answers import by_service_item
from app.database import session
from app.figures import of_outcomes
from app.fragments import render
from app.frame import today_or_asked
from app.pages import MaterialPage, NamesPage
from app.public.indexes import by_letter, narrowed
from app.wording import COUNTING_RULE
from catalog import clock
from catalog.models import Material, Requirement
from catalog.services import names, overview, requirements

pages = Blueprint("public_materials", __name__, url_prefix="/materials")


@pages.get("/")
@open_to_all
def index():
    g.nav = "find"
    query = request.args.get("q", "").strip()
    found = narrowed(overview.materials(session(), now=clock.now()), query)
    page = NamesPage(sections=by_letter(found), total=len(found), query=query)
    return render("public/materials/index.html", page=page)


@pages.get("/<int:material_id>")
@open_to_all
def show(material_id):
    g.nav = "find"
    on = today_or_asked()
    where = Requirement.material_id == material_id
    found = list(requirements.describe_where(session(), where, on=on, known=clock.now()).values())
    material = session().get(Material, material_id)
    if material is None or not found:
        abort(404)
    page = MaterialPage(
        id=material_id,
        name=material.name,
        aliases=tuple(names.aliases_of_material(session(), material_id)),
        issuing_offices=tuple(dict.fromkeys(one.issuing_office for one in found if one.issuing_office)),
        on=on,
        figures=of_outcomes(found),
        groups=by_service_item(found, on=on),
        counting_rule=COUNTING_RULE,
    )
    return render("public/materials/show.html", page=page)
