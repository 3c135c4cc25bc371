"""Filing with the superior after publication: the date, the number, and what the superior objects to."""

from flask import Blueprint, abort, flash, g, redirect, request, url_for

from app.access import person, staff_only
from app.database import session, writing
from app.desk import standing
from app.desk.forms import Typed, errors_of, shown
from app.desk.steps import not_yours
from app.pages.desk import FormPage, Input
from catalog import clock
from catalog.errors import OutOfTurn, Refused
from catalog.models import ProofList
from catalog.rules.lifecycles import LIST
from catalog.services import filings, list_steps

pages = Blueprint("desk_filings", __name__, url_prefix="/desk/lists")


@pages.get("/<int:list_id>/filing")
@staff_only
def ask(list_id):
    return _form(list_id, Typed())


@pages.post("/<int:list_id>/filing")
@staff_only
def file(list_id):
    typed = Typed(request.form)
    try:
        with writing() as register:
            filings.record(
                register,
                list_id,
                filed_on=typed.day("filed_on", "备案日期"),
                number=typed.text("number"),
                objection=typed.text("objection"),
                by=person(),
                at=clock.now(),
            )
    except Refused as refusal:
        return _form(list_id, typed, refusal)
    flash("备案已登记。", "done")
    return redirect(url_for("desk_lists.show", list_id=list_id), 303)


def _form(list_id: int, typed: Typed, refusal: Refused | None = None):
    g.nav = "lists"
    listing = session().get(ProofList, list_id) or abort(404)
    now = list_steps.state(session(), listing, clock.now())
    step = LIST.step("file", now)
    if step is None:
        refusal = refusal or OutOfTurn(LIST.refusal("file", now) or "")
    refusal = refusal or not_yours(listing, step)
    page = FormPage(
        heading=f"登记备案：{listing.title}",
        trail=standing.trail(list_id, listing.title),
        here="登记备案",
        action=url_for(".file", list_id=list_id),
        button="登记",
        inputs=(
            Input("filed_on", "备案日期", "date", typed.text("filed_on"), width="w-date"),
            Input("number", "备案号", value=typed.text("number"), width="w-name"),
            Input(
                "objection", "上级提出的意见", "textarea", typed.text("objection"), "没有就空着。", extra={"rows": "3"}
            ),
        ),
        errors=errors_of(refusal),
        back=url_for("desk_lists.show", list_id=list_id),
    )
    return shown(page, refusal)
