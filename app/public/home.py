"""The first page: search, what is open for comment, what was published lately, how much there is."""

from flask import Blueprint, g, url_for

from app.access import open_to_all
from app.database import session
from app.fragments import render
from app.index import follow, search
from app.pages import Figure, HomePage, Publication
from app.validators import unsettled
from app.wording import COUNTING_RULE
from catalog import clock
from catalog.services import history, overview
from catalog.vocabulary import Outcome
from search.interface import Facet, Query, Rebuilding

pages = Blueprint("public_home", __name__)
POPULAR = ("结婚登记还要单身证明吗", "无犯罪记录证明", "申请公租房要无房证明吗", "领高龄津贴", "同一人证明", "落户")


@pages.get("/")
@open_to_all
def index():
    g.nav = "home"
    return render("public/home/index.html", page=_page(clock.now()))


def _page(now):
    figures, outcomes = overview.figures(session(), now=now), _outcomes(now)
    lists = overview.latest_lists(session(), now=now, limit=3)
    return HomePage(
        popular=POPULAR,
        materials=figures.materials,
        offices=figures.offices,
        service_items=figures.service_items,
        latest=tuple(
            Publication(
                title=one.title,
                sentence=f"共{one.lines:,}条，{one.effective_on:%Y-%m-%d}起施行",
                published_on=one.published_on,
                number=one.number or "",
                list_id=one.id,
            )
            for one in lists
        ),
        figures=tuple(
            Figure(
                outcome.label,
                outcomes.get(outcome.value, 0),
                href=url_for("public_find.index", outcome=outcome.value),
            )
            for outcome in (Outcome.CANCELLED, Outcome.REPLACED, Outcome.CHOICE, Outcome.KEPT)
        ),
        counting_rule=COUNTING_RULE,
    )


def _outcomes(now):
    """How many requirements have which outcome today: search keeps the day's outcomes at hand."""
    try:
        found = search().find(Query(per_page=1), on=clock.today(), known=now)
    except Rebuilding:
        unsettled()
        return {}
    if found.place < history.head(session()):
        unsettled()
        follow()
    return dict(found.facets.get(Facet.OUTCOME, ()))
