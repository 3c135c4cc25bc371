"""What the holder of a receipt code may do. The code comes in the body of a form, never in an address."""

from collections.abc import Callable
from functools import wraps

from flask import Blueprint, g, redirect, request, url_for

from app import index, resuming
from app.access import open_to_all
from app.arrival import received_at
from app.database import session, writing
from app.errors import retry_after, status_of
from app.fragments import render
from app.keys import keys, secret
from app.pages import FieldError
from app.pages.receipts import AskPage, LookUpPage, Written
from app.public import comment_forms, comments, receipt_cookie, receipt_pages
from app.security import csrf
from app.wording import receipts as say
from catalog.errors import Incomplete, NotFound, NotStored, OutOfTurn, TooOften
from catalog.rules import limits, receipts
from catalog.services import attempts, consultations, holding_receipts
from catalog.services import consultation_reading as reading

pages = Blueprint("public_receipts", __name__, url_prefix="/receipts")
csrf.exempt(pages)


def by_code(view: Callable):
    """Read the code of the form, count the try, and answer with the look-up page where there is no such receipt."""

    @wraps(view)
    def guarded():
        g.nav = "consultations"
        typed = request.form.get("code", "")[:60]
        if comment_forms.is_stale():
            return _kept(say.STALE_LOOK_UP, 400) or _asked(typed, say.STALE_LOOK_UP, 400)
        try:
            _count()
            comment = holding_receipts.find(session(), typed)
        except (TooOften, NotStored) as later:
            status = status_of(later)
            return retry_after(_kept(later.sentence, status) or _asked(typed, later.sentence, status), later)
        except NotFound as none:
            return _asked(typed, none.sentence, 404)
        return view(receipts.normalise(typed), comment)

    return guarded


@pages.get("/")
@open_to_all
def ask():
    g.nav = "consultations"
    return _asked("", "", 200)


@pages.post("/")
@open_to_all
@by_code
def look_up(code, comment):
    return receipt_pages.go(code)


@pages.get("/shown")
@open_to_all
def show():
    """The receipt that this browser asked for last."""
    g.nav = "consultations"
    remembered = receipt_cookie.recall()
    if remembered is None:
        return _asked("", "", 200, says=say.FORGOTTEN)
    code, says = remembered
    return receipt_pages.show(code, receipt_pages.FLASHES.get(says, receipt_pages.FLASHES[""]))


@pages.post("/forgetting")
@open_to_all
def forget():
    receipt_cookie.forget()
    return redirect(url_for("public_receipts.ask"), 303)


@pages.post("/correction-form")
@open_to_all
@by_code
def correction_form(code, comment):
    one = consultations.get(session(), comment.consultation_id)
    about = reading.about(session(), one, comment.id)
    written = Written(
        scope=comment_forms.SOME if about else comment_forms.WHOLE,
        positions="、".join(str(line.position) for line in about),
        stance=comment.stance.value if comment.stance else "",
        text=comment.text,
        kind=comment.commenter_kind.value,
        publishes="yes" if comment.publishes else "no",
    )
    return comments.form(comment.consultation_id, written, code=code)


@pages.post("/correction")
@open_to_all
@by_code
def correct(code, comment):
    consultation_id, written = comment.consultation_id, comment_forms.read(request.form)
    draft, errors = comment_forms.draft(written)
    if errors:
        return comments.form(consultation_id, written, code=code, errors=errors, status=422)
    try:
        with writing() as changing:
            holding_receipts.correct(changing, code, draft, received_at=received_at(), keys=keys())
    except Incomplete as lacking:
        error = FieldError(lacking.field or "", lacking.sentence)
        return comments.form(consultation_id, written, code=code, errors=(error,), status=422)
    except OutOfTurn as late:
        return comments.form(consultation_id, written, says=late.sentence, status=status_of(late))
    index.follow()
    return receipt_pages.go(code, "corrected")


@pages.post("/withdrawal-form")
@open_to_all
@by_code
def withdrawal_form(code, comment):
    return _ask_again(code, "要撤回这份意见吗", (say.WITHDRAWING,), url_for("public_receipts.withdraw"), "撤回意见")


@pages.post("/withdrawal")
@open_to_all
@by_code
def withdraw(code, comment):
    try:
        with writing() as changing:
            holding_receipts.withdraw(changing, code, at=received_at())
    except OutOfTurn as late:
        return receipt_pages.show(code, ("bad", "warning", (late.sentence,)), status=status_of(late))
    index.follow()
    return receipt_pages.go(code, "withdrawn")


@pages.post("/erasure-form")
@open_to_all
@by_code
def erasure_form(code, comment):
    return _ask_again(
        code, "要删除称呼和联系方式吗", say.ERASING, url_for("public_receipts.erase"), "删除称呼和联系方式"
    )


@pages.post("/erasure")
@open_to_all
@by_code
def erase(code, comment):
    with writing() as changing:
        holding_receipts.erase_personal(changing, code)
    return receipt_pages.go(code, "erased")


def _ask_again(code: str, heading: str, says: tuple[str, ...], action: str, button: str):
    page = AskPage(code, heading, says, action, button)
    return _unkept(render("public/receipts/ask.html", page=page))


def _asked(typed: str, why: str, status: int, *, says: str = ""):
    errors = (FieldError("code", why),) if why else ()
    return _unkept(render("public/receipts/index.html", status=status, page=LookUpPage(typed, says, errors)))


def _kept(says: str, status: int):
    """A correction that was written already, to be sent once more. Nothing is looked up for it: no code is betrayed."""
    if request.endpoint != "public_receipts.correct":
        return None
    response = resuming.again("还没有改", says, status)
    return _unkept(response) if response else None


def _unkept(response):
    response.headers["Cache-Control"] = "no-store"
    return response


def _count() -> None:
    """Count the try in a transaction of its own: one that finds nothing must count as well."""
    subject = limits.subject_of_address(request.remote_addr or "", secret())
    with writing() as changing:
        attempts.count(changing, limits.RECEIPT_PER_ADDRESS, subject, at=received_at())
