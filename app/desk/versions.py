"""Frozen versions at the desk: freeze the final text, compare two, see what changed since it was handed in."""

from flask import Blueprint, abort, flash, g, redirect, request, url_for

from app.access import person, staff_only
from app.database import session, writing
from app.desk import comparing, standing
from app.desk.forms import errors_of, shown
from app.fragments import render
from app.pages.desk import FormPage
from app.pages.desk_lines import ComparisonPage
from app.paging import page_of
from catalog import clock
from catalog.errors import Refused
from catalog.models import ListVersion, ProofList
from catalog.rules.line_changes import Comparison
from catalog.services import drafting, settling, versions

pages = Blueprint("desk_versions", __name__, url_prefix="/desk/lists")
PER_PAGE = 50


@pages.get("/<int:list_id>/versions/new")
@staff_only
def ask(list_id):
    return _form(list_id)


@pages.post("/<int:list_id>/versions")
@staff_only
def freeze(list_id):
    try:
        with writing() as register:
            version = settling.freeze(register, list_id, by=person(), at=clock.now())
            number = version.number
    except Refused as refusal:
        return _form(list_id, refusal)
    flash(f"第{number}版已定版，可以送合法性审查。", "done")
    return redirect(url_for("desk_lists.show", list_id=list_id), 303)


@pages.get("/<int:list_id>/versions/<int:old>/<int:new>")
@staff_only
def compare(list_id, old, new):
    listing = session().get(ProofList, list_id) or abort(404)
    before, after = session().get(ListVersion, old), session().get(ListVersion, new)
    if before is None or after is None or {before.list_id, after.list_id} != {list_id}:
        abort(404)
    heading = f"第{after.number}版比第{before.number}版改了什么"
    return _comparison(listing, heading, versions.compared(session(), old, new))


@pages.get("/<int:list_id>/changes")
@staff_only
def changes(list_id):
    listing = session().get(ProofList, list_id) or abort(404)
    found = drafting.changed_since_submission(session(), list_id)
    return _comparison(listing, "上次提交以后改了什么", found or Comparison())


def _comparison(listing: ProofList, heading: str, found: Comparison):
    g.nav = "lists"
    part, number, pages_ = page_of(found.changed, request.args.get("page", "1"), PER_PAGE)
    page = ComparisonPage(
        heading=heading,
        list_id=listing.id or 0,
        list_title=listing.title,
        summary=comparing.summary(found),
        changed=comparing.changed_lines(part),
        added=tuple(comparing.named(line) for line in found.added),
        removed=tuple(comparing.named(line) for line in found.removed),
        page=number,
        pages=pages_,
    )
    return render("desk/lists/comparison.html", page=page)


def _form(list_id: int, refusal: Refused | None = None):
    g.nav = "lists"
    listing = session().get(ProofList, list_id) or abort(404)
    page = FormPage(
        heading=f"定版：{listing.title}",
        trail=standing.trail(list_id, listing.title),
        here="定版",
        action=url_for(".freeze", list_id=list_id),
        button="定版",
        inputs=(),
        intro=("定版以后送合法性审查，审查的就是这一版。再改动就要重新定版、重新审查。",),
        errors=errors_of(refusal),
        back=url_for("desk_lists.show", list_id=list_id),
    )
    return shown(page, refusal)
