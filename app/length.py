"""An address may hold so much and no more: pages repeat it in their links, so length would multiply."""

from flask import Flask, request

from app.finding import Unreadable

LONGEST, MOST = 8_000, 250
TOO_LONG = "地址太长了。请少选几个条件，或者把要查的话写短些。"


def init_app(app: Flask) -> None:
    app.before_request(_measure)


def _measure() -> None:
    query = request.query_string
    if len(query) > LONGEST or query.count(b"&") >= MOST:
        raise Unreadable(TOO_LONG)
