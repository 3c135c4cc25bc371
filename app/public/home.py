"""The first page: search, what is open for comment, what was published lately, how much there is."""

from flask import Blueprint, g, url_for

from app import finding
from app.access import open_to_all
from app.database import session
from app.fragments import render
from app.index import follow, search
from app.kept_parts import Parts
from app.pages import ConsultationTeaser, Figure, HomePage, Publication, Ref
from app.public import results
from app.public.popular import POPULAR
from app.standing import standing
from app.validators import unsettled
from app.wording import COUNTING_RULE, count
from catalog import clock
from catalog.services import consultation_reading as reading
from catalog.services import consultations as consulting
from catalog.services import correction_reading, overview
from catalog.vocabulary import ConsultationState, Outcome
from search.interface import Facet, Query, Rebuilding

pages = Blueprint("public_home", __name__)
LATEST = 4
OPEN = (ConsultationState.OPEN,)
ERRANDS = 10


@pages.get("/")
@open_to_all
def index():
    g.nav = "home"
    return render("public/home/index.html", page=_page(clock.now()))


def _page(now):
    figures, outcomes = overview.figures(session(), now=now), _outcomes(now)
    return HomePage(
        popular=POPULAR,
        materials=figures.materials,
        offices=figures.offices,
        service_items=figures.service_items,
        latest=_latest(now),
        consultations=tuple(_teasers(now)),
        figures=tuple(
            Figure(
                outcome.label,
                outcomes.get(outcome.value, 0),
                href=url_for("public_find.index", outcome=outcome.value),
            )
            for outcome in (Outcome.CANCELLED, Outcome.REPLACED, Outcome.CHOICE, Outcome.KEPT)
        ),
        counting_rule=COUNTING_RULE,
        errands=tuple(Ref(*one) for one in overview.spoken_errands(session(), now=now, limit=ERRANDS)),
        sample=_sample(now),
    )


def _sample(now):
    """The real answer to the first question, to show what comes back; None where the register has none."""
    asked = finding.Asked(Query(POPULAR[0], by_material=True, per_page=results.PER_PAGE), clock.today())
    try:
        found = search().find(asked.query, on=asked.on, known=now)
        return results.answer_to(asked, found, Parts(standing(), keeps=False))
    except Rebuilding:
        return None


def _latest(now):
    """What was published last, lists and corrections together, newest first."""
    found = [_list(one) for one in overview.latest_lists(session(), now=now, limit=LATEST)]
    found += [_correction(one) for one in correction_reading.latest(session(), now=now, limit=LATEST)]
    return tuple(sorted(found, key=lambda one: one.published_on, reverse=True)[:LATEST])


def _list(one):
    sentence = f"共{one.lines:,}条，{one.effective_on:%Y-%m-%d}起施行"
    return Publication(one.title, sentence, one.published_on, one.number or "", list_id=one.id)


def _correction(one):
    day = clock.day_of(one.public_from)
    if one.lines > 1 and one.list_id:
        title = f"{one.kind.label}：{one.list_title}，{count(one.lines)}"
        return Publication(title, one.reason, day, one.number or "", list_id=one.list_id)
    title = f"{one.kind.label}：{one.office}，{one.service_item} · {one.material}"
    return Publication(title, one.reason, day, one.number or "", requirement_id=one.requirement_id)


def _teasers(now):
    """The consultations that are open now, those that close first in front."""
    found = [row for row in consulting.public(session(), now) if consulting.state(row[0], now) in OPEN]
    received = reading.received(session(), [one.id for one, _, _ in found])
    for one, _, version in sorted(found, key=lambda row: row[0].closes_at):
        yield ConsultationTeaser(
            href=url_for("public_consultations.show", consultation_id=one.id),
            title=one.title,
            sentence=f"共{version.lines:,}条，谁都可以提意见，每一份都会答复。",
            last_day=one.last_on,
            comments=received.get(one.id, 0),
        )


def _outcomes(now):
    """How many requirements have which outcome today: search keeps the day's outcomes at hand."""
    try:
        found = search().find(Query(per_page=1), on=clock.today(), known=now)
    except Rebuilding:
        unsettled()
        return {}
    if found.place < standing().place:
        unsettled()
        follow()
    return dict(found.facets.get(Facet.OUTCOME, ()))
