"""The lines of a list at the desk: look, change in the table, set the same on many, take it back."""

from flask import Blueprint, abort, flash, g, redirect, request, url_for
from sqlmodel import col, select

from app.access import person, staff_only
from app.database import session, writing
from app.desk import line_forms, line_inputs, line_pages, table_pages
from app.desk.forms import Typed, errors_of
from app.desk.table_pages import Table
from app.errors import status_of
from app.fragments import render
from app.pages.parts import FieldError
from app.record_numbers import number_in
from catalog import clock
from catalog.errors import Conflicting, Incomplete, Refused
from catalog.models import Line, ProofList
from catalog.services import bulk_editing, line_editing, line_texts, list_steps
from catalog.services.bulk_editing import Setting
from catalog.vocabulary import Disposition, ListState, Method

pages = Blueprint("desk_tables", __name__, url_prefix="/desk/lists")
# What is to be set, as the preview sends it on.
SET = ("set_disposition", "set_method", "set_replacement")
# The conditions of the table, as they stand in its address.
CONDITIONS = ("narrow", "q", "by_office")
# A look ahead has an address of its own, to come back to, as long as it is no longer than servers and proxies take.
LONGEST_ADDRESS = 2_000


@pages.get("/<int:list_id>/lines")
@staff_only
def show(list_id):
    return _page(_table(list_id, Typed(request.args)))


@pages.post("/<int:list_id>/lines/table")
@staff_only
def save(list_id):
    """Save the rows that were changed in the table; all of them or, when one is refused, none."""
    typed = Typed(request.form)
    rows = _changed_rows(typed)
    comments, reason = line_forms.numbers_in(typed.text("more_comments")), typed.text("reason")
    at_work = 0
    try:
        drafts = []
        for line_id, values in rows:
            at_work = line_id
            drafts.append((line_id, line_forms.draft_of(values), line_forms.effective_on(values)))
        with writing() as register:
            for line_id, draft, day in drafts:
                at_work = line_id
                line_editing.change_line(
                    register,
                    line_id,
                    draft,
                    version=typed.number(f"version-{line_id}", "版本"),
                    effective_on=day,
                    by=person(),
                    at=clock.now(),
                    comments=comments,
                    reason=reason,
                )
    except Conflicting as refusal:
        line = session().get(Line, at_work)
        if line is not None and str(line.version) != typed.text(f"version-{at_work}"):
            return line_pages.clash(line, dict(rows)[at_work], typed, refusal)
        return _refused(list_id, typed, refusal, at_work)
    except Refused as refusal:
        return _refused(list_id, typed, refusal, at_work)
    flash(f"已存好{len(rows)}条。" if rows else "没有改动，不用存。", "done")
    return redirect(_back(list_id, typed), 303)


@pages.post("/<int:list_id>/lines/setting/preview")
@staff_only
def preview(list_id):
    """Lead to the look ahead, which is only read, so that going back or reading it anew asks nothing."""
    typed = Typed(request.form)
    address = url_for(".rehearsed", list_id=list_id, **_wish(typed))
    answer = _rehearsal(list_id, typed)
    return answer if answer.status_code != 200 or len(address) > LONGEST_ADDRESS else redirect(address, 303)


@pages.get("/<int:list_id>/lines/setting")
@staff_only
def rehearsed(list_id):
    return _rehearsal(list_id, Typed(request.args))


def _wish(typed: Typed) -> dict[str, str]:
    """What is to be set, and on which lines: those picked, or all that the conditions leave."""
    which = {"all": "yes"} if typed.ticked("all") else {"pick": ",".join(map(str, typed.numbers("pick")))}
    said = {name: typed.text(name) for name in (*SET, *CONDITIONS)}
    return {name: value for name, value in {**said, **which}.items() if value}


def _rehearsal(list_id: int, typed: Typed):
    """What would become of the lines, nothing written; the table with the refusal where that cannot be said."""
    try:
        setting = _setting(typed)
        chosen = _chosen(list_id, typed)
        changes = bulk_editing.rehearse(session(), list_id, chosen, setting)
    except Refused as refusal:
        return _refused(list_id, typed, refusal, 0)
    return _preview(list_id, setting, changes, _versions(list_id, chosen), typed)


@pages.post("/<int:list_id>/lines/setting")
@staff_only
def set_many(list_id):
    typed = Typed(request.form)
    versions = _held(typed)
    try:
        setting = _setting(typed)
        with writing() as register:
            done = bulk_editing.apply(
                register,
                list_id,
                versions,
                setting,
                by=person(),
                at=clock.now(),
                reason=typed.text("reason"),
                comments=[*typed.numbers("comments"), *line_forms.numbers_in(typed.text("more_comments"))],
            )
    except Refused as refusal:
        return _look_again(list_id, typed, versions, refusal)
    flash(f"已改{done:,}条。公布以前都可以撤销。", "done")
    return redirect(url_for(".show", list_id=list_id), 303)


@pages.post("/<int:list_id>/lines/setting/undo")
@staff_only
def undo(list_id):
    with writing() as register:
        done = bulk_editing.undo(register, list_id, by=person(), at=clock.now())
    flash(f"已撤销，{done:,}条回到原来的样子。", "done")
    return redirect(url_for(".show", list_id=list_id), 303)


