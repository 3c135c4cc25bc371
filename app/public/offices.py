"""Offices: the index by kind, and one with what it may no longer ask for and what it still may."""

from itertools import groupby

from flask import Blueprint, abort, g, request
from sqlmodel import col, select

from app import parting
from app.access import open_to_all
from app.answers import before_records
from app.database import session
from app.figures import of_outcomes
from app.fragments import render
from app.frame import today_or_asked
from app.pages import NamesPage, OfficePage, Ref
from app.paging import page_of
from app.public.indexes import entry, narrowed, part_of
from app.wording import COUNTING_RULE
from app.wording import offices as say
from catalog import clock
from catalog.models import Office, Requirement
from catalog.services import kept_lists, names, overview, requirements
from catalog.vocabulary import OfficeKind
from search.interface import Noun

pages = Blueprint("public_offices", __name__, url_prefix="/offices")
PER_PAGE = 150


@pages.get("/")
@open_to_all
def index():
    g.nav = "offices"
    query = request.args.get("q", "").strip()
    found = narrowed(overview.offices(session(), now=clock.now()), query, Noun.OFFICE)
    part, number, pages_ = part_of(sorted(found, key=lambda one: list(OfficeKind).index(one.kind)))
    sections = tuple((kind.label, tuple(map(entry, some))) for kind, some in groupby(part, lambda one: one.kind))
    page = NamesPage(sections, len(found), query, page=number, pages=pages_)
    return render("public/offices/index.html", page=page)


@pages.get("/<int:office_id>")
@open_to_all
def show(office_id):
    g.nav = "offices"
    on, known = today_or_asked(), clock.now()
    office = session().get(Office, office_id) or abort(404)
    where = Requirement.office_id == office_id
    found = list(requirements.describe_where(session(), where, on=on, known=known, cited=False).values())
    formerly = _formerly(office_id)
    if not found and not formerly and office.successor_id is None:
        abort(404)
    part, number, pages_ = page_of(parting.in_order(found), request.args.get("page", "1"), PER_PAGE)
    page = OfficePage(
        id=office_id,
        name=office.name,
        kind=office.kind.label,
        on=on,
        figures=of_outcomes(found),
        parts=parting.for_office(part, found, on=on),
        counting_rule=COUNTING_RULE,
        aliases=tuple(names.aliases_of_office(session(), office_id)),
        formerly=formerly,
        succeeded_by=_successor(office),
        code=office.code,
        life=say.life(office.begins_on, office.ends_on),
        closed_list=bool(kept_lists.closed(session(), [office_id], on=on, known=known)),
        page=number,
        pages=pages_,
        recorded_from=before_records(found, on),
    )
    return render("public/offices/show.html", page=page)


def _formerly(office_id: int) -> tuple[Ref, ...]:
    query = select(Office.id, Office.name).where(Office.successor_id == office_id).order_by(col(Office.id))
    return tuple(Ref(*row) for row in session().exec(query))


def _successor(office: Office) -> Ref | None:
    heir = session().get(Office, office.successor_id) if office.successor_id else None
    return Ref(heir.id, heir.name) if heir else None
