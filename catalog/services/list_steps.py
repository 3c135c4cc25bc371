"""The one way a list moves: who, when, whether, then write."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from catalog import clock
from catalog.errors import Incomplete, NotFound, NotYourDesk, OutOfTurn
from catalog.models import Consultation, Emergency, Line, LineException, ListStep, Office, ProofList, Review
from catalog.rules import permissions
from catalog.rules.duties import Done
from catalog.rules.lifecycle import Step
from catalog.rules.lifecycles import DUTY_OF, LIST, list_state
from catalog.rules.permissions import Case, Official
from catalog.services import calendars, history, leave
from catalog.vocabulary import Act, Duty, ListState, Word

CONFIRM_WITHIN = 3
_DUTY = {act.value: duty for act, duty in DUTY_OF.items()}


@dataclass(frozen=True, slots=True)
class Ready:
    """A step that may be taken: nothing is written yet."""

    listing: ProofList
    step: Step
    by: Official
    at: datetime
    remark: str
    emergency: str
    # When the clock took the step before this one; read before the step itself can open a later consultation.
    closed_at: datetime | None = None


def locked(session: Session, list_id: int) -> ProofList:
    """The list, held until the transaction ends, so that two people do not move it at once. Raises NotFound."""
    query = select(ProofList).where(ProofList.id == list_id).with_for_update()
    found = session.exec(query.execution_options(populate_existing=True)).first()
    if found is None:
        raise NotFound("没有这份清单。")
    return found


def state(session: Session, listing: ProofList, at: datetime) -> ListState:
    """Where the list stands at an instant; the clock is asked."""
    if listing.state is not ListState.CONSULTING:
        return listing.state
    return list_state(listing.state, closes_at(session, listing.id or 0), at)


def closes_at(session: Session, list_id: int) -> datetime | None:
    """When the newest consultation on the list closes; None when there was none."""
    query = select(Consultation.closes_at).where(Consultation.list_id == list_id)
    return session.exec(query.order_by(col(Consultation.round).desc()).limit(1)).first()


def case(session: Session, listing: ProofList, now: ListState) -> Case:
    """What leave to touch the list depends on."""
    office = session.get(Office, listing.office_id) if listing.office_id else None
    return Case(
        office_id=listing.office_id,
        office=(office.short_name or office.name) if office else "",
        bureau_edits=listing.office_id is None or now is ListState.SETTLING,
        is_draft=now is ListState.DRAFTING,
        done=done(session, listing.id or 0),
    )


def done(session: Session, list_id: int) -> tuple[Done, ...]:
    """Who submitted, reviewed or published the list, or a department's list that went into it."""
    ids = [list_id, *session.exec(select(ProofList.id).where(ProofList.batch_id == list_id))]
    steps = select(ListStep.act, ListStep.person_id).where(col(ListStep.list_id).in_(ids))
    reviews = select(Review.person_id).where(col(Review.list_id).in_(ids))
    signed = select(LineException.person_id).join(Line, col(Line.id) == col(LineException.line_id))
    found = [Done(_DUTY[act], who) for act, who in session.exec(steps) if who and act in _DUTY]
    examined = [*session.exec(reviews), *session.exec(signed.where(col(Line.list_id).in_(ids)))]
    return tuple(dict.fromkeys([*found, *(Done(Duty.REVIEW, who) for who in examined)]))


def ready(
    session: Session,
    listing: ProofList,
    name: str,
    *,
    by: Official,
    at: datetime,
    remark: str = "",
    emergency: str = "",
) -> Ready:
    """The step called ``name``, if it is open now and this person may take it.

    ``emergency`` is the reason for doing it although the person did another of the separated duties: it opens
    that door and no other. Raises OutOfTurn, NotYourDesk, Incomplete (no remark where one is needed).
    """
    now = state(session, listing, at)
    if why := LIST.refusal(name, now):
        raise OutOfTurn(why)
    step = LIST.step(name, now)
    assert step is not None and not step.by_clock
    opened = allow(session, listing, step.act, now, by=by, at=at, emergency=emergency)
    if step.needs_remark and not remark.strip():
        raise Incomplete(f"{step.label}要写明理由。", field="remark")
    closed = closes_at(session, listing.id or 0) if listing.state is not now else None
    return Ready(listing, step, by, at, remark.strip(), opened, closed)


def allow(
    session: Session, listing: ProofList, act: Act, now: ListState, *, by: Official, at: datetime, emergency: str = ""
) -> str:
    """Raise NotYourDesk when the person may not do ``act`` on the list; the emergency's reason when that opened it."""
    about = case(session, listing, now)
    if permissions.may(by, act, about):
        return ""
    if emergency.strip() and permissions.without_duties(by, act, about) is None:
        return emergency.strip()
    raise NotYourDesk(leave.refusal(session, by, act, about, on=clock.day_of(at)) or "")


