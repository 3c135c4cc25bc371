"""A session that ended while somebody was writing costs them a sign-in and not a word."""

from datetime import timedelta

import pytest
from lxml import html

from catalog.services import line_texts
from tests.browser import Page
from tests.catalog.services.life import a_line
from tests.people import PASSWORD


@pytest.fixture
def writing(life, desk_of, now):
    """Li wrote a long remark, and the session ended before it was sent."""
    life.drafted([a_line(1)], office=True)
    now()
    li = desk_of("li").sign_in()
    with life.database.reading() as session:
        line = line_texts.of_list(session, life.list_id)[0].line_id
    address = f"/desk/lines/{line}"
    form = form_of(li.visit(address), "/desk/lines/") | {"remark": "写了很久很久的一段备注，不能丢。" * 3}
    life.at += timedelta(hours=3)
    now()
    return li, address, form


def form_of(page, part):
    (form,) = html.fromstring(page.html).xpath(f'//form[contains(@action, "{part}")]')
    return {name: value or "" for name, value in form.form_values()}


def test_what_was_written_is_sent_after_signing_in_again(writing, life):
    li, address, form = writing
    asked = li.client.post(address, data=form)
    assert asked.status_code == 401 and "您写的都在" in asked.text
    entered = li.client.post(
        "/desk/sign-in", data=form_of(Page(asked.text), "/desk/sign-in") | {"name": "li", "password": PASSWORD}
    )
    assert entered.status_code == 200 and "写了很久很久" in entered.text
    again = li.client.post(address, data=form_of(Page(entered.text), "/desk/lines/"))
    assert again.status_code == 303
    with life.database.reading() as session:
        assert line_texts.of_list(session, life.list_id)[0].remark.startswith("写了很久很久")


def test_a_wrong_password_keeps_it_too(writing):
    li, address, form = writing
    asked = li.client.post(address, data=form)
    wrong = li.client.post(
        "/desk/sign-in", data=form_of(Page(asked.text), "/desk/sign-in") | {"name": "li", "password": "wrong"}
    )
    assert wrong.status_code == 422 and "写了很久很久" in wrong.text


def test_passwords_and_tokens_are_never_carried(life, desk_of, now):
    now()
    li = desk_of("li").sign_in()
    form = form_of(li.visit("/desk/account"), "/desk/account/password")
    secret = {"current": PASSWORD, "password": "another long phrase", "again": "another long phrase"}
    life.at += timedelta(hours=3)
    now()
    asked = li.client.post("/desk/account/password", data=form | secret)
    assert asked.status_code == 401
    assert PASSWORD not in asked.text and "another long phrase" not in asked.text


def test_nobody_is_led_to_another_site(writing):
    li, _, _ = writing
    page = form_of(li.visit("/desk/sign-in"), "/desk/sign-in")
    stolen = {"name": "li", "password": PASSWORD, "resume": "//example.com/steal", "kept.text": "a"}
    answer = li.client.post("/desk/sign-in", data=page | stolen)
    assert answer.status_code == 303 and "example.com" not in answer.location
