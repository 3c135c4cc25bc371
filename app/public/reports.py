"""What became of a consultation: the response report with its downloads, and the draft compared with what followed."""

from flask import Blueprint, Response, abort, g, request

from app.access import open_to_all
from app.arrival import received_at
from app.attachments import saved_as
from app.database import session
from app.fragments import render
from app.pages import Ref
from app.pages.consultations import ChangesPage, ReportPage, ReportRow
from app.paging import page_of
from app.public import consultation_pages
from app.public import consultation_parts as parts
from app.wording import consultations as say
from catalog import clock
from catalog.exchange import report_export
from catalog.services import consultation_reading as reading
from catalog.services import consultations, list_reading, reporting
from catalog.vocabulary import ConsultationState, ListState

pages = Blueprint("public_reports", __name__, url_prefix="/consultations")
PER_PAGE = 50
TABLES = (
    ("采纳情况", "adoptions"),
    ("怎样收到的", "channels"),
    ("谁提的", "kinds"),
    ("没有公开的原因", "withheld_by"),
)


@pages.get("/<int:consultation_id>/report")
@open_to_all
def show(consultation_id):
    g.nav = "consultations"
    one, report = _report(consultation_id)
    at = received_at()
    later = reading.next_version(session(), one, at=at)
    rows, number, pages_ = page_of(report.opinions, request.args.get("page", "1"), PER_PAGE)
    frozen = reporting.frozen(session(), consultation_id)
    page = ReportPage(
        consultation=Ref(consultation_id, one.title),
        title=report.title,
        summary=report.summary,
        received=report.received,
        late=report.late,
        withheld=report.withheld,
        tables=tuple(_table(heading, getattr(report, name)) for heading, name in TABLES),
        rows=tuple(_row(each, later.number if later else None) for each in rows),
        changes=report.said_changes,
        extended=tuple(f"原定{old}，延到{new}。理由：{why}" for old, new, why in report.extensions),
        version=report.version,
        lines=report.lines,
        out_on=clock.day_of(one.report_public_from),
        digest=frozen.digest if frozen else "",
        next_version=later.number if later else None,
        formats=tuple(report_export.FORMATS),
        page=number,
        pages=pages_,
    )
    return render("public/reports/show.html", page=page)


@pages.get("/<int:consultation_id>/report.<any(docx,csv):kind>")
@open_to_all
def download(consultation_id, kind):
    _, report = _report(consultation_id)
    response = Response(report_export.write(kind, report), mimetype=report_export.FORMATS[kind])
    return saved_as(response, f"意见采纳情况：{report.title}.{kind}")


@pages.get("/<int:consultation_id>/changes")
@open_to_all
def changes(consultation_id):
    g.nav = "consultations"
    at = received_at()
    one, listing, version = consultation_pages.seen(consultation_id, at)
    consultation_pages.mind_the_clock([one], at)
    later = reading.next_version(session(), one, at=at)
    if later is None:
        return render("public/reports/changes.html", page=_nothing_yet(one, listing, version, at))
    comparison = consultation_pages.compared(one, later)
    found = consultation_pages.told(comparison, one.list_id)
    part, number, pages_ = page_of(found, request.args.get("page", "1"), PER_PAGE)
    page = ChangesPage(
        consultation=Ref(consultation_id, one.title),
        old=version.number,
        new=later.number,
        digest=later.digest,
        same=comparison.same,
        changes=tuple(part),
        added=len(comparison.added),
        removed=len(comparison.removed),
        changed=len(comparison.changed),
        page=number,
        pages=pages_,
    )
    return render("public/reports/changes.html", page=page)


def _nothing_yet(one, listing, version, at) -> ChangesPage:
    """The page while there is nothing to compare with: why, and what comes."""
    state = consultations.state(one, at)
    final = list_reading.find(session(), listing.id, now=at) is not None
    if state is ConsultationState.ANSWERED:
        final = reporting.since(session(), one, at=at) is not None
    ended = listing.state is ListState.ENDED
    return ChangesPage(
        consultation=Ref(one.id, one.title),
        old=version.number,
        digest=version.digest,
        same=version.lines,
        explained=say.no_later_version(state, version.number, is_final=final, is_ended=ended),
    )


def _report(consultation_id: int):
    """A consultation with its report, once that is out; 404 before."""
    at = received_at()
    one, _, _ = consultation_pages.seen(consultation_id, at)
    if not reading.is_answered(one, at):
        abort(404)
    return one, reporting.of_consultation(session(), one, at=at)


def _table(heading: str, counts: dict[str, int]):
    return heading, tuple((label, count) for label, count in counts.items() if count)


def _row(one: dict, version: int | None) -> ReportRow:
    return ReportRow(
        number=one["number"],
        who=one["who"] or "不公开",
        text=one["text"],
        about=say.about_lines(one["about"]),
        adoption=parts.adoption_mark_named(one["adoption"]),
        reason=one["reason"],
        late=one["is_late"],
        became=say.became(one["moved"], version),
    )
