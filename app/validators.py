"""Public pages say whether they changed: a stamp of (place in the history, Beijing day) and the address."""

import hashlib
from functools import cache

from flask import Blueprint, Response, g, request

from app.database import session
from app.settings import ROOT
from catalog import clock
from catalog.services import history

# What a page is made from besides the register: another release shows other pages.
SOURCES = ("app/**/*.py", "app/static/**/*.*", "templates/**/*.*")


def stamp(pages: Blueprint) -> None:
    """Give every reading page of the blueprint a validator, and answer 304 where nothing changed."""
    pages.before_request(_unchanged)
    pages.after_request(_mark)


def unsettled() -> None:
    """Say that this answer is behind, or could not be given: nobody may keep it under its stamp."""
    g.pop("stamp", None)
    g.unsettled = True


def _unchanged() -> Response | None:
    if request.method not in ("GET", "HEAD"):
        return None
    g.stamp = _stamp()
    if not request.if_none_match.contains_weak(g.stamp):
        return None
    return Response(status=304)


def _mark(response: Response) -> Response:
    if "stamp" in g and response.status_code in (200, 304):
        response.set_etag(g.stamp, weak=True)
        response.headers["Cache-Control"] = "public, no-cache"
        response.vary.add("HX-Request")
    elif "unsettled" in g:
        response.headers["Cache-Control"] = "no-store"
    return response


def _stamp() -> str:
    parts = (_software(), str(history.head(session())), clock.today().isoformat(), request.full_path, _asked_by_htmx())
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:24]


def _asked_by_htmx() -> str:
    return ",".join(
        request.headers.get(name, "") for name in ("HX-Request", "HX-Boosted", "HX-History-Restore-Request")
    )


@cache
def _software() -> str:
    made_from = hashlib.sha256()
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern)):
        made_from.update(path.read_bytes())
    return made_from.hexdigest()
