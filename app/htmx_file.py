"""Serves htmx from the installed package that carries it; no copy lies in this repository."""

from importlib.resources import files

from flask import Flask, Response

from app.access import open_to_all

VERSION = "2"
YEAR = 31_536_000


def init_app(app: Flask) -> None:
    script = files("django_htmx").joinpath("static", "django_htmx", f"htmx-{VERSION}.min.js").read_bytes()

    @app.get(f"/static/htmx-{VERSION}.js", endpoint="htmx_file")
    @open_to_all
    def htmx_file() -> Response:
        response = Response(script, mimetype="text/javascript")
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        return response
