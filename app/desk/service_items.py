"""What the public reads of an errand: spoken form, other names, whom it is for and its guide, stated by officials."""

from flask import Blueprint, abort, flash, g, redirect, request, url_for

from app.access import person, staff_only
from app.database import session, writing
from app.desk.forms import Typed
from app.fragments import render
from app.index import follow
from app.pages import EditServiceItemPage, FieldError
from app.public.indexes import names_page
from catalog import clock
from catalog.errors import Refused
from catalog.models import ServiceItem
from catalog.services import leave, overview, service_items
from catalog.services.service_items import Stated
from catalog.vocabulary import Act
from search.interface import Noun

pages = Blueprint("desk_service_items", __name__, url_prefix="/desk/service-items")


@pages.get("/")
@staff_only
def index():
    g.nav = "service-items"
    query = request.args.get("q", "").strip()
    page = names_page(overview.service_items(session(), now=clock.now()), query, Noun.SERVICE_ITEM)
    return render("desk/service_items/index.html", page=page)


@pages.get("/<int:service_item_id>")
@staff_only
def edit(service_item_id):
    item = session().get(ServiceItem, service_item_id) or abort(404)
    return _page(item, service_items.stated(session(), item))


@pages.post("/<int:service_item_id>")
@staff_only
def update(service_item_id):
    leave.ask(session(), person(), Act.AMEND_SERVICE_ITEM, on=clock.today())
    typed = Typed(request.form)
    said = Stated(
        spoken=typed.text("spoken"),
        aliases=tuple(line.strip() for line in typed.text("aliases").splitlines() if line.strip()),
        audience=typed.text("audience"),
        codes=typed.text("codes"),
        guide=typed.text("guide"),
    )
    try:
        with writing() as register:
            service_items.state(register, service_item_id, said, version=typed.text("version"), by=person().login)
    except Refused as refusal:
        item = session().get(ServiceItem, service_item_id) or abort(404)
        return _page(item, said, errors=(FieldError(refusal.field or "spoken", refusal.sentence),), status=409)
    follow()
    flash("已存好。公众页马上这样写。", "done")
    return redirect(url_for(".edit", service_item_id=service_item_id), 303)


def _page(item, said, *, errors=(), status=200):
    g.nav = "service-items"
    lead = f"{said.spoken}，" if said.spoken else f"{item.name}："
    page = EditServiceItemPage(
        id=item.id,
        name=item.name,
        spoken=said.spoken,
        aliases=said.aliases,
        audience=said.audience,
        codes=said.codes,
        guide=said.guide,
        version=str(item.version),
        preview=(f"{lead}不用再交这份证明", f"{lead}这份证明可以不开", f"{lead}仍要交这份证明"),
        errors=tuple(errors),
    )
    return render("desk/service_items/edit.html", status=status, page=page)
