"""Feeds and calendar as real readers need them: well formed, absolute, stable, and silent about what is not public."""

from dataclasses import replace
from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from icalendar import Calendar

from app import create_app
from tests.conftest import settings_for

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ("consultations", "reports", "lists")
PUBLIC = "https://www.example.gov.cn/zhuanlan/mianzheng"


def entries(client, name):
    response = client.get(f"/feeds/{name}.atom")
    assert response.status_code == 200 and response.mimetype == "application/atom+xml"
    return ElementTree.fromstring(response.data), ElementTree.fromstring(response.data).findall(f"{ATOM}entry")


def text(element, name):
    return element.findtext(f"{ATOM}{name}")


def events(client, address="/calendar.ics"):
    response = client.get(address)
    assert response.status_code == 200 and response.mimetype == "text/calendar"
    assert all(len(line) <= 75 for line in response.data.split(b"\r\n"))
    return {str(one["uid"]): one for one in Calendar.from_ical(response.data).walk("VEVENT")}


@pytest.fixture
def everything(life):
    """Answered, published and corrected; then a second round is not needed to have something in each feed."""
    life.begun(days_ago=120)
    life.closed().answered().finished()
    life.corrected()
    return life


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_has_what_the_standard_asks_for(everything, client, name):
    feed, found = entries(client, name)
    assert found
    for element in (feed, *found):
        assert text(element, "id").startswith("tag:") and text(element, "title")
        moment = datetime.fromisoformat(text(element, "updated"))
        assert moment.tzinfo is not None
        links = {one.get("rel"): one.get("href") for one in element.findall(f"{ATOM}link")}
        assert links["alternate"].startswith("http")
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    ids = [text(one, "id") for one in found]
    assert len(ids) == len(set(ids))
    assert text(feed, "updated") == max(text(one, "updated") for one in found)


@pytest.mark.parametrize("name", FEEDS)
def test_an_empty_feed_is_a_feed(client, name):
    feed, found = entries(client, name)
    assert found == [] and text(feed, "updated") and text(feed, "id")


@pytest.mark.parametrize("name", FEEDS)
def test_every_entry_leads_to_a_page(everything, client, name):
    _, found = entries(client, name)
    for one in found:
        href = one.find(f"{ATOM}link").get("href")
        assert client.get(href.partition("127.0.0.1:8000")[2]).status_code == 200


def test_ids_stay_while_pages_and_states_move(life, client):
    life.begun(days_ago=1)
    _, before = entries(client, "consultations")
    life.extended(reason="收到的意见较多。")
    _, after = entries(client, "consultations")
    assert {text(one, "id") for one in before} < {text(one, "id") for one in after}
    (extension,) = [one for one in after if "extensions" in text(one, "id")]
    assert "收到的意见较多。" in text(extension, "summary")
    opening = next(one for one in after if text(one, "id") == text(before[0], "id"))
    assert text(opening, "updated") == text(before[0], "updated"), "an extension is an entry of its own"
    life.given_up("上级有新的规定。")
    _, ended = entries(client, "consultations")
    again = next(one for one in ended if text(one, "id") == text(before[0], "id"))
    assert text(again, "updated") > text(before[0], "updated") and "已终止" in text(again, "title")


def test_addresses_come_from_the_setting_and_never_from_the_request(life, home):
    life.begun(days_ago=1)
    app = create_app(replace(settings_for(life.database.url, home), public_url=PUBLIC))
    client = app.test_client()
    feed = client.get("/feeds/consultations.atom?view=elder", headers={"Host": "evil.invalid"}).text
    assert f"{PUBLIC}/consultations/{life.consultation().id}" in feed
    assert "evil.invalid" not in feed and "view=elder" not in feed.partition("?>")[2]
    assert "tag:www.example.gov.cn,2026:consultations/" in feed
    calendar = client.get("/calendar.ics", headers={"Host": "evil.invalid"}).text
    assert "evil.invalid" not in calendar and "@www.example.gov.cn" in calendar
    app.extensions["database"].dispose()


def test_odd_titles_leave_feed_and_calendar_readable(life, client):
    odd = "<清单> & “引号”, 逗号; 分号\\ 很长" + "长" * 100
    life.begun(days_ago=1, title=odd)
    _, found = entries(client, "consultations")
    assert odd in text(found[0], "title")
    (event,) = events(client).values()
    assert odd in str(event["summary"])


def test_the_calendar_holds_whole_days_and_ends_with_the_day_after(life, client):
    life.begun(days_ago=1)
    one = life.consultation()
    (event,) = events(client).values()
    assert event["dtstart"].params["VALUE"] == "DATE" and event.decoded("dtstart") == one.opens_on
    assert event.decoded("dtend") == one.last_on + timedelta(days=1)
    assert event.decoded("dtstamp").tzinfo is not None and int(event["sequence"]) == 0
    assert str(event["url"]).endswith(f"/consultations/{one.id}")


def test_an_extension_moves_the_event_and_raises_its_sequence(life, client):
    life.begun(days_ago=1)
    before = events(client)
    life.extended()
    after = events(client)
    assert before.keys() == after.keys()
    (uid,) = after
    assert after[uid].decoded("dtend") == life.consultation().last_on + timedelta(days=1)
    assert int(after[uid]["sequence"]) == 1 and after[uid].decoded("dtstamp") > before[uid].decoded("dtstamp")


def test_an_ended_period_is_cancelled_and_a_closed_one_leaves_the_calendar(life, client):
    life.begun(days_ago=1)
    closes_at = life.consultation().closes_at
    with time_machine.travel(closes_at, tick=False):
        assert events(client) == {}
        assert len(events(client, f"/consultations/{life.consultation().id}.ics")) == 1
    life.given_up()
    (event,) = events(client).values()
    assert str(event["status"]) == "CANCELLED"


def test_what_is_only_announced_tells_nothing_of_its_draft(life, client):
    life.begun(days_ago=-3)
    _, found = entries(client, "consultations")
    assert "用电增容" not in client.get("/feeds/consultations.atom").text
    assert "开始征求意见" in text(found[0], "summary") and len(events(client)) == 1


def test_pages_name_their_feeds_and_the_data_page_lists_them(everything, visitor):
    number = everything.consultation().id
    for address in ("/consultations/", f"/consultations/{number}", "/lists/", "/lists/1", "/"):
        page = visitor.visit(address)
        assert 'rel="alternate" type="application/atom+xml"' in page.html, address
    page = visitor.visit("/data")
    for address in ("/feeds/consultations.atom", "/feeds/reports.atom", "/feeds/lists.atom", "/calendar.ics"):
        assert f"http://127.0.0.1:8000{address}" in page.html


def test_a_feed_that_did_not_change_is_not_sent_again(life, client):
    life.begun()
    first = client.get("/feeds/consultations.atom")
    assert client.get("/feeds/consultations.atom", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
