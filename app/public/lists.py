"""Published lists: the index, one with the dates of every step and its lines, and its downloads."""

from flask import Blueprint, Response, abort, g, request

from app import wording
from app.access import open_to_all
from app.arrival import received_at
from app.attachments import saved_as
from app.database import session
from app.fragments import render
from app.frame import today_or_asked
from app.pages import Figure, ListPage, ListsPage, ListSummary
from app.paging import page_of
from app.public import list_story, list_trace
from catalog import clock, text
from catalog.exchange import list_export
from catalog.services import list_reading, overview, requirements
from catalog.vocabulary import Disposition

pages = Blueprint("public_lists", __name__, url_prefix="/lists")
PER_PAGE = 50


@pages.get("/")
@open_to_all
def index():
    g.nav = "lists"
    at = received_at()
    found = overview.latest_lists(session(), now=at)
    pending = list_story.pending_marks([one.id for one in found], at)
    lists = tuple(
        ListSummary(
            one.id,
            one.title,
            one.kind.label,
            one.lines,
            one.number or "",
            one.published_on,
            one.effective_on,
            pending.get(one.id),
        )
        for one in found
    )
    return render("public/lists/index.html", page=ListsPage(lists, wording.COUNTING_RULE))


@pages.get("/<int:list_id>")
@open_to_all
def show(list_id):
    g.nav = "lists"
    at = received_at()
    found, document = list_reading.find(session(), list_id, now=at) or abort(404)
    query = request.args.get("q", "").strip()
    wanted = text.name_key(query)
    positions = [place for place, texts in list_reading.positions(session(), list_id) if wanted in text.name_key(texts)]
    part, number, pages_ = page_of(positions, request.args.get("page", "1"), PER_PAGE)
    total, offices = list_reading.counts(session(), list_id)
    page = ListPage(
        id=list_id,
        title=found.title,
        kind=found.kind.label,
        number=document.number or "",
        total=total,
        offices=offices,
        dates=_dates(document),
        figures=_figures(list_id),
        counting_rule=found.counting_rule or wording.COUNTING_RULE,
        lines=_lines(list_id, part),
        query=query,
        found=len(positions),
        page=number,
        pages=pages_,
        days_to_publish=(document.published_on - document.adopted_on).days if document.adopted_on else None,
        normative=found.is_normative,
        formats=tuple(list_export.FORMATS),
        **list_story.of_list(found, document, at),
    )
    return render("public/lists/show.html", page=page)


@pages.get("/<int:list_id>/lines/<int:position>")
@open_to_all
def line(list_id, position):
    g.nav = "lists"
    at = received_at()
    found, document = list_reading.find(session(), list_id, now=at) or abort(404)
    return render("public/lists/line.html", page=list_trace.of_line(found, document, position, at) or abort(404))


@pages.get("/<int:list_id>.<any(xlsx,csv,json,docx):kind>")
@open_to_all
def download(list_id, kind):
    found, document = list_reading.find(session(), list_id, now=clock.now()) or abort(404)
    lines = list(list_reading.lines(session(), list_id, on=clock.today()))
    made = list_export.write(kind, lines, title=found.title, number=document.number or "")
    response = Response(made, content_type=list_export.FORMATS[kind])
    return saved_as(response, f"{found.title}.{kind}")


def _dates(document):
    known = (
        ("成文", document.adopted_on),
        ("印发", document.issued_on),
        ("公布", document.published_on),
        ("施行", document.effective_on),
    )
    return tuple((what, day) for what, day in known if day)


def _figures(list_id):
    counted = list_reading.by_disposition(session(), list_id)
    return tuple(Figure(one.label, counted[one]) for one in Disposition if one in counted)


def _lines(list_id, positions):
    on = today_or_asked()
    lines = list(list_reading.lines(session(), list_id, positions, on=on))
    described = requirements.describe(session(), [line.requirement_id for line in lines], on=on, known=clock.now())
    bearing = list_trace.bearing(list_id, [line.requirement_id for line in lines], received_at())
    marks = {one.position: one.mark for one in reversed(list_story.corrections_at(list_id, positions, received_at()))}
    return tuple(
        list_trace.line(
            line,
            described.get(line.requirement_id),
            on,
            comments=bearing.get(line.requirement_id, 0),
            corrected=marks.get(line.position),
        )
        for line in lines
    )
