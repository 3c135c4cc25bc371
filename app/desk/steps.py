"""The steps of a list that need no more than a yes and a remark, one form for all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, request, url_for

from app.access import person, staff_only
from app.database import session, writing
from app.desk import standing
from app.desk.forms import Typed, errors_of, shown
from app.desk.list_pages import GRAVE, STEP_PAGES, city
from app.index import follow
from app.pages.desk import FormPage, Input
from app.wording import lives
from catalog import clock
from catalog.errors import NotYourDesk, OutOfTurn, Refused
from catalog.models import ProofList
from catalog.rules import permissions
from catalog.rules.lifecycle import Step
from catalog.rules.lifecycles import LIST
from catalog.services import assembling, consultations, drafting, leave, list_steps

# Two presses of one button lie no further apart.
TWICE = timedelta(seconds=30)
pages = Blueprint("desk_steps", __name__, url_prefix="/desk/lists")


@dataclass(frozen=True)
class Doing:
    """What taking a step hands to its service."""

    remark: str
    emergency: str


def _by_at() -> dict[str, Any]:
    return {"by": person(), "at": clock.now()}


TAKE: dict[str, Callable[[Any, int, Doing], Any]] = {
    "submit": lambda register, list_id, said: drafting.submit(register, list_id, emergency=said.emergency, **_by_at()),
    "recall": lambda register, list_id, said: drafting.recall(register, list_id, **_by_at()),
    "send-back": lambda register, list_id, said: list_steps.send_back(
        register, list_id, remark=said.remark, **_by_at()
    ),
    "assemble": lambda register, list_id, said: assembling.assemble(
        register, list_id, city=city(), emergency=said.emergency, **_by_at()
    ),
    "skip": lambda register, list_id, said: consultations.skip(register, list_id, reason=said.remark, **_by_at()),
    "end": lambda register, list_id, said: consultations.end(register, list_id, reason=said.remark, **_by_at()),
}
REMARKS = {
    "send-back": ("退回的理由", "写明哪几条、要改什么，起草的人看得到。"),
    "skip": ("为什么不征求意见", "这句话会公开。"),
    "end": ("为什么终止", "征求过意见的，这句话会公开。"),
}


@pages.get("/<int:list_id>/steps/<name>")
@staff_only
def ask(list_id, name):
    if name in STEP_PAGES:
        return redirect(url_for(STEP_PAGES[name], list_id=list_id))
    return _form(list_id, _known(name), Typed())


@pages.post("/<int:list_id>/steps/<name>")
@staff_only
def take(list_id, name):
    typed = Typed(request.form)
    said = Doing(typed.text("remark"), typed.text("emergency"))
    try:
        with writing() as register:
            TAKE[_known(name)](register, list_id, said)
    except Refused as refusal:
        if not done_already(list_id, name):
            return _form(list_id, name, typed, refusal)
    follow()
    flash(lives.DONE.get(name, "办好了。"), "done")
    return redirect(url_for("desk_lists.show", list_id=list_id), 303)


def done_already(list_id: int, name: str) -> bool:
    """True when this person took the step a moment ago: the same button was pressed twice."""
    taken = list_steps.taken(session(), [list_id])[list_id]
    last = taken[-1] if taken else None
    return last is not None and last.name == name and last.person_id == person().id and clock.now() - last.at < TWICE


def _known(name: str) -> str:
    return name if name in TAKE else abort(404)


def _form(list_id: int, name: str, typed: Typed, refusal: Refused | None = None):
    g.nav = "lists"
    listing = session().get(ProofList, list_id) or abort(404)
    now = list_steps.state(session(), listing, clock.now())
    step = LIST.step(name, now)
    if step is None:
        refusal = refusal or OutOfTurn(LIST.refusal(name, now) or "")
    heading = lives.BUTTONS.get(name, name)
    remark = _remark(step, name, typed)
    page = FormPage(
        heading=f"{heading}：{listing.title}",
        trail=standing.trail(list_id, listing.title),
        here=heading,
        action=url_for(".take", list_id=list_id, name=name),
        button=heading,
        inputs=remark,
        intro=(lives.INTRO[name],) if name in lives.INTRO else (),
        errors=errors_of(refusal),
        grave=name in GRAVE,
        back=url_for("desk_lists.show", list_id=list_id),
        urgent=urgent(listing, step, typed) if step else (),
    )
    return shown(page, refusal)


def _remark(step: Step | None, name: str, typed: Typed) -> tuple[Input, ...]:
    if step is None or not step.needs_remark:
        return ()
    label, hint = REMARKS[name]
    return (
        Input("remark", label, "textarea", typed.text("remark"), hint, extra={"required": "", "maxlength": "1000"}),
    )


def urgent(listing: ProofList, step: Step, typed: Typed) -> tuple[Input, ...]:
    """The emergency door, where nothing but the separation of duties is in the way."""
    about = list_steps.case(session(), listing, list_steps.state(session(), listing, clock.now()))
    if permissions.may(person(), step.act, about) or permissions.without_duties(person(), step.act, about):
        return ()
    hint = "写明为什么来不及换人。"
    return (
        Input("emergency", "紧急办理的理由", "textarea", typed.text("emergency"), hint, extra={"maxlength": "1000"}),
    )


def not_yours(listing: ProofList, step: Step | None) -> Refused | None:
    """Why this person cannot take the step, to be said when its form is opened; None when they can, or urgently."""
    if step is None:
        return None
    about = list_steps.case(session(), listing, list_steps.state(session(), listing, clock.now()))
    if permissions.without_duties(person(), step.act, about) is None:
        return None
    return NotYourDesk(leave.refusal(session(), person(), step.act, about, on=clock.today()) or "")
