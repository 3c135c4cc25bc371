"""One published line traced back: the decision, the list, the versions, the comments and the clause behind it."""

from collections.abc import Sequence
from datetime import date, datetime

from app import wording
from app.answers import words
from app.database import session
from app.pages import Moment, Ref
from app.pages.consultations import Mark
from app.pages.lists import Line, ListLinePage
from app.public import consultation_pages, list_story
from app.public import consultation_parts as parts
from catalog import clock
from catalog.models import Consultation, IssuedDocument, ProofList
from catalog.services import consultation_reading as reading
from catalog.services import consultations, draft_lines, list_reading, requirements, shown_comments, versions
from catalog.services.list_reading import PublicLine
from catalog.services.requirements import Described

# So many comments stand on the page of a line; the rest are a link away.
SHOWN = 20


def line(
    one: PublicLine,
    described: Described | None,
    on: date,
    *,
    comments: int = 0,
    corrected: Mark | None = None,
) -> Line:
    """A line as published, with the answer of a day beside it."""
    return Line(
        position=one.position,
        requirement_id=one.requirement_id if described else None,
        service_item=one.service_item,
        material=one.material,
        office=one.office,
        issuing_office=one.issuing_office,
        basis="；".join(f"《{cited.title}》{cited.clause}" if cited.title else cited.raw for cited in one.bases),
        disposition=one.disposition.label + (f"（{one.method.label}）" if one.method else ""),
        words=words(described, on=on) if described else None,
        comments=comments,
        corrected=corrected,
    )


def bearing(list_id: int, requirement_ids: Sequence[int], at: datetime) -> dict[int, int]:
    """How many comments the lines drew, in every round together."""
    found: dict[int, int] = {}
    for one in _rounds(list_id, at):
        for requirement_id, counts in shown_comments.bearing(session(), one.id or 0, requirement_ids).items():
            found[requirement_id] = found.get(requirement_id, 0) + counts.received
    return found


def of_line(listing: ProofList, document: IssuedDocument, position: int, at: datetime) -> ListLinePage | None:
    """What the page of one line is given; None when the list has no such line."""
    today, list_id = clock.day_of(at), listing.id or 0
    found = next(iter(list_reading.lines(session(), list_id, [position], on=today)), None)
    if found is None:
        return None
    described = requirements.describe(session(), [found.requirement_id], on=today, known=at)
    rounds = _rounds(list_id, at)
    asked = tuple(row for one in rounds for row in _asked(one, found.requirement_id))
    corrected = list_story.corrections_at(list_id, [position], at)
    return ListLinePage(
        list_ref=Ref(list_id, listing.title),
        number=document.number or "",
        line=line(found, described.get(found.requirement_id), today),
        moments=_moments(found, rounds, document, corrected),
        remark=found.remark,
        replacement=found.replacement,
        changes=tuple(change for one in rounds for change in _changes(one, listing, found.requirement_id, at)),
        comments=tuple(shown for one in rounds for shown in _comments(one, found.requirement_id, at))[:SHOWN],
        asked=asked,
        corrections=corrected,
    )


def _rounds(list_id: int, at: datetime) -> list[Consultation]:
    return [one for one in consultations.of_list(session(), list_id) if reading.is_seen(one, at)]


def _asked(one: Consultation, requirement_id: int):
    """The consultation, the line's place in its draft, and how many comments the public reads there."""
    place = draft_lines.places_of(session(), one.version_id, [requirement_id]).get(requirement_id)
    if place is not None:
        counts = shown_comments.bearing(session(), one.id or 0, [requirement_id]).get(requirement_id, parts.NO_BEARING)
        yield Ref(one.id, one.title), place, counts.shown


def _changes(one: Consultation, listing: ProofList, requirement_id: int, at: datetime):
    later = reading.next_version(session(), one, at=at)
    if later is None:
        return
    comparison = consultation_pages.compared(one, later)
    place = draft_lines.places_of(session(), later.id or 0, [requirement_id]).get(requirement_id)
    open_version = versions.get(session(), one.version_id)
    for change in consultation_pages.told(comparison, listing.id or 0):
        if change.kind != "removed" and change.position == place:
            yield f"第{open_version.number}版到第{later.number}版", change


def _comments(one: Consultation, requirement_id: int, at: datetime):
    later = reading.next_version(session(), one, at=at)
    ids = shown_comments.ids(session(), one.id or 0, requirement_id)[:SHOWN]
    for shown in shown_comments.read(session(), one, ids, at=at):
        yield parts.comment(shown, later.number if later else None)


def _moments(found: PublicLine, rounds: Sequence[Consultation], document: IssuedDocument, corrected):
    """The line's own story, oldest first."""
    moments = [_asked_then(found, one) for one in rounds]
    number = f"，{document.number}" if document.number else ""
    moments.append(Moment(wording.zh_date(document.published_on), f"公布{number}", "past", document.published_on))
    for one in reversed(corrected):
        said = f"，{one.number}" if one.number else ""
        moments.append(
            Moment(wording.zh_date(one.on), "", "past", one.on, f"{one.reason}{said}", one.mark.text, one.mark.tone)
        )
    return tuple(moments)


def _asked_then(found: PublicLine, one: Consultation) -> Moment:
    place = draft_lines.places_of(session(), one.version_id, [found.requirement_id]).get(found.requirement_id)
    said = f"，当时是第{place}条。" if place else "，当时还没有这一条。"
    return Moment(wording.interval(one.opens_on, one.last_on), "征求意见", "past", one.opens_on, said)
