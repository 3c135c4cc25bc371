"""Consultations: the draft that is open, the published comments, and the answers once they are out."""

from flask import url_for

from app.access import open_to_all
from app.api import blueprint, urgent
from app.api.answers import missing
from app.api.consultation_schemas import ConsultationAsked, ConsultationDetail, ConsultationsFound
from app.arrival import received_at
from app.database import session
from app.public import consultation_pages
from app.public import consultation_parts as parts
from catalog import clock
from catalog.services import consultation_reading as reading
from catalog.services import consultations as consulting
from catalog.services import draft_lines, list_reading, shown_comments

NOT_YET = {"notice": None, "explanation": None, "contact": {}, "version": None, "digest": None}


@blueprint.get("/consultations")
@open_to_all
@blueprint.output(ConsultationsFound)
@blueprint.doc(summary="Consultations announced, open and over, newest first")
def consultations():
    at = received_at()
    found = consulting.public(session(), at)
    consultation_pages.mind_the_clock([one for one, _, _ in found], at)
    received = reading.received(session(), [one.id for one, _, _ in found])
    published = list_reading.seen(session(), {listing.id for _, listing, _ in found}, now=at)
    waiting = _waiting({listing.id for _, listing, _ in found} - published, at)
    items = [
        _one(*row, received.get(row[0].id, 0), row[1].id in published, at) | _unconfirmed(row[1], waiting)
        for row in found
    ]
    return {"total": len(found), "items": items}


@blueprint.get("/consultations/<int:consultation_id>")
@open_to_all
@blueprint.input(ConsultationAsked, location="query", arg_name="asked")
@blueprint.output(ConsultationDetail)
@blueprint.doc(
    summary="One consultation: its draft and its published comments page by page",
    responses={400: "not readable", 404: "none"},
)
def consultation(consultation_id, asked):
    at = received_at()
    row = reading.find(session(), consultation_id, at=at)
    if row is None:
        return missing()
    one, listing, version = row
    consultation_pages.mind_the_clock([one], at)
    received = reading.received(session(), [consultation_id]).get(consultation_id, 0)
    extended = consulting.extensions(session(), consultation_id)
    published = bool(list_reading.seen(session(), [listing.id], now=at))
    waiting = _waiting([] if published else [listing.id], at)
    common = _one(*row, received, published, at) | {
        **_unconfirmed(listing, waiting),
        "extensions": [_extension(each) for each in extended],
        "page": asked.page,
        "per_page": asked.per_page,
    }
    if not reading.is_seen(one, at):
        return common | NOT_YET | {"comments_published": None, "items": [], "comments": []}
    return common | _draft(one, version, asked, at)


def _draft(one, version, asked, at):
    ids = shown_comments.ids(session(), one.id)
    start = (asked.page - 1) * asked.per_page
    comments = shown_comments.read(session(), one, ids[start : start + asked.per_page], at=at)
    return {
        "notice": one.notice,
        "explanation": one.explanation,
        "contact": {name: value for name, value in one.contact.items() if value},
        "version": version.number,
        "digest": version.digest,
        "comments_published": len(ids),
        "items": _lines(one, version, start, asked.per_page),
        "comments": [_comment(each) for each in comments],
    }


def _one(one, listing, version, received, published, at):
    seen = reading.is_seen(one, at)
    answered = reading.is_answered(one, at)
    return {
        "id": one.id,
        "url": url_for("public_consultations.show", consultation_id=one.id),
        "title": one.title,
        "round": one.round,
        "state": consulting.state(one, at),
        "opens_on": one.opens_on,
        "last_day": one.last_on,
        "closes_at": one.closes_at,
        "draft_kind": one.draft_kind.label,
        "shortening_reason": one.shortening_reason,
        "ended_reason": one.ended_reason or None,
        "lines": version.lines if seen else None,
        "comments_received": received if seen else None,
        "report_url": url_for("public_reports.show", consultation_id=one.id) if answered else None,
        "list_url": url_for("public_lists.show", list_id=listing.id) if published else None,
    }


def _waiting(list_ids, at):
    """Asked of lists that are on their way; once one is published, it is told there."""
    return urgent.unconfirmed(list_ids, clock.day_of(at))


def _unconfirmed(listing, waiting):
    return {"unconfirmed": waiting.get(listing.id, [])}


def _extension(row):
    return {
        "previous_last_day": row.previous_last_on,
        "last_day": row.last_on,
        "reason": row.reason,
        "at": row.at,
    }


def _lines(one, version, start, per_page):
    places = draft_lines.positions(session(), version.id)[start : start + per_page]
    lines = draft_lines.of_version(session(), version.id, places)
    bearing = shown_comments.bearing(session(), one.id, [line.requirement_id for line in lines])
    return [_line(line, bearing.get(line.requirement_id, parts.NO_BEARING)) for line in lines]


def _line(line, bearing):
    said = line.content
    return {
        "position": line.position,
        "requirement_id": line.requirement_id,
        "demanding_office": said.office if said else None,
        "service_item": said.service_item if said else None,
        "material": said.material if said else None,
        "issuing_office": said.issuing_office if said else None,
        "disposition": said.disposition.label if said else None,
        "method": said.method.label if said and said.method else None,
        "replacement": said.replacement if said else None,
        "basis": list(said.bases) if said else [],
        "digest": line.digest,
        "erased": line.redaction or None,
        "comments_received": bearing.received,
        "comments_published": bearing.shown,
    }


def _comment(one):
    return {
        "id": one.id,
        "name": one.name or None,
        "kind": one.kind,
        "channel": one.channel,
        "stance": one.stance,
        "lines": list(one.about),
        "text": one.text,
        "received_on": one.received_on,
        "is_late": one.is_late,
        "disposition": one.adoption,
        "answer": one.reason or None,
        "changed_lines": list(one.moved),
    }
