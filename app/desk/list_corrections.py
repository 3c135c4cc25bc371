"""Correct several lines of a published list at once: chosen in the table, rehearsed, recorded all or none."""

import hashlib

from flask import Blueprint, abort, flash, g, redirect, request, url_for

from app.access import person, staff_only
from app.database import session
from app.desk import correction_forms, standing
from app.desk.forms import Typed, errors_of, shown
from app.desk.table_pages import Table
from app.index import follow
from app.once import once
from app.pages.desk import FormPage, Input
from app.wording import corrections as say
from catalog import clock
from catalog.errors import Incomplete, Refused
from catalog.models import ProofList
from catalog.services import correcting, leave
from catalog.services.correcting import Correction, Rehearsal
from catalog.services.issuing import Publication
from catalog.vocabulary import Act

pages = Blueprint("desk_list_corrections", __name__, url_prefix="/desk/lists")


@pages.post("/<int:list_id>/corrections/new")
@staff_only
def ask(list_id):
    """The form for the lines that were chosen in the table; nothing is written."""
    leave.ask(session(), person(), Act.CORRECT_DECISION, on=clock.today())
    return _form(list_id, Typed(request.form))


@pages.post("/<int:list_id>/corrections")
@staff_only
def correct(list_id):
    """Rehearse first; the second time, with nothing changed in between, record."""
    typed = Typed(request.form)
    try:
        correction = correction_forms.read(typed)
        publication = correction_forms.publication(typed, correction)
        decisions = _looked_at(list_id, typed)
        rehearsal = correcting.rehearse(
            session(), decisions, correction, publication=publication, by=person(), at=clock.now()
        )
        if typed.text("sure") != _seal(typed, decisions):
            return _form(list_id, typed, rehearsed=(decisions, correction, rehearsal))
        _record(list_id, decisions, correction, publication)
    except Refused as refusal:
        return _form(list_id, typed, refusal)
    follow()
    flash(f"{correction.kind.label}已登记，共{len(decisions):,}条。每条的原来和现在都查得到。", "done")
    return redirect(url_for("desk_tables.show", list_id=list_id), 303)


def _record(list_id: int, decisions: list[int], correction: Correction, publication: Publication | None) -> None:
    with once(url_for("desk_tables.show", list_id=list_id)) as register:
        correcting.correct(register, decisions, correction, publication=publication, by=person(), at=clock.now())


def _lines(list_id: int, typed: Typed) -> list[int]:
    """The chosen lines: named in the form, ticked in the table, or all that the table's conditions leave."""
    if named := typed.numbers("line"):
        return named
    if not typed.ticked("all"):
        return typed.numbers("pick")
    listing = session().get(ProofList, list_id) or abort(404)
    return [line.line_id for line in Table(session(), listing, typed, by=person(), at=clock.now()).matching()]


def _looked_at(list_id: int, typed: Typed) -> list[int]:
    """The decisions that were rehearsed; the ones that stand now while nothing was. Raises Incomplete when none are.

    The ones rehearsed are held on to, so that somebody else's correction in between is met as a refusal.
    """
    now = list(correcting.standing(session(), list_id, _lines(list_id, typed)).values())
    decisions = typed.numbers("decision") or now
    if not decisions:
        raise Incomplete("选中的条没有可以更正的决定。请先在表格里选。")
    if not set(decisions) <= correcting.of_the_list(session(), list_id):
        abort(404)
    return decisions


def _seal(typed: Typed, decisions: list[int]) -> str:
    """What stands for this form with these decisions: nothing else is recorded than was rehearsed."""
    said = [typed.text(name) for name in correction_forms.FIELDS]
    return hashlib.sha256(repr((said, sorted(decisions))).encode()).hexdigest()[:32]


def _form(
    list_id: int,
    typed: Typed,
    refusal: Refused | None = None,
    *,
    rehearsed: tuple[list[int], Correction, Rehearsal] | None = None,
):
    g.nav = "lists"
    listing = session().get(ProofList, list_id) or abort(404)
    lines = _lines(list_id, typed)
    standing_ones = correcting.standing(session(), list_id, lines)
    if not standing_ones:
        refusal = refusal or Incomplete("请先在表格里选中要更正的条。已经收回的不能再改。")
    intro = [say.chosen(len(lines), len(standing_ones)), "公布过的不改，每条另记一条新的决定；两条都留着，互相连着。"]
    hidden = [Input("line", "", "hidden", ",".join(map(str, lines)))]
    if rehearsed:
        decisions, correction, found = rehearsed
        intro = list(say.rehearsed(correction.kind, correction.effective_on, found))
        hidden.append(Input("decision", "", "hidden", ",".join(map(str, decisions))))
        hidden.append(Input("sure", "", "hidden", _seal(typed, decisions)))
    page = FormPage(
        heading=f"更正或收回{len(standing_ones):,}条：{listing.title}",
        trail=standing.trail(list_id, listing.title),
        here="更正或收回",
        action=url_for(".correct", list_id=list_id),
        button=f"登记这{len(standing_ones):,}条" if rehearsed else "先试算",
        inputs=(*hidden, *correction_forms.inputs(typed)),
        intro=tuple(intro),
        errors=errors_of(refusal),
        grave=bool(rehearsed),
        back=url_for("desk_tables.show", list_id=list_id),
        aside=(("四种分别是", correction_forms.ABOUT),),
    )
    return shown(page, refusal)
