"""The comments of a consultation: looked over, answered alone or together, entered from other channels."""

from flask import Blueprint, abort, flash, g, redirect, request, url_for

from app import wording
from app.access import person, staff_only
from app.arrival import received_at
from app.database import session, writing
from app.desk import comment_pages, line_forms, standing, telling
from app.desk.forms import Typed, choices, errors_of, shown
from app.errors import status_of
from app.fragments import render
from app.keys import keys, secret
from app.pages.desk import FormPage, Input
from app.pages.desk_consultations import CommentDeskPage, CommentsDeskPage
from app.pages.parts import Choice, Figure
from app.paging import page_of
from app.record_numbers import number_in
from catalog import clock
from catalog.errors import Incomplete, Refused
from catalog.models import Comment, Consultation, ProofList
from catalog.services import (
    answering,
    commenting,
    consultations,
    desk_reading,
    leave,
    list_steps,
    moderating,
    sealing,
)
from catalog.services.commenting import CommentDraft
from catalog.services.sealing import Personal
from catalog.vocabulary import (
    Act,
    Adoption,
    Channel,
    CommenterKind,
    ConsultationState,
    ListState,
    Stance,
    WithheldReason,
)

pages = Blueprint("desk_comments", __name__, url_prefix="/desk")
PER_PAGE = 20


@pages.get("/consultations/<int:consultation_id>/comments")
@staff_only
def index(consultation_id):
    leave.ask(session(), person(), Act.MODERATE_COMMENT, on=clock.today())
    return _index(consultation_id, Typed())


@pages.post("/consultations/<int:consultation_id>/answers")
@staff_only
def answer(consultation_id):
    typed = Typed(request.form)
    chosen = typed.numbers("pick")
    try:
        with writing() as register:
            answering.answer(
                register,
                chosen,
                typed.word("adoption", Adoption, "怎样处理"),
                typed.text("reason"),
                by=person(),
                at=clock.now(),
            )
    except Refused as refusal:
        if typed.text("back"):
            return _one(number_in(typed.text("back")) or 0, typed, refusal)
        return _index(consultation_id, typed, refusal)
    flash(f"已答复{len(chosen)}份。公开采纳情况以前，只有内部看得到。", "done")
    return redirect(url_for(".index", consultation_id=consultation_id, narrow=typed.text("narrow") or None), 303)


@pages.get("/comments/<int:comment_id>")
@staff_only
def show(comment_id):
    leave.ask(session(), person(), Act.MODERATE_COMMENT, on=clock.today())
    return _one(comment_id, Typed())


@pages.post("/comments/<int:comment_id>/passing")
@staff_only
def let_pass(comment_id):
    typed = Typed(request.form)
    with writing() as register:
        moderating.show(register, comment_id, version=typed.number("version", "版本"), by=person(), at=clock.now())
    flash(f"第{comment_id}号意见已核看。", "done")
    return redirect(_onward(comment_id, typed), 303)


@pages.post("/comments/<int:comment_id>/withholding")
@staff_only
def withhold(comment_id):
    typed = Typed(request.form)
    try:
        with writing() as register:
            moderating.withhold(
                register,
                comment_id,
                typed.word("withheld_reason", WithheldReason, "为什么暂不公开"),
                note=typed.text("note"),
                version=typed.number("version", "版本"),
                by=person(),
                at=clock.now(),
            )
    except Incomplete as refusal:
        return _one(comment_id, typed, refusal)
    flash(f"第{comment_id}号意见暂不公开，本人凭回执码看得到原因。", "done")
    return redirect(_onward(comment_id, typed), 303)


@pages.post("/comments/<int:comment_id>/contact")
@staff_only
def see_contact(comment_id):
    """Show name and contact once; each look is on record, so it is a POST and not a link."""
    with writing() as register:
        opened = sealing.see(register, comment_id, by=person(), at=clock.now(), keys=keys())
    return _one(comment_id, Typed(), personal=opened)


@pages.get("/consultations/<int:consultation_id>/comments/new")
@staff_only
def new(consultation_id):
    leave.ask(session(), person(), Act.ENTER_COMMENT, on=clock.today())
    return _entry_form(consultation_id, Typed())


@pages.post("/consultations/<int:consultation_id>/comments")
@staff_only
def enter(consultation_id):
    typed = Typed(request.form)
    try:
        draft = CommentDraft(
            text=typed.text("text"),
            publishes={"yes": True, "no": False}.get(typed.text("publishes")),
            positions=line_forms.numbers_in(typed.text("positions")),
            stance=typed.maybe_word("stance", Stance),
            kind=typed.word("kind", CommenterKind, "是谁的意见"),
            personal=Personal(typed.text("name"), typed.text("contact")),
        )
        with writing() as register:
            receipt = commenting.enter(
                register,
                consultation_id,
                draft,
                channel=typed.word("channel", Channel, "怎样收到的"),
                received_on=typed.day("received_on", "收到的日期"),
                ticket=typed.text("ticket"),
                by=person(),
                at=received_at(),
                secret=secret(),
                keys=keys(),
            )
    except Refused as refusal:
        return _entry_form(consultation_id, typed, refusal)
    return _one(receipt.comment_id, Typed(), receipt=receipt.code)


def _onward(comment_id: int, typed: Typed) -> str:
    if typed.text("back") == "one":
        return url_for(".show", comment_id=comment_id)
    consultation_id = session().get_one(Comment, comment_id).consultation_id
    kept = {"narrow": typed.text("narrow") or None, "page": typed.text("page") or None}
    return url_for(".index", consultation_id=consultation_id, **kept)


