"""One view, two renderings: the whole page, or the part of it that htmx asked for."""

from typing import Any

from flask import Response, make_response, render_template, request


def render(page: str, /, *, fragment: str = "", status: int = 200, **context: Any) -> Response:
    """The page, or ``fragment`` alone when htmx wants only that."""
    response = make_response(render_template(fragment if fragment and wants_fragment() else page, **context), status)
    if fragment:
        response.vary.add("HX-Request")
    return response


def wants_fragment() -> bool:
    """True for a targeted swap; boosted links and history restores still need the whole page."""
    asked, whole = "HX-Request", ("HX-Boosted", "HX-History-Restore-Request")
    return asked in request.headers and not any(name in request.headers for name in whole)
