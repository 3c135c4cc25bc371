"""Examinations of a list: secrecy, legality before the public is asked, legality of the final text; and approval."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from catalog import clock
from catalog.errors import AgainstPolicy, Incomplete, OutOfTurn
from catalog.models import ListVersion, ProofList, Review
from catalog.rules import reviews as rule
from catalog.rules.permissions import Official
from catalog.services import calendars, findings, history, list_steps, settling, versions
from catalog.vocabulary import Act, ExceptionKind, ListState, ReviewKind, VersionPurpose

# What two records of one examination have in common.
SAME = ("passed", "finding", "digest", "received_on", "short_reason", "person_id")
STEPS = {ListState.ASSEMBLED: "clear", ListState.SETTLING: "review"}


@dataclass(frozen=True)
class Approval:
    """How the list was decided on: a meeting with its minutes, or a signer. Either will do."""

    decided_on: date
    meeting: str = ""
    minutes: str = ""
    signer: str = ""


def record(
    session: Session,
    list_id: int,
    kind: ReviewKind,
    *,
    passed: bool,
    finding: str,
    received_on: date,
    by: Official,
    at: datetime,
    short_reason: str = "",
    emergency: str = "",
) -> Review:
    """Record an examination of the list as it stands; with the last one needed the list moves on.

    The same finding of the same person on the same text once more is the one on record: a button pressed twice.

    Raises NotYourDesk (among others: who submitted it), OutOfTurn, Incomplete (no finding, too quick without a
    reason, comments without answer, text changed since it was frozen).
    """
    listing = list_steps.locked(session, list_id)
    now = list_steps.state(session, listing, at)
    opened = list_steps.allow(session, listing, Act.REVIEW_LIST, now, by=by, at=at, emergency=emergency)
    on, calendar = clock.day_of(at), calendars.load(session)
    if why := rule.refusal(kind, now, received_on=received_on, on=on, calendar=calendar, short_reason=short_reason):
        raise OutOfTurn(why) if kind not in rule.NEEDED.get(now, ()) else Incomplete(why, field="short_reason")
    if not finding.strip():
        raise Incomplete("请写审查意见。", field="finding")
    version = _final_version(session, listing) if kind is ReviewKind.FINAL_LEGALITY else None
    if kind is ReviewKind.FINAL_LEGALITY and passed and (why := settling.unanswered(session, list_id)):
        raise Incomplete(why)
    review = Review(
        list_id=list_id,
        kind=kind,
        passed=passed,
        finding=finding.strip(),
        digest=version.digest if version else versions.digest_now(session, list_id),
        version_id=version.id if version else None,
        received_on=received_on,
        short_reason=short_reason.strip(),
        person_id=by.id,
        at=at,
    )
    if (known := _repeated(session, review)) is not None:
        return known
    session.add(review)
    session.flush()
    list_steps.note_emergency(session, listing, Act.REVIEW_LIST, opened, by=by, at=at)
    days = calendar.working_days_between(received_on, on)
    after = {"kind": kind.value, "passed": passed, "digest": review.digest, "working_days": days}
    history.write(session, by=by.login, act=Act.REVIEW_LIST, record=listing, after=after, reason=short_reason.strip())
    if not still_needed(session, listing, now):
        step = list_steps.ready(session, listing, STEPS[now], by=by, at=at, emergency=emergency)
        details = {"version": version.number} if version else {}
        list_steps.take(session, _without_emergency(step), digest=review.digest, **details)
    return review


def still_needed(session: Session, listing: ProofList, now: ListState) -> tuple[ReviewKind, ...]:
    """The examinations that the list, as it stands, has not passed yet in this state."""
    if now not in rule.NEEDED:
        return ()
    digest = versions.digest_now(session, listing.id or 0)
    latest = {review.kind: review for review in of_list(session, listing.id or 0)}
    return rule.missing(now, (kind for kind, one in latest.items() if one.passed and one.digest == digest))


def of_list(session: Session, list_id: int) -> list[Review]:
    """Every examination of the list, oldest first."""
    return list(session.exec(select(Review).where(Review.list_id == list_id).order_by(col(Review.id))))


def approve(
    session: Session,
    list_id: int,
    approval: Approval,
    *,
    city: str,
    by: Official,
    at: datetime,
    emergency: str = "",
) -> ProofList:
    """Record that the list was decided on; the response reports are frozen with it.

    Raises AgainstPolicy (open points), Incomplete (neither meeting nor signer, a comment without an
    answer), OutOfTurn, NotYourDesk.
    """
    listing = list_steps.locked(session, list_id)
    step = list_steps.ready(session, listing, "approve", by=by, at=at, emergency=emergency)
    if not (approval.meeting.strip() and approval.minutes.strip()) and not approval.signer.strip():
        raise Incomplete("请写会议名称和纪要编号，或者写签发人。", field="meeting")
    if approval.decided_on > clock.day_of(at):
        raise Incomplete("讨论或签发的日期不能晚于今天。", field="decided_on")
    # Asked again: a comment sent in the last second may have been written down after the examination.
    if why := settling.unanswered(session, list_id):
        raise Incomplete(why)
    check_points(session, list_id, city=city, at=at)
    version = reviewed_version(session, listing)
    settling.freeze_reports(session, list_id, by=by, at=at)
    list_steps.take(
        session,
        step,
        version=version.number,
        decided_on=approval.decided_on.isoformat(),
        meeting=approval.meeting.strip(),
        minutes=approval.minutes.strip(),
        signer=approval.signer.strip(),
    )
    return listing


def check_points(session: Session, list_id: int, *, city: str, at: datetime, effective_on: date | None = None) -> None:
    """Raise AgainstPolicy while a line is closed by law, or contradicts a decision, without evidence or reason."""
    points = findings.of_list(session, list_id, city=city, at=at, effective_on=effective_on)
    if why := findings.refusal(points, ExceptionKind.POLICY, ExceptionKind.CONFLICT):
        raise AgainstPolicy(why)


def reviewed_version(session: Session, listing: ProofList) -> ListVersion:
    """The version that passed the final examination, if the list still says the same. Raises OutOfTurn."""
    passed = [one for one in of_list(session, listing.id or 0) if one.kind is ReviewKind.FINAL_LEGALITY]
    newest = passed[-1] if passed else None
    if newest is None or not newest.passed or newest.version_id is None:
        raise OutOfTurn("这份清单还没有通过合法性审查。")
    if newest.digest != versions.digest_now(session, listing.id or 0):
        raise OutOfTurn("清单在合法性审查以后又改过，要重新审查。请先退回。")
    return versions.get(session, newest.version_id)


def _final_version(session: Session, listing: ProofList) -> ListVersion:
    version = versions.newest(session, listing.id or 0, VersionPurpose.PUBLIC)
    if version is None or version.digest != versions.digest_now(session, listing.id or 0):
        number = f"第{version.number}版以后又改过" if version else "还没有定版"
        raise Incomplete(f"清单{number}。请先定版，再审查这一版。")
    return version


def _without_emergency(step: list_steps.Ready) -> list_steps.Ready:
    """The door was noted with the review already."""
    return replace(step, emergency="")


def _repeated(session: Session, review: Review) -> Review | None:
    """The newest examination of its kind, when it says the very same and the list has not moved since."""
    of_kind = [one for one in of_list(session, review.list_id) if one.kind is review.kind]
    if not of_kind or any(getattr(of_kind[-1], name) != getattr(review, name) for name in SAME):
        return None
    # A list that was sent back and has come again is examined anew, in the same words or not.
    moved = any(step.at > of_kind[-1].at for step in list_steps.taken(session, [review.list_id])[review.list_id])
    return None if moved else of_kind[-1]
