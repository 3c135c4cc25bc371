"""The periods of consultations as calendar entries (RFC 5545): all days of the period, in the days of Beijing."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort
from icalendar import Calendar, Event

from app.access import open_to_all
from app.addresses import absolute, site
from app.answers import city
from app.arrival import received_at
from app.attachments import saved_as
from app.database import session
from app.wording import consultations as say
from app.wording import deadline
from catalog.models import Consultation, ConsultationExtension
from catalog.services import consultation_reading as reading
from catalog.services import consultations
from catalog.vocabulary import ConsultationState

pages = Blueprint("public_calendar", __name__)
MEDIA_TYPE = "text/calendar"
SHOWN = (ConsultationState.ANNOUNCED, ConsultationState.OPEN)
# A period that was given up lately is sent as cancelled, so that calendars that hold it take it out.
REMEMBERED = timedelta(days=60)


@pages.get("/calendar.ics")
@open_to_all
def show():
    at = received_at()
    found = [one for one, _, _ in consultations.public(session(), at) if _is_sent(one, at)]
    return _calendar(found, at, "calendar")


@pages.get("/consultations/<int:consultation_id>.ics")
@open_to_all
def one(consultation_id):
    at = received_at()
    found = reading.find(session(), consultation_id, at=at) or abort(404)
    return _calendar([found[0]], at, f"consultation-{consultation_id}")


def _is_sent(one: Consultation, at: datetime) -> bool:
    state = consultations.state(one, at)
    lately_ended = one.ended_at is not None and at - one.ended_at < REMEMBERED
    return state in SHOWN or (state is ConsultationState.ENDED and lately_ended)


def _calendar(found: Sequence[Consultation], at: datetime, name: str) -> Response:
    extended = reading.extensions(session(), [one.id or 0 for one in found])
    made = Calendar()
    made.add("prodid", "-//Mianzheng//consultations//ZH")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"征求意见 – {city().register_name}")
    made.add("x-wr-timezone", "Asia/Shanghai")
    for each in found:
        made.add_component(_event(each, extended.get(each.id or 0, ()), at))
    response = Response(made.to_ical(), mimetype=MEDIA_TYPE)
    return saved_as(response, f"{name}.ics", kind="inline")


def _event(one: Consultation, extended: Iterable[ConsultationExtension], at: datetime) -> Event:
    """One period. Its last day runs to 24:00, so the entry ends with the day after, which is not part of it."""
    changed = [row.at for row in extended]
    ended = consultations.state(one, at) is ConsultationState.ENDED
    changed += [one.ended_at] if ended and one.ended_at else []
    address = absolute("public_consultations.show", consultation_id=one.id)
    event = Event()
    event.add("uid", f"consultation-{one.id}@{urlsplit(site()).hostname or 'localhost'}")
    event.add("dtstamp", max([one.recorded_at, *changed]))
    event.add("sequence", len(changed))
    event.add("status", "CANCELLED" if ended else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("dtstart", one.opens_on)
    event.add("dtend", one.last_on + timedelta(days=1))
    event.add("summary", f"{'已终止：' if ended else '征求意见：'}{one.title}")
    event.add("description", _description(one, ended, address))
    event.add("url", address)
    return event


def _description(one: Consultation, ended: bool, address: str) -> str:
    says = f"已终止：{one.ended_reason}" if ended else f"{deadline(one.last_on)}。{say.FROZEN_NOTE}"
    return f"{says}\n{address}"
