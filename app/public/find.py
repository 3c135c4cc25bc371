"""Search: one question, the verdict first, then the answers by material, with facets."""

from dataclasses import replace
from functools import partial

from flask import Blueprint, Response, g, jsonify, make_response, request

from app import delivery, finding, traditional, wording
from app.access import open_to_all
from app.database import session
from app.finding import Asked
from app.fragments import wants_fragment
from app.frame import read_as
from app.index import follow, search
from app.kept_parts import Moved, Parts
from app.misses import misses
from app.pages import FindPage
from app.public import drawn_results, results
from app.public.facet_labels import Labels
from app.public.find_frame import around
from app.public.popular import POPULAR
from app.standing import UNHEARD, standing
from app.validators import unsettled
from catalog import text
from search import interface
from search.interface import Rebuilding, Stage, Suggestion

pages = Blueprint("public_find", __name__)
SUGGESTED = 8


@pages.get("/proofs")
@open_to_all
def index():
    g.nav = "find"
    asked = finding.read({name: request.args.getlist(name) for name in request.args}, session)
    if len(asked.query.text) > interface.MAX_TEXT:
        read_as(q=asked.query.text[: interface.MAX_TEXT])
    now = standing(UNHEARD)
    try:
        try:
            body = _answer(asked, Parts(now))
        except Moved:
            body = _answer(asked, Parts(now, keeps=False))
    except Rebuilding:
        return _rebuilding(asked)
    return _shown(body, asked)


def _answer(asked: Asked, parts: Parts) -> bytes:
    """What was found. Raises Rebuilding, and Moved as ``parts`` does."""
    towns = Labels(parts).towns
    query = replace(asked.query, by_material=True, per_page=results.PER_PAGE, joined_offices=towns)
    found = search().find(query, on=asked.on, known=parts.standing.now)
    notice = wording.shortened(query.text) if found.explanation.shortened else ""
    if found.place < parts.standing.place or found.is_behind:
        unsettled()
        follow()
        notice = wording.BEHIND
    body = drawn_results.drawn(replace(asked, query=query), found, parts, notice=notice)
    if found.stage is Stage.NOTHING:  # counted once the answer is there: when the register moves on, it is asked again
        delivery.each_time(partial(misses().note, query.text))
    return body


def _shown(body: bytes, asked: Asked, *, status: int = 200) -> Response:
    """The whole page, or the part of it that htmx asked for."""
    if not wants_fragment():
        body = around(body, query=asked.query.text, parts=Parts(standing(UNHEARD)))
    traditional.is_done()
    response = make_response(body, status)
    response.vary.add("HX-Request")
    return response


@pages.get("/suggestions")
@open_to_all
def suggestions():
    """Names for what has been typed so far, with what is said of them aloud."""
    found = search().suggest(request.args.get("q", "")[: interface.MAX_TEXT], limit=SUGGESTED)
    said = traditional.text if traditional.is_wanted() else str
    names = [{"name": said(one.name), "kind": said(one.kind.label), "note": said(_note(one))} for one in found]
    return jsonify(label=said(wording.SUGGESTIONS), said=said(wording.suggestions_said(len(names))), names=names)


def _note(one: Suggestion) -> str:
    """Its kind, and the word that fits what was typed when that is another than the name: 证明 · 良民证."""
    same = text.name_key(one.matched) in text.name_key(one.name)
    return one.kind.label if same else f"{one.kind.label} · {one.matched}"


def _rebuilding(asked: Asked) -> Response:
    unsettled()
    empty = ("正在重建索引", "请过一分钟再查。按事项、按清单的页面照常可以看。")
    page = FindPage(query=asked.query.text, on=asked.on, how="", total=0, groups=(), empty=empty, popular=POPULAR)
    response = _shown(drawn_results.plain(page), asked, status=503)
    response.headers["Retry-After"] = "30"
    return response
