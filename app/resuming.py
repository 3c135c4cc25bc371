"""A form that could not be taken: carried through the sign-in or offered once more, so that no word typed is lost."""

from urllib.parse import urlsplit

from flask import Response, current_app, request

from app.fragments import render
from app.pages.desk import AgainPage

# In the sign-in form the kept fields stand behind this, so that none is taken for one of its own.
PREFIX = "kept."
# A token belongs to a session that is over, a password to nobody but its owner.
NEVER = ("csrf_token", "password", "again", "current")
LONG = 20

Fields = tuple[tuple[str, str], ...]


def sent() -> tuple[str, Fields]:
    """Where this request's form was going and what it held; ("", ()) when nothing was sent. Files are not kept."""
    if request.method != "POST":
        return "", ()
    fields = tuple((name, value) for name, value in request.form.items(multi=True) if name not in NEVER)
    return (request.script_root + request.path, fields) if fields else ("", ())


def kept() -> Fields:
    """The fields that the sign-in form carries along."""
    return tuple(
        (name.removeprefix(PREFIX), value) for name, value in request.form.items(multi=True) if name.startswith(PREFIX)
    )


def texts(fields: Fields) -> tuple[str, ...]:
    """What people wrote in words of their own, to be shown before it is sent again."""
    return tuple(value for name, value in fields if len(value) >= LONG and not name.endswith("ticket"))


def again(heading: str, says: str, status: int) -> Response | None:
    """The form that was just sent, once more, with why it was not taken; None when it held nothing to keep."""
    action, fields = sent()
    if not any(value for _, value in fields):
        return None
    page = AgainPage(heading, says, action, fields, texts(fields), bool(request.files))
    return render("layout/again.html", status=status, page=page)


def is_ours() -> bool:
    """Whether the form stood on a page of ours: what another site made up is never offered for sending."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    came_from = urlsplit(request.headers.get("Origin") or request.headers.get("Referer", "")).netloc
    public = urlsplit(current_app.extensions["settings"].public_url).netloc
    return bool(came_from) and came_from in (request.host, public)
