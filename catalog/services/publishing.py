"""Publish lists under a document number: rehearsed first, then all of it in one transaction or nothing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from catalog import clock
from catalog.errors import Conflicting, Incomplete, OutOfTurn, Refused
from catalog.models import IssuedDocument, Line, ListStep, ListVersion, ProofList
from catalog.rules import document_numbers, dry_runs
from catalog.rules.dry_runs import Flip
from catalog.rules.permissions import Official
from catalog.rules.working_days import Calendar
from catalog.services import (
    calendars,
    consultations,
    findings,
    history,
    issuing,
    line_texts,
    list_steps,
    reporting,
    reviewing,
    verdicts,
)
from catalog.services.findings import Point
from catalog.services.issuing import Publication
from catalog.vocabulary import Act, ListState

# 政府信息公开条例 art. 26: published within twenty working days of being made.
WATCH_WORKING_DAYS = 20


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What publishing would do, and what is still missing. Nothing was written.

    ``missing`` are sentences; () means that it can be published. ``flips`` has one row for each line.
    """

    missing: tuple[str, ...]
    flips: tuple[Flip, ...]
    points: tuple[Point, ...]
    public_from: datetime

    @property
    def changing(self) -> tuple[Flip, ...]:
        return tuple(one for one in self.flips if one.changes)


@dataclass(frozen=True, slots=True)
class Watch:
    """How long publication took, or still may take, from the day of the decision."""

    decided_on: date
    due_on: date
    published_on: date | None
    working_days: int
    is_late: bool


def rehearse(
    session: Session,
    list_ids: Collection[int],
    publication: Publication,
    *,
    city: str,
    by: Official,
    at: datetime,
) -> Rehearsal:
    """Try publishing without writing: which verdicts turn and when, what contradicts, what is missing."""
    listings = [session.get_one(ProofList, list_id) for list_id in sorted(set(list_ids))]
    missing = [why for why in (_paper_refusal(session, publication, at), issuing.refusal(session, publication)) if why]
    points: list[Point] = []
    for listing in listings:
        missing += _gates(session, listing, by=by, at=at)
        points += findings.of_list(session, listing.id or 0, city=city, at=at, effective_on=publication.effective_on)
    if unsettled := [point for point in points if point.is_open]:
        missing.append(f"还有{len(unsettled)}条没有解决：依据不允许，或和现行决定不一致。")
    public_from = _public_from(publication, at)
    lines = [line for listing in listings for line in line_texts.of_list(session, listing.id or 0)]
    facts = verdicts.facts(session, {line.requirement_id for line in lines})
    flips = dry_runs.flips(lines, facts, effective_on=publication.effective_on, public_from=public_from)
    return Rehearsal(tuple(dict.fromkeys(missing)), flips, tuple(points), public_from)


def publish(
    session: Session,
    list_ids: Collection[int],
    publication: Publication,
    *,
    city: str,
    by: Official,
    at: datetime,
    emergency: str = "",
) -> IssuedDocument:
    """Publish the lists in one document: number, decisions, requirements, answers and reports, all or nothing.

    What is published is the version that was examined and approved; conflicts are looked for again. Raises
    Incomplete, AgainstPolicy, Refused (number), OutOfTurn, NotYourDesk, Conflicting (number just taken).
    """
    if not list_ids:
        raise Incomplete("请选出要公布的清单。", field="lists")
    if why := _paper_refusal(session, publication, at):
        raise Incomplete(why, field="number")
    listings = [list_steps.locked(session, list_id) for list_id in sorted(set(list_ids))]
    steps = [list_steps.ready(session, one, "publish", by=by, at=at, emergency=emergency) for one in listings]
    approved = [_approved_version(session, one) for one in listings]
    for listing in listings:
        reviewing.check_points(session, listing.id or 0, city=city, at=at, effective_on=publication.effective_on)
    document = _issue(session, publication, listings, at)
    for listing, version, step in zip(listings, approved, steps, strict=True):
        listing.issued_document_id = document.id
        issuing.decide(session, _rows(session, listing), document, at=at, by=by.login)
        for consultation in consultations.of_list(session, listing.id or 0):
            if consultation.ended_at is None:
                reporting.show(session, consultation, by=by.login, public_from=document.public_from)
        list_steps.take(
            session,
            step,
            document=document.id,
            number=document.number,
            version=version.number,
            public_from=document.public_from.isoformat(),
        )
    after = {"number": document.number, "lists": [one.id for one in listings]}
    history.write(session, by=by.login, act=Act.PUBLISH_LIST, record=document, after=after)
    return document


