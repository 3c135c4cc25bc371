"""Examinations of a list, and its approval by a meeting or a signer."""

from flask import Blueprint, abort, flash, g, redirect, request, url_for

from app.access import person, staff_only
from app.database import session, writing
from app.desk import standing
from app.desk.forms import Typed, choices, errors_of, shown
from app.desk.list_pages import city
from app.desk.steps import done_already, not_yours, urgent
from app.once import once
from app.pages.desk import FormPage, Input
from app.pages.parts import Choice
from catalog import clock
from catalog.errors import OutOfTurn, Refused
from catalog.models import ProofList
from catalog.rules import reviews as rule
from catalog.rules.lifecycles import LIST
from catalog.services import list_steps, reviewing
from catalog.services.reviewing import Approval
from catalog.vocabulary import ListState, ReviewKind

pages = Blueprint("desk_reviews", __name__, url_prefix="/desk/lists")
ABOUT = {
    ReviewKind.SECRECY: "有没有不能公开的国家秘密、商业秘密和个人信息。",
    ReviewKind.FIRST_LEGALITY: "每一条的处理方式有没有权限、依据对不对，征求意见以前做。",
    ReviewKind.FINAL_LEGALITY: "审查的是要公布的那一版。一般不少于7个工作日，确实要快，写明理由。",
}


@pages.get("/<int:list_id>/reviews/new")
@staff_only
def new(list_id):
    return _form(list_id, Typed(request.args))


@pages.post("/<int:list_id>/reviews")
@staff_only
def record(list_id):
    typed = Typed(request.form)
    try:
        kind = typed.word("kind", ReviewKind, "哪一种审查")
        passed = typed.text("passed")
        if passed not in ("yes", "no"):
            raise OutOfTurn("请选审查结论：通过，或者不通过。", field="passed")
        with once(url_for("desk_lists.show", list_id=list_id)) as register:
            reviewing.record(
                register,
                list_id,
                kind,
                passed=passed == "yes",
                finding=typed.text("finding"),
                received_on=typed.day("received_on", "收到清单的日期"),
                short_reason=typed.text("short_reason"),
                by=person(),
                at=clock.now(),
                emergency=typed.text("emergency"),
            )
    except Refused as refusal:
        return _form(list_id, typed, refusal)
    flash(f"{kind.label}已登记：{'通过' if passed == 'yes' else '不通过'}。", "done")
    return redirect(url_for("desk_lists.show", list_id=list_id), 303)


@pages.get("/<int:list_id>/approval")
@staff_only
def ask_approval(list_id):
    return _approval_form(list_id, Typed())


@pages.post("/<int:list_id>/approval")
@staff_only
def approve(list_id):
    typed = Typed(request.form)
    try:
        approval = Approval(
            decided_on=typed.day("decided_on", "讨论或签发的日期"),
            meeting=typed.text("meeting"),
            minutes=typed.text("minutes"),
            signer=typed.text("signer"),
        )
        with writing() as register:
            reviewing.approve(
                register,
                list_id,
                approval,
                city=city(),
                by=person(),
                at=clock.now(),
                emergency=typed.text("emergency"),
            )
    except Refused as refusal:
        if not done_already(list_id, "approve"):
            return _approval_form(list_id, typed, refusal)
    flash("审签已登记，意见采纳情况已定稿。接下来试算和公布。", "done")
    return redirect(url_for("desk_lists.show", list_id=list_id), 303)


def _form(list_id: int, typed: Typed, refusal: Refused | None = None):
    g.nav = "lists"
    listing = session().get(ProofList, list_id) or abort(404)
    now = list_steps.state(session(), listing, clock.now())
    missing = reviewing.still_needed(session(), listing, now)
    kinds = rule.NEEDED.get(now, ())
    step = LIST.step(reviewing.STEPS.get(now, "clear"), now)
    if not kinds:
        wanted = "、".join(f"“{state.label}”" for state in rule.NEEDED)
        refusal = refusal or OutOfTurn(f"审查在{wanted}的时候登记，这份清单现在是“{now.label}”。")
    refusal = refusal or not_yours(listing, step)
    chosen = typed.text("kind") or (missing[0].value if missing else "")
    page = FormPage(
        heading=f"登记审查：{listing.title}",
        trail=standing.trail(list_id, listing.title),
        here="登记审查",
        action=url_for(".record", list_id=list_id),
        button="登记",
        inputs=(
            Input("kind", "哪一种审查", "radio", choices=choices(kinds, chosen)),
            Input(
                "passed",
                "结论",
                "radio",
                choices=(
                    Choice("yes", "通过", typed.text("passed") == "yes"),
                    Choice("no", "不通过", typed.text("passed") == "no"),
                ),
            ),
            Input("finding", "审查意见", "textarea", typed.text("finding"), "看了什么，有没有问题，要改什么。"),
            Input("received_on", "收到清单的日期", "date", typed.text("received_on"), width="w-date"),
            *_short_reason(now, typed),
        ),
        intro=tuple(f"{kind.label}：{ABOUT[kind]}" for kind in kinds),
        errors=errors_of(refusal),
        back=url_for("desk_lists.show", list_id=list_id),
        urgent=urgent(listing, step, typed) if step else (),
    )
    return shown(page, refusal)


def _short_reason(now: ListState, typed: Typed) -> tuple[Input, ...]:
    if ReviewKind.FINAL_LEGALITY not in rule.NEEDED.get(now, ()):
        return ()
    hint = f"不足{rule.USUAL_WORKING_DAYS}个工作日的要写。"
    return (Input("short_reason", "为什么这么快", "textarea", typed.text("short_reason"), hint),)


def _approval_form(list_id: int, typed: Typed, refusal: Refused | None = None):
    g.nav = "lists"
    listing = session().get(ProofList, list_id) or abort(404)
    now = list_steps.state(session(), listing, clock.now())
    step = LIST.step("approve", now)
    if step is None:
        refusal = refusal or OutOfTurn(LIST.refusal("approve", now) or "")
    refusal = refusal or not_yours(listing, step)
    page = FormPage(
        heading=f"登记审签：{listing.title}",
        trail=standing.trail(list_id, listing.title),
        here="登记审签",
        action=url_for(".approve", list_id=list_id),
        button="登记审签",
        inputs=(
            Input("decided_on", "讨论或签发的日期", "date", typed.text("decided_on"), width="w-date"),
            Input("meeting", "会议名称", value=typed.text("meeting"), hint="例如 市政府第12次常务会议", width="w-name"),
            Input("minutes", "纪要编号", value=typed.text("minutes"), width="w-name"),
            Input(
                "signer",
                "签发人",
                value=typed.text("signer"),
                hint="没有上会、直接签发的写这一格。",
                width="w-name",
            ),
        ),
        intro=("会议名称和纪要编号写全，或者写签发人。登记以后，意见采纳情况就定稿了。",),
        errors=errors_of(refusal),
        back=url_for("desk_lists.show", list_id=list_id),
        urgent=urgent(listing, step, typed) if step else (),
    )
    return shown(page, refusal)