def _table(list_id: int, asked: Typed) -> Table:
    g.nav = "lists"
    listing = session().get(ProofList, list_id) or abort(404)
    return Table(session(), listing, asked, by=person(), at=clock.now())


def _page(table: Table, refusal: Refused | None = None, *, typed: Typed | None = None, errors=()):
    page = table.page(errors=errors or errors_of(refusal), typed=typed)
    return render("desk/lists/lines.html", page=page, status=status_of(refusal) if refusal else 200)


def _refused(list_id: int, typed: Typed, refusal: Refused, line_id: int):
    """The table again, with every word typed and the refusal beside the row it is about."""
    table = _table(list_id, typed)
    place = next((line.position for line in table.lines if line.line_id == line_id), None)
    field = f"{line_forms.field_of(refusal.field)}-{line_id}" if line_id and refusal.field else ""
    sentence = f"第{place}条：{refusal.sentence}" if place else refusal.sentence
    return _page(table, refusal, typed=typed, errors=(FieldError(field, sentence),))


def _changed_rows(typed: Typed) -> list[tuple[int, dict[str, str]]]:
    """The rows that say something else than the register did when the page was made."""
    ids = typed.numbers("row")
    stored = {line.line_id: line_forms.typed_of(line) for line in line_texts.of_lines(session(), ids)}
    rows = []
    for line_id in ids:
        if line_id not in stored:
            continue
        values = line_forms.from_row(typed, line_id, stored[line_id])
        before = {name: typed.text(f"was-{name}-{line_id}", stored[line_id][name]) for name in values}
        if {name: _plain(value) for name, value in values.items()} != {
            name: _plain(value) for name, value in before.items()
        }:
            rows.append((line_id, values))
    return rows


def _plain(value: str) -> str:
    return "".join(value.split())


def _setting(typed: Typed) -> Setting:
    disposition = typed.maybe_word("set_disposition", Disposition)
    method = typed.maybe_word("set_method", Method)
    if disposition is None and method is None:
        raise Incomplete("请选要改成什么：处理方式，或者替代办法。", field="set_disposition")
    return Setting(disposition or Disposition.REPLACE, method, typed.text("set_replacement"))


def _chosen(list_id: int, typed: Typed) -> list[int]:
    if not typed.ticked("all"):
        return typed.numbers("pick")
    return [line.line_id for line in _table(list_id, typed).matching()]


def _look_again(list_id: int, typed: Typed, held: dict[int, int], refusal: Refused):
    """What would be changed, once more, with every word typed: as the lines stand now where somebody moved them."""
    there = _versions(list_id, list(held))
    versions = there if isinstance(refusal, Conflicting) else {one: held[one] for one in there}
    if gone := len(held) - len(there):
        refusal = Conflicting(f"没有改：有{gone:,}条刚被别人删去。请重新看一遍会怎么改。") if there else refusal
    try:
        setting = _setting(typed)
        changes = bulk_editing.rehearse(session(), list_id, versions, setting)
    except Refused as unreadable:
        return _refused(list_id, typed, unreadable, 0)
    return _preview(list_id, setting, changes, versions, typed, refusal)


def _versions(list_id: int, line_ids: list[int]) -> dict[int, int]:
    query = select(Line.id, Line.version).where(Line.list_id == list_id, col(Line.id).in_(line_ids))
    return {int(line_id or 0): version for line_id, version in session().exec(query)}


def _as_field(versions: dict[int, int]) -> tuple[str, str]:
    """The chosen lines with the versions looked at, in one field: a form of thousands of fields is refused."""
    return "line", ",".join(f"{line_id}-{version}" for line_id, version in versions.items())


def _held(typed: Typed) -> dict[int, int]:
    pairs = (one.partition("-") for one in typed.text("line").split(","))
    numbers = ((number_in(one), number_in(other)) for one, _, other in pairs)
    return {one: other for one, other in numbers if one is not None and other is not None}


def _preview(
    list_id: int, setting: Setting, changes, versions: dict[int, int], typed: Typed, refusal: Refused | None = None
):
    g.nav = "lists"
    listing = session().get(ProofList, list_id) or abort(404)
    settling = list_steps.state(session(), listing, clock.now()) is ListState.SETTLING
    moved = [one.after.requirement_id for one in changes]
    method = f"（{setting.method.label}）" if setting.method else ""
    page = table_pages.bulk_page(
        listing,
        changes,
        what=f"{setting.disposition.label}{method}",
        chosen=len(versions),
        hidden=[*((name, typed.text(name)) for name in SET), _as_field(versions)],
        settling=settling,
        comments=line_inputs.comment_choices(listing, moved, typed) if settling else (),
        typed=typed,
        errors=errors_of(refusal),
    )
    return render("desk/lists/setting.html", page=page, status=status_of(refusal) if refusal else 200)


def _back(list_id: int, typed: Typed) -> str:
    kept = {name: typed.text(name) or None for name in (*CONDITIONS, "page")}
    return url_for(".show", list_id=list_id, **kept)
