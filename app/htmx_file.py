"""Serves htmx from the installed package that carries it; no copy lies in this repository."""

from functools import cache
from importlib.resources import files

from flask import Blueprint, Response

from app.access import open_to_all

VERSION = "2"
pages = Blueprint("htmx_file", __name__)


@pages.get(f"/static/htmx-{VERSION}.js")
@open_to_all
def script():
    return Response(source(), mimetype="text/javascript")


@cache
def source() -> bytes:
    """The script as the package has it."""
    return files("django_htmx").joinpath("static", "django_htmx", f"htmx-{VERSION}.min.js").read_bytes()
