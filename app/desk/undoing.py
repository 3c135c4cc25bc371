"""Take back what an import wrote into a draft: what would happen, why, and the lines that stay."""

from flask import Blueprint, abort, flash, g, redirect, request, url_for

from app.access import person, staff_only
from app.database import session, writing
from app.desk import standing
from app.desk.forms import Typed, errors_of, shown
from app.index import follow
from app.pages.desk import FormPage, Input
from app.wording import count
from catalog import clock
from catalog.errors import OutOfTurn, Refused
from catalog.exchange import undoing
from catalog.exchange.undoing import Held, Taking
from catalog.models import ImportPlan, ProofList
from catalog.services import leave, list_steps
from catalog.vocabulary import Act

pages = Blueprint("desk_undoing", __name__, url_prefix="/desk/imports")
MOST_SHOWN = 20
DONE = "这次导入已经撤销。"
KEPT_NAMES = "导入时新登记的证明、事项和单位名称留在登记簿里，公众看不到。"


@pages.get("/<int:plan_id>/undoing")
@staff_only
def ask(plan_id):
    return _form(plan_id, Typed())


@pages.post("/<int:plan_id>/undoing")
@staff_only
def undo(plan_id):
    typed = Typed(request.form)
    try:
        with writing() as register:
            taking = undoing.undo(
                register,
                plan_id,
                reason=typed.text("reason"),
                leaving_held=typed.ticked("rest"),
                by=person(),
                at=clock.now(),
            )
            list_id = register.get_one(ImportPlan, plan_id).applied_list_id
    except OutOfTurn as refusal:
        plan = _find(plan_id)
        if plan.undone_at is None:
            return _form(plan_id, typed, refusal)
        flash(DONE, "done")
        return redirect(url_for("desk_lists.show", list_id=plan.applied_list_id), 303)
    except Refused as refusal:
        return _form(plan_id, typed, refusal)
    follow()
    flash(DONE + _told(taking), "done")
    return redirect(url_for("desk_lists.show", list_id=list_id), 303)


def _form(plan_id: int, typed: Typed, refusal: Refused | None = None):
    g.nav = "lists"
    plan = _find(plan_id)
    listing = session().get(ProofList, plan.applied_list_id or 0) or abort(404)
    about = list_steps.case(session(), listing, list_steps.state(session(), listing, clock.now()))
    leave.ask(session(), person(), Act.UNDO_IMPORT, about, on=clock.today())
    why = undoing.refusal(session(), plan, clock.now())
    taking = undoing.look(session(), plan) if why is None else None
    page = FormPage(
        heading=f"撤销导入：{listing.title}",
        trail=standing.trail(listing.id, listing.title),
        here="撤销导入",
        action=url_for(".undo", plan_id=plan_id),
        button="撤销这次导入",
        inputs=_inputs(taking, typed) if taking else (),
        intro=(f"文件：{plan.filename}。", *(_intro(taking) if taking else ())),
        errors=errors_of(refusal or (OutOfTurn(why) if why else None)),
        grave=True,
        back=url_for("desk_lists.show", list_id=listing.id),
        aside=(("照现在的留着", _held(taking.held)),) if taking and taking.held else (),
    )
    return shown(page, refusal)


def _inputs(taking: Taking, typed: Typed) -> tuple[Input, ...]:
    reason = Input(
        "reason",
        "为什么撤销",
        "textarea",
        typed.text("reason"),
        "例如 传错了文件。记录里看得到。",
        extra={"required": "", "maxlength": "1000", "rows": "2"},
    )
    if not taking.held:
        return (reason,)
    label = f"{count(len(taking.held))}后来动过，照现在的留着，其余的撤销"
    return (reason, Input("rest", label, "tick", value=typed.text("rest")))


def _intro(taking: Taking) -> tuple[str, ...]:
    said = _counted(taking, ("取下导入时加的{}", "改回导入时改的{}", "放回导入时删去的{}"))
    return (f"撤销会{said}。清单回到导入以前的样子，记录都留着。" if said else "没有可以撤销的了。", KEPT_NAMES)


def _told(taking: Taking) -> str:
    left = f"{count(len(taking.held))}后来动过，照现在的留着。" if taking.held else ""
    return f"{_counted(taking, ('取下{}', '改回{}', '放回{}'))}。{left}"


def _counted(taking: Taking, texts: tuple[str, str, str]) -> str:
    """What happens to the lines that were added, changed and removed; nothing of what there is none."""
    numbers = (len(taking.out), len(taking.back), len(taking.again))
    return "，".join(text.format(count(number)) for text, number in zip(texts, numbers, strict=True) if number)


def _held(held: tuple[Held, ...]) -> tuple[str, ...]:
    shown_ = tuple(
        f"{f'第{one.position}条，' if one.position else ''}{one.subject}：{one.why}。" for one in held[:MOST_SHOWN]
    )
    more = len(held) - MOST_SHOWN
    return (*shown_, f"还有{count(more)}。") if more > 0 else shown_


def _find(plan_id: int) -> ImportPlan:
    return session().get(ImportPlan, plan_id) or abort(404)
