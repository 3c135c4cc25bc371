"""Signing in and out: whom it lets in, when it ends, and where it leads."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from app import access
from catalog.rules import lockouts
from catalog.services import people
from tests.browser import Visitor
from tests.people import PASSWORD, cheap_passwords, enter, hired  # noqa: F401

MONDAY = datetime(2026, 11, 2, 1, tzinfo=UTC)


@pytest.fixture
def cast(database, cheap_passwords):  # noqa: F811
    with time_machine.travel(MONDAY, tick=False):
        yield hired(database)


def sign_in(visitor, *, name="zhao", password=PASSWORD, onward="", status=303):
    form = {"name": name, "password": password, "next": onward}
    return visitor.submit("/desk/sign-in", form, status=status)


def is_in(visitor):
    return visitor.client.get("/desk/").status_code == 200


def test_whoever_signs_in_reaches_the_desk_and_whoever_signs_out_does_not(app, cast):
    visitor = enter(app, "zhao")
    assert is_in(visitor)
    visitor.submit("/desk/sign-out", {}, status=303, at="/desk/")
    assert not is_in(visitor)


def test_a_wrong_password_says_what_is_left_and_keeps_the_name(app, cast):
    refused = sign_in(Visitor(app.test_client()), password="not the one", status=422)
    assert "登录名或密码不对" in refused.text and "再错4次" in refused.text and 'value="zhao"' in refused.text
    assert "not the one" not in refused.text


def test_five_wrong_passwords_lock_the_login_and_time_opens_it(app, cast):
    visitor = Visitor(app.test_client())
    for _ in range(lockouts.FAILURES):
        sign_in(visitor, password="wrong", status=422)
    assert "账号锁到" in sign_in(visitor, status=422).text
    assert "账号锁到" in sign_in(Visitor(app.test_client()), status=422).text
    with time_machine.travel(MONDAY + lockouts.SPAN + timedelta(minutes=1), tick=False):
        sign_in(visitor)
        assert is_in(visitor)


def test_a_session_ends_after_an_hour_without_a_request(app, cast):
    visitor = enter(app, "zhao")
    with time_machine.travel(MONDAY, tick=False) as clock:
        for _ in range(3):
            clock.shift(access.IDLE - 1)
            assert is_in(visitor)
        clock.shift(access.IDLE + 1)
        assert not is_in(visitor)


def test_a_session_ends_after_a_working_day_whatever_is_done_in_it(app, cast):
    visitor = enter(app, "zhao")
    with time_machine.travel(MONDAY, tick=False) as clock:
        passed = 0
        while passed + access.IDLE // 2 < access.LONGEST:
            clock.shift(access.IDLE // 2)
            passed += access.IDLE // 2
            assert is_in(visitor)
        clock.shift(access.IDLE // 2 + 1)
        assert not is_in(visitor)


def test_a_stolen_cookie_is_worth_nothing_once_sessions_are_ended(app, cast, database):
    visitor = enter(app, "zhao")
    with database.writing() as session:
        people.end_sessions(session, cast.zhao.id, by=cast.zhao, on=MONDAY.date())
    assert not is_in(visitor)


def test_somebody_who_left_is_out_at_once(app, cast, database):
    visitor = enter(app, "zhao")
    with database.writing() as session:
        people.leave(session, cast.zhao.id, by=cast.zhou, on=MONDAY.date())
    assert not is_in(visitor)


def test_a_cookie_that_was_changed_signs_nobody_in(app, cast):
    visitor = enter(app, "zhao")
    cookie = visitor.client.get_cookie("mianzheng")
    visitor.client.set_cookie("mianzheng", cookie.value[:-2] + "xx")
    assert not is_in(visitor)


def test_signing_in_begins_a_new_session(app, cast):
    visitor = Visitor(app.test_client())
    visitor.visit("/desk/sign-in")
    before = visitor.client.get_cookie("mianzheng").value
    sign_in(visitor)
    assert visitor.client.get_cookie("mianzheng").value != before


@pytest.mark.parametrize("onward", ["/desk/imports/new", "/desk/?x=1", "/"])
def test_signing_in_leads_back_to_where_one_was(app, cast, onward):
    assert sign_in(Visitor(app.test_client()), onward=onward).headers["Location"] == onward


@pytest.mark.parametrize(
    "onward",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\r\nLocation: https://evil.example",
        "javascript:alert(1)",
        "evil.example",
        " //evil.example",
    ],
)
def test_signing_in_leads_nowhere_else(app, cast, onward):
    visitor = Visitor(app.test_client())
    location = sign_in(visitor, onward=onward).headers["Location"]
    assert location == "/desk/"
    shown = Visitor(app.test_client()).visit("/desk/sign-in", query_string={"next": onward})
    # The page's own address stands in the links to its other views; nothing leads out, and the form forgets it.
    leads = [link["href"] for link in shown.links] + [form["action"] for form in shown.forms]
    assert [one for one in leads if "evil" in one and not one.startswith("/desk/sign-in?next=")] == []
    assert 'name="next" value=""' in shown.html


def test_a_page_of_the_desk_asks_to_sign_in_and_remembers_itself(app, cast):
    visitor = Visitor(app.test_client())
    page = visitor.visit("/desk/imports/new", status=401)
    assert 'name="next" value="/desk/imports/new"' in page.html
