"""The staff: who can sign in, what they may be, and for how long. For administrators."""

from flask import Blueprint, flash, g, redirect, request, url_for

from app.access import person, staff_only
from app.database import database, session, writing
from app.desk import telling
from app.desk.forms import Typed, choices, errors_of, shown
from app.errors import status_of
from app.fragments import render
from app.once import leads_to, once
from app.pages.desk import FormPage, Input
from app.pages.desk_people import HeldRole, PeoplePage, PersonPage, PersonRow
from app.pages.parts import Choice
from app.wording import zh_date
from catalog import clock
from catalog.errors import Incomplete, Refused
from catalog.services import desk_choices, entry_reading, leave, passwords, people, staff_reading
from catalog.vocabulary import Act, Role

pages = Blueprint("desk_people", __name__, url_prefix="/desk/people")


@pages.get("/")
@staff_only
def index():
    g.nav = "people"
    why = leave.refusal(session(), person(), Act.REGISTER_PERSON, on=clock.today())
    everybody = staff_reading.everybody(session(), on=clock.today())
    page = PeoplePage(
        people=tuple(_row(one) for one in everybody if not one.has_left),
        left=tuple(_row(one) for one in everybody if one.has_left),
        may_change=why is None,
        why_not=why or "",
    )
    return render("desk/people/index.html", page=page)


@pages.get("/new")
@staff_only
def new():
    leave.ask(session(), person(), Act.REGISTER_PERSON, on=clock.today())
    return _form(Typed())


@pages.post("/")
@staff_only
def add():
    leave.ask(session(), person(), Act.REGISTER_PERSON, on=clock.today())
    typed = Typed(request.form)
    password = passwords.made_up()
    try:
        role = typed.word("role", Role, "身份")
        office_id = typed.number("office", "单位") if typed.text("office") else None
        until = typed.maybe_day("until")
        digest = passwords.digest(password)
        with once() as register:
            added = people.add(
                register,
                login=typed.text("login"),
                name=typed.text("name"),
                password_hash=digest,
                office_id=office_id,
                by=person(),
                on=clock.today(),
            )
            people.give_role(
                register, added.id or 0, role, office_id=office_id, until=until, by=person(), on=clock.today()
            )
            leads_to(url_for(".show", person_id=added.id))
    except Refused as refusal:
        return _form(typed, refusal)
    return _page(added.id, password=password)


@pages.get("/<int:person_id>")
@staff_only
def show(person_id):
    leave.ask(session(), person(), Act.AMEND_PERSON, on=clock.today())
    return _page(person_id)


@pages.post("/<int:person_id>/roles")
@staff_only
def give(person_id):
    typed = Typed(request.form)
    try:
        role = typed.word("role", Role, "身份")
        office_id = typed.number("office", "单位") if typed.text("office") else None
        until = typed.maybe_day("until")
        with once(url_for(".show", person_id=person_id)) as register:
            people.give_role(register, person_id, role, office_id=office_id, until=until, by=person(), on=clock.today())
    except Refused as refusal:
        return _page(person_id, typed=typed, refusal=refusal)
    flash(f"已给“{role.label}”的身份。对方要重新登录。", "done")
    return redirect(url_for(".show", person_id=person_id), 303)


@pages.post("/<int:person_id>/roles/removal")
@staff_only
def take(person_id):
    typed = Typed(request.form)
    role = typed.word("role", Role, "身份")
    if person_id == person().id and role is Role.ADMINISTRATOR:
        raise Incomplete("不能收回自己的管理员身份，免得没有人能管。请由另一位管理员来办。")
    office_id = typed.number("office", "单位") if typed.text("office") else None
    with writing() as register:
        people.take_role(register, person_id, role, office_id=office_id, by=person(), on=clock.today())
    flash(f"已收回“{role.label}”的身份。", "done")
    return redirect(url_for(".show", person_id=person_id), 303)


