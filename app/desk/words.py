"""Words that people use: searches without result as leads, and the everyday words that stand for names."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import Blueprint, flash, g, redirect, request, url_for

from app.access import person, staff_only
from app.database import session, writing
from app.desk.forms import Typed
from app.fragments import render
from app.index import follow, search
from app.once import once
from app.pages import FieldError
from app.pages.words import Lead, Word, WordsPage
from app.paging import page_of
from catalog import clock
from catalog.errors import Incomplete, Refused
from catalog.models import SearchMiss
from catalog.services import aliases, leave, search_misses, synonyms
from catalog.vocabulary import Act
from search.interface import Query, Rebuilding

pages = Blueprint("desk_words", __name__, url_prefix="/desk")
PER_PAGE = 50
MOST_LEADS = 20
DONE = "已存好，现在就查得到。"


@pages.get("/words")
@staff_only
def index():
    return _page()


@pages.post("/words")
@staff_only
def create():
    _ask()
    typed = Typed(request.form)
    surface, name = typed.text("surface"), typed.text("name")
    try:
        with once(url_for(".index")) as register:
            synonyms.add(register, surface=surface, name=name, by=person().login)
    except Refused as refusal:
        errors = (FieldError(refusal.field or "surface", refusal.sentence),)
        return _page(surface=surface, name=name, errors=errors, status=422)
    return _done(DONE)


@pages.post("/words/<int:synonym_id>/removal")
@staff_only
def remove(synonym_id):
    _ask()
    with writing() as register:
        gone = synonyms.remove(register, synonym_id, by=person().login)
    return _done(f"“{gone.surface}”不再指“{gone.name}”。", **{name: request.args.get(name) for name in ("q", "page")})


@pages.post("/search-misses/<int:miss_id>/synonym")
@staff_only
def make_synonym(miss_id):
    _ask()
    return _settled(miss_id, lambda register, words, name: synonyms.add(register, surface=words, name=name, by=_by()))


@pages.post("/search-misses/<int:miss_id>/alias")
@staff_only
def make_alias(miss_id):
    return _settled(miss_id, _add_alias)


@pages.post("/search-misses/<int:miss_id>/dismissal")
@staff_only
def dismiss(miss_id):
    _ask()
    with writing() as register:
        search_misses.dismiss(register, miss_id, by=_by())
    return _done("这个词以后不再提示。")


def _settled(miss_id, act):
    """Make the words of a lead lead somewhere; a refusal comes back beside the form."""
    name = Typed(request.form).text("name")
    try:
        with once(url_for(".index")) as register:
            act(register, search_misses.get(register, miss_id).words, name)
            search_misses.settle(register, miss_id)
    except Incomplete as refusal:
        return _page(meant={miss_id: name}, errors=(FieldError(f"name-{miss_id}", refusal.sentence),), status=422)
    return _done(DONE)


def _add_alias(register, words, name):
    for noun, kind in aliases.NOUNS.items():
        if (record_id := aliases.named(register, noun, name)) is not None:
            leave.ask(register, person(), kind.act, on=clock.today())
            aliases.add(register, noun, record_id, words, by=_by())
            return
    raise Incomplete(f"登记簿里没有叫“{name.strip()}”的证明、事项或单位。请从建议里选一个。")


def _by() -> str:
    return person().login


def _ask() -> None:
    leave.ask(session(), person(), Act.AMEND_SYNONYM, on=clock.today())


def _done(sentence, **place):
    follow()
    flash(sentence, "done")
    return redirect(url_for(".index", **place), 303)


def _page(*, surface="", name="", meant=MappingProxyType({}), errors=(), status=200):
    """The page; ``meant`` are names that were just typed for leads, by the number of the lead."""
    g.nav = "words"
    query = request.args.get("q", "").strip()
    found = synonyms.matching(session(), query)
    part, number, pages_ = page_of(found, request.args.get("page", "1"), PER_PAGE)
    page = WordsPage(
        leads=tuple(_lead(one, meant) for one in search_misses.leads(session(), limit=MOST_LEADS)),
        waiting=search_misses.waiting(session()),
        words=tuple(Word(one.id, one.surface, one.name) for one in part),
        total=len(found),
        query=query,
        page=number,
        pages=pages_,
        why_not=leave.refusal(session(), person(), Act.AMEND_SYNONYM, on=clock.today()) or "",
        surface=surface,
        name=name,
        errors=tuple(errors),
    )
    return render("desk/words/index.html", status=status, page=page)


def _lead(miss: SearchMiss, meant: Mapping[int, str]) -> Lead:
    typed = meant.get(miss.id)
    return Lead(miss.id, miss.words, miss.count, miss.last_on, _meant(miss.words) if typed is None else typed)


def _meant(words: str) -> str:
    """The nearest name that search knows, if any; whoever presses the button has seen it."""
    try:
        found = search().find(Query(text=words, per_page=1), on=clock.today(), known=clock.now())
    except Rebuilding:
        return ""
    near = found.explanation.suggestions or search().suggest(words, limit=1)
    return near[0].name if near else ""
