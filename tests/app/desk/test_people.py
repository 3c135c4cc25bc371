"""Administrators register people, give roles and passwords; everybody changes their own."""

import re
from datetime import date

import pytest

from catalog.services import people
from catalog.vocabulary import Role
from tests.people import PASSWORD, Desk, cheap_passwords, hired  # noqa: F401

pytestmark = pytest.mark.usefixtures("cheap_passwords")


@pytest.fixture
def cast(database):
    return hired(database)


@pytest.fixture
def zhou(app, cast):
    return Desk(app, "zhou").sign_in()


def shown_password(text: str) -> str:
    return re.search(r'<p class="code">([^<]+)</p>', text)[1]


def test_an_administrator_registers_somebody_and_the_password_is_shown_once(app, zhou, cast):
    form = {"name": "林静", "login": "lin", "office": str(cast.wang.office_id), "role": "reviewer"}
    answer = zhou.press("/desk/people/", form, at="/desk/people/new", status=200)
    password = shown_password(answer.text)
    assert Desk(app, "lin", password).sign_in().visit("/desk/").h1.startswith("林静")
    assert password not in zhou.visit("/desk/people/").html


def test_who_is_no_administrator_sees_the_staff_and_is_told_who_can_change_it(app, cast):
    li = Desk(app, "li").sign_in()
    assert "周红" in li.visit("/desk/people/").html
    assert "周红" in li.visit("/desk/people/new", status=403).html


def test_a_login_in_use_is_refused_beside_its_field(zhou, cast):
    form = {"name": "李芬", "login": "li", "role": "clerk", "office": str(cast.li.office_id)}
    page = zhou.refused("/desk/people/", form, at="/desk/people/new", status=409)
    assert "已经有人用了" in page.html and 'aria-invalid="true"' in page.html


def test_an_office_that_is_not_there_is_refused(zhou, cast):
    form = {"name": "林静", "login": "lin", "office": "98", "role": "reviewer"}
    assert "没有这个单位" in zhou.refused("/desk/people/", form, at="/desk/people/new", status=422).html
    address = f"/desk/people/{cast.li.id}"
    form = {"role": "head", "office": "98"}
    assert "没有这个单位" in zhou.refused(f"{address}/roles", form, at=address, status=422).html


def test_a_role_ends_on_its_day(app, zhou, cast, database):
    address = f"/desk/people/{cast.li.id}"
    zhou.press(
        f"{address}/roles", {"role": "head", "office": str(cast.li.office_id), "until": "2027-01-31"}, at=address
    )
    assert "2027年1月31日为止" in zhou.visit(address).html
    with database.reading() as session:
        assert Role.HEAD in people.official(session, cast.li.id, on=date(2027, 1, 31)).roles
        assert Role.HEAD not in people.official(session, cast.li.id, on=date(2027, 2, 1)).roles


def test_a_role_that_is_taken_ends_the_session(app, zhou, cast):
    li = Desk(app, "li").sign_in()
    assert li.client.get("/desk/").status_code == 200
    address = f"/desk/people/{cast.li.id}"
    zhou.press(f"{address}/roles/removal", {"role": "clerk", "office": str(cast.li.office_id)}, at=address)
    assert li.client.get("/desk/").status_code == 401


def test_nobody_locks_the_last_administrator_out(zhou, cast):
    address = f"/desk/people/{cast.zhou.id}"
    form = {"role": "administrator", "office": str(cast.zhou.office_id)}
    assert "不能收回自己" in zhou.press(f"{address}/roles/removal", form, at=address, status=422).text
    assert "不能登记自己离任" in zhou.press(f"{address}/departure", {"sure": "yes"}, at=address, status=422).text


def test_departure_asks_first_and_then_ends_everything(app, zhou, cast):
    li = Desk(app, "li").sign_in()
    address = f"/desk/people/{cast.li.id}"
    zhou.refused(f"{address}/departure", {}, at=address, status=422)
    zhou.press(f"{address}/departure", {"sure": "yes"}, at=address)
    assert li.client.get("/desk/").status_code == 401


def test_a_new_password_ends_sessions_and_the_old_one(app, zhou, cast):
    li = Desk(app, "li").sign_in()
    address = f"/desk/people/{cast.li.id}"
    answer = zhou.press(f"{address}/password", {}, at=address, status=200)
    assert shown_password(answer.text)
    assert li.client.get("/desk/").status_code == 401


def test_everybody_changes_their_own_password(app, cast):
    li = Desk(app, "li").sign_in()
    fresh = {"current": PASSWORD, "password": "a much better phrase", "again": "a much better phrase"}
    wrong = li.refused("/desk/account/password", fresh | {"again": "other"}, at="/desk/account", status=422)
    assert "不一样" in wrong.html
    wrong = li.refused("/desk/account/password", fresh | {"current": "no"}, at="/desk/account", status=409)
    assert "现在的密码不对" in wrong.html
    assert "改了密码" not in li.visit("/desk/account").html
    li.press("/desk/account/password", fresh, at="/desk/account")
    assert li.client.get("/desk/").status_code == 401


def test_signing_out_everywhere_ends_ones_other_sessions(app, cast):
    here, there = Desk(app, "li").sign_in(), Desk(app, "li").sign_in()
    here.press("/desk/account/sessions/end", {}, at="/desk/account")
    assert there.client.get("/desk/").status_code == 401
