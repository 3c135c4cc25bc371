"""Search: one question, the verdict first, then the answers by material, with facets."""

from dataclasses import replace
from functools import partial

from flask import Blueprint, g, jsonify, request

from app import delivery, finding, traditional, wording
from app.access import open_to_all
from app.database import session
from app.finding import Asked
from app.fragments import render
from app.frame import read_as, reading
from app.index import follow, search
from app.misses import misses
from app.pages import FindPage
from app.public import results
from app.public.popular import POPULAR
from app.validators import unsettled
from catalog import clock, text
from catalog.services import history
from search import interface
from search.interface import Rebuilding, Stage, Suggestion

pages = Blueprint("public_find", __name__)
PAGE, PART = "public/find/index.html", "public/find/_results.html"
SUGGESTED = 8


@pages.get("/proofs")
@open_to_all
def index():
    g.nav = "find"
    asked = finding.read({name: request.args.getlist(name) for name in request.args}, session())
    asked = replace(asked, query=replace(asked.query, by_material=True, per_page=results.PER_PAGE))
    if len(asked.query.text) > interface.MAX_TEXT:
        read_as(q=asked.query.text[: interface.MAX_TEXT])
    try:
        answer = finding.find(asked, session(), search(), known=clock.now(), cited=False)
    except Rebuilding:
        return _rebuilding(asked)
    if answer.results.stage is Stage.NOTHING:
        delivery.each_time(partial(misses().note, asked.query.text))
    page = results.page(answer, session(), lambda query: search().find(query, on=asked.on, known=clock.now()).total)
    if answer.results.place < history.head(session()):
        page = replace(page, notice=wording.BEHIND)
        unsettled()
        follow()
    return render(PAGE, fragment=PART, page=page)


@pages.get("/suggestions")
@open_to_all
def suggestions():
    """Names for what has been typed so far, with what is said of them aloud."""
    found = search().suggest(request.args.get("q", "")[: interface.MAX_TEXT], limit=SUGGESTED)
    said = traditional.text if reading().lang == traditional.LANG else str
    names = [{"name": said(one.name), "kind": said(one.kind.label), "note": said(_note(one))} for one in found]
    return jsonify(label=said(wording.SUGGESTIONS), said=said(wording.suggestions_said(len(names))), names=names)


def _note(one: Suggestion) -> str:
    """Its kind, and the word that fits what was typed when that is another than the name: 证明 · 良民证."""
    same = text.name_key(one.matched) in text.name_key(one.name)
    return one.kind.label if same else f"{one.kind.label} · {one.matched}"


def _rebuilding(asked: Asked):
    unsettled()
    empty = ("正在重建索引", "请过一分钟再查。按事项、按清单的页面照常可以看。")
    page = FindPage(query=asked.query.text, on=asked.on, how="", total=0, groups=(), empty=empty, popular=POPULAR)
    response = render(PAGE, fragment=PART, status=503, page=page)
    response.headers["Retry-After"] = "30"
    return response