def watch(session: Session, listing: ProofList, *, on: date) -> Watch | None:
    """Days from decision to publication, against the twenty that the law gives; None before approval."""
    return watches(session, [listing], on=on).get(listing.id or 0)


def watches(session: Session, listings: Collection[ProofList], *, on: date) -> dict[int, Watch]:
    """The same of many lists by their number; lists that nobody has decided on are left out. Three queries."""
    decided = _decided_on(session, [one.id or 0 for one in listings])
    papers = {one.issued_document_id for one in listings if one.issued_document_id}
    issued = session.exec(select(IssuedDocument).where(col(IssuedDocument.id).in_(papers)))
    published = {one.id: one.published_on for one in issued}
    calendar = calendars.load(session)
    return {
        one.id or 0: _watch(decided[one.id or 0], published.get(one.issued_document_id), calendar, on)
        for one in listings
        if one.id in decided
    }


def _watch(decided_on: date, published_on: date | None, calendar: Calendar, on: date) -> Watch:
    due_on = calendar.add_working_days(decided_on, WATCH_WORKING_DAYS)
    last = published_on or on
    return Watch(decided_on, due_on, published_on, calendar.working_days_between(decided_on, last), last > due_on)


def _paper_refusal(session: Session, publication: Publication, at: datetime) -> str | None:
    number = publication.number
    if not number or document_numbers.parse(number) is None:
        return "请填文号，例如示府办〔2026〕1号。"
    if publication.effective_on < publication.published_on:
        return "施行日期不能早于公布日期。"
    if publication.published_on < clock.day_of(at):
        return "公布日期不能早于今天。已经在别处公布过的清单，请用导入登记。"
    return None


def _gates(session: Session, listing: ProofList, *, by: Official, at: datetime) -> list[str]:
    """What stops this list, by running the checks of ``publish`` one by one."""
    found: list[str] = []
    for check in (
        lambda: list_steps.ready(session, listing, "publish", by=by, at=at),
        lambda: _approved_version(session, listing),
    ):
        try:
            check()
        except Refused as refusal:
            found.append(refusal.sentence)
    return found


def _approved_version(session: Session, listing: ProofList) -> ListVersion:
    if listing.state is not ListState.APPROVED:
        raise OutOfTurn(f"“{listing.title}”现在是“{listing.state.label}”，审签以后才能公布。")
    return reviewing.reviewed_version(session, listing)


def _public_from(publication: Publication, at: datetime) -> datetime:
    """From the day of publication on, never before it was recorded."""
    return max(at, clock.start_of(publication.published_on))


def _issue(session: Session, publication: Publication, listings: Sequence[ProofList], at: datetime) -> IssuedDocument:
    title = publication.title or listings[0].title
    adopted = publication.adopted_on or _decided_on(session, [listings[0].id or 0]).get(listings[0].id or 0)
    paper = replace(publication, adopted_on=adopted, issued_here=True)
    try:
        with session.begin_nested():
            return issuing.issue(session, paper, title, public_from=_public_from(publication, at))
    except IntegrityError as error:
        raise Conflicting("这个文号刚被另一份文件用了。请换下一个号。", field="number") from error


def _rows(session: Session, listing: ProofList) -> list[dict[str, object]]:
    lines = session.exec(select(Line).where(Line.list_id == listing.id).order_by(col(Line.position)))
    return [line.model_dump() for line in lines]


def _decided_on(session: Session, list_ids: Collection[int]) -> dict[int, date]:
    """The day of the newest decision on each list."""
    query = select(ListStep.list_id, ListStep.details).where(col(ListStep.list_id).in_(list_ids))
    steps = session.exec(query.where(ListStep.name == "approve").order_by(col(ListStep.id)))
    return {list_id: date.fromisoformat(details["decided_on"]) for list_id, details in steps if details}
