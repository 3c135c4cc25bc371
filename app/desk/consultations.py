"""Ask the public: the notice with its last day computed while it is written, and a later last day."""

from dataclasses import replace
from datetime import date

from flask import Blueprint, abort, flash, g, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from app import wording
from app.access import person, staff_only
from app.database import session
from app.desk import standing
from app.desk.forms import Typed, choices, errors_of, shown
from app.desk.steps import done_already, not_yours
from app.errors import status_of
from app.fragments import render
from app.index import follow
from app.keys import keys
from app.once import once
from app.pages.desk import FormPage, Input
from app.pages.desk_consultations import Closing, ClosingPage, ConsultationFormPage
from catalog import clock
from catalog.errors import Incomplete, OutOfTurn, Refused
from catalog.models import ProofList
from catalog.rules import periods
from catalog.rules.lifecycles import LIST
from catalog.services import calendars, consultations, list_steps, people
from catalog.services.consultations import Contact, Notice
from catalog.vocabulary import DraftKind, PeriodUnit, Role

pages = Blueprint("desk_consultations", __name__, url_prefix="/desk/lists")
CONTACT = (
    ("office", "联系单位", ""),
    ("address", "来信地址", "信封上注明“征求意见”。"),
    ("telephone", "电话", ""),
    ("email", "电子邮箱", ""),
    ("fax", "传真", ""),
    ("hours", "接待时间", "例如 工作日 9:00—17:30"),
)
NOTICE = (
    "为了让群众和企业少开证明，我们起草了《{title}（征求意见稿）》，现在公开征求意见。\n\n"
    "有意见的，可以在网页上提，不用注册；也可以写信、打电话、发邮件或者当面提。每一份按时收到的意见，我们都会研究并公布采纳情况。"
)


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
        notice = _notice(typed)
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


@pages.get("/<int:list_id>/extension")
@staff_only
def ask_extension(list_id):
    return _extension_form(list_id, Typed())


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
        return _extension_form(list_id, typed, refusal)
    flash(f"已延长到{wording.deadline(until)}。公众页马上这样写。", "done")
    return redirect(url_for("desk_lists.show", list_id=list_id), 303)


def _notice(typed: Typed) -> Notice:
    """The notice as it was typed. Raises Incomplete for what cannot be read."""
    return replace(
        _period(typed),
        title=typed.text("title"),
        notice=typed.text("notice"),
        explanation=typed.text("explanation"),
        contact=Contact(**{name: typed.text(f"contact_{name}") for name, _, _ in CONTACT}),
    )


def _period(typed: Typed) -> Notice:
    """The part of the notice that the last day depends on."""
    return Notice(
        title="",
        notice="",
        explanation="",
        draft_kind=typed.word("draft_kind", DraftKind, "文件的种类"),
        opens_on=typed.day("opens_on", "开始的日期"),
        length=typed.number("length", "期限"),
        unit=typed.word("unit", PeriodUnit, "天或者工作日"),
        last_on=typed.maybe_day("last_on"),
        shortening_reason=typed.text("shortening_reason"),
    )


def _closing(listing: ProofList, typed: Typed) -> Closing:
    try:
        notice = _period(typed)
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


def _first(listing: ProofList) -> dict[str, str]:
    """What the form proposes: the longer period, today, and words to begin with."""
    kind = DraftKind.BUSINESS_DOCUMENT if listing.is_normative else DraftKind.MAJOR_DECISION
    return {
        "title": f"关于公开征求《{listing.title}（征求意见稿）》意见的公告",
        "notice": NOTICE.format(title=listing.title),
        "draft_kind": kind.value,
        "opens_on": clock.today().isoformat(),
        "length": str(periods.DEFAULT_LENGTH),
        "unit": periods.DEFAULT_UNIT.value,
        "contact_office": "",
    }


def _form(list_id: int, typed: Typed, refusal: Refused | None = None):
    g.nav = "lists"
    listing = session().get(ProofList, list_id) or abort(404)
    now = list_steps.state(session(), listing, clock.now())
    step = LIST.step("consult", now)
    if step is None:
        refusal = refusal or OutOfTurn(LIST.refusal("consult", now) or "")
    refusal = refusal or not_yours(listing, step)
    if not typed.form:
        typed = Typed(MultiDict(_first(listing)))
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
            for name, label, hint in CONTACT
        ),
        period=_period_inputs(list_id, listing, typed),
        closing=_closing(listing, typed),
        rules=_rules(),
        errors=errors_of(refusal),
    )
    return render("desk/consultations/new.html", page=page, status=status_of(refusal) if refusal else 200)


def _period_inputs(list_id: int, listing: ProofList, typed: Typed) -> tuple[Input, ...]:
    live = {
        "hx-get": url_for(".closing", list_id=list_id),
        "hx-trigger": "change",
        "hx-include": "#period",
        "hx-target": "#closing",
        "hx-swap": "outerHTML",
    }
    kinds = [kind for kind in DraftKind if not (listing.is_normative and kind is DraftKind.BARE_LIST)]
    return (
        Input("draft_kind", "文件的种类", "radio", choices=choices(kinds, typed.text("draft_kind"))),
        Input("opens_on", "哪一天开始", "date", typed.text("opens_on"), "发布当天不算在期限里。", "w-date", extra=live),
        Input(
            "length",
            "征求多久",
            "number",
            typed.text("length"),
            width="w-line",
            extra={"min": "1", "max": str(periods.MOST_DAYS)} | live,
        ),
        Input("unit", "按什么算", "radio", choices=choices(PeriodUnit, typed.text("unit"))),
        Input(
            "last_on",
            "另定截止日",
            "date",
            typed.text("last_on"),
            "一般空着，按上面算。要更晚的，写在这里。",
            "w-date",
            extra=live,
        ),
        Input(
            "shortening_reason",
            "为什么缩短",
            "textarea",
            typed.text("shortening_reason"),
            "比规定的短才写，会一起公开。",
            extra={"rows": "2"} | live,
        ),
    )


def _rules() -> tuple[tuple[str, str, str], ...]:
    """Each kind with its minimum and the rule behind it."""
    return tuple(
        (kind.label, f"{minimum.length}{minimum.unit.label}" if minimum.length else "没有规定", minimum.source)
        for kind, minimum in periods.MINIMUMS.items()
    )


def _running(list_id: int):
    rounds = consultations.of_list(session(), list_id)
    return rounds[-1] if rounds else None


def _extension_form(list_id: int, typed: Typed, refusal: Refused | None = None):
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
