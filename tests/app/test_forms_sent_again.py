"""A form that could not be taken, for no fault of its own, comes back with every word and can be sent again."""

import pytest
from lxml import html
from sqlmodel import select

from app.settings import Settings
from catalog import clock, database
from catalog.models import Comment, ProofList
from catalog.rules import limits
from catalog.services import attempts
from catalog.vocabulary import ListState
from tests.browser import Page
from tests.catalog.services.life import a_line
from tests.commenter import Commenter, code_in
from tests.consultation_builders import Consulted, consulted
from tests.people import Desk, cheap_passwords, hired  # noqa: F401

REMARK = "第1条的依据没有写全，请补上条款号，再交一次。"
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def life(app) -> Consulted:
    return consulted(app)


@pytest.fixture
def submitted(app, cheap_passwords) -> tuple[Consulted, Desk, str]:  # noqa: F811
    """A list that Wang is about to send back, with a remark."""
    register = app.extensions["database"]
    life = Consulted(register, hired(register), app.extensions["keys"])
    life.at = clock.now()
    life.drafted([a_line(1)], office=True).submitted()
    return life, Desk(app, "wang").sign_in(), f"/desk/lists/{life.list_id}/steps/send-back"


def fields(response) -> dict[str, str]:
    """What the form on a page would send."""
    page = Page(response.text)
    assert not page.whole_faults(), page.whole_faults()
    (form,) = html.fromstring(response.text).xpath('//main//form[@method="post"]')
    return {"action": form.get("action"), **{name: value or "" for name, value in form.form_values()}}


@pytest.mark.parametrize("headers", [HERE, {"Origin": "http://localhost"}, {"Referer": "http://localhost/desk/"}])
def test_a_desk_form_whose_token_is_stale_is_offered_again_with_its_text(submitted, headers):
    life, wang, address = submitted
    stale = wang.client.post(address, data={"remark": REMARK, "csrf_token": "old"}, headers=headers)
    assert stale.status_code == 400 and REMARK in stale.text and life.listing().state is ListState.SUBMITTED
    again = fields(stale)
    assert wang.client.post(again.pop("action"), data=again).status_code == 303
    assert life.listing().state is ListState.DRAFTING


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.invalid"}],
)
def test_what_another_site_made_up_is_never_offered_for_sending(submitted, headers):
    _, wang, address = submitted
    refused = wang.client.post(address, data={"remark": REMARK}, headers=headers)
    assert refused.status_code == 400 and REMARK not in refused.text


def test_a_token_gone_with_the_session_leads_through_the_sign_in_and_loses_nothing(submitted):
    life, wang, address = submitted
    wang.client.delete_cookie("mianzheng")
    stale = fields(wang.client.post(address, data={"remark": REMARK, "csrf_token": "old"}, headers=HERE))
    asked = wang.client.post(stale.pop("action"), data=stale)
    assert asked.status_code == 401 and REMARK in asked.text
    form = fields(asked) | {"name": "wang", "password": wang.password}
    entered = wang.client.post(form.pop("action"), data=form)
    assert entered.status_code == 200
    again = fields(entered)
    assert wang.client.post(again.pop("action"), data=again).status_code == 303
    with life.database.reading() as session:
        assert session.get_one(ProofList, life.list_id).state is ListState.DRAFTING


def a_correction(code: str) -> dict[str, str]:
    return {"code": code, "scope": "list", "text": "改了很久的一段话，一个字也不能丢，请收下。", "publishes": "yes"}


def test_a_correction_whose_token_is_stale_is_offered_again(life, app):
    one = life.begun(days_ago=2).consultation().id
    author = Commenter(app)
    form = a_correction(code_in(author.write(one)))
    stale = author.client.post("/receipts/correction", data=form | {"csrf_token": "old"})
    assert stale.status_code == 400 and form["text"] in stale.text
    again = fields(stale)
    assert author.client.post(again.pop("action"), data=again).status_code == 303
    with life.database.reading() as session:
        assert session.exec(select(Comment.text)).one() == form["text"]


@pytest.mark.parametrize("guessed", [False, True])
def test_a_correction_sent_too_often_keeps_its_text_and_betrays_no_code(life, app, guessed):
    one = life.begun(days_ago=2).consultation().id
    author = Commenter(app)
    code = code_in(author.write(one))
    limit = limits.RECEIPT_PER_ADDRESS
    subject = limits.subject_of_address("127.0.0.1", app.config["SECRET_KEY"])
    with life.database.writing() as session:
        for _ in range(limit.count):
            attempts.note(session, limit.topic, subject, limit.window(clock.now()))
    form = a_correction("MZ-2222-2222-2222-2222" if guessed else code)
    refused = app.test_client(use_cookies=False).post("/receipts/correction", data=form)
    assert refused.status_code == 429 and form["text"] in refused.text and refused.headers["Retry-After"]
    assert fields(refused)["action"] == "/receipts/correction"


@pytest.fixture
def impatient(monkeypatch) -> None:
    """Nobody waits long for the lock."""
    monkeypatch.setattr(database, "LOCK_WAIT_MS", 100)
    monkeypatch.setattr(database, "PRAGMAS", (*database.PRAGMAS[:-1], "PRAGMA busy_timeout=100"))


def test_a_comment_that_cannot_be_stored_now_comes_back_whole_and_is_taken_once(impatient, settings: Settings, app):
    life = consulted(app)
    one = life.begun(days_ago=2).consultation().id
    author = Commenter(app)
    ticket = author.ticket()
    with life.database.writing() as session:
        session.exec(select(ProofList).with_for_update()).all()
        if not life.database.is_sqlite:
            session.connection().exec_driver_sql("LOCK TABLE attempt IN EXCLUSIVE MODE")
        busy = author.write(one, ticket=ticket, text="赶上了最忙的时候。", status=503)
        assert "赶上了最忙的时候。" in busy.text and ticket in busy.text and busy.headers["Retry-After"] == "60"
        assert "同时办理的人太多" in busy.text
    author.write(one, ticket=ticket, text="赶上了最忙的时候。")
    with life.database.reading() as session:
        assert session.exec(select(Comment.text)).all() == ["赶上了最忙的时候。"]


def test_a_step_that_cannot_be_stored_now_keeps_its_remark(impatient, submitted):
    life, wang, address = submitted
    with life.database.writing() as session:
        session.exec(select(ProofList).with_for_update()).all()
        busy = wang.press(address, {"remark": REMARK}, at=address, status=503)
    assert REMARK in busy.text and "同时办理的人太多" in busy.text
    wang.press(address, {"remark": REMARK}, at=address)
    assert life.listing().state is ListState.DRAFTING
