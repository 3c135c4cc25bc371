"""Offices: the index by kind, and one with what it may still ask for and what no longer."""

from collections import defaultdict

from flask import Blueprint, abort, g, request
from sqlmodel import col, select

from app.access import open_to_all
from app.answers import by_service_item
from app.database import session
from app.figures import of_outcomes
from app.fragments import render
from app.frame import today_or_asked
from app.pages import NamesPage, OfficePage, Ref
from app.public.indexes import entry, narrowed
from app.wording import COUNTING_RULE
from catalog import clock
from catalog.models import Office, Requirement
from catalog.services import names, overview, requirements
from catalog.vocabulary import OfficeKind

pages = Blueprint("public_offices", __name__, url_prefix="/offices")


@pages.get("/")
@open_to_all
def index():
    g.nav = "offices"
    query = request.args.get("q", "").strip()
    found = narrowed(overview.offices(session(), now=clock.now()), query)
    sections = defaultdict(list)
    for one in found:
        sections[one.kind].append(entry(one))
    ordered = tuple((kind.label, tuple(sections[kind])) for kind in OfficeKind if kind in sections)
    return render("public/offices/index.html", page=NamesPage(ordered, len(found), query))


@pages.get("/<int:office_id>")
@open_to_all
def show(office_id):
    g.nav = "offices"
    on = today_or_asked()
    office = session().get(Office, office_id) or abort(404)
    where = Requirement.office_id == office_id
    found = list(requirements.describe_where(session(), where, on=on, known=clock.now()).values())
    formerly = _formerly(office_id)
    if not found and not formerly and office.successor_id is None:
        abort(404)
    page = OfficePage(
        id=office_id,
        name=office.name,
        kind=office.kind.label,
        on=on,
        figures=of_outcomes(found),
        groups=by_service_item(found, on=on),
        counting_rule=COUNTING_RULE,
        aliases=tuple(names.aliases_of_office(session(), office_id)),
        formerly=formerly,
        succeeded_by=_successor(office),
    )
    return render("public/offices/show.html", page=page)


def _formerly(office_id: int) -> tuple[Ref, ...]:
    query = select(Office.id, Office.name).where(Office.successor_id == office_id).order_by(col(Office.id))
    return tuple(Ref(*row) for row in session().exec(query))


def _successor(office: Office) -> Ref | None:
    heir = session().get(Office, office.successor_id) if office.successor_id else None
    return Ref(heir.id, heir.name) if heir else None
