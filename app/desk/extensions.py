"""A later last day for an open period, with the reason that the public is told."""

from datetime import date

from flask import Blueprint, abort, flash, g, redirect, request, url_for

from app import wording
from app.access import person, staff_only
from app.database import session
from app.desk import standing
from app.desk.forms import Typed, errors_of, shown
from app.desk.steps import not_yours
from app.once import once
from app.pages.desk import FormPage, Input
from catalog import clock
from catalog.errors import OutOfTurn, Refused
from catalog.models import ProofList
from catalog.rules.lifecycles import LIST
from catalog.services import consultations, list_steps

pages = Blueprint("desk_extensions", __name__, url_prefix="/desk/lists")


@pages.get("/<int:list_id>/extension")
@staff_only
def ask(list_id):
    return _form(list_id, Typed())


@pages.post("/<int:list_id>/extension")
@staff_only
def extend(list_id):
    typed = Typed(request.form)
    running = _running(list_id)
    try:
        if running is None:
            raise OutOfTurn("没有正在征求意见，不能延长。")
        with once(url_for("desk_lists.show", list_id=list_id)) as register:
            consultation = consultations.extend(
                register,
                running.id or 0,
                last_on=typed.day("last_on", "新的截止日"),
                reason=typed.text("remark"),
                by=person(),
                at=clock.now(),
            )
            until = consultation.last_on
    except Refused as refusal:
        return _form(list_id, typed, refusal)
    flash(f"已延长到{wording.deadline(until)}。公众页马上这样写。", "done")
    return redirect(url_for("desk_lists.show", list_id=list_id), 303)


def _running(list_id: int):
    rounds = consultations.of_list(session(), list_id)
    return rounds[-1] if rounds else None


def _form(list_id: int, typed: Typed, refusal: Refused | None = None):
    g.nav = "lists"
    listing = session().get(ProofList, list_id) or abort(404)
    now = list_steps.state(session(), listing, clock.now())
    step = LIST.step("extend", now)
    if step is None:
        refusal = refusal or OutOfTurn(LIST.refusal("extend", now) or "")
    refusal = refusal or not_yours(listing, step)
    running = _running(list_id)
    present: date | None = running.last_on if running else None
    page = FormPage(
        heading=f"延长征求意见：{listing.title}",
        trail=standing.trail(list_id, listing.title),
        here="延长征求意见",
        action=url_for(".extend", list_id=list_id),
        button="延长",
        inputs=(
            Input(
                "last_on",
                "新的截止日",
                "date",
                typed.text("last_on"),
                "遇到假日自动顺延到工作日。还没有工作日历的年份，至少比现在的截止日晚10天。",
                "w-date",
            ),
            Input("remark", "理由", "textarea", typed.text("remark"), "会和延长的公告一起公开。", extra={"rows": "3"}),
        ),
        intro=(f"现在的截止时间：{wording.deadline(present)}。只能延后，不能提前。",) if present else (),
        errors=errors_of(refusal),
        back=url_for("desk_lists.show", list_id=list_id),
    )
    return shown(page, refusal)
