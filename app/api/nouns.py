"""Materials, offices, errands and instruments by name."""

from flask import url_for

from app.access import open_to_all
from app.api import blueprint
from app.api.answers import missing
from app.api.schemas import (
    InstrumentDetail,
    InstrumentsFound,
    Named,
    NamesAsked,
    NamesFound,
    OfficeOut,
    ServiceItemOut,
)
from app.database import session
from app.public.indexes import narrowed
from catalog import clock, text
from catalog.models import Instrument, Office, ServiceItem
from catalog.services import instruments as instrument_reading
from catalog.services import overview
from catalog.services.requirements import status_of


def _of_material(record_id):
    return {}


def _of_office(record_id):
    one = session().get_one(Office, record_id)
    heir = url_for("public_offices.show", office_id=one.successor_id) if one.successor_id else None
    days = {"begins_on": one.begins_on, "ends_on": one.ends_on}
    return {"kind": one.kind.label, "code": one.code or None, "succeeded_by": heir} | days


def _of_service_item(record_id):
    one = session().get_one(ServiceItem, record_id)
    said = {name: getattr(one, name) or None for name in ("spoken", "audience", "codes", "guide")}
    return said | {"item_type": one.item_type.label if one.item_type else None}


# Path → how the names are read, the public page of one, its argument there, and what is told of one alone.
NOUNS = {
    "materials": (overview.materials, "public_materials.show", "material_id", Named, _of_material),
    "offices": (overview.offices, "public_offices.show", "office_id", OfficeOut, _of_office),
    "service-items": (
        overview.service_items,
        "public_service_items.show",
        "service_item_id",
        ServiceItemOut,
        _of_service_item,
    ),
}


def _named(one, endpoint, argument):
    return {"id": one.id, "url": url_for(endpoint, **{argument: one.id}), "name": one.name, "requirements": one.count}


def _list(path, read, endpoint, argument):
    @blueprint.get(f"/{path}", endpoint=path)
    @open_to_all
    @blueprint.input(NamesAsked, location="query", arg_name="asked")
    @blueprint.output(NamesFound)
    @blueprint.doc(summary=f"Public {path} by name", responses={400: "not readable"})
    def index(asked):
        found = narrowed(read(session(), now=clock.now()), asked.q)
        return page(asked, found, lambda one: _named(one, endpoint, argument))


def _one(path, read, endpoint, argument, shape, more):
    @blueprint.get(f"/{path}/<int:record_id>", endpoint=f"{path}-one")
    @open_to_all
    @blueprint.output(shape)
    @blueprint.doc(summary=f"One of the {path}", responses={404: "no such record"})
    def show(record_id):
        found = next((one for one in read(session(), now=clock.now()) if one.id == record_id), None)
        found = found or _merged_away(path, record_id)
        return _named(found, endpoint, argument) | more(record_id) if found else missing()


def _merged_away(path, record_id):
    """An office whose requirements are its successor's now keeps its address."""
    one = session().get(Office, record_id) if path == "offices" else None
    return overview.Named(one.id, one.name, one.sort_key, 0) if one and one.successor_id else None


for _path, _how in NOUNS.items():
    _list(_path, *_how[:3])
    _one(_path, *_how)


@blueprint.get("/instruments")
@open_to_all
@blueprint.input(NamesAsked, location="query", arg_name="asked")
@blueprint.output(InstrumentsFound)
@blueprint.doc(summary="Instruments that public requirements cite", responses={400: "not readable"})
def instruments(asked):
    wanted = text.name_key(asked.q)
    return page(asked, [one for one in _cited() if wanted in text.name_key(one.title)], _instrument)


@blueprint.get("/instruments/<int:instrument_id>")
@open_to_all
@blueprint.output(InstrumentDetail)
@blueprint.doc(summary="One instrument that public requirements cite", responses={404: "no such record"})
def instrument(instrument_id):
    found = next((one for one in _cited() if one.id == instrument_id), None)
    whole = session().get(Instrument, instrument_id) if found else None
    if found is None or whole is None:
        return missing()
    facts = ("issuer", "articles", "first_published", "last_changed", "effective_on", "repealed_on")
    status = status_of(whole, clock.today()).label
    return _instrument(found) | {"status": status} | {name: getattr(whole, name) for name in facts}


def _cited():
    return instrument_reading.cited(session(), now=clock.now())


def _instrument(one):
    return {
        "id": one.id,
        "url": url_for("public_instruments.show", instrument_id=one.id),
        "title": one.title,
        "number": one.number,
        "level": one.level.label if one.level else None,
        "requirements": one.count,
    }


def page(asked, found, shape):
    """The asked page of what was found; a page beyond the last is empty."""
    start = (asked.page - 1) * asked.per_page
    items = [shape(one) for one in found[start : start + asked.per_page]]
    return {"total": len(found), "page": asked.page, "per_page": asked.per_page, "items": items}
