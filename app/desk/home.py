"""The desk's first page: what waits for me, what waits for others, where the lists stand."""

from flask import Blueprint, g, url_for

from app.access import person, staff_only
from app.database import session
from app.desk import standing, tasks
from app.fragments import render
from app.pages.lives import DeskPage
from catalog import clock
from catalog.rules.permissions import may
from catalog.services import desk_reading, people, publishing
from catalog.vocabulary import Act, ListState

pages = Blueprint("desk_home", __name__, url_prefix="/desk")
MOST_CARDS = 8


@pages.get("/")
@staff_only
def index():
    g.nav = "desk"
    at, today, me = clock.now(), clock.today(), person()
    found = desk_reading.standings(session(), at)
    staff = people.officials(session(), on=today)
    watches = {
        one.id: watch
        for one in found
        if one.now is ListState.APPROVED and (watch := publishing.watch(session(), one.listing, on=today))
    }
    known = tasks.Known(found, staff, watches, desk_reading.unconfirmed(session()), today)
    page = DeskPage(
        tasks=tasks.mine(known, me),
        others=tasks.others(known, me),
        cards=tuple(standing.card(one, today) for one in found[:MOST_CARDS]),
        places=_places(me),
        roles=tuple(role.label for role in sorted(me.roles)),
    )
    return render("desk/home.html", page=page)


def _places(me) -> tuple[tuple[str, str, str], ...]:
    """Where one can begin, beside what waits."""
    found = []
    if may(me, Act.IMPORT_LIST):
        found.append(("导入清单", "读一个文件，先看会写入什么，再写入。", url_for("desk_imports.new")))
    if may(me, Act.AMEND_SERVICE_ITEM):
        found.append(("公众怎么说", "给事项写口语说法和别的叫法。", url_for("desk_service_items.index")))
    if may(me, Act.AMEND_SYNONYM):
        found.append(("查找用词", "查了没结果的词、同义词和别名。", url_for("desk_words.index")))
    if may(me, Act.REGISTER_PERSON):
        found.append(("人员", "登记、给身份、换密码。", url_for("desk_people.index")))
    return tuple(found)
