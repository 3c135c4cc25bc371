"""Bring the lists that departments handed in together in one batch."""

from flask import Blueprint, abort, flash, g, redirect, request, url_for

from app.access import person, staff_only
from app.database import session, writing
from app.desk import standing
from app.desk.forms import Typed, errors_of, shown
from app.desk.list_pages import city
from app.desk.steps import done_already, urgent
from app.pages.desk import FormPage, Input
from app.pages.parts import Choice
from app.wording import count, lives
from catalog import clock
from catalog.errors import OutOfTurn, Refused
from catalog.models import ProofList
from catalog.rules.lifecycles import LIST
from catalog.services import assembling, desk_choices, desk_reading, list_steps

pages = Blueprint("desk_gathering", __name__, url_prefix="/desk/lists")


@pages.get("/<int:list_id>/parts")
@staff_only
def ask(list_id):
    return _form(list_id, Typed())


@pages.post("/<int:list_id>/parts")
@staff_only
def gather(list_id):
    typed = Typed(request.form)
    try:
        with writing() as register:
            assembling.gather(
                register,
                list_id,
                typed.numbers("lists"),
                city=city(),
                by=person(),
                at=clock.now(),
                emergency=typed.text("emergency"),
            )
    except Refused as refusal:
        if not done_already(list_id, "gather"):
            return _form(list_id, typed, refusal)
    flash(lives.DONE["gather"], "done")
    return redirect(url_for("desk_lists.show", list_id=list_id), 303)


def _form(list_id: int, typed: Typed, refusal: Refused | None = None):
    g.nav = "lists"
    listing = session().get(ProofList, list_id) or abort(404)
    now = list_steps.state(session(), listing, clock.now())
    step = LIST.step("gather", now)
    if step is None:
        refusal = refusal or OutOfTurn(LIST.refusal("gather", now) or "")
    waiting = desk_reading.of_lists(session(), desk_choices.waiting_for(session(), listing), clock.now())
    chosen = set(typed.numbers("lists")) if typed.form else {one.id for one in waiting}
    page = FormPage(
        heading=f"汇总各单位清单：{listing.title}",
        trail=standing.trail(list_id, listing.title),
        here="汇总各单位清单",
        action=url_for(".gather", list_id=list_id),
        button="汇总选中的",
        inputs=(
            Input(
                "lists",
                "已经提交、还没有汇总的",
                "ticks",
                hint="选中的各份一起进入下一步；没选的留着，下一批再汇总。",
                choices=tuple(
                    Choice(str(one.id), f"{one.case.office}：{one.listing.title}，{count(one.lines)}", one.id in chosen)
                    for one in waiting
                ),
            ),
        ),
        intro=("每一条会抄进这一批，并记下是从哪一份来的；证据和签署的理由跟着走。",),
        errors=errors_of(refusal),
        back=url_for("desk_lists.show", list_id=list_id),
        urgent=urgent(listing, step, typed) if step else (),
    )
    return shown(page, refusal)
