"""What the page of a consultation is given: its texts, the part of its draft that was asked for, where it stands."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from flask import abort, request

from app import wording
from app.answers import city
from app.database import session
from app.pages import Figure, Moment, Ref
from app.pages.consultations import ConsultationPage
from app.paging import page_of
from app.public import consultation_parts as parts
from app.public import list_story
from app.record_numbers import number_in
from app.validators import unsettled
from app.wording import consultations as say
from catalog import clock, text
from catalog.models import Consultation
from catalog.rules.line_changes import Comparison
from catalog.services import consultation_reading as reading
from catalog.services import consultations, draft_lines, landings, list_reading, moderating, shown_comments, versions
from catalog.vocabulary import ConsultationState

PER_PAGE = 50
TAKING = (ConsultationState.OPEN, ConsultationState.CLOSED)


def seen(consultation_id: int, at: datetime):
    """A consultation whose draft the public may see; 404 otherwise."""
    found = reading.find(session(), consultation_id, at=at)
    return found if found and reading.is_seen(found[0], at) else abort(404)


def mind_the_clock(found: Iterable[Consultation], at: datetime) -> None:
    """Let nobody keep a page under the day's stamp that will read differently before the day is over.

    On the last day it says what is left to the second; answers may be published at any instant.
    """
    tonight = clock.start_of(clock.day_of(at) + timedelta(days=1))
    for one in found:
        is_last_day = clock.day_of(at) == one.last_on and consultations.state(one, at) is ConsultationState.OPEN
        turns = one.report_public_from is not None and at < one.report_public_from < tonight
        if is_last_day or turns:
            unsettled()


def of_one(one, listing, version, at: datetime) -> ConsultationPage:
    state, seen = consultations.state(one, at), reading.is_seen(one, at)
    extended = consultations.extensions(session(), one.id)
    answered, published = parts.answered(session(), one, at), _published(listing, at)
    common = {
        "id": one.id,
        "title": one.title,
        "mark": parts.state_mark(state),
        "seen": seen,
        "deadline": parts.deadline(one, extended, at, answered),
        "period": parts.period(session(), one, extended),
        "rule": parts.rule(one),
        "round": one.round,
        "rounds": _rounds(one, at),
        "takes": state in TAKING,
        "takes_note": say.LATE_NOTE if state is ConsultationState.CLOSED else "",
        "opens_on": one.opens_on,
        "moments": _moments(one, state, published, at),
        "answered": answered,
        "pending": () if published else list_story.pending(listing.id, at),
    }
    if not seen:
        return ConsultationPage(**common)
    return ConsultationPage(**common, **_draft(one, version, at), **_texts(one), list_ref=_list_ref(listing, published))


def _texts(one) -> dict:
    return {
        "notice": parts.paragraphs(one.notice),
        "explanation": parts.paragraphs(one.explanation),
        "sign": one.contact.get("office", ""),
        "contact": tuple((label, one.contact[name]) for name, label in say.CONTACT if one.contact.get(name)),
    }


def _draft(one, version, at: datetime) -> dict:
    """The lines of the page that was asked for, with the comments and changes that bear on them."""
    query = request.args.get("q", "").strip()
    places = _places(version.id, query)
    part, number, pages_ = page_of(places, request.args.get("page", "1"), PER_PAGE)
    later = reading.next_version(session(), one, at=at)
    counts, counted_as = counted(one.id)
    found = changes(one, later)
    return {
        "version": version.number,
        "digest": version.digest,
        "total": version.lines,
        "lines": lines_shown(one, draft_lines.of_version(session(), version.id, part), found),
        "query": query,
        "found": len(places),
        "page": number,
        "pages": pages_,
        "figures": (Figure("收到", counts.received, "份"), Figure("已公开", counts.shown, "份")),
        "counted": counted_as,
        "counting_rule": say.CHANNELS_COUNTED,
        "shown": counts.shown,
        "next_version": later.number if later else None,
        "changes": len(found),
    }


def compared(one, later) -> Comparison:
    """The draft that was open and the version that came of it."""
    return versions.compared(session(), one.version_id, later.id)


def changes(one, later):
    """What became of the draft in words; nothing where no later version may be seen yet."""
    if later is None:
        return []
    return told(compared(one, later), one.list_id)


def told(comparison: Comparison, list_id: int):
    """A comparison in words, each line with the comments and reasons that moved it."""
    behind, reasons = landings.changed_by(session(), list_id), draft_lines.reasons(session(), list_id)
    return parts.changes(comparison, behind, reasons)


def _places(version_id: int, query: str) -> list[int]:
    wanted = text.name_key(query)
    if not wanted:
        return draft_lines.positions(session(), version_id)
    return [
        line.position
        for line in versions.lines(session(), version_id)
        if wanted in text.name_key("\n".join((line.office, line.service_item, line.material)))
    ]


def lines_shown(one, lines, found):
    """Lines of the draft with the comments that bear on them and with what became of them (``found``)."""
    ids = [line.requirement_id for line in lines]
    kinds, bearing = draft_lines.office_kinds(session(), ids), shown_comments.bearing(session(), one.id, ids)
    by_place = {change.line: change for change in found}
    return tuple(
        parts.draft_line(
            line,
            kind=kinds.get(line.requirement_id),
            city=city().name,
            bearing=bearing.get(line.requirement_id, parts.NO_BEARING),
            change=by_place.get(line.position),
        )
        for line in lines
    )


def line_asked(version, asked: str):
    if not asked:
        return None
    place = number_in(asked)
    found = [] if place is None else draft_lines.of_version(session(), version.id, [place])
    return found[0] if found else abort(404)


def counted(consultation_id: int):
    counts = moderating.counts(session(), consultation_id)
    return counts, say.received_and_shown(
        counts.received, counts.shown, waiting=counts.waiting, private=counts.private, withheld=counts.withheld
    )


def _rounds(one, at: datetime):
    others = [other for other in consultations.of_list(session(), one.list_id) if other.recorded_at <= at]
    return tuple(Ref(other.id, f"第{other.round}次") for other in others) if len(others) > 1 else ()


def _moments(one, state: ConsultationState, published, at: datetime):
    """Where it stands, in the order of time: what was, what is, what comes."""
    over = at >= one.closes_at
    now = "ahead" if state is ConsultationState.ANNOUNCED else "past" if over or one.ended_at else "now"
    asked = Moment(wording.interval(one.opens_on, one.last_on), "征求意见", now, one.opens_on)
    if state is ConsultationState.ENDED:
        return asked, _on(clock.day_of(one.ended_at), "终止", text=f"：{one.ended_reason}")
    out = reading.is_answered(one, at)
    answers = Moment("截止以后", "逐条研究，公布采纳情况", "now" if over else "ahead")
    if out:
        answers = _on(clock.day_of(one.report_public_from), "公布意见采纳情况", "past" if published else "now")
    if published is None:
        return asked, answers, Moment("最后", "定稿、编文号、公布", "ahead")
    return asked, answers, _on(published.published_on, "公布清单", text=f"，{published.number or ''}")


def _on(day, head: str, state: str = "now", text: str = "") -> Moment:
    return Moment(wording.zh_date(day), head, state, day, text)


def _list_ref(listing, published) -> Ref | None:
    return Ref(listing.id, f"{listing.title}　{published.number or ''}".strip()) if published else None


def _published(listing, at: datetime):
    """The document that published the list, once the public may see it."""
    found = list_reading.find(session(), listing.id, now=at)
    return found[1] if found else None
