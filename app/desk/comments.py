"""The comments of a consultation: looked over, and answered alone or together."""

from flask import Blueprint, Response, flash, redirect, request, url_for

from app.access import person, staff_only
from app.attachments import saved_as
from app.database import session, writing
from app.desk import comment_views
from app.desk.forms import Typed
from app.keys import keys
from app.record_numbers import number_in
from app.storage import storage
from catalog import clock
from catalog.errors import Incomplete, Refused
from catalog.models import Comment
from catalog.rules.attachments import MEDIA
from catalog.services import answering, attachments, leave, moderating, sealing
from catalog.vocabulary import Act, Adoption, WithheldReason

pages = Blueprint("desk_comments", __name__, url_prefix="/desk")


@pages.get("/consultations/<int:consultation_id>/comments")
@staff_only
def index(consultation_id):
    leave.ask(session(), person(), Act.MODERATE_COMMENT, on=clock.today())
    return comment_views.index(consultation_id, Typed())


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
            return comment_views.one(number_in(typed.text("back")) or 0, typed, refusal)
        return comment_views.index(consultation_id, typed, refusal)
    flash(f"已答复{len(chosen)}份。公开采纳情况以前，只有内部看得到。", "done")
    kept = {name: typed.text(name) or None for name in ("narrow", "like")}
    return redirect(url_for(".index", consultation_id=consultation_id, **kept), 303)


@pages.get("/comments/<int:comment_id>")
@staff_only
def show(comment_id):
    leave.ask(session(), person(), Act.MODERATE_COMMENT, on=clock.today())
    return comment_views.one(comment_id, Typed())


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
        return comment_views.one(comment_id, typed, refusal)
    flash(f"第{comment_id}号意见暂不公开，本人凭回执码看得到原因。", "done")
    return redirect(_onward(comment_id, typed), 303)


@pages.post("/comments/<int:comment_id>/contact")
@staff_only
def see_contact(comment_id):
    """Show name and contact once; each look is on record, so it is a POST and not a link."""
    with writing() as register:
        opened = sealing.see(register, comment_id, by=person(), at=clock.now(), keys=keys())
    return comment_views.one(comment_id, Typed(), personal=opened)


@pages.post("/comment-files/<int:file_id>")
@staff_only
def open_file(file_id):
    """Hand a file out to be saved and opened apart; each look is on record, so it is a POST and not a link."""
    with writing() as register:
        opened = attachments.see(register, file_id, by=person(), at=clock.now(), keys=keys(), storage=storage())
    media, ending = MEDIA[opened.kind]
    response = saved_as(
        Response(opened.data, mimetype=media), f"第{opened.comment_id}号意见附件{opened.place}.{ending}"
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _onward(comment_id: int, typed: Typed) -> str:
    if typed.text("back") == "one":
        return url_for(".show", comment_id=comment_id)
    consultation_id = session().get_one(Comment, comment_id).consultation_id
    kept = {name: typed.text(name) or None for name in ("narrow", "like", "page")}
    return url_for(".index", consultation_id=consultation_id, **kept)
