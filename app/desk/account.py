"""My own account: what I may do, a new password, signing out everywhere."""

from flask import Blueprint, flash, g, redirect, request, url_for

from app.access import part, person, staff_only
from app.database import database, session, writing
from app.desk import telling
from app.desk.forms import errors_of
from app.errors import status_of
from app.fragments import render
from app.pages.desk import Input
from app.pages.desk_people import AccountPage
from catalog import clock
from catalog.errors import Incomplete, Refused
from catalog.rules.permissions import GRANTS, may
from catalog.services import entry_reading, passwords, people
from catalog.vocabulary import Act

pages = Blueprint("desk_account", __name__, url_prefix="/desk/account")
NEW = {"required": "", "autocomplete": "new-password"}


@pages.get("/")
@staff_only
def show():
    return _page()


@pages.post("/password")
@staff_only
def change():
    try:
        # Passwords are read as they were typed, blanks included.
        fresh = request.form.get("password", "")
        if fresh != request.form.get("again", ""):
            raise Incomplete("两次写的新密码不一样。", field="again")
        passwords.change(
            database(),
            person().id,
            password=fresh,
            current=request.form.get("current", ""),
            at=clock.now(),
            by=person(),
        )
    except Refused as refusal:
        return _page(refusal)
    part()
    flash("密码已改，别处的登录也都退出了。请用新密码登录。", "done")
    return redirect(url_for("desk_sign_in.show"), 303)


@pages.post("/sessions/end")
@staff_only
def end_sessions():
    with writing() as register:
        people.end_sessions(register, person().id, by=person(), on=clock.today())
    part()
    flash("所有电脑上的登录都已退出。", "done")
    return redirect(url_for("desk_sign_in.show"), 303)


def _page(refusal: Refused | None = None):
    g.nav = "account"
    allowed = tuple(act.label for act in Act if act in GRANTS and GRANTS[act] and may(person(), act))
    page = AccountPage(
        inputs=(
            Input(
                "current", "现在的密码", "password", width="w-name", extra=NEW | {"autocomplete": "current-password"}
            ),
            Input(
                "password",
                "新密码",
                "password",
                hint="至少12个字，可以用几个不相干的词连起来。",
                width="w-name",
                extra=NEW,
            ),
            Input("again", "新密码再写一次", "password", width="w-name", extra=NEW),
        ),
        roles=tuple(role.label for role in sorted(person().roles)),
        allowed=allowed,
        moments=telling.moments(session(), entry_reading.of_record(session(), "person", person().id, limit=10)),
        errors=errors_of(refusal),
    )
    return render("desk/account.html", page=page, status=status_of(refusal) if refusal else 200)
