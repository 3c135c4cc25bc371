"""What is answered to a request that never reaches the application, because the server cannot read it."""

from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException

from app.wording import failure

STATUS: tuple[tuple[type[ParseException], str], ...] = (
    (LimitRequestLine, "414 URI Too Long"),
    (LimitRequestHeaders, "431 Request Header Fields Too Large"),
    (ParseException, "400 Bad Request"),
)
# No style and no link: such a page must stand alone, below whatever path the register lives.
PAGE = """<!doctype html>
<html lang="zh-Hans">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{heading}</title></head>
<body><h1>{heading}</h1><p>{says}</p></body>
</html>
"""


def answer(error: ParseException) -> bytes:
    """The whole answer, head and page, in a sentence that says nothing of who asked."""
    words = failure(400)
    page = PAGE.format(heading=words.heading, says=words.says).encode()
    head = (
        f"HTTP/1.1 {_status(error)}",
        "Connection: close",
        "Content-Type: text/html; charset=utf-8",
        "X-Content-Type-Options: nosniff",
        "Content-Security-Policy: default-src 'none'",
        f"Content-Length: {len(page)}",
    )
    return "\r\n".join((*head, "", "")).encode() + page


def _status(error: ParseException) -> str:
    return next(status for kind, status in STATUS if isinstance(error, kind))
