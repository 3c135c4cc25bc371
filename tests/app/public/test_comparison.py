"""Two days side by side: what changed, in words, and nothing else."""

import pytest
from lxml import html

from catalog.vocabulary import Disposition, Method
from tests.app.public import story


def said(found):
    return " ".join("".join(found.itertext()).split())


def entries(page):
    """Each change: title, offices, and its lines as text."""
    for item in html.fromstring(page.html).xpath('//ul[@class="rows"]/li'):
        lines = {said(one.xpath("./dt")[0]): said(one.xpath("./dd")[0]) for one in item.xpath(".//dl/div")}
        yield said(item.xpath("./h3")[0]), said(item.xpath('./p[@class="meta"]')[0]), lines


def status(page):
    return said(html.fromstring(page.html).xpath('//p[@role="status"]')[0])


@pytest.fixture
def compare(at_home):
    visitor, ids = at_home

    def ask(noun, key, query="?from=2020-10-01&to=2022-01-01"):
        return visitor.visit(f"/{noun}/{ids[key]}/comparison{query}")

    return ask


def test_what_changed_is_said_and_what_did_not_is_left_out(compare):
    page = compare("service-items", "errand")
    found = {(title, where): lines for title, where, lines in entries(page)}
    assert ("收入证明", "示例市民政局") not in found
    assert found["生存证明", "示例市民政局"] == {
        "结论": "仍需提交 改为 不再需要",
        "办法": "当时由村（居）民委员会开具。 改为 直接取消，不用提交。",
        "文号": "示府办〔2020〕1号，2020年3月1日起 改为 示府办〔2021〕2号，2021年6月1日起",
    }
    assert found["户籍证明", "示例市民政局"]["结论"] == "仍需提交 改为 改用现有证照"
    assert status(page) == "2020年10月1日和2022年1月1日相比：6条变了，其余1条没有变。"


def test_towns_that_changed_alike_stand_together(compare):
    places = [where for title, where, _ in entries(compare("service-items", "errand")) if title == "生存证明"]
    assert places == ["示例市民政局", "3个镇街"]


@pytest.mark.parametrize("noun, key", [("offices", "office"), ("materials", "生存证明!"), ("requirements", "生存证明")])
def test_every_noun_has_its_comparison(compare, noun, key):
    assert list(entries(compare(noun, key)))


def test_days_typed_the_wrong_way_round_are_put_in_order(compare):
    turned = compare("requirements", "生存证明", "?from=2022-01-01&to=2020-10-01")
    assert list(entries(turned)) == list(entries(compare("requirements", "生存证明")))


def test_without_days_it_shows_the_last_change(compare):
    page = compare("requirements", "生存证明", "")
    assert "2021年5月31日和" in status(page) and len(list(entries(page))) == 1


@pytest.mark.parametrize(
    "days", [("2020-10-01", "2020-10-02"), ("2020-10-01", "2020-10-01"), ("1999-01-01", "1999-01-02")]
)
def test_when_nothing_changed_it_says_so(compare, days):
    page = compare("service-items", "errand", "?from={}&to={}".format(*days))
    assert list(entries(page)) == [] and "都没有变" in status(page)


def test_another_document_for_the_same_answer_is_told_as_such(own_home):
    visitor, ids = own_home
    database = visitor.client.application.extensions["database"]
    again = story.line("居住证明", Disposition.REPLACE, Method.COMMITMENT)
    story.publish(database, "示府办〔2021〕8号", story.SECOND.replace(month=12), [again])
    page = visitor.visit(f"/requirements/{ids['居住证明']}/comparison")
    ((_, where, lines),) = entries(page)
    assert "结论没有变，换了文件。" in where and list(lines) == ["文号"]


def test_what_is_no_day_or_no_record_is_told(at_home):
    visitor, ids = at_home
    visitor.visit(f"/offices/{ids['office']}/comparison?from=gestern", status=400)
    visitor.visit("/offices/99999/comparison", status=404)
