"""Correct several lines of a published list at once: chosen in the table, then as one decision is."""

from flask import Blueprint, abort, request, url_for

from app.access import person, staff_only
from app.database import session
from app.desk import correction_steps, standing
from app.desk.correction_steps import Asked
from app.desk.forms import Typed
from app.desk.table_pages import Table
from app.pages.desk import Input
from app.wording import corrections as say
from catalog import clock
from catalog.errors import Incomplete
from catalog.models import ProofList
from catalog.services import correcting, leave
from catalog.vocabulary import Act

pages = Blueprint("desk_list_corrections", __name__, url_prefix="/desk/lists")


@pages.post("/<int:list_id>/corrections/new")
@staff_only
def ask(list_id):
    """The form for the lines that were chosen in the table; nothing is written."""
    leave.ask(session(), person(), Act.CORRECT_DECISION, on=clock.today())
    typed = Typed(request.form)
    lines = _lines(list_id, typed)
    none = Incomplete("请先在表格里选中要更正的条。已经收回的不能再改。")
    refusal = None if correcting.standing(session(), list_id, lines) else none
    return correction_steps.form(typed, _asked(list_id, lines), refusal)


@pages.post("/<int:list_id>/corrections")
@staff_only
def correct(list_id):
    typed = Typed(request.form)
    lines = _lines(list_id, typed)
    return correction_steps.answer(
        typed, lambda: _asked(list_id, lines), lambda: _looked_at(list_id, lines, typed.numbers("decision"))
    )


def _lines(list_id: int, typed: Typed) -> list[int]:
    """The chosen lines: named in the form, ticked in the table, or all that the table's conditions leave."""
    if named := typed.numbers("line"):
        return named
    if not typed.ticked("all"):
        return typed.numbers("pick")
    listing = session().get(ProofList, list_id) or abort(404)
    return [line.line_id for line in Table(session(), listing, typed, by=person(), at=clock.now()).matching()]


def _looked_at(list_id: int, lines: list[int], rehearsed: list[int]) -> list[int]:
    """The decisions that were rehearsed; the ones that stand now while nothing was. Raises Incomplete when none are.

    The ones rehearsed are held on to, so that somebody else's correction in between is met as a refusal.
    """
    decisions = list(dict.fromkeys(rehearsed)) or list(correcting.standing(session(), list_id, lines).values())
    if not decisions:
        raise Incomplete("选中的条没有可以更正的决定。请先在表格里选。")
    if not set(decisions) <= correcting.of_the_list(session(), list_id):
        abort(404)
    return decisions


def _asked(list_id: int, lines: list[int]) -> Asked:
    listing = session().get(ProofList, list_id) or abort(404)
    count = len(correcting.standing(session(), list_id, lines))
    return Asked(
        heading=f"{count:,}条：{listing.title}",
        trail=standing.trail(list_id, listing.title),
        action=url_for(".correct", list_id=list_id),
        back=url_for("desk_tables.show", list_id=list_id),
        button=f"登记这{count:,}条",
        done=f"已登记，共{count:,}条。每条的原来和现在都查得到。",
        intro=(say.chosen(len(lines), count), "公布过的不改，每条另记一条新的决定；两条都留着，互相连着。"),
        hidden=(Input("line", "", "hidden", ",".join(map(str, lines))),),
    )
