"""Words at the desk: what was looked for in vain becomes a word, a name, or is put aside, with effect at once."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from lxml import html

from catalog.services import search_misses
from tests.app.public import story
from tests.people import cheap_passwords, enter, hired  # noqa: F401

pytestmark = pytest.mark.usefixtures("cheap_passwords")


@pytest.fixture
def desk(app, database):
    """Wang at the desk of the story's register, with one search in vain."""
    hired(database)
    story.told(database)
    with database.writing() as session:
        search_misses.add(session, {"蓝皮本子": 7}, on=story.SECOND)
    app.extensions["search"].catch_up()
    return enter(app, "wang")


@pytest.fixture
def finds(app):
    """The materials that a search finds, once the index has followed."""

    search = app.extensions["search"]

    def find(query):
        while search.state().behind:  # the thread that follows a write may be at it
            search.catch_up()
        page = app.test_client().get("/proofs", query_string={"q": query}).text
        return re.findall(r'<h2 id="group-\d+"><a [^>]*>([^<]*)', page)

    return find


def lead_of(page):
    return re.search(r"/desk/search-misses/(\d+)/synonym", page.html)[1]


def test_what_was_looked_for_in_vain_becomes_a_word_in_one_click(desk, finds):
    page = desk.visit("/desk/words")
    assert "蓝皮本子" in page.html and "查了7次" in page.html
    assert finds("蓝皮本子") == []
    desk.submit(f"/desk/search-misses/{lead_of(page)}/synonym", {"name": "生存证明"}, at="/desk/words", status=303)
    assert finds("蓝皮本子") == ["生存证明"]
    after = desk.visit("/desk/words")
    assert "查了7次" not in after.html and "蓝皮本子</em> 指 生存证明" in after.html


def test_or_a_name(desk, finds):
    lead = lead_of(desk.visit("/desk/words"))
    desk.submit(f"/desk/search-misses/{lead}/alias", {"name": "生存证明"}, at="/desk/words", status=303)
    assert finds("蓝皮本子") == ["生存证明"]
    assert "也叫蓝皮本子" in desk.visit("/materials/1").html


def test_or_is_put_aside(desk, finds):
    lead = lead_of(desk.visit("/desk/words"))
    desk.submit(f"/desk/search-misses/{lead}/dismissal", {}, at="/desk/words", status=303)
    assert "查了7次" not in desk.visit("/desk/words").html
    assert finds("蓝皮本子") == []


def test_a_name_that_is_not_there_is_refused_and_the_lead_stays(desk):
    lead = lead_of(desk.visit("/desk/words"))
    for what in ("synonym", "alias"):
        refused = desk.submit(f"/desk/search-misses/{lead}/{what}", {"name": "没有"}, at="/desk/words", status=422)
        assert "没有叫“没有”的证明、事项或单位" in refused.text and "查了7次" in refused.text
        field = html.fromstring(refused.text).get_element_by_id(f"name-{lead}")
        assert field.get("value") == "没有" and field.get("aria-invalid") == "true"


def test_words_are_added_found_and_removed(desk, finds):
    desk.submit("/desk/words", {"surface": "绿皮本子", "name": "生存证明"}, status=303)
    assert finds("绿皮本子") == ["生存证明"]
    page = desk.visit("/desk/words?q=绿皮")
    synonym = re.search(r"/desk/words/(\d+)/removal", page.html)[1]
    desk.submit(f"/desk/words/{synonym}/removal", {}, at="/desk/words", status=303)
    assert finds("绿皮本子") == []


def test_what_was_typed_comes_back_with_the_reason(desk):
    refused = desk.submit("/desk/words", {"surface": "绿皮本子", "name": "没有"}, status=422)
    assert 'value="绿皮本子"' in refused.text and 'href="#name"' in refused.text


def test_whoever_removes_a_word_stays_where_it_was_found(desk):
    desk.submit("/desk/words", {"surface": "绿皮本子", "name": "生存证明"}, status=303)
    place = re.search(r'action="([^"]+/removal[^"]*)"', desk.visit("/desk/words?q=绿皮").html)[1]
    after = desk.submit(unescape(place), {}, at="/desk/words", status=303)
    assert unquote(after.location) == "/desk/words?q=绿皮"


def test_all_words_that_wait_are_counted_not_only_those_shown(desk, database):
    with database.writing() as session:
        search_misses.add(session, {f"某种证明{number}": 1 for number in range(30)}, on=story.SECOND)
    page = html.fromstring(desk.visit("/desk/words").html)
    assert "".join(page.get_element_by_id("leads").itertext()).endswith("31个")


def test_officials_choose_how_they_read_and_it_holds_after_a_form(desk):
    links = [link["href"] for link in desk.visit("/desk/words").links]
    assert {"/desk/words?view=elder", "/desk/words?lang=hant"} <= set(links)
    page = desk.visit("/desk/words?view=elder&lang=hant")
    place = re.search(r'action="([^"]+/dismissal[^"]*)"', page.html)[1]
    after = desk.submit(unescape(place), {}, at="/desk/words?view=elder&lang=hant", status=303)
    assert "view=elder" in after.location and "lang=hant" in after.location
    refused = desk.submit("/desk/words", {"surface": "", "name": ""}, status=422)
    assert "view=elder" not in refused.text


@pytest.mark.parametrize("path", ["materials", "offices"])
def test_other_names_are_given_and_taken(desk, path):
    address = f"/desk/{path}/1/aliases"
    desk.visit(f"/desk/{path}")
    desk.submit(address, {"alias": "某某别名"}, status=303)
    page = desk.visit(address)
    assert "某某别名" in page.html
    assert "已经是" in desk.submit(address, {"alias": "某某别名"}, status=422).text
    gone = re.search(rf"{address}/(\d+)/removal", page.html)[0]
    desk.submit(gone, {}, at=address, status=303)
    assert "某某别名" not in desk.visit(address).html


def test_who_may_not_is_told_who_may_and_sees_no_form(desk, app):
    li = enter(app, "li")
    page = li.visit("/desk/words")
    assert "请交给" in page.html and "/synonym" not in page.html
    li.submit("/desk/words", {"surface": "绿皮本子", "name": "生存证明"}, at="/desk/service-items/1", status=403)


def test_what_somebody_else_has_dealt_with_is_told(desk):
    lead = lead_of(desk.visit("/desk/words"))
    desk.submit(f"/desk/search-misses/{lead}/synonym", {"name": "生存证明"}, at="/desk/words", status=303)
    again = desk.submit(f"/desk/search-misses/{lead}/synonym", {"name": "生存证明"}, at="/desk/words", status=404)
    assert "已经有人处理过" in again.text
