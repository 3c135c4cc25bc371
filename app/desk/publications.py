"""Publish a list: rehearsed first, then under its number."""

from flask import Blueprint, flash, redirect, request, url_for

from app import wording
from app.access import person, staff_only
from app.database import writing
from app.desk import publication_pages
from app.desk.forms import Typed
from app.desk.list_pages import city
from app.desk.steps import done_already
from app.index import follow
from catalog import clock
from catalog.errors import Incomplete, Refused
from catalog.services import publishing

pages = Blueprint("desk_publications", __name__, url_prefix="/desk/lists")


@pages.get("/<int:list_id>/publication")
@staff_only
def ask(list_id):
    """The dry run: a reading, so the form that asks for it is a GET form."""
    return publication_pages.page(list_id, Typed(request.args), tried="number" in request.args)


@pages.post("/<int:list_id>/publication")
@staff_only
def publish(list_id):
    typed = Typed(request.form)
    try:
        if not typed.ticked("sure"):
            raise Incomplete("公布以后不能撤销，只能再作更正。看过试算的，请打勾。", field="sure")
        publication = publication_pages.stated(typed)
        with writing() as register:
            document = publishing.publish(
                register,
                publication_pages.together(list_id, typed),
                publication,
                city=city(),
                by=person(),
                at=clock.now(),
                emergency=typed.text("emergency"),
            )
            number, public_from = document.number, document.public_from
    except Refused as refusal:
        if done_already(list_id, "publish"):
            return redirect(url_for("desk_lists.show", list_id=list_id), 303)
        return publication_pages.page(list_id, typed, tried=True, refusal=refusal)
    follow()
    ahead = "" if public_from <= clock.now() else f"{wording.zh_date(clock.day_of(public_from))} 0:00 起公众看得到。"
    flash(f"已公布，{number}。{ahead or '公众页马上查得到。'}", "done")
    return redirect(url_for("desk_lists.show", list_id=list_id), 303)
