"""Addresses of records on a page that has hundreds of them: made once for each kind, then only the number changes."""

from typing import Any

import flask
from flask import Flask, g

# Stands for the number while an address is made; no other part of one looks like it.
NUMBER = 777_777_777
LARGEST = 999_999_999


def init_app(app: Flask) -> None:
    app.jinja_env.globals["url_for"] = url_for


def url_for(endpoint: str, **values: Any) -> str:
    """As ``flask.url_for``, and quick where a single number is all that differs."""
    if len(values) == 1:
        ((name, value),) = values.items()
        if type(value) is int and 0 <= value <= LARGEST and not endpoint.startswith("."):
            before, after = _around(endpoint, name)
            return f"{before}{value}{after}"
    return flask.url_for(endpoint, **values)


def _around(endpoint: str, name: str) -> tuple[str, str]:
    """What stands before and after the number, in this request."""
    made: dict[tuple[str, str], tuple[str, str]] = g.setdefault("links", {})
    key = endpoint, name
    if key not in made:
        before, _, after = flask.url_for(endpoint, **{name: NUMBER}).partition(str(NUMBER))
        made[key] = before, after
    return made[key]
