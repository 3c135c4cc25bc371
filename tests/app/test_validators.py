"""A page may be kept exactly as long as it says the same: across midnight, releases, writes and instants."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from app import create_app
from catalog.services import history
from catalog.vocabulary import Act
from tests.app.public import story

# The last second of the day before the announced decision takes effect, in Beijing.
BEFORE = datetime(2098, 12, 31, 15, 59, 59, tzinfo=UTC)
SECOND = timedelta(seconds=1)
VARIANTS = ["", "?lang=hant", "?view=elder", "?theme=dark", "?on=2020-10-01", "?lang=hant&view=elder"]


@pytest.fixture
def told(app):
    database = app.extensions["database"]
    story.told(database)
    app.extensions["search"].catch_up()
    return story.ids(database)


def ask(client, address, etag=None):
    return client.get(address, headers={"If-None-Match": etag} if etag else {})


def test_across_midnight_on_an_effective_day(client, told):
    address = f"/requirements/{told['收入证明']}"
    with time_machine.travel(BEFORE, tick=False):
        eve = ask(client, address)
        assert "仍要交收入证明" in eve.text
        assert ask(client, address, eve.headers["ETag"]).status_code == 304
        assert ask(client, address).data == eve.data
    with time_machine.travel(BEFORE + SECOND, tick=False):
        day = ask(client, address, eve.headers["ETag"])
        assert day.status_code == 200 and "不用再交收入证明" in day.text
        assert day.headers["ETag"] != eve.headers["ETag"]
        assert ask(client, address).data == day.data
    with time_machine.travel(BEFORE, tick=False):
        assert ask(client, address, eve.headers["ETag"]).status_code == 304


def test_results_turn_over_at_midnight_too(client, told):
    for moment, sentence in ((BEFORE, "仍需提交"), (BEFORE + SECOND, "不再需要")):
        with time_machine.travel(moment, tick=False):
            page = client.get("/proofs?q=高龄津贴 收入证明").text
            assert sentence in page[page.index('class="rows lead"') :]


@pytest.mark.parametrize("address", ["/", "/proofs?q=生存证明", "/requirements/1", "/lists"])
def test_a_write_ends_every_stamp(app, client, told, address):
    old = ask(client, address).headers["ETag"]
    with app.extensions["database"].writing() as session:
        history.write(session, by="测试", act=Act.REGISTER_OFFICE, noun="office", record_id=1)
    while app.extensions["search"].state().behind:
        app.extensions["search"].catch_up()
    new = ask(client, address, old)
    assert new.status_code == 200 and new.headers["ETag"] != old


def test_what_was_published_ahead_ends_the_stamp_at_its_instant(app, client, told):
    """In the middle of a day, and with nobody writing."""
    noon = datetime(2098, 6, 1, 4, tzinfo=UTC)
    story.publish(app.extensions["database"], "示府办〔2098〕1号", story.AHEAD, [], public_from=noon)
    while app.extensions["search"].state().behind:
        app.extensions["search"].catch_up()
    with time_machine.travel(noon - SECOND, tick=False):
        old = ask(client, "/lists")
        assert "示府办〔2098〕1号" not in old.text
        assert ask(client, "/lists", old.headers["ETag"]).status_code == 304
    with time_machine.travel(noon, tick=False):
        new = ask(client, "/lists", old.headers["ETag"])
        assert new.status_code == 200 and "示府办〔2098〕1号" in new.text


def test_every_variant_has_a_stamp_of_its_own(client, told):
    tags = {ask(client, f"/requirements/{told['生存证明']}{variant}").headers["ETag"] for variant in VARIANTS}
    assert len(tags) == len(VARIANTS)
    whole = client.get("/proofs?q=生存证明")
    part = client.get("/proofs?q=生存证明", headers={"HX-Request": "true"})
    assert whole.headers["ETag"] != part.headers["ETag"] and whole.data != part.data
    assert {"HX-Request", "Accept-Encoding"} <= set(whole.vary)


def test_what_the_operator_sets_ends_every_stamp(settings, client):
    other = create_app(replace(settings, city=replace(settings.city, hotline="114")))
    try:
        assert ask(client, "/about").headers["ETag"] != ask(other.test_client(), "/about").headers["ETag"]
    finally:
        other.extensions["database"].dispose()


def test_public_pages_set_no_cookie_and_do_not_vary_by_one(client, told):
    for address in ("/", "/proofs?q=生存证明", "/requirements/1", "/service-items/1", "/suggestions?q=生"):
        answer = client.get(address)
        assert "Set-Cookie" not in answer.headers and "Cookie" not in answer.vary, address


def test_failures_carry_no_stamp(client, told):
    for address in ("/nowhere", "/requirements/999", "/proofs?page=x"):
        assert "ETag" not in client.get(address).headers
