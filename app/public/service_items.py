"""Errands: the index, and one as a checklist of what to bring, promise and leave at home."""

from flask import Blueprint, abort, g, request

from app.access import open_to_all
from app.answers import before_records, of_material, rows
from app.database import session
from app.fragments import render
from app.frame import today_or_asked
from app.pages import Choice, Ref, ServiceItemPage
from app.public.indexes import names_page
from catalog import clock
from catalog.models import Requirement, ServiceItem
from catalog.services import kept_lists, names, overview, requirements
from catalog.vocabulary import Outcome
from search.interface import Noun

pages = Blueprint("public_service_items", __name__, url_prefix="/service-items")
MOST_TICKED, LONG_FOR_AN_ID = 200, 10


@pages.get("/")
@open_to_all
def index():
    g.nav = "service-items"
    query = request.args.get("q", "").strip()
    page = names_page(overview.service_items(session(), now=clock.now()), query, Noun.SERVICE_ITEM)
    return render("public/service_items/index.html", page=page)


@pages.get("/<int:service_item_id>")
@open_to_all
def show(service_item_id):
    g.nav = "service-items"
    on, known = today_or_asked(), clock.now()
    where = Requirement.service_item_id == service_item_id
    everywhere = list(requirements.describe_where(session(), where, on=on, known=known, cited=False).values())
    item = session().get(ServiceItem, service_item_id)
    if item is None or not everywhere:
        abort(404)
    offices = {one.key.office_id: Ref(one.key.office_id, one.key.office) for one in everywhere}
    chosen = offices.get(request.args.get("office", type=int) or 0)
    found = [one for one in everywhere if chosen is None or one.key.office_id == chosen.id]
    asking = frozenset(one.key.office_id for one in found)
    answers = rows(found, on=on, title=of_material)
    page = ServiceItemPage(
        id=service_item_id,
        name=item.name,
        on=on,
        offices=tuple(offices.values()),
        bring=tuple(row for row in answers if row.words.brings is True),
        promise=tuple(row for row in answers if row.words.outcome is Outcome.CHOICE),
        free=tuple(row for row in answers if row.words.brings is False),
        unknown=tuple(row for row in answers if row.words.outcome is Outcome.UNKNOWN),
        spoken=item.spoken,
        item_type=item.item_type.label if item.item_type else "",
        audience=item.audience,
        codes=item.codes,
        guide=item.guide,
        aliases=tuple(names.aliases_of_service_item(session(), service_item_id)),
        numbers=tuple(dict.fromkeys(row.words.number for row in answers if row.words.number)),
        closed_list=kept_lists.closed(session(), asking, on=on, known=known) == asking,
        office_filter=chosen,
        office_choices=office_choices(offices.values(), chosen),
        have=_ticked(),
        recorded_from=before_records(found, on),
    )
    return render("public/service_items/show.html", page=page)


def office_choices(offices, chosen: Ref | None) -> tuple[Choice, ...]:
    """The offices to choose from where there is more than one."""
    offices = tuple(offices)
    if len(offices) < 2:
        return ()
    every = Choice("", f"全部{len(offices)}个单位", chosen is None)
    return (every, *(Choice(str(one.id), one.name, one == chosen) for one in offices))


def _ticked() -> frozenset[int]:
    """The materials that the person says they have; what is no number was not typed by this page."""
    typed = request.args.getlist("have")[:MOST_TICKED]
    return frozenset(int(one) for one in typed if one.isascii() and one.isdigit() and len(one) < LONG_FOR_AN_ID)
