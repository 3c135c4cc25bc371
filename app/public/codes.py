"""Reads the code in the body of a form, counts the try, and hands on what the code stands for."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import g, request

from app import resuming
from app.arrival import received_at
from app.database import session, writing
from app.errors import retry_after, status_of
from app.fragments import render
from app.keys import keys, secret
from app.pages import FieldError
from app.pages.receipts import AskPage, LookUpPage
from app.public import comment_forms
from app.wording import receipts as say
from catalog.errors import NotFound, NotStored, TooOften
from catalog.models import Comment
from catalog.rules import limits, receipts
from catalog.services import attempts, holding_receipts, keeping
from catalog.services.keeping import Kept


def sent(code: str) -> Comment:
    """The comment that was sent under the code. Raises NotFound."""
    return holding_receipts.find(session(), code)


def kept(code: str) -> Kept:
    """What was put aside under the code. Raises NotFound, also when it has been sent meanwhile."""
    return keeping.find(session(), code, at=received_at(), keys=keys())


def either(code: str) -> Comment | Kept:
    """What the code stands for; once it is sent it is a comment."""
    try:
        return sent(code)
    except NotFound:
        return kept(code)


def by_code(find: Callable[[str], Any]) -> Callable[[Callable], Callable]:
    """Give the view the code and what it stands for; answer with the look-up page where that is nothing."""

    def guard(view: Callable) -> Callable:
        @wraps(view)
        def guarded():
            g.nav = "consultations"
            typed = request.form.get("code", "")[:60]
            if comment_forms.is_stale():
                return _sent_again(say.STALE_LOOK_UP, 400) or asked(typed, say.STALE_LOOK_UP, 400)
            try:
                _count()
                found = find(typed)
            except (TooOften, NotStored) as later:
                status = status_of(later)
                again = _sent_again(later.sentence, status)
                return retry_after(again or asked(typed, later.sentence, status), later)
            except NotFound as none:
                return asked(typed, none.sentence, 404)
            return view(receipts.normalise(typed), found)

        return guarded

    return guard


def asked(typed: str, why: str, status: int, *, says: str = ""):
    """The look-up page, with why it is asked again."""
    errors = (FieldError("code", why),) if why else ()
    return _unkept(render("public/receipts/index.html", status=status, page=LookUpPage(typed, says, errors)))


def ask_again(code: str, heading: str, says: tuple[str, ...], action: str, button: str):
    """The page before something that cannot be taken back."""
    return _unkept(render("public/receipts/ask.html", page=AskPage(code, heading, says, action, button)))


def _unkept(response):
    """Kept by nobody on the way."""
    response.headers["Cache-Control"] = "no-store"
    return response


def _sent_again(says: str, status: int):
    """A correction that was written already, to be sent once more. Nothing is looked up for it: no code is betrayed."""
    if request.endpoint != "public_receipts.correct":
        return None
    response = resuming.again("还没有改", says, status)
    return _unkept(response) if response else None


def _count() -> None:
    """Count the try in a transaction of its own: one that finds nothing must count as well."""
    subject = limits.subject_of_address(request.remote_addr or "", secret())
    with writing() as changing:
        attempts.count(changing, limits.RECEIPT_PER_ADDRESS, subject, at=received_at())
