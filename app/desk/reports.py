"""The response report at the desk: as it stands, and let out together with the answers."""

from flask import Blueprint, abort, flash, g, redirect, request, url_for

from app.access import person, staff_only
from app.database import session, writing
from app.desk.forms import Typed, errors_of
from app.errors import status_of
from app.fragments import render
from app.pages.desk import Input
from app.pages.desk_consultations import ReportDeskPage
from app.wording import zh_moment
from catalog import clock
from catalog.errors import Refused
from catalog.models import Consultation, ProofList
from catalog.services import consultations, leave, reporting, settling
from catalog.vocabulary import Act, ConsultationState

pages = Blueprint("desk_reports", __name__, url_prefix="/desk/consultations")


@pages.get("/<int:consultation_id>/report")
@staff_only
def show(consultation_id):
    return _page(consultation_id)


@pages.post("/<int:consultation_id>/report")
@staff_only
def release(consultation_id):
    typed = Typed(request.form)
    try:
        day = typed.maybe_day("public_on")
        at = clock.now()
        public_from = max(at, clock.start_of(day)) if day else at
        with writing() as register:
            settling.release(register, consultation_id, by=person(), at=at, public_from=public_from)
    except Refused as refusal:
        return _page(consultation_id, refusal)
    flash("意见采纳情况和每一份的答复已经公开。" if public_from == at else f"{zh_moment(public_from)} 公开。", "done")
    return redirect(url_for(".show", consultation_id=consultation_id), 303)


def _page(consultation_id: int, refusal: Refused | None = None):
    g.nav = "lists"
    consultation = session().get(Consultation, consultation_id) or abort(404)
    listing = session().get_one(ProofList, consultation.list_id)
    at = clock.now()
    report = reporting.at_work(session(), consultation)
    state = consultations.state(consultation, at)
    why = leave.refusal(session(), person(), Act.RELEASE_ANSWERS, on=clock.today())
    page = ReportDeskPage(
        consultation_id=consultation_id,
        list_id=listing.id or 0,
        title=consultation.title,
        summary=report.summary,
        state=_state(consultation, at),
        counts=(
            ("怎样收到的", _some(report.channels)),
            ("谁提的", _some(report.kinds)),
            ("怎样处理的", _some(report.adoptions)),
            ("没有公开的", _some(report.withheld_by)),
        ),
        opinions=report.opinions,
        changes=report.changes,
        may_release=why is None and state is ConsultationState.CLOSED,
        why_not=why or "",
        inputs=(Input("public_on", "哪一天公开", "date", hint="空着就是现在。最晚和清单同时公开。", width="w-date"),),
        errors=errors_of(refusal),
    )
    return render("desk/consultations/report.html", page=page, status=status_of(refusal) if refusal else 200)


def _state(consultation: Consultation, at) -> str:
    public_from = consultation.report_public_from
    if public_from and public_from <= at:
        return f"{zh_moment(public_from)} 起公开"
    if public_from:
        return f"{zh_moment(public_from)} 公开，现在只有内部看得到"
    return "还没有公开，只有内部看得到"


def _some(counts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    """What occurred; the public report shows the zeros too."""
    return tuple((label, number) for label, number in counts.items() if number)
