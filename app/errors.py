"""Turn refusals and failures into pages, or into problem documents for machines."""

import logging
import secrets

from flask import Flask, Response, current_app, g, jsonify, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from app import resuming, wording
from app.finding import Unreadable
from app.fragments import render
from app.pages import MessagePage, SignInPage
from catalog.errors import Conflicting, Incomplete, NotFound, NotYourDesk, Refused, TooOften, UnreadableFile

STATUS: tuple[tuple[type[Refused], int], ...] = (
    (NotYourDesk, 403),
    (TooOften, 429),
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
    response = _answer(status_of(error), wording.Failure("没有办成", error.sentence))
    if isinstance(error, TooOften):
        response.headers["Retry-After"] = str(error.seconds)
    return response


def _unreadable(error: Unreadable) -> Response:
    return _answer(400, wording.Failure("看不懂这个地址", str(error), search=True))


def _stale_form(_error: CSRFError) -> Response:
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
    return _answer(500, wording.failure(500, hotline=current_app.extensions["settings"].city.hotline, code=code), code)


def _answer(status: int, failed: wording.Failure, code: str = "") -> Response:
    if request.path.startswith("/api/"):
        return problem(status, title=failed.heading, detail=FOR_MACHINES.get(status, failed.says))
    g.pop("stamp", None)
    if status == 400:  # the same address read otherwise would be as unreadable
        g.here = url_for("public_home.index"), {}
    page = MessagePage(heading=failed.heading, says=failed.says, search=failed.search, code=code)
    template = "layout/refused.html" if status in (403, 409) else "layout/error.html"
    return render(template, status=status, page=page)


def problem(status: int, *, title: str, detail: str) -> Response:
    """An ``application/problem+json`` answer (RFC 9457)."""
    response = jsonify(type="about:blank", title=title, status=status, detail=detail)
    response.status_code = status
    response.content_type = "application/problem+json"
    return response
