"""How a published list came about and what became of it since: its steps, consultations, versions, corrections."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from app import wording
from app.database import session
from app.pages import Moment, Ref
from app.pages.consultations import Mark, Pending
from app.pages.lists import Asked, Correction, Version
from app.public import consultation_parts as parts
from app.wording import list_story as say
from app.wording.consultations import about_lines
from catalog import clock
from catalog.models import Consultation, IssuedDocument, ListStep, ProofList
from catalog.services import consultation_reading as reading
from catalog.services import consultations, correction_reading, filings, list_steps, publishing, versions
from catalog.services.correction_reading import Corrected
from catalog.vocabulary import Act, DecisionKind


def of_list(listing: ProofList, document: IssuedDocument, at: datetime) -> dict:
    """What the page of a published list tells besides its lines."""
    rounds = consultations.of_list(session(), listing.id or 0)
    watch = publishing.watch(session(), listing, on=clock.day_of(at))
    steps = list_steps.taken(session(), [listing.id or 0])[listing.id or 0]
    return {
        "moments": _moments(listing, document, steps, rounds),
        "watch": say.publication_watch(watch.working_days, limit=publishing.WATCH_WORKING_DAYS) if watch else "",
        "is_overdue": bool(watch and watch.is_late),
        "pending": pending(listing.id or 0, at),
        "skipped": next((step.remark for step in steps if step.name == "skip"), ""),
        "asked": _asked([one for one in rounds if reading.is_seen(one, at)], at),
        "versions": _versions(listing, {one.version_id for one in rounds}),
        "corrections": corrections(listing.id or 0, at),
    }


def corrections(list_id: int, at: datetime) -> tuple[Correction, ...]:
    """The later decisions on lines of the list, newest first; lines corrected at once and alike are told together."""
    found: dict[object, list[Corrected]] = {}
    for one in correction_reading.of_list(session(), list_id, now=at):
        alike = (one.public_from, one.kind, one.reason, one.effective_on, one.number)
        found.setdefault(alike, []).append(one)
    return tuple(correction(some[0]) if len(some) == 1 else _together(some) for some in found.values())


def corrections_at(list_id: int, positions: Sequence[int], at: datetime) -> tuple[Correction, ...]:
    """The later decisions on the lines at these places, newest first, each by itself."""
    found = correction_reading.of_list(session(), list_id, now=at, positions=positions)
    return tuple(correction(one) for one in found)


def _together(some: Sequence[Corrected]) -> Correction:
    places = about_lines(sorted(one.position for one in some if one.position))
    return replace(correction(some[0]), what=wording.count(len(some)), requirement_id=None, places=places)


def correction(one: Corrected) -> Correction:
    return Correction(
        mark=_correction_mark(one.kind),
        what=f"{one.office}，{one.service_item} · {one.material}",
        requirement_id=one.requirement_id,
        on=one.effective_on,
        reason=one.reason,
        number=one.number or "",
        position=one.position,
    )


def _correction_mark(kind: DecisionKind) -> Mark:
    return Mark(kind.label, wording.decision_tone(kind), "back")


def _moments(
    listing: ProofList, document: IssuedDocument, steps: Sequence[ListStep], rounds: Sequence[Consultation]
) -> tuple[Moment, ...]:
    """The dates of every step, oldest first. A list that was read in has only those of its document."""
    found = []
    for step in steps:
        day, head = say.step_taken(step.name, step.details)
        found += [(day or clock.day_of(step.at), head)] if head else []
    found += [(one.opens_on, say.asked_from(one.round, one.opens_on, one.last_on)) for one in rounds]
    found += _filed(listing)
    found += [(day, head) for head, day in _paper(document, has_steps=bool(steps)) if day]
    ordered = sorted(found, key=lambda pair: pair[0])
    today = clock.today()
    return tuple(Moment(wording.zh_date(day), head, "ahead" if day > today else "past", day) for day, head in ordered)


def _paper(document: IssuedDocument, *, has_steps: bool):
    """The dates of the document, in their order; the day of the decision is told by its step where there is one."""
    adopted = None if has_steps else document.adopted_on
    number = f"，{document.number}" if document.number else ""
    return (
        ("成文", adopted),
        ("印发", document.issued_on),
        (f"公布{number}", document.published_on),
        ("施行", document.effective_on),
    )


def _filed(listing: ProofList):
    return [(one.filed_on, say.filed(one.number, one.objection)) for one in filings.of_list(session(), listing.id or 0)]


def pending(list_id: int, at: datetime) -> tuple[Pending, ...]:
    """What was done urgently on the way of the list and still waits to be confirmed (DESIGN §4)."""
    today = clock.day_of(at)
    return tuple(
        Pending(
            say.pending(Act(one.act).label, clock.day_of(one.at), one.reason, one.due_on, today=today),
            late=today > one.due_on,
        )
        for one in list_steps.unconfirmed(session(), [list_id]).get(list_id, ())
    )


def pending_marks(list_ids: Sequence[int], at: datetime) -> dict[int, Mark]:
    """The word for the same beside the title of each list; lists that owe nothing are left out."""
    today = clock.day_of(at)
    found = list_steps.unconfirmed(session(), list_ids)
    late = {list_id for list_id, some in found.items() if any(today > one.due_on for one in some)}
    return {
        one: Mark("追认超期", "bad", "warning") if one in late else Mark("待追认", "kept", "clock") for one in found
    }


def _asked(rounds: Sequence[Consultation], at: datetime) -> tuple[Asked, ...]:
    handled = parts.handled(session(), [one for one in rounds if reading.is_answered(one, at)])
    return tuple(
        Asked(
            Ref(one.id, one.title),
            handled.get(one.id or 0) or wording.interval(one.opens_on, one.last_on),
            has_report=reading.is_answered(one, at),
            has_changes=reading.next_version(session(), one, at=at) is not None,
        )
        for one in rounds
    )


def _versions(listing: ProofList, opened: set[int]) -> tuple[Version, ...]:
    """The versions that were open for comment, and the last one, which was published."""
    frozen = versions.frozen(session(), listing.id or 0)
    found = [one for one in frozen if one.id in opened or one is frozen[-1]]
    return tuple(Version(one.number, clock.day_of(one.frozen_at), one.lines, one.digest) for one in found)
