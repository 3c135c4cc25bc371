"""Other names of proofs and of offices: the same few pages for each."""

from flask import Blueprint, flash, g, redirect, request, url_for

from app.access import person, staff_only
from app.database import session, writing
from app.desk.forms import Typed
from app.fragments import render
from app.index import follow
from app.once import once
from app.pages import FieldError
from app.pages.words import AliasesPage, AliasIndexPage
from app.public.indexes import by_letter, narrowed
from catalog import clock
from catalog.errors import Incomplete
from catalog.rules import permissions
from catalog.services import aliases, leave, overview
from catalog.services.overview import Named
from search.interface import Noun


def _made(noun: str, searched: Noun, listed, path: str, registered) -> Blueprint:
    """The pages of one noun, below ``/desk/<path>``: what is ``listed``, and all that is ``registered`` for who may
    edit it."""
    pages = Blueprint(f"desk_{noun}_names", __name__, url_prefix=f"/desk/{path}")
    kind = aliases.NOUNS[noun]

    @pages.get("/")
    @staff_only
    def index():
        g.nav = "words"
        query = request.args.get("q", "").strip()
        every = registered if permissions.may(person(), kind.act) else listed
        found = narrowed(
            every(session(), now=clock.now()), query, searched, also=aliases.containing(session(), noun, query)
        )
        sections = by_letter(found, _beside)
        page = AliasIndexPage(kind.label, f"{pages.name}.show", url_for(".index"), sections, len(found), query)
        return render("desk/words/names.html", page=page)

    @pages.get("/<int:record_id>/aliases")
    @staff_only
    def show(record_id):
        return _page(record_id)

    @pages.post("/<int:record_id>/aliases")
    @staff_only
    def create(record_id):
        leave.ask(session(), person(), kind.act, on=clock.today())
        alias = Typed(request.form).text("alias")
        try:
            with once(url_for(".show", record_id=record_id)) as register:
                aliases.add(register, noun, record_id, alias, by=person().login)
        except Incomplete as refusal:
            return _page(record_id, alias=alias, errors=(FieldError("alias", refusal.sentence),), status=422)
        return _done(record_id, "已存好，现在就查得到。")

    @pages.post("/<int:record_id>/aliases/<int:alias_id>/removal")
    @staff_only
    def remove(record_id, alias_id):
        leave.ask(session(), person(), kind.act, on=clock.today())
        with writing() as register:
            aliases.remove(register, noun, alias_id, by=person().login)
        return _done(record_id, "这个名称已删掉。")

    def _done(record_id, sentence):
        follow()
        flash(sentence, "done")
        return redirect(url_for(".show", record_id=record_id), 303)

    def _page(record_id, *, alias="", errors=(), status=200):
        g.nav = "words"
        page = AliasesPage(
            id=record_id,
            name=aliases.name_of(session(), noun, record_id),
            label=kind.label,
            index_href=url_for(".index"),
            add_href=url_for(".create", record_id=record_id),
            aliases=tuple(
                (name, url_for(".remove", record_id=record_id, alias_id=alias_id))
                for alias_id, name in aliases.of(session(), noun, record_id)
            ),
            facts_href=url_for("desk_offices.ask", office_id=record_id) if noun == "office" else "",
            why_not=leave.refusal(session(), person(), kind.act, on=clock.today()) or "",
            alias=alias,
            errors=tuple(errors),
        )
        return render("desk/words/aliases.html", status=status, page=page)

    return pages


def _beside(one: Named) -> str:
    """What tells an office apart that the public does not find."""
    return f"职责由{one.heir}承担" if one.heir else "" if one.count else "还没有公开的证明"


material_pages = _made("material", Noun.MATERIAL, overview.materials, "materials", overview.materials)
office_pages = _made("office", Noun.OFFICE, overview.offices, "offices", overview.registered_offices)
