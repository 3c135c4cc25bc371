"""Turn refusals and failures into pages, or into problem documents for machines."""

import logging
import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, jsonify, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from app import faults, frame, resuming, wording
from app.finding import Unreadable
from app.fragments import render
from app.pages import MessagePage, SignInPage
from catalog.errors import Conflicting, Incomplete, NotFound, NotStored, NotYourDesk, Refused, TooOften, UnreadableFile

STATUS: tuple[tuple[type[Refused], int], ...] = (
    (NotYourDesk, 403),
    (TooOften, 429),
    (NotStored, 503),
    (NotFound, 404),
    (Conflicting, 409),
    (Incomplete, 422),
    (UnreadableFile, 422),
    (Refused, 409),
)
# Where the page's sentence speaks of its own search box or buttons.
FOR_MACHINES = {
    404: "没有这个地址，或者没有这条公开的记录。有哪些地址，见 /api/v1/openapi.json。",
    405: "这个接口只能读：请用 GET 或 HEAD。",
}
# Seconds after which what could not be stored may be tried again.
SOON = "60"
STALE = "这一页开得太久，刚才那一步还没有办。您写的都在，看一眼，没有问题就再交一次。"
log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(Unreadable, _unreadable)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _failed)
    app.register_error_handler(Exception, _broken)


def status_of(error: Refused) -> int:
    """The HTTP status that fits a refusal."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def _refused(error: Refused) -> Response:
    heading, status = "没有办成", status_of(error)
    # What may be tried again unchanged is offered to be; the others are refused for what they say.
    kept = resuming.again(heading, error.sentence, status) if isinstance(error, (TooOften, NotStored)) else None
    response = kept or _answer(status, wording.Failure(heading, error.sentence))
    return retry_after(response, error)


def retry_after(response: Response, error: Refused) -> Response:
    """Tell browsers and machines when to come back, where that is known."""
    if isinstance(error, TooOften):
        response.headers["Retry-After"] = str(error.seconds)
    if isinstance(error, NotStored):
        response.headers["Retry-After"] = SOON
    return response


def _unreadable(error: Unreadable) -> Response:
    return _answer(400, wording.Failure("看不懂这个地址", str(error), search=True))


def _stale_form(_error: CSRFError) -> Response:
    if resuming.is_ours() and (kept := resuming.again("还没有提交", STALE, 400)):
        return kept
    detail = "这一页开得太久，或者浏览器不让存登录信息。请刷新这一页，再提交一次。"
    return _answer(400, wording.Failure("没有提交", detail))


def _failed(error: HTTPException) -> Response:
    if error.code == 401 and not request.path.startswith("/api/"):
        return _sign_in_first()
    response = _answer(error.code or 500, wording.failure(error.code or 500))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After", "Location"):
            response.headers[name] = value
    return response


def _sign_in_first() -> Response:
    resume, kept = resuming.sent()
    onward = request.script_root + request.full_path.rstrip("?") if request.method == "GET" else ""
    page = SignInPage(next=onward, resume=resume, kept=kept)
    return render("desk/sign_in.html", status=401, page=page)


def _broken(error: Exception) -> Response:
    code = secrets.token_hex(4)
    log.exception("failure %s", code, exc_info=error)
    if why := faults.while_serving(error):
        return _refused(NotStored(why))
    return _answer(500, wording.failure(500, hotline=current_app.extensions["settings"].city.hotline, code=code), code)


def _answer(status: int, failed: wording.Failure, code: str = "") -> Response:
    if request.path.startswith("/api/"):
        return problem(status, title=failed.heading, detail=FOR_MACHINES.get(status, failed.says))
    g.pop("stamp", None)
    if status == 400:  # the same address read otherwise would be as unreadable
        frame.is_here(url_for("public_home.index"), {})
    page = MessagePage(
        heading=failed.heading, says=failed.says, search=failed.search, code=code, back=_back(), onward=_onward()
    )
    template = "layout/refused.html" if status in (403, 409) else "layout/error.html"
    return render(template, status=status, page=page)


def _back() -> str:
    """The page of ours that the person came from; "" when there is none, or it is the refused one itself."""
    came_from = urlsplit(request.referrer or "")
    public = urlsplit(current_app.extensions["settings"].public_url).netloc
    if not came_from.netloc or came_from.netloc not in (request.host, public):
        return ""
    if request.method == "GET" and came_from.path == request.script_root + request.path:
        return ""
    return came_from.path + (f"?{came_from.query}" if came_from.query else "")


def _onward() -> tuple[str, str]:
    if request.path.startswith("/desk"):
        return "回到待办", url_for("desk_home.index")
    return "回首页", url_for("public_home.index")


def problem(status: int, *, title: str, detail: str) -> Response:
    """An ``application/problem+json`` answer (RFC 9457)."""
    response = jsonify(type="about:blank", title=title, status=status, detail=detail)
    response.status_code = status
    response.content_type = "application/problem+json"
    return response
