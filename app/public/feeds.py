"""Atom feeds (RFC 4287): consultations with their extensions, response reports, published lists with corrections."""

from collections.abc import Iterable
from datetime import UTC, datetime

from flask import Blueprint, Response, render_template

from app import wording
from app.access import open_to_all
from app.addresses import absolute, tag
from app.answers import city
from app.arrival import received_at
from app.database import session
from app.pages.feeds import Entry, Feed
from app.public import consultation_pages
from app.public import consultation_parts as parts
from app.wording import consultations as say
from catalog import clock
from catalog.services import consultation_reading as reading
from catalog.services import consultations as consulting
from catalog.services import correction_reading, overview
from catalog.vocabulary import ConsultationState

pages = Blueprint("public_feeds", __name__, url_prefix="/feeds")
MEDIA_TYPE = "application/atom+xml"
LONGEST = 50
# An empty feed still has to say when it changed last.
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


@pages.get("/consultations.atom")
@open_to_all
def consultations():
    at = received_at()
    found = consulting.public(session(), at)
    extended = reading.extensions(session(), [one.id for one, _, _ in found])
    entries = []
    for one, _, _ in found:
        entries.append(_opening(one, at))
        entries += [_extension(one, row) for row in extended.get(one.id, ())]
    return _feed("consultations", "征求意见", "public_consultations.index", entries)


@pages.get("/reports.atom")
@open_to_all
def reports():
    at = received_at()
    known = [one for one, _, _ in consulting.public(session(), at)]
    consultation_pages.mind_the_clock(known, at)
    found = [one for one in known if reading.is_answered(one, at)]
    handled = parts.handled(session(), found)
    entries = [_report(one, handled[one.id or 0]) for one in found]
    return _feed("reports", "意见采纳情况", "public_consultations.index", entries)


@pages.get("/lists.atom")
@open_to_all
def lists():
    at = received_at()
    entries = [_list(one) for one in overview.latest_lists(session(), now=at, limit=LONGEST)]
    entries += [_correction(one) for one in correction_reading.latest(session(), now=at, limit=LONGEST)]
    return _feed("lists", "公布的清单和更正", "public_lists.index", entries)


def _opening(one, at: datetime) -> Entry:
    """A consultation from the day it was made known; read anew when it was ended, not when it merely closed."""
    state = consulting.state(one, at)
    ended = state is ConsultationState.ENDED
    said = say.state_sentence(
        ConsultationState.ENDED if ended else ConsultationState.ANNOUNCED,
        opens_on=one.opens_on,
        last_on=one.last_on,
        today=clock.day_of(at),
        ended_reason=one.ended_reason,
    )
    return Entry(
        id=tag(f"consultations/{one.id}"),
        title=f"{'已终止：' if ended else '征求意见：'}{one.title}",
        href=absolute("public_consultations.show", consultation_id=one.id),
        published=one.recorded_at,
        updated=one.ended_at if ended else one.recorded_at,
        summary=said,
    )


def _extension(one, row) -> Entry:
    return _said_once(
        f"consultations/{one.id}/extensions/{row.id}",
        f"延长征求意见：{one.title}",
        absolute("public_consultations.show", consultation_id=one.id),
        at=row.at,
        summary=f"{wording.deadline(row.last_on)}，原定{wording.zh_date(row.previous_last_on)}。理由：{row.reason}",
    )


def _report(one, handled: str) -> Entry:
    return _said_once(
        f"consultations/{one.id}/report",
        f"意见采纳情况：{one.title}",
        absolute("public_reports.show", consultation_id=one.id),
        at=one.report_public_from,
        summary=f"{handled}。",
    )


def _list(one: overview.PublishedList) -> Entry:
    number = f"（{one.number}）" if one.number else ""
    return _said_once(
        f"lists/{one.id}",
        f"{one.title}{number}",
        absolute("public_lists.show", list_id=one.id),
        at=one.public_from,
        summary=f"{one.kind.label}，共{one.lines:,}条，{wording.zh_date(one.effective_on)}起施行。",
    )


def _correction(one: correction_reading.Corrected) -> Entry:
    title = f"{one.kind.label}：{one.office}，{one.service_item}，{one.material}"
    href = absolute("public_requirements.show", requirement_id=one.requirement_id)
    if one.lines > 1 and one.list_id:
        title = f"{one.kind.label}：{one.list_title}，{wording.count(one.lines)}"
        href = absolute("public_lists.show", list_id=one.list_id)
    return _said_once(
        f"decisions/{one.decision_id}",
        title,
        href,
        at=one.public_from,
        summary=f"{wording.zh_date(one.effective_on)}起{one.kind.label}。理由：{one.reason}",
    )


def _said_once(about: str, title: str, href: str, *, at: datetime, summary: str) -> Entry:
    """An entry about something that does not change any more."""
    return Entry(id=tag(about), title=title, href=href, published=at, updated=at, summary=summary)


def _feed(name: str, title: str, page: str, entries: Iterable[Entry]) -> Response:
    newest = sorted(entries, key=lambda one: (one.updated, one.id), reverse=True)[:LONGEST]
    feed = Feed(
        id=tag(f"feeds/{name}"),
        title=f"{title} – {city().register_name}",
        href=absolute(f"public_feeds.{name}"),
        page=absolute(page),
        author=city().maintainer,
        entries=tuple(newest),
        updated=newest[0].updated if newest else BEGINNING,
    )
    return Response(render_template("feeds/atom.xml", feed=feed), mimetype=MEDIA_TYPE)
