"""Serves htmx from the installed package that carries it; no copy lies in this repository."""

from functools import cache
from importlib.resources import files

from flask import Blueprint, Response

from app.access import open_to_all

VERSION = "2"
YEAR = 31_536_000
pages = Blueprint("htmx_file", __name__)


@pages.get(f"/static/htmx-{VERSION}.js")
@open_to_all
def script():
    response = Response(_script(), mimetype="text/javascript")
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


@cache
def _script() -> bytes:
    return files("django_htmx").joinpath("static", "django_htmx", f"htmx-{VERSION}.min.js").read_bytes()
