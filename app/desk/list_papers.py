"""What belongs to a list: its evidence, imports, examinations, rounds, versions and the departments' lists."""

from datetime import datetime

from flask import url_for
from sqlmodel import Session, col, select

from app.desk import standing
from app.pages.desk_list import EvidenceRow, ImportRow, PartRow, ReviewRow, RoundRow, VersionRow
from app.pages.desk_parts import Badge
from app.wording import interval
from app.wording.consultations import STATE_MARKS
from catalog import clock
from catalog.exchange import undoing
from catalog.models import Document
from catalog.rules import permissions
from catalog.rules.permissions import Official
from catalog.services import assembling, consultations, evidences, moderating, people, redacting, reviewing, versions
from catalog.services.desk_reading import Standing
from catalog.vocabulary import Act, ListState, VersionPurpose


def evidence(session: Session, list_id: int) -> tuple[EvidenceRow, ...]:
    rows = []
    found = evidences.of_list(session, list_id)
    query = select(Document).where(col(Document.digest).in_({one.digest for one, _ in found if one.digest}))
    documents = {one.digest: one for one in session.exec(query)}
    for one, places in found:
        document = documents.get(one.digest or "")
        where = "、".join(str(place) for place in places[:12]) + ("等" if len(places) > 12 else "")
        file, gone = (document.name, document.redaction) if document else ("", "")
        rows.append(EvidenceRow(one.id or 0, one.kind, f"第{where}条", one.note, file, gone))
    return tuple(rows)


def imports(session: Session, one: Standing, *, by: Official) -> tuple[ImportRow, ...]:
    """What was read in, newest first, and whether this person can take it back now."""
    may = one.now is ListState.DRAFTING and permissions.may(by, Act.UNDO_IMPORT, one.case)
    return tuple(
        ImportRow(
            each.filename,
            each.applied_at or each.created_at,
            each.undone_at is not None,
            url_for("desk_undoing.ask", plan_id=each.id) if may and each.undone_at is None else "",
            "" if each.filename == redacting.GONE else url_for("desk_redactions.ask_import", plan_id=each.id),
        )
        for each in undoing.of_list(session, one.id)
    )


def reviews(session: Session, one: Standing) -> tuple[ReviewRow, ...]:
    found = reviewing.of_list(session, one.id)
    if not found:
        return ()
    called, now = people.names(session, [each.person_id for each in found]), versions.digest_now(session, one.id)
    return tuple(
        ReviewRow(
            each.kind.label,
            each.passed,
            each.finding,
            called.get(each.person_id, ""),
            each.at,
            f"时间较短，理由：{each.short_reason}" if each.short_reason else "",
            stale=each.digest != now,
        )
        for each in reversed(found)
    )


def rounds(session: Session, one: Standing, at: datetime) -> tuple[RoundRow, ...]:
    rows = []
    for each in consultations.of_list(session, one.id):
        state, counts = consultations.state(each, at), moderating.counts(session, each.id or 0)
        span = interval(each.opens_on, each.last_on, today=clock.day_of(at))
        public = url_for("public_consultations.show", consultation_id=each.id) if each.opens_at <= at else ""
        badge = Badge(state.label, *STATE_MARKS[state])
        rows.append(
            RoundRow(each.id or 0, each.title, badge, span, counts.received, counts.shown, counts.waiting, public)
        )
    return tuple(rows)


def frozen(session: Session, list_id: int) -> tuple[VersionRow, ...]:
    rows = []
    for purpose in VersionPurpose:
        before = None
        for one in versions.frozen(session, list_id, purpose):
            compare = url_for("desk_versions.compare", list_id=list_id, old=before, new=one.id) if before else ""
            name = f"{purpose.label}第{one.number}版"
            href = url_for("desk_frozen.show", version_id=one.id)
            rows.append(VersionRow(name, href, one.frozen_at, one.lines, one.digest, compare))
            before = one.id
    return tuple(rows)


def parts(session: Session, one: Standing) -> tuple[PartRow, ...]:
    if one.listing.office_id is not None:
        return ()
    return tuple(
        PartRow(
            url_for("desk_lists.show", list_id=each.list_id),
            each.office,
            each.title,
            each.lines,
            standing.badge(each.state),
        )
        for each in assembling.handed_in(session, one.id)
    )
