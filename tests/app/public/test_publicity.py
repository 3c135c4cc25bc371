"""A page is made anew when an act changed something that it shows, and is kept through all others."""

from datetime import timedelta

import pytest

from app.public import READING, WITHOUT_COMMENTS
from catalog.rules.publicity import OF_COMMENTS, UNSEEN
from catalog.services import history
from catalog.vocabulary import Act
from tests.catalog.services.life import a_line
from tests.large_life import LONG_AGO

WITHOUT = (
    "/requirements/1",
    "/proofs?q=户籍证明",
    "/service-items/1",
    "/materials/1",
    "/offices/1",
    "/instruments/",
    "/requirements/1/window",
)
WITH = ("/", "/consultations/", "/consultations/2", "/lists/", "/lists/1", "/lists/1/lines/1", "/api/v1/consultations")


@pytest.fixture
def opened(life, app):
    """A requirement on a published list, and in a draft that is open; the consultation's number."""
    life.begun(days_ago=LONG_AGO, lines=[a_line(1)]).closed().answered().settled().approved()
    life.at += timedelta(seconds=1)
    life.published()
    life.begun(days_ago=2, lines=[a_line(1)])
    follow(app)
    return life.consultation().id


def follow(app):
    while app.extensions["search"].state().behind:
        app.extensions["search"].catch_up()


def made_anew(app, addresses):
    """What the pages say when nothing that was kept is used."""
    for shelf in ("shelf", "parts"):
        app.extensions[shelf].clear()
    found = [app.test_client().get(address) for address in addresses]
    assert {one.status_code for one in found} == {200}, [one.status_code for one in found]
    return [one.data for one in found]


def stamps(app, addresses):
    return [app.test_client().get(address).headers["ETag"] for address in addresses]


def test_every_act_but_the_named_ones_ends_every_stamp(app, opened):
    for act in Act:
        before = stamps(app, ("/requirements/1", "/lists/", "/data"))
        with app.extensions["database"].writing() as session:
            history.write(session, by="测试", act=act, noun="office", record_id=1)
        after = stamps(app, ("/requirements/1", "/lists/", "/data"))
        ended = [old != new for old, new in zip(before, after, strict=True)]
        assert ended == [act not in UNSEEN | OF_COMMENTS, act not in UNSEEN, True], act


def test_a_comment_that_is_put_aside_changes_no_page_and_ends_no_stamp(app, opened, commenter):
    pages, old = made_anew(app, WITHOUT + WITH), stamps(app, WITHOUT + WITH)
    commenter.write(opened, act="keep", text="还没有写完")
    follow(app)
    assert stamps(app, WITHOUT + WITH) == old
    assert made_anew(app, WITHOUT + WITH) == pages, "what was kept says what would be said now"


def test_a_comment_that_is_sent_changes_the_pages_that_count_it_and_no_other(app, opened, commenter):
    pages, old = made_anew(app, WITHOUT), stamps(app, WITHOUT + WITH)
    commenter.write(opened, text="建议保留。")
    follow(app)
    new = stamps(app, WITHOUT + WITH)
    assert new[: len(WITHOUT)] == old[: len(WITHOUT)] and not {*new[len(WITHOUT) :]} & {*old}
    assert made_anew(app, WITHOUT) == pages, "what was kept says what would be said now"
    found = app.test_client().get("/api/v1/consultations").json
    assert [one["comments_received"] for one in found["items"] if one["id"] == opened] == [1]


def test_the_sets_of_acts_and_of_pages_are_apart():
    assert not UNSEEN & OF_COMMENTS and set(WITHOUT_COMMENTS) < set(READING)
