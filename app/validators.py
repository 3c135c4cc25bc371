"""Public pages say whether they changed: a stamp of everything that a page is made from, and its address."""

import hashlib
from functools import cache, partial

from flask import Blueprint, Flask, Response, current_app, g, request

from app import delivery
from app.settings import ROOT, Settings
from app.standing import standing
from catalog.rules.publicity import UNSEEN
from catalog.vocabulary import Act

# What a page is made from besides the register: another release shows other pages.
SOURCES = ("app/**/*.py", "app/static/**/*.*", "templates/**/*.*")


def init_app(app: Flask, settings: Settings) -> None:
    """Before any page is asked for: what the operator has set is on every page, too."""
    slots = settings.portal_slots.glob("*.html") if settings.portal_slots else ()
    texts = [repr(settings.city), settings.public_url, *(path.read_text("utf-8") for path in sorted(slots))]
    app.extensions["made_from"] = hashlib.sha256("\n".join([_software(), *texts]).encode()).hexdigest()


def stamp(pages: Blueprint, *, unseen: frozenset[Act] = UNSEEN) -> None:
    """Give every reading page of the blueprint a validator, and answer without making it where nothing changed.

    ``unseen`` are the acts that its pages show nothing of, and stay the same through.
    """
    pages.before_request(partial(_known, unseen=unseen))
    pages.after_request(_mark)


def unsettled() -> None:
    """Say that this answer is behind, or could not be given: nobody may keep it under its stamp."""
    g.pop("stamp", None)
    g.unsettled = True


def _known(*, unseen: frozenset[Act]) -> Response | None:
    if request.method not in ("GET", "HEAD"):
        return None
    g.stamp = _stamp(unseen)
    if request.if_none_match.contains_weak(g.stamp):
        return Response(status=304)
    return delivery.kept(g.stamp)


def _mark(response: Response) -> Response:
    if "csrf_token" in g:  # a form for one person stands on it after all
        unsettled()
    if "stamp" in g and response.status_code in (200, 304):
        response.set_etag(g.stamp, weak=True)
        response.headers["Cache-Control"] = "public, no-cache"
        response.vary.add("HX-Request")
    elif "unsettled" in g:
        response.headers["Cache-Control"] = "no-store"
    return response


def _stamp(unseen: frozenset[Act]) -> str:
    """Software and settings, the place in the history, the Beijing day, what has come since, and what was asked."""
    place, day, turn = standing(unseen).key
    parts = (
        current_app.extensions["made_from"],
        str(place),
        day.isoformat(),
        turn,
        request.script_root,
        request.full_path,
        _asked_by_htmx(),
    )
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
