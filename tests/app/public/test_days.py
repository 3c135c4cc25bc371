"""Any page on any day: what holds then, what comes, where knowledge begins, and the day stays from link to link."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from app.frame import DAY_PAGES

THEN = "2020-10-01"


def said(found):
    return " ".join("".join(found.itertext()).split())


def text(page):
    return said(html.fromstring(page.html).xpath("//main")[0])


def addresses(ids):
    return {
        "requirement": f"/requirements/{ids['生存证明']}",
        "errand": f"/service-items/{ids['errand']}",
        "office": f"/offices/{ids['office']}",
        "material": f"/materials/{ids['生存证明!']}",
        "question": "/proofs?q=高龄津贴 生存证明",
        "window": f"/service-items/{ids['errand']}/window",
        "one window": f"/requirements/{ids['生存证明']}/window",
    }


PAGES = ["requirement", "errand", "office", "material", "question", "window", "one window"]


def on(address, day):
    return f"{address}{'&' if '?' in address else '?'}on={day}"


@pytest.mark.parametrize("page", PAGES)
def test_it_says_which_day_it_speaks_of_and_leads_back_to_today(at_home, page):
    visitor, ids = at_home
    shown = visitor.visit(on(addresses(ids)[page], THEN))
    assert "2020年10月1日" in text(shown)
    back = [a for a in html.fromstring(shown.html).xpath("//main//a") if said(a) in ("看今天的", "看今天的结论")]
    if page != "question":
        assert "on=" not in back[0].get("href")
        assert "当时" not in text(visitor.visit(back[0].get("href")))


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_that_speak_of_a_day_stay_on_it(at_home, page):
    visitor, ids = at_home
    shown = visitor.visit(on(addresses(ids)[page], THEN))
    adapter = visitor.client.application.url_map.bind("localhost")
    links = [link["href"] for link in shown.links if link["href"].startswith("/")]
    of_a_day = [link for link in links if adapter.match(urlsplit(link).path)[0] in DAY_PAGES]
    elsewhere = [link for link in of_a_day if parse_qs(urlsplit(link).query).get("on") != [THEN]]
    # Only the way back to today leaves the day.
    assert len(of_a_day) > 2 and len(set(elsewhere)) <= 1


@pytest.mark.parametrize("page", ["errand", "office", "material"])
def test_before_the_first_record_it_says_where_knowledge_begins(at_home, page):
    visitor, ids = at_home
    shown = text(visitor.visit(on(addresses(ids)[page], "2020-02-29")))
    assert "2020年3月1日以前，登记簿里没有这里的记录。没有记录不等于不需要。" in shown
    assert "不用带了" not in shown.replace("不用带什么", "")


def test_the_same_requirement_on_three_days(at_home):
    visitor, ids = at_home
    address = addresses(ids)["requirement"]
    assert visitor.visit(on(address, "2020-02-29")).h1 == "2020年3月1日以前，登记簿里没有这一条"
    assert visitor.visit(on(address, THEN)).h1 == "高龄津贴发放：当时要交生存证明"
    assert visitor.visit(address).h1 == "高龄津贴发放：不用再交生存证明"


@pytest.mark.parametrize("page", ["errand", "office"])
def test_what_is_announced_is_said_beside_what_holds(at_home, page):
    visitor, ids = at_home
    shown = text(visitor.visit(addresses(ids)[page]))
    assert "已经公布、还没到日子：2099年1月1日起，这份证明不再需要。今天办仍按上面的结论。" in shown


def test_on_a_day_gone_by_what_came_later_is_not_called_ahead(at_home):
    visitor, ids = at_home
    shown = text(visitor.visit(on(addresses(ids)["requirement"], THEN)))
    assert "后来变了：2021年6月1日起，这份证明不再需要。" in shown
    assert "今天办仍按" not in shown


def test_a_day_to_come_is_asked_like_any_other(at_home):
    visitor, ids = at_home
    shown = visitor.visit(on(f"/requirements/{ids['收入证明']}", "2099-01-01"))
    assert shown.h1 == "高龄津贴发放：从2099年1月1日起不用交收入证明"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("day", ["2020-13-01", "昨天", "1", "2020-02-30", "99999-01-01"])
def test_what_is_no_day_is_told_in_a_sentence(at_home, page, day):
    visitor, ids = at_home
    assert "日期要写成2026-10-01这样" in text(visitor.visit(on(addresses(ids)[page], day), status=400))


@pytest.mark.parametrize("day", [date.min.isoformat(), date.max.isoformat()])
@pytest.mark.parametrize("page", PAGES)
def test_the_first_and_the_last_of_all_days_are_days(at_home, page, day):
    visitor, ids = at_home
    visitor.visit(on(addresses(ids)[page], day))


@pytest.mark.parametrize("address", ["/requirements/1?on=2026-10-02", "/proofs?q=a&on=2026-10-02"])
def test_a_printed_page_says_where_it_stands_and_of_which_day_it_speaks(reader, address):
    printed = re.search(r"打印自 (\S+) ·", unescape(reader.visit(f"{address}&view=elder&lang=hant").html))[1]
    assert re.fullmatch(rf"https?://[^/]+{re.escape(address)}", printed)
