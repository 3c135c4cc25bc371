"""One line of a list: added, amended or removed by hand; what was read from its basis is shown back."""

from flask import Blueprint, abort, flash, g, redirect, request, url_for

from app.access import person, staff_only
from app.database import session, writing
from app.desk import line_forms, line_pages
from app.desk.forms import Typed
from app.fragments import render
from app.once import once
from app.pages.desk_lines import ReadPage
from catalog import clock
from catalog.errors import Conflicting, Refused
from catalog.models import Line, ProofList
from catalog.services import line_editing

pages = Blueprint("desk_lines", __name__, url_prefix="/desk")


@pages.get("/lists/<int:list_id>/lines/new")
@staff_only
def new(list_id):
    listing = _listing(list_id)
    return line_pages.form(listing, Typed(request.args))


@pages.post("/lists/<int:list_id>/lines")
@staff_only
def add(list_id):
    listing, typed = _listing(list_id), Typed(request.form)
    if typed.ticked("read"):
        return line_pages.form(listing, typed)
    try:
        draft = line_forms.draft_of(line_forms.from_form(typed))
        with once(_after_adding(list_id, typed)) as register:
            line_editing.add_line(
                register,
                list_id,
                draft,
                by=person(),
                at=clock.now(),
                comments=_comments(typed),
                reason=typed.text("reason"),
            )
    except Refused as refusal:
        return line_pages.form(_listing(list_id), typed, refusal)
    flash(f"已加一条：{draft.service_item}，{draft.material}。", "done")
    return redirect(_after_adding(list_id, typed), 303)


@pages.get("/lines/<int:line_id>")
@staff_only
def edit(line_id):
    line, listing = _held(line_id)
    return line_pages.form(listing, None, line=line)


@pages.post("/lines/<int:line_id>")
@staff_only
def change(line_id):
    line, listing = _held(line_id)
    typed = Typed(request.form)
    if typed.ticked("read"):
        return line_pages.form(listing, typed, line=line)
    values = line_forms.from_form(typed)
    try:
        draft = line_forms.draft_of(values)
        day = line_forms.effective_on(values)
        with writing() as register:
            line_editing.change_line(
                register,
                line_id,
                draft,
                version=typed.number("version", "版本"),
                effective_on=day,
                by=person(),
                at=clock.now(),
                comments=_comments(typed),
                reason=typed.text("reason"),
            )
    except Conflicting as refusal:
        line, listing = _held(line_id)
        if str(line.version) != typed.text("version"):
            return line_pages.clash(line, values, typed, refusal)
        return line_pages.form(listing, typed, refusal, line=line)
    except Refused as refusal:
        line, listing = _held(line_id)
        return line_pages.form(listing, typed, refusal, line=line)
    flash(f"第{line.position}条已存好。", "done")
    return redirect(url_for(".edit", line_id=line_id), 303)


@pages.get("/lines/<int:line_id>/removal")
@staff_only
def ask_removal(line_id):
    line, listing = _held(line_id)
    return line_pages.removal(listing, line, Typed(request.args))


@pages.post("/lines/<int:line_id>/removal")
@staff_only
def remove(line_id):
    line, listing = _held(line_id)
    typed, list_id, position = Typed(request.form), listing.id, line.position
    try:
        with writing() as register:
            line_editing.remove_line(
                register,
                line_id,
                version=typed.number("version", "版本"),
                by=person(),
                at=clock.now(),
                comments=_comments(typed),
                reason=typed.text("reason"),
            )
    except Refused as refusal:
        line, listing = _held(line_id)
        return line_pages.removal(listing, line, typed, refusal)
    flash(f"已删去第{position}条。", "done")
    return redirect(url_for("desk_tables.show", list_id=list_id), 303)


@pages.get("/bases")
@staff_only
def read():
    """What a basis cell is read as: asked while it is being written."""
    found = line_forms.shown_back(session(), request.args.get("basis", "")[:2000], clock.today())
    return render("desk/lines/basis.html", fragment="desk/lines/_basis.html", page=ReadPage(found))


def _after_adding(list_id: int, typed: Typed) -> str:
    """The table, or the form of another line with what the next one is likely to share."""
    if not typed.ticked("another"):
        return url_for("desk_tables.show", list_id=list_id, page="last")
    kept = {name: typed.text(name) for name in ("office", "service_item", "basis")}
    return url_for(".new", list_id=list_id, **kept)


def _comments(typed: Typed) -> list[int]:
    return [*typed.numbers("comments"), *line_forms.numbers_in(typed.text("more_comments"))]


def _listing(list_id: int) -> ProofList:
    g.nav = "lists"
    return session().get(ProofList, list_id) or abort(404)


def _held(line_id: int) -> tuple[Line, ProofList]:
    line = session().get(Line, line_id) or abort(404)
    return line, _listing(line.list_id)
