"""Plain pages: what this is, privacy, accessibility, data and interface."""

from flask import Blueprint, current_app, url_for

from app.access import open_to_all
from app.addresses import absolute
from app.answers import city
from app.database import session
from app.fragments import render
from app.pages import DataPage, TextPage
from catalog import clock
from catalog.services import history

pages = Blueprint("public_texts", __name__)
FEEDS = (
    ("征求意见，包括延长（Atom）", "public_feeds.consultations"),
    ("意见采纳情况（Atom）", "public_feeds.reports"),
    ("公布的清单和更正（Atom）", "public_feeds.lists"),
    ("征求意见的期限（日历）", "public_calendar.show"),
)


@pages.get("/about")
@open_to_all
def about():
    return render("public/about.html", page=TextPage(contact=city().maintainer))


@pages.get("/privacy")
@open_to_all
def privacy():
    return render(
        "public/privacy.html", page=TextPage(city().maintainer, current_app.extensions["settings"].visits_months)
    )


@pages.get("/accessibility")
@open_to_all
def accessibility():
    return render("public/accessibility.html", page=TextPage(contact=city().maintainer))


@pages.get("/data")
@open_to_all
def data():
    examples = (
        ("查“生存证明”", url_for("api.requirements", q="生存证明")),
        ("所有清单", url_for("api.lists")),
        ("所有征求意见", url_for("api.consultations")),
    )
    feeds = tuple((what, absolute(endpoint)) for what, endpoint in FEEDS)
    return render(
        "public/data.html",
        page=DataPage(
            examples, url_for("api.openapi"), feeds, history.newest_before(session(), clock.start_of(clock.today()))
        ),
    )