def _find(consultation_id: int) -> tuple[Consultation, ProofList]:
    g.nav = "lists"
    found = session().get(Consultation, consultation_id) or abort(404)
    return found, session().get_one(ProofList, found.list_id)


def _index(consultation_id: int, typed: Typed, refusal: Refused | None = None):
    consultation, listing = _find(consultation_id)
    at = clock.now()
    comments = desk_reading.comments(session(), consultation_id)
    only, query = request.values.get("narrow", ""), request.values.get("q", "").strip()
    found = comment_pages.narrowed(comments, only, query)
    part, number, pages_ = page_of(found, request.values.get("page", "1"), PER_PAGE)
    why = _why_no_answers(listing)
    counts = moderating.counts(session(), consultation_id)
    page = CommentsDeskPage(
        id=consultation_id,
        title=consultation.title,
        list_id=listing.id or 0,
        list_title=listing.title,
        deadline=wording.deadline(consultation.last_on),
        figures=(
            Figure("收到", counts.received, "份"),
            Figure("公开", counts.shown, "份"),
            Figure("等核看", counts.waiting, "份"),
            Figure("暂不公开", sum(counts.withheld.values()), "份"),
        ),
        chips=comment_pages.chips(comments),
        chosen=only,
        query=query,
        comments=comment_pages.rows(session(), consultation, part, may_answer=not why, at=at),
        found=len(found),
        page=number,
        pages=pages_,
        reasons=choices(WithheldReason, none="（请选）"),
        answer_inputs=comment_pages.answer_inputs(typed),
        why_not=why,
        may_enter=list_steps.state(session(), listing, at) in (ListState.CONSULTING, ListState.SETTLING),
        may_release=consultations.state(consultation, at) is ConsultationState.CLOSED,
        errors=errors_of(refusal),
    )
    return render("desk/comments/index.html", page=page, status=status_of(refusal) if refusal else 200)


def _why_no_answers(listing: ProofList) -> str:
    now = list_steps.state(session(), listing, clock.now())
    if now in answering.OPEN_TO_ANSWERS:
        return ""
    return f"清单现在是“{now.label}”，按时收到的意见答复已经定下来了；逾期的还可以答复。"


def _one(
    comment_id: int,
    typed: Typed,
    refusal: Refused | None = None,
    *,
    personal: Personal | None = None,
    receipt: str = "",
):
    comment = session().get(Comment, comment_id) or abort(404)
    consultation, listing = _find(comment.consultation_id)
    may_answer = comment.is_late or not _why_no_answers(listing)
    (row,) = comment_pages.rows(session(), consultation, [comment], may_answer=may_answer, at=clock.now())
    page = CommentDeskPage(
        consultation_id=consultation.id or 0,
        consultation_title=consultation.title,
        comment=row,
        reasons=choices(WithheldReason, typed.text("withheld_reason"), none="（请选）"),
        withheld_note=typed.text("note"),
        answer_inputs=comment_pages.answer_inputs(typed),
        moments=telling.moments(session(), desk_reading.entries_of(session(), "comment", comment_id)),
        name=personal.name if personal else "",
        contact=personal.contact if personal else "",
        opened=personal is not None,
        receipt=receipt,
        errors=errors_of(refusal),
    )
    return render("desk/comments/show.html", page=page, status=status_of(refusal) if refusal else 200)


def _entry_form(consultation_id: int, typed: Typed, refusal: Refused | None = None):
    _, listing = _find(consultation_id)
    others = [one for one in Channel if one is not Channel.WEB]
    page = FormPage(
        heading=f"登记来信、来电、邮件或当面的意见：{listing.title}",
        trail=(
            *standing.trail(listing.id, listing.title),
            ("意见", url_for(".index", consultation_id=consultation_id)),
        ),
        here="登记",
        action=url_for(".enter", consultation_id=consultation_id),
        button="登记",
        inputs=(
            Input("ticket", "", "hidden", typed.text("ticket") or commenting.new_ticket(secret(), clock.now())),
            Input("channel", "怎样收到的", "radio", choices=choices(others, typed.text("channel"))),
            Input(
                "received_on",
                "收到的日期",
                "date",
                typed.text("received_on"),
                "来信按邮戳，其他按收到的那天。",
                "w-date",
            ),
            Input("text", "意见内容", "textarea", typed.text("text"), "照原话写。", extra={"maxlength": "5000"}),
            Input(
                "positions",
                "对哪几条",
                value=typed.text("positions"),
                hint="写条号，例如 3、8；对整份清单的空着。",
                width="w-name",
            ),
            Input(
                "stance",
                "态度",
                "select",
                choices=choices(Stance, typed.text("stance"), none="（没有说）"),
                width="w-name",
            ),
            Input(
                "kind",
                "是谁的意见",
                "radio",
                choices=choices(CommenterKind, typed.text("kind") or CommenterKind.PERSON.value),
            ),
            Input("name", "称呼", value=typed.text("name"), hint="本人没有留的空着。公布时只留姓。", width="w-name"),
            Input(
                "contact",
                "联系方式",
                value=typed.text("contact"),
                hint="本人没有留的空着。加密保存，不公布。",
                width="w-name",
            ),
            Input(
                "publishes",
                "本人同意公开意见内容吗",
                "radio",
                choices=(
                    Choice("yes", "同意", typed.text("publishes") == "yes"),
                    Choice("no", "不同意，或者没有问到", typed.text("publishes") == "no"),
                ),
            ),
        ),
        intro=("登记以后有一个回执码，请告诉本人，凭它看答复。按收到的日期算按时还是逾期。",),
        errors=errors_of(refusal),
        back=url_for(".index", consultation_id=consultation_id),
    )
    return shown(page, refusal)
