"""What the holder of a receipt code may do. The code comes in the body of a form, never in an address."""

from flask import Blueprint, g, redirect, request, url_for

from app import index
from app.access import open_to_all
from app.arrival import received_at
from app.database import session, writing
from app.errors import status_of
from app.keys import keys
from app.pages import FieldError
from app.pages.receipts import Written
from app.public import codes, comment_files, comment_forms, comments, receipt_cookie, receipt_pages
from app.security import csrf
from app.storage import storage
from app.wording import receipts as say
from catalog.errors import Incomplete, OutOfTurn
from catalog.services import consultations, holding_receipts, shown_comments

pages = Blueprint("public_receipts", __name__, url_prefix="/receipts")
csrf.exempt(pages)


@pages.get("/")
@open_to_all
def ask():
    g.nav = "consultations"
    return codes.asked("", "", 200)


@pages.post("/")
@open_to_all
@codes.by_code(codes.either)
def look_up(code, found):
    return receipt_pages.go(code)


@pages.get("/shown")
@open_to_all
def show():
    """The receipt that this browser asked for last."""
    g.nav = "consultations"
    remembered = receipt_cookie.recall()
    if remembered is None:
        return codes.asked("", "", 200, says=say.FORGOTTEN)
    code, says = remembered
    return receipt_pages.show(code, receipt_pages.FLASHES.get(says, receipt_pages.FLASHES[""]))


@pages.post("/forgetting")
@open_to_all
def forget():
    receipt_cookie.forget()
    return redirect(url_for("public_receipts.ask"), 303)


@pages.post("/correction-form")
@open_to_all
@codes.by_code(codes.sent)
def correction_form(code, comment):
    one = consultations.get(session(), comment.consultation_id)
    about = shown_comments.about(session(), one, comment.id)
    written = Written(
        scope=comment_forms.SOME if about else comment_forms.WHOLE,
        positions="、".join(str(line.position) for line in about),
        stance=comment.stance.value if comment.stance else "",
        text=comment.text,
        kind=comment.commenter_kind.value,
        publishes="yes" if comment.publishes else "no",
    )
    return comments.form(comment.consultation_id, written, code=code, files=receipt_pages.files_of(comment))


@pages.post("/correction")
@open_to_all
@codes.by_code(codes.sent)
def correct(code, comment):
    consultation_id, written = comment.consultation_id, comment_forms.read(request.form)
    draft, errors = comment_forms.draft(written)
    there = receipt_pages.files_of(comment)
    if errors:
        return comments.form(consultation_id, written, code=code, files=there, errors=errors, status=422)
    try:
        with comment_files.stored(consultation_id) as files, writing() as changing:
            holding_receipts.correct(
                changing,
                code,
                draft,
                received_at=received_at(),
                keys=keys(),
                storage=storage(),
                files=files,
                without=comment_files.dropped(),
            )
    except Incomplete as lacking:
        error = FieldError(lacking.field or "", lacking.sentence)
        return comments.form(consultation_id, written, code=code, files=there, errors=(error,), status=422)
    except OutOfTurn as late:
        return comments.form(consultation_id, written, says=late.sentence, status=status_of(late))
    index.follow()
    return receipt_pages.go(code, "corrected")


@pages.post("/withdrawal-form")
@open_to_all
@codes.by_code(codes.sent)
def withdrawal_form(code, comment):
    return codes.ask_again(
        code, "要撤回这份意见吗", (say.WITHDRAWING,), url_for("public_receipts.withdraw"), "撤回意见"
    )


@pages.post("/withdrawal")
@open_to_all
@codes.by_code(codes.sent)
def withdraw(code, comment):
    try:
        with writing() as changing:
            holding_receipts.withdraw(changing, code, at=received_at(), storage=storage())
    except OutOfTurn as late:
        return receipt_pages.show(code, ("bad", "warning", (late.sentence,)), status=status_of(late))
    index.follow()
    return receipt_pages.go(code, "withdrawn")


@pages.post("/erasure-form")
@open_to_all
@codes.by_code(codes.sent)
def erasure_form(code, comment):
    return codes.ask_again(code, "要删除称呼、联系方式和附件吗", say.ERASING, url_for("public_receipts.erase"), "删除")


@pages.post("/erasure")
@open_to_all
@codes.by_code(codes.sent)
def erase(code, comment):
    with writing() as changing:
        holding_receipts.erase_personal(changing, code, storage=storage())
    return receipt_pages.go(code, "erased")
