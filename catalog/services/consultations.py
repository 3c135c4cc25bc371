"""Ask the public: open, extend, end, or with a reason not ask at all."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session, col, select

from catalog import clock
from catalog.errors import Incomplete, NotFound, OutOfTurn
from catalog.models import Consultation, ConsultationExtension, ListVersion, ProofList
from catalog.rules import consultations as rule
from catalog.rules import periods
from catalog.rules.periods import LastDay
from catalog.rules.permissions import Official
from catalog.rules.working_days import Calendar
from catalog.services import calendars, list_steps, showing, versions
from catalog.services.vault import KeyRing
from catalog.vocabulary import ConsultationState, DraftKind, ListState, PeriodUnit, VersionPurpose


@dataclass(frozen=True)
class Contact:
    """Where opinions can go besides the page. Each may be empty, not all of them."""

    office: str = ""
    address: str = ""
    telephone: str = ""
    email: str = ""
    fax: str = ""
    hours: str = ""

    def as_dict(self) -> dict[str, str]:
        return {name: getattr(self, name).strip() for name in self.__dataclass_fields__}


@dataclass(frozen=True)
class Notice:
    """What the public is told. ``last_on`` is a day typed by hand, later than the one computed."""

    title: str
    notice: str
    explanation: str
    draft_kind: DraftKind
    opens_on: date
    contact: Contact = field(default_factory=Contact)
    length: int = periods.DEFAULT_LENGTH
    unit: PeriodUnit = periods.DEFAULT_UNIT
    last_on: date | None = None
    shortening_reason: str = ""


def plan(notice: Notice, calendar: Calendar) -> tuple[LastDay, str | None]:
    """The last day that the notice leads to, and why it cannot be opened so (None when it can)."""
    computed = periods.last_day(notice.opens_on, notice.length, notice.unit, calendar)
    if notice.last_on is None or notice.last_on == computed.day:
        last, why = computed, periods.unsettled(computed)
    else:
        last = periods.typed(notice.last_on, calendar)
        why = periods.unsafe(last, computed.day)
    why = why or periods.refusal(
        notice.draft_kind, notice.opens_on, last.day, calendar, reason=notice.shortening_reason
    )
    return last, why


def begin(session: Session, list_id: int, notice: Notice, *, by: Official, at: datetime, keys: KeyRing) -> Consultation:
    """Open the list to the public: freezes the version, lets its requirements be seen from the opening on.

    Opens at once when ``opens_on`` is today, else at 0:00 of that day. Raises Incomplete (what the notice
    lacks, a period too short without a reason, a last day that is not certain), OutOfTurn, NotYourDesk.
    """
    listing = list_steps.locked(session, list_id)
    step = list_steps.ready(session, listing, "consult", by=by, at=at)
    _check_notice(listing, notice, on=clock.day_of(at))
    last, why = plan(notice, calendars.load(session))
    if why:
        raise Incomplete(why, field="last_on")
    version = versions.freeze(session, listing, VersionPurpose.PUBLIC, by=by, at=at)
    rounds = of_list(session, list_id)
    consultation = Consultation(
        list_id=list_id,
        round=len(rounds) + 1,
        version_id=version.id or 0,
        title=notice.title.strip(),
        draft_kind=notice.draft_kind,
        notice=notice.notice.strip(),
        explanation=notice.explanation.strip(),
        contact=notice.contact.as_dict(),
        length=notice.length,
        unit=notice.unit,
        shortening_reason=notice.shortening_reason.strip(),
        opens_on=notice.opens_on,
        opens_at=max(at, clock.start_of(notice.opens_on)),
        nominal_last_on=last.nominal,
        last_on=last.day,
        closes_at=periods.closes_at(last),
        key_name=keys.create(),
        person_id=by.id,
        recorded_at=at,
    )
    session.add(consultation)
    session.flush()
    showing.announce(session, consultation, by=by)
    list_steps.take(
        session,
        step,
        consultation=consultation.id,
        round=consultation.round,
        version=version.number,
        digest=version.digest,
        opens_on=notice.opens_on.isoformat(),
        last_on=last.day.isoformat(),
    )
    return consultation


def extend(
    session: Session, consultation_id: int, *, last_on: date, reason: str, by: Official, at: datetime
) -> Consultation:
    """Let a running consultation close later, with a public reason. Never earlier.

    Raises Incomplete (not later, no reason, a day that a holiday still to be announced might reach), OutOfTurn
    (already closed), NotYourDesk.
    """
    consultation = get(session, consultation_id)
    listing = list_steps.locked(session, consultation.list_id)
    session.refresh(consultation)
    step = list_steps.ready(session, listing, "extend", by=by, at=at, remark=reason)
    if why := periods.moving_refusal(consultation.last_on, last_on):
        raise Incomplete(why, field="last_on")
    last = periods.typed(last_on, calendars.load(session))
    if why := periods.unsafe(last, consultation.last_on):
        raise Incomplete(why, field="last_on")
    session.add(
        ConsultationExtension(
            consultation_id=consultation_id,
            previous_last_on=consultation.last_on,
            last_on=last.day,
            reason=reason.strip(),
            person_id=by.id,
            at=at,
        )
    )
    before = consultation.last_on.isoformat()
    consultation.last_on, consultation.closes_at = last.day, periods.closes_at(last)
    list_steps.take(session, step, consultation=consultation_id, previous_last_on=before, last_on=last.day.isoformat())
    return consultation


def end(session: Session, list_id: int, *, reason: str, by: Official, at: datetime) -> ProofList:
    """Give a list up before it is published (终止); an open consultation ends with it, and the reason is public.

    What only the draft of an announced one would have shown stays hidden; what was open once stays public.
    Raises Incomplete (no reason), OutOfTurn, NotYourDesk.
    """
    listing = list_steps.locked(session, list_id)
    running = list_steps.state(session, listing, at) is ListState.CONSULTING
    step = list_steps.ready(session, listing, "end", by=by, at=at, remark=reason)
    if running:
        consultation = of_list(session, list_id)[-1]
        consultation.ended_at, consultation.ended_reason = at, reason.strip()
        if not rule.was_open(opens_at=consultation.opens_at, ended_at=at):
            showing.take_back(session, consultation, by=by)
    list_steps.take(session, step)
    return listing


def skip(session: Session, list_id: int, *, reason: str, by: Official, at: datetime) -> ProofList:
    """Go on without asking the public, which only a bare list may, with a reason that is published.

    Raises OutOfTurn (a normative document, or not cleared), Incomplete (no reason), NotYourDesk.
    """
    listing = list_steps.locked(session, list_id)
    step = list_steps.ready(session, listing, "skip", by=by, at=at, remark=reason)
    if listing.is_normative:
        raise OutOfTurn("规范性文件要公开征求意见，不能跳过。请发起征求意见。")
    version = versions.freeze(session, listing, VersionPurpose.PUBLIC, by=by, at=at)
    list_steps.take(session, step, version=version.number, digest=version.digest)
    return listing


def get(session: Session, consultation_id: int) -> Consultation:
    """The consultation; NotFound when there is none."""
    if (found := session.get(Consultation, consultation_id)) is None:
        raise NotFound("没有这次征求意见。")
    return found


def of_list(session: Session, list_id: int) -> list[Consultation]:
    """The rounds of consultation on a list, first one first."""
    query = select(Consultation).where(Consultation.list_id == list_id).order_by(col(Consultation.round))
    return list(session.exec(query))


def public(session: Session, at: datetime) -> list[tuple[Consultation, ProofList, ListVersion]]:
    """Every consultation that has been opened or announced for today or later, newest opening first. One query."""
    query = (
        select(Consultation, ProofList, ListVersion)
        .join(ProofList, col(ProofList.id) == col(Consultation.list_id))
        .join(ListVersion, col(ListVersion.id) == col(Consultation.version_id))
        .where(Consultation.recorded_at <= at)
        .order_by(col(Consultation.opens_at).desc(), col(Consultation.id).desc())
    )
    return [(one, listing, version) for one, listing, version in session.exec(query)]


def state(consultation: Consultation, at: datetime) -> ConsultationState:
    """What the clock says of it."""
    return rule.state(
        opens_at=consultation.opens_at,
        closes_at=consultation.closes_at,
        ended_at=consultation.ended_at,
        report_from=consultation.report_public_from,
        at=at,
    )


def extensions(session: Session, consultation_id: int) -> list[ConsultationExtension]:
    """How often it was extended, first one first."""
    query = select(ConsultationExtension).where(ConsultationExtension.consultation_id == consultation_id)
    return list(session.exec(query.order_by(col(ConsultationExtension.id))))


def _check_notice(listing: ProofList, notice: Notice, *, on: date) -> None:
    if listing.is_normative and notice.draft_kind is DraftKind.BARE_LIST:
        raise Incomplete("这份清单是规范性文件，请选规范性文件的种类。", field="draft_kind")
    if notice.opens_on < on:
        raise Incomplete("开始日期不能早于今天。", field="opens_on")
    if not 1 <= notice.length <= periods.MOST_DAYS:
        raise Incomplete(f"期限要在1天到{periods.MOST_DAYS}天之间。", field="length")
    needed = (
        ("title", notice.title, "请写公告的标题。"),
        ("notice", notice.notice, "请写公告：为什么、依据什么、征求什么意见。"),
        ("explanation", notice.explanation, "请写起草说明。"),
    )
    for name, value, sentence in needed:
        if not value.strip():
            raise Incomplete(sentence, field=name)
    contact = notice.contact.as_dict()
    if not any(contact[name] for name in ("address", "telephone", "email")):
        raise Incomplete("网页以外，至少再写一种提意见的办法：地址、电话或电子邮箱。", field="contact")
