"""Going on with a comment that was put aside, or throwing it away, by its code."""

from flask import Blueprint, url_for

from app.access import open_to_all
from app.database import writing
from app.pages.receipts import Written
from app.public import codes, comments, receipt_cookie
from app.security import csrf
from app.wording import receipts as say
from catalog.services import keeping

pages = Blueprint("public_kept_comments", __name__, url_prefix="/receipts")
csrf.exempt(pages)


@pages.post("/kept-form")
@open_to_all
@codes.by_code(codes.kept)
def go_on(code, kept):
    seen = kept.kept_at.isoformat()
    return comments.form(kept.consultation_id, Written(**kept.typed), ticket=kept.ticket, kept_at=seen)


@pages.post("/kept-removal-form")
@open_to_all
@codes.by_code(codes.kept)
def removal_form(code, kept):
    action = url_for("public_kept_comments.remove")
    return codes.ask_again(code, "要删去存稿吗", (say.DROPPING,), action, "删去存稿")


@pages.post("/kept-removal")
@open_to_all
@codes.by_code(codes.kept)
def remove(code, kept):
    with writing() as changing:
        keeping.drop(changing, code)
    receipt_cookie.forget()
    return codes.asked("", "", 200, says=say.DROPPED)
