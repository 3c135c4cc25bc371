"""For the clerk: may I ask for it, what do I say, what else do I look at, and by which clause."""

import pytest
from lxml import html

from app import wording
from app.wording.window import INSTEAD, MAY
from catalog import clock
from catalog.rules.verdict import Fact, Verdict
from catalog.vocabulary import DecisionKind, Disposition, Method, Outcome
from tests.app.public import story


def said(found):
    return " ".join("".join(found.itertext()).split())


def table(page):
    for row in html.fromstring(page.html).xpath("//tbody/tr"):
        yield [said(cell) for cell in row.xpath("./th|./td")]


def test_the_errand_at_a_glance(at_home):
    visitor, ids = at_home
    page = visitor.visit(f"/service-items/{ids['errand']}/window")
    rows = {(name, may): rest for name, may, *rest in table(page)}
    assert rows["生存证明", "不能要"][0] == "“这份证明不用交，已经取消了。”"
    towns = rows["生存证明 3个单位 青石镇 白沙镇 石桥镇", "不能要"]
    assert towns[:2] == ["“这份证明不用交，我们来查。”", "在网上核验。"]
    assert rows["居住证明", "由对方选"][0] == "“可以签承诺书，也可以交证明，您选一样。”"
    assert rows["户籍证明", "不能要"][:2] == ["“不用开这份证明，请给我看您已有的证照。”", "看对方已有的有效证照。"]
    assert rows["收入证明", "可以要"][2] == "示府办〔2020〕1号第4条"


def test_no_office_is_told_the_line_of_another(at_home):
    visitor, ids = at_home
    page = visitor.visit(f"/service-items/{ids['errand']}/window")
    assert "各单位的规定不一样，请先选本单位" in page.html
    folded = html.fromstring(page.html).xpath("//tbody/tr[.//details]")[0]
    assert said(folded.xpath("./td[4]")[0]) == "示府办〔2021〕2号，选了本单位才有第几条"
    for town in folded.xpath(".//details//a"):
        own = visitor.visit(town.get("href"))
        assert "各单位的规定不一样" not in own.html
        assert all("选了本单位" not in cell for row in table(own) for cell in row)


def test_one_office_sees_its_own(at_home):
    visitor, ids = at_home
    rows = list(table(visitor.visit(f"/service-items/{ids['errand']}/window?office={ids['office']}")))
    assert len(rows) == 4
    assert [may for _, may, *_ in rows] == ["不能要", "不能要", "由对方选", "可以要"]


def test_one_requirement_in_ten_seconds(at_home):
    visitor, ids = at_home
    page = visitor.visit(f"/requirements/{ids['生存证明']}/window")
    assert page.h1 == "生存证明：不能要"
    shown = said(html.fromstring(page.html).xpath("//main")[0])
    assert "“这份证明不用交，已经取消了。”" in shown and "示府办〔2021〕2号第1条" in shown
    assert visitor.visit(f"/requirements/{ids['生存证明']}/window?on=2020-10-01").h1 == "生存证明：当时可以要"


def test_the_pages_for_people_lead_there_and_back(at_home):
    visitor, ids = at_home
    for address in (f"/requirements/{ids['生存证明']}", f"/service-items/{ids['errand']}"):
        forth = next(link["href"] for link in visitor.visit(address).links if link["href"].endswith("/window"))
        assert address in {link["href"] for link in visitor.visit(forth).links}


def test_every_outcome_and_every_method_has_its_words():
    assert set(MAY) == set(Outcome)
    assert set(INSTEAD) == set(Method) - {Method.COMMITMENT}


@pytest.mark.parametrize("method", [None, *Method])
@pytest.mark.parametrize("outcome", Outcome)
def test_no_sentence_is_left_with_a_hole(outcome, method):
    at = clock.now()
    fact = Fact(1, DecisionKind.PUBLISHED, Disposition.REPLACE, method, "", story.FIRST, at, at, number=None)
    verdict = Verdict(outcome, story.SECOND, fact, story.FIRST)
    words = wording.window_words(
        verdict, material="生存证明", office=story.OFFICE, issuing_office="", today=story.SECOND, city="示例市"
    )
    assert all(text and "{" not in text and "None" not in text for text in (words.may, words.say, words.instead))
