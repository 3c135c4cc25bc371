"""The desk's first page: what waits for me, what waits for others, where the lists stand."""

from flask import Blueprint, g, url_for

from app.access import person, staff_only
from app.database import session
from app.desk import places, standing, tasks
from app.fragments import render
from app.pages.desk_home import DeskPage
from catalog import clock
from catalog.services import desk_reading, people, publishing
from catalog.vocabulary import ListState

pages = Blueprint("desk_home", __name__, url_prefix="/desk")
MOST_CARDS = 8


@pages.get("/")
@staff_only
def index():
    g.nav = "desk"
    at, today, me = clock.now(), clock.today(), person()
    found = desk_reading.standings(session(), at)
    staff = people.officials(session(), on=today)
    approved = [one.listing for one in found if one.now is ListState.APPROVED]
    watches = publishing.watches(session(), approved, on=today)
    known = tasks.Known(found, staff, watches, desk_reading.unconfirmed(session()), today)
    page = DeskPage(
        tasks=tasks.mine(known, me),
        others=tasks.others(known, me),
        cards=tuple(standing.card(one, today) for one in found[:MOST_CARDS]),
        places=tuple((one.label, one.sentence, url_for(one.endpoint)) for one in places.open_to(me) if one.sentence),
        roles=tuple(role.label for role in sorted(me.roles)),
    )
    return render("desk/home.html", page=page)
