"""Signing in and out."""

from flask import Blueprint, current_app, g, redirect, request, url_for
from flask_login import current_user

from app import keyboard, resuming
from app.access import open_to_all, part, staff_only, welcome
from app.database import database
from app.fragments import render
from app.pages.desk import ResumePage, SignInPage
from app.pages.parts import FieldError
from catalog import clock
from catalog.errors import Refused
from catalog.services import passwords

pages = Blueprint("desk_sign_in", __name__, url_prefix="/desk")


@pages.get("/sign-in")
@open_to_all
def show():
    if current_user.is_authenticated:
        return redirect(url_for("desk_home.index"))
    return _form(SignInPage(next=_inside(request.args.get("next", ""))))


@pages.post("/sign-in")
@open_to_all
def enter():
    name, onward = keyboard.plain(request.form.get("name", "")).strip(), _inside(request.form.get("next", ""))
    resume, kept = _inside(request.form.get("resume", "")), resuming.kept()
    try:
        official = passwords.sign_in(
            database(),
            login=name,
            password=request.form.get("password", ""),
            at=clock.now(),
            secret=current_app.secret_key,
            address=request.remote_addr or "",
        )
    except Refused as refusal:
        errors = (FieldError("password", refusal.sentence),)
        return _form(SignInPage(name=name, next=onward, errors=errors, resume=resume, kept=kept), status=422)
    welcome(official)
    if resume and kept:
        g.nav = None
        return render("desk/resume.html", page=ResumePage(resume, kept, resuming.texts(kept)))
    return redirect(onward or url_for("desk_home.index"), 303)


@pages.post("/sign-out")
@staff_only
def leave():
    part()
    return redirect(url_for("desk_sign_in.show"), 303)


def _inside(address: str) -> str:
    """An address of ours, as a path; "" for any other, so that nobody is led astray."""
    # Browsers read \\ as / and leave out what cannot be seen, so /<tab>/example.com is another site to them.
    plain = address.isprintable() and "\\" not in address and not address.startswith("//")
    return address if plain and address.startswith(f"{request.script_root}/") else ""


def _form(page, status=200):
    g.nav = None
    return render("desk/sign_in.html", status=status, page=page)
