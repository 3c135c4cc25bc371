"""What is due is told once a working day to the office that keeps the register, and to nobody where none is named."""

import email
import email.policy
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app import reminders, tick
from app.mail import Post
from app.settings import Settings
from catalog.services import list_steps
from catalog.vocabulary import Act
from tests.catalog.services.cast import hire
from tests.catalog.services.life import Life, a_line


@pytest.fixture
def life(app, database):
    return Life(database, hire(database), app.extensions["keys"])


@pytest.fixture
def post(tmp_path):
    return Post(tmp_path / "outbox", ("sfj@example.gov.cn",), "mianzheng@example.gov.cn")


def due(life):
    with life.database.reading() as session:
        return reminders.sentences(session, life.at)


def reminded(life, post):
    return reminders.remind(life.database, post, register="登记簿", address="https://x.example/desk/", at=life.at)


def test_a_period_that_ends_is_told_two_days_ahead_and_not_earlier(life):
    life.until_open()
    life.commented()
    last = life.consultation().last_on
    life.on(last - timedelta(days=3))
    assert due(life) == []
    life.on(last - timedelta(days=2))
    (sentence,) = due(life)
    assert "24:00 截止" in sentence and "还有1份意见等核看" in sentence


def test_comments_without_an_answer_are_told_until_they_have_one(life):
    life.until_open()
    life.commented()
    life.closed()
    assert ["还有1份按时收到的意见没有答复" in one for one in due(life)] == [True]
    life.answered()
    assert due(life) == []


def test_what_was_decided_and_is_not_published_is_told_before_the_twentieth_working_day_and_after(life):
    life.until_approved()
    assert due(life) == []
    life.at += timedelta(days=28)
    assert ["二十个工作日内公布" in one for one in due(life)] == [True]
    life.at += timedelta(days=20)
    assert ["已经超过期限" in one for one in due(life)] == [True]


def test_the_mail_of_a_day_holds_all_that_is_due_and_is_one(life, post):
    life.drafted([a_line(1)])
    life.on(date(2026, 9, 1), 10)
    with life.database.writing() as session:
        listing = list_steps.locked(session, life.list_id)
        list_steps.note_emergency(session, listing, Act.APPROVE_LIST, "台风将至。", by=life.cast.both, at=life.at)
    assert reminded(life, post) and not reminded(life, post)
    (path,) = post.folder.glob("*.eml")
    came = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert came["Subject"] == "登记簿：2026年9月1日要办的1件事"
    text = came.get_content()
    assert "何平紧急办理的“审签清单”要由另一个人追认" in text and "https://x.example/desk/" in text
    life.at += timedelta(days=1)
    assert reminded(life, post) and len(list(post.folder.glob("*.eml"))) == 2


@pytest.mark.parametrize(("day", "hour"), [(date(2026, 9, 5), 10), (date(2026, 10, 1), 10), (date(2026, 9, 1), 8)])
def test_no_mail_on_a_free_day_nor_with_nothing_due(life, post, day, hour):
    life.on(day, hour)
    assert not reminded(life, post) and not post.folder.exists()


def test_no_address_no_mail(app, life, post):
    life.until_open().closed()
    assert not reminded(life, replace(post, to=()))
    assert "没有设收提醒的邮箱" in tick.reminders_go(tick.place_of(app))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MIANZHENG_REMINDERS_TO", "司法局"),
        ("MIANZHENG_MAIL_FROM", "a@b\nBcc: c@d"),
        ("MIANZHENG_MAIL_FROM", " "),
        ("MIANZHENG_MAIL_FROM", "a@b.cn c@d.cn"),
        ("MIANZHENG_SMTP", "smtp://x"),
    ],
)
def test_a_setting_that_is_no_address_is_refused(tmp_path, name, value):
    with pytest.raises(ValueError, match=name):
        Settings.from_env({"MIANZHENG_HOME": str(tmp_path), name: value})
