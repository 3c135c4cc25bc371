"""The desk's first page: what waits, and where one can go."""

from flask import Blueprint, g, url_for

from app.access import person, staff_only
from app.fragments import render
from app.pages import DeskHomePage

pages = Blueprint("desk_home", __name__, url_prefix="/desk")


@pages.get("/")
@staff_only
def index():
    g.nav = "desk"
    places = (
        ("导入清单", "读一个文件，先看会写入什么，再写入。", url_for("desk_imports.new")),
        ("公众怎么说", "给事项写口语说法和别的叫法。", url_for("desk_service_items.index")),
    )
    return render(
        "desk/home.html",
        page=DeskHomePage(tasks=(), places=places, roles=tuple(role.label for role in sorted(person().roles))),
    )