def take(session: Session, ready: Ready, **details: Any) -> ListStep:
    """Take a step: state, the row that dates it, and history. ``details`` are plain JSON values."""
    listing, step = ready.listing, ready.step
    if listing.state is not step.start:
        _note_closing(session, ready)
    taken = ListStep(
        list_id=listing.id or 0,
        name=step.name,
        act=step.act.value,
        start=_state(step.start),
        end=_state(step.end),
        person_id=ready.by.id,
        at=ready.at,
        remark=ready.remark,
        details=details,
    )
    session.add(taken)
    listing.state = _state(step.end)
    listing.version += 1
    note_emergency(session, listing, step.act, ready.emergency, by=ready.by, at=ready.at)
    history.write(
        session,
        by=ready.by.login,
        act=step.act,
        record=listing,
        before={"state": step.start.value},
        after={"state": step.end.value, **details},
        reason=ready.remark,
    )
    session.flush()
    return taken


def note_emergency(session: Session, listing: ProofList, act: Act, reason: str, *, by: Official, at: datetime) -> None:
    """Record that the emergency door was used, to be confirmed within three working days."""
    if not reason:
        return
    due_on = calendars.load(session).add_working_days(clock.day_of(at), CONFIRM_WITHIN)
    session.add(Emergency(list_id=listing.id or 0, act=act.value, person_id=by.id, reason=reason, at=at, due_on=due_on))
    after = {"act": act.value, "due_on": due_on.isoformat()}
    history.write(session, by=by.login, act=act, noun="emergency", record_id=listing.id, after=after, reason=reason)


def confirm_emergency(session: Session, emergency_id: int, *, by: Official, at: datetime) -> Emergency:
    """Confirm what somebody else did through the emergency door. Raises NotFound, OutOfTurn, NotYourDesk."""
    found = session.get(Emergency, emergency_id, with_for_update=True)
    if found is None:
        raise NotFound("没有这一次紧急办理。")
    if found.confirmed_at is not None:
        raise OutOfTurn("这一次紧急办理已经追认过了。")
    leave.ask(session, by, Act.CONFIRM_EMERGENCY, Case(first=found.person_id), on=clock.day_of(at))
    found.confirmed_by_id, found.confirmed_at = by.id, at
    history.write(session, by=by.login, act=Act.CONFIRM_EMERGENCY, noun="emergency", record_id=found.list_id)
    return found


def emergencies(session: Session, list_id: int) -> list[Emergency]:
    """How often the emergency door was used on the list, oldest first; unconfirmed ones show as 待追认."""
    return list(session.exec(select(Emergency).where(Emergency.list_id == list_id).order_by(col(Emergency.id))))


def unconfirmed(session: Session, list_ids: Iterable[int]) -> dict[int, list[Emergency]]:
    """What each of the lists, or a department's list that went into it, still owes a confirmation for. Two queries."""
    into: dict[int, set[int]] = {list_id: {list_id} for list_id in list_ids}
    parts = select(ProofList.id, ProofList.batch_id).where(col(ProofList.batch_id).in_(list(into)))
    for part_id, batch_id in session.exec(parts).all():
        into.setdefault(int(part_id or 0), set()).add(int(batch_id or 0))
    query = select(Emergency).where(col(Emergency.list_id).in_(into), col(Emergency.confirmed_at).is_(None))
    found: dict[int, list[Emergency]] = {}
    for one in session.exec(query.order_by(col(Emergency.id))):
        for list_id in into[one.list_id]:
            found.setdefault(list_id, []).append(one)
    return found


def send_back(session: Session, list_id: int, *, remark: str, by: Official, at: datetime) -> ProofList:
    """Return a list to whoever must change it, with a remark. Raises OutOfTurn, NotYourDesk, Incomplete."""
    listing = locked(session, list_id)
    take(session, ready(session, listing, "send-back", by=by, at=at, remark=remark))
    return listing


def open_steps(session: Session, listing: ProofList, *, by: Official, at: datetime) -> list[tuple[Step, str | None]]:
    """The steps onward from here, each with why this person may not take it (None when they may)."""
    now = state(session, listing, at)
    about = case(session, listing, now)
    onward = [step for step in LIST.onward(now) if not step.by_clock]
    return [(step, leave.refusal(session, by, step.act, about, on=clock.day_of(at))) for step in onward]


def taken(session: Session, list_ids: Iterable[int]) -> dict[int, list[ListStep]]:
    """The steps of the lists so far, oldest first: the dates of every step. One query."""
    found: dict[int, list[ListStep]] = {list_id: [] for list_id in list_ids}
    query = select(ListStep).where(col(ListStep.list_id).in_(found)).order_by(col(ListStep.at), col(ListStep.id))
    for one in session.exec(query):
        found[one.list_id].append(one)
    return found


def _state(word: Word) -> ListState:
    assert isinstance(word, ListState)
    return word


def _note_closing(session: Session, ready: Ready) -> None:
    """Date the step that the clock took: no person closed the consultation."""
    step = LIST.step("close", ready.listing.state)
    assert ready.closed_at is not None and step is not None and step.end is ready.step.start
    session.add(
        ListStep(
            list_id=ready.listing.id or 0,
            name=step.name,
            act=step.act.value,
            start=_state(step.start),
            end=_state(step.end),
            at=ready.closed_at,
        )
    )