@pages.post("/<int:person_id>/sessions/end")
@staff_only
def end_sessions(person_id):
    with writing() as register:
        people.end_sessions(register, person_id, by=person(), on=clock.today())
    flash("这个人在所有电脑上的登录都已退出。", "done")
    if person_id == person().id:
        return redirect(url_for("desk_sign_in.show"), 303)
    return redirect(url_for(".show", person_id=person_id), 303)


@pages.post("/<int:person_id>/password")
@staff_only
def new_password(person_id):
    leave.ask(session(), person(), Act.AMEND_PERSON, on=clock.today())
    password = passwords.made_up()
    if person_id == person().id:
        raise Incomplete("自己的密码请在“我的账号”里改。")
    passwords.change(database(), person_id, password=password, at=clock.now(), by=person())
    return _page(person_id, password=password)


@pages.post("/<int:person_id>/departure")
@staff_only
def depart(person_id):
    if person_id == person().id:
        raise Incomplete("不能登记自己离任。请由另一位管理员来办。")
    if not Typed(request.form).ticked("sure"):
        return _page(person_id, refusal=Incomplete("登记离任以后不能再登录。确实要登记，请打勾。", field="sure"))
    with writing() as register:
        people.leave(register, person_id, by=person(), on=clock.today())
    flash("已登记离任，不能再登录。以前办的事都还在记录里。", "done")
    return redirect(url_for(".show", person_id=person_id), 303)


def _row(one: staff_reading.Member) -> PersonRow:
    roles = tuple(_words(held) for held in one.held)
    return PersonRow(one.id, one.login, one.name, one.office, roles)


def _words(held: staff_reading.HeldRole) -> str:
    until = f"，到{zh_date(held.until)}为止" if held.until else ""
    return f"{held.role.label}{f'（{held.office}）' if held.office else ''}{until}"


def _form(typed: Typed, refusal: Refused | None = None):
    g.nav = "people"
    page = FormPage(
        heading="登记一个人",
        trail=(("待办", url_for("desk_home.index")), ("人员", url_for(".index"))),
        here="登记",
        action=url_for(".add"),
        button="登记",
        inputs=(
            Input("name", "姓名", value=typed.text("name"), width="w-name", extra={"required": ""}),
            Input(
                "login",
                "登录名",
                value=typed.text("login"),
                hint="小写字母、数字、点、横线，2到60个字。",
                width="w-name",
                extra={"required": "", "autocapitalize": "none", "spellcheck": "false"},
            ),
            *_role_inputs(typed),
        ),
        intro=("密码由系统随机生成，登记以后只显示一次。请当面告诉本人，让本人登录以后自己改。",),
        errors=errors_of(refusal),
        back=url_for(".index"),
    )
    return shown(page, refusal)


def _role_inputs(typed: Typed) -> tuple[Input, ...]:
    chosen = typed.text("office")
    offices = tuple(Choice(str(one), name, str(one) == chosen) for one, name in desk_choices.offices(session()))
    return (
        Input("office", "单位", "select", choices=(Choice("", "（没有单位）", not chosen), *offices), width="w-name"),
        Input("role", "身份", "select", choices=choices(Role, typed.text("role"), none="（请选）"), width="w-name"),
        Input(
            "until",
            "到哪一天为止",
            "date",
            value=typed.text("until"),
            hint="代办的写结束日期，到期自动收回。长期的空着。",
            width="w-date",
        ),
    )


def _page(person_id, *, typed: Typed | None = None, refusal: Refused | None = None, password: str = ""):
    g.nav = "people"
    found = staff_reading.member(session(), person_id, on=clock.today())
    page = PersonPage(
        id=found.id,
        login=found.login,
        name=found.name,
        office=found.office,
        held=tuple(HeldRole(one.role.value, str(one.office_id or ""), _words(one)) for one in found.held),
        left_on=found.left_on,
        inputs=_role_inputs(typed or Typed()),
        moments=telling.moments(session(), entry_reading.of_record(session(), "person", person_id, limit=20)),
        password=password,
        errors=errors_of(refusal),
    )
    return render("desk/people/show.html", page=page, status=status_of(refusal) if refusal else 200)
