"""Lists that are open for comment: the index, one with its whole draft, and what people said about it."""

from datetime import datetime

from flask import Blueprint, abort, g, request

from app.access import open_to_all
from app.arrival import received_at
from app.database import session
from app.fragments import render
from app.pages import Ref
from app.pages.consultations import CommentsPage, ConsultationsPage, ConsultationSummary
from app.paging import page_of
from app.public import consultation_pages
from app.public import consultation_parts as parts
from app.wording import consultations as say
from catalog import clock
from catalog.services import consultation_reading as reading
from catalog.services import consultations, shown_comments
from catalog.vocabulary import ConsultationState

pages = Blueprint("public_consultations", __name__, url_prefix="/consultations")
COMMENTS_PER_PAGE = 30
SECTIONS = (
    ("正在征求意见", (ConsultationState.OPEN,)),
    ("即将开始", (ConsultationState.ANNOUNCED,)),
    ("已经截止", (ConsultationState.CLOSED, ConsultationState.ANSWERED, ConsultationState.ENDED)),
)


@pages.get("/")
@open_to_all
def index():
    g.nav = "consultations"
    at = received_at()
    found = consultations.public(session(), at)
    consultation_pages.mind_the_clock([one for one, _, _ in found], at)
    got = reading.received(session(), [one.id for one, _, _ in found])
    summaries = [(consultations.state(row[0], at), summary(*row, at, got.get(row[0].id, 0))) for row in found]
    sections = [(name, tuple(one for state, one in summaries if state in states)) for name, states in SECTIONS]
    page = ConsultationsPage(
        sections=tuple((name, some) for name, some in sections if some), none_open=not sections[0][1]
    )
    return render("public/consultations/index.html", page=page)


@pages.get("/<int:consultation_id>")
@open_to_all
def show(consultation_id):
    g.nav = "consultations"
    at = received_at()
    one, listing, version = reading.find(session(), consultation_id, at=at) or abort(404)
    consultation_pages.mind_the_clock([one], at)
    page = consultation_pages.of_one(one, listing, version, at)
    return render("public/consultations/show.html", fragment="public/consultations/_lines.html", page=page)


@pages.get("/<int:consultation_id>/comments")
@open_to_all
def comments(consultation_id):
    g.nav = "consultations"
    at = received_at()
    one, _, version = consultation_pages.seen(consultation_id, at)
    consultation_pages.mind_the_clock([one], at)
    line = consultation_pages.line_asked(version, request.args.get("line", ""))
    ids = shown_comments.ids(session(), consultation_id, line.requirement_id if line else None)
    part, number, pages_ = page_of(ids, request.args.get("page", "1"), COMMENTS_PER_PAGE)
    later = reading.next_version(session(), one, at=at)
    shown = shown_comments.read(session(), one, part, at=at)
    page = CommentsPage(
        consultation=Ref(consultation_id, one.title),
        comments=tuple(parts.comment(each, later.number if later else None) for each in shown),
        counted=consultation_pages.counted(consultation_id)[1],
        total=len(ids),
        line=_line(one, line, later) if line else None,
        page=number,
        pages=pages_,
    )
    return render("public/consultations/comments.html", page=page)


def _line(one, line, later):
    return consultation_pages.lines_shown(one, [line], consultation_pages.changes(one, later))[0]


def summary(one, listing, version, at: datetime, received: int) -> ConsultationSummary:
    """A consultation in one row."""
    state = consultations.state(one, at)
    return ConsultationSummary(
        id=one.id,
        title=one.title,
        mark=parts.state_mark(state),
        sentence=say.state_sentence(
            state,
            opens_on=one.opens_on,
            last_on=one.last_on,
            today=clock.day_of(at),
            ended_reason=one.ended_reason,
            received=received,
        ),
        lines=version.lines if reading.is_seen(one, at) else 0,
        round=one.round,
        comments=received if reading.is_seen(one, at) else 0,
    )
