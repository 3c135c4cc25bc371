"""The register of instruments: the index by level, and one with what rests on it."""

from collections import defaultdict

from flask import Blueprint, abort, g, request

from app import wording
from app.access import open_to_all
from app.answers import by_material
from app.database import session
from app.fragments import render
from app.frame import today_or_asked
from app.pages import InstrumentPage, InstrumentsPage, NameEntry
from app.paging import page_of
from catalog import clock, text
from catalog.models import Instrument
from catalog.services import instruments, requirements
from catalog.vocabulary import LegalLevel

pages = Blueprint("public_instruments", __name__, url_prefix="/instruments")
PER_PAGE = 100


@pages.get("/")
@open_to_all
def index():
    g.nav = "instruments"
    query = request.args.get("q", "").strip()
    wanted = text.name_key(query)
    found = [one for one in instruments.cited(session(), now=clock.now()) if wanted in text.name_key(one.title)]
    sections = defaultdict(list)
    for one in found:
        sections[one.level].append(NameEntry(one.id, one.title, one.count, one.number))
    ordered = tuple((level.label, tuple(sections[level])) for level in LegalLevel if level in sections)
    unknown = (("层级未核实", tuple(sections[None])),) if None in sections else ()
    return render("public/instruments/index.html", page=InstrumentsPage(ordered + unknown, len(found), query))


@pages.get("/<int:instrument_id>")
@open_to_all
def show(instrument_id):
    g.nav = "instruments"
    on = today_or_asked()
    found = session().get(Instrument, instrument_id) or abort(404)
    ids = instruments.requirements_on(session(), instrument_id, now=clock.now())
    part, number, pages_ = page_of(ids, request.args.get("page", "1"), PER_PAGE)
    described = requirements.describe(session(), part, on=on, known=clock.now())
    status = requirements.status_of(found, on)
    page = InstrumentPage(
        id=instrument_id,
        title=found.title,
        level=found.level.label if found.level else "层级未核实",
        status=status.label,
        status_tone=wording.basis_status_tone(status),
        requirements=by_material(described.values(), on=on),
        count=len(ids),
        issuer=found.issuer,
        number=found.number,
        published_on=found.first_published,
        effective_on=found.effective_on,
        repealed_on=found.repealed_on,
        note=found.note,
        page=number,
        pages=pages_,
    )
    return render("public/instruments/show.html", page=page)
