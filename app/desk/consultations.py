"""Ask the public: the notice, with its last day computed while it is written."""

from flask import Blueprint, abort, flash, g, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from app import wording
from app.access import person, staff_only
from app.database import session
from app.desk import consultation_notice
from app.desk.forms import Typed, errors_of
from app.desk.steps import done_already, not_yours
from app.errors import status_of
from app.fragments import render
from app.index import follow
from app.keys import keys
from app.once import once
from app.pages.desk import Input
from app.pages.desk_consultations import Closing, ClosingPage, ConsultationFormPage
from catalog import clock
from catalog.errors import Incomplete, OutOfTurn, Refused
from catalog.models import ProofList
from catalog.rules import periods
from catalog.rules.lifecycles import LIST
from catalog.services import calendars, consultations, list_steps, people
from catalog.vocabulary import Role

pages = Blueprint("desk_consultations", __name__, url_prefix="/desk/lists")


@pages.get("/<int:list_id>/consultation")
@staff_only
def new(list_id):
    return _form(list_id, Typed())


@pages.get("/<int:list_id>/consultation/closing")
@staff_only
def closing(list_id):
    """The last day that the form leads to: asked while it is being written."""
    listing = session().get(ProofList, list_id) or abort(404)
    found = _closing(listing, Typed(request.args))
    return render(
        "desk/consultations/closing.html", fragment="desk/consultations/_closing.html", page=ClosingPage(found)
    )


@pages.post("/<int:list_id>/consultation")
@staff_only
def begin(list_id):
    typed = Typed(request.form)
    if typed.ticked("check"):
        return _form(list_id, typed)
    try:
        notice = consultation_notice.notice(typed)
        with once(url_for("desk_lists.show", list_id=list_id)) as register:
            opened = consultations.begin(register, list_id, notice, by=person(), at=clock.now(), keys=keys())
            until, opens_on = opened.last_on, opened.opens_on
    except Refused as refusal:
        if done_already(list_id, "consult"):
            return redirect(url_for("desk_lists.show", list_id=list_id), 303)
        return _form(list_id, typed, refusal)
    follow()
    when = "已经公开" if opens_on <= clock.today() else f"{wording.zh_date(opens_on)} 0:00 公开"
    flash(f"征求意见{when}，{wording.deadline(until)}。这一版已经定下来，截止以前不改动。", "done")
    return redirect(url_for("desk_lists.show", list_id=list_id), 303)


def _closing(listing: ProofList, typed: Typed) -> Closing:
    try:
        notice = consultation_notice.period(typed)
        if not 1 <= notice.length <= periods.MOST_DAYS:
            raise Incomplete(f"期限要在1天到{periods.MOST_DAYS}天之间。", field="length")
    except Incomplete as missing:
        return Closing(refusal=missing.sentence)
    last, why = consultations.plan(notice, calendars.load(session()))
    minimum = periods.MINIMUMS[notice.draft_kind]
    least = f"至少{minimum.length}{minimum.unit.label}。" if minimum.length else ""
    shorter = f"比这短的，{minimum.shorter}。" if minimum.shorter else ""
    return Closing(
        when=wording.deadline(last.day) if last.day > notice.opens_on else "",
        moved=last.sentence,
        rule=f"{notice.draft_kind.label}：{least}{minimum.rule}（{minimum.source}）{shorter}",
        refusal=_with_administrators(why) if why and last.provisional else why or "",
        provisional=last.provisional,
    )


def _with_administrators(why: str) -> str:
    staff = people.officials(session(), on=clock.today())
    named = "、".join(one.name for one in staff if Role.ADMINISTRATOR in one.roles)
    return why.replace("请管理员导入日历", f"请管理员{named}导入日历") if named else why


def _form(list_id: int, typed: Typed, refusal: Refused | None = None):
    g.nav = "lists"
    listing = session().get(ProofList, list_id) or abort(404)
    now = list_steps.state(session(), listing, clock.now())
    step = LIST.step("consult", now)
    if step is None:
        refusal = refusal or OutOfTurn(LIST.refusal("consult", now) or "")
    refusal = refusal or not_yours(listing, step)
    if not typed.form:
        typed = Typed(MultiDict(consultation_notice.first(listing)))
    page = ConsultationFormPage(
        list_id=list_id,
        list_title=listing.title,
        heading="再次征求意见" if consultations.of_list(session(), list_id) else "发起征求意见",
        action=url_for(".begin", list_id=list_id),
        inputs=(
            Input("title", "公告标题", value=typed.text("title"), extra={"required": "", "maxlength": "200"}),
            Input(
                "notice",
                "公告正文",
                "textarea",
                typed.text("notice"),
                "为什么、依据什么、征求什么意见。",
                extra={"rows": "8"},
            ),
            Input(
                "explanation",
                "起草说明",
                "textarea",
                typed.text("explanation"),
                "每一类为什么这样处理，群众要注意什么。",
                extra={"rows": "8"},
            ),
        ),
        contact=tuple(
            Input(f"contact_{name}", label, value=typed.text(f"contact_{name}"), hint=hint, width="w-name")
            for name, label, hint in consultation_notice.CONTACT
        ),
        period=consultation_notice.period_inputs(list_id, listing, typed),
        closing=_closing(listing, typed),
        rules=consultation_notice.rules(),
        errors=errors_of(refusal),
    )
    return render("desk/consultations/new.html", page=page, status=status_of(refusal) if refusal else 200)
