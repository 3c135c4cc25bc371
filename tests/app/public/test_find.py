"""The results page: the verdict first and only when there is one, materials with their errands, conditions."""

import re
from datetime import timedelta

import pytest
import time_machine
from lxml import html

from app import wording
from catalog import clock
from catalog.services import history, list_steps
from catalog.vocabulary import Act
from search.lock import Lock
from tests.catalog.services.life import a_line
from tests.consultation_builders import consulted
from tests.large_life import LONG_AGO

ASKED = "/proofs?q=领高龄津贴还要开生存证明吗"


def tree(page):
    return html.fromstring(page.html)


def said(found):
    return " ".join("".join(found.itertext()).split())


def count(page):
    status = next(iter(tree(page).xpath('//p[@role="status"]')), None)
    return int(re.search(r"共([\d,]+)条", said(status))[1].replace(",", "")) if status is not None else 0


def verdict(page):
    return next((said(one) for one in tree(page).xpath('//section[contains(@class, "verdict")]//*[@id="verdict"]')), "")


def options(page):
    """The further conditions: (words, count, address)."""
    for link in tree(page).xpath('//aside[@id="facets"]//li//a'):
        label, number = (said(span) for span in link.xpath("./span"))
        yield label, int(re.match(r"[\d,]+", number)[0].replace(",", "")), link.get("href")


def chips(page):
    return {said(link).partition("，去掉")[0]: link.get("href") for link in tree(page).xpath('//a[@class="chip on"]')}


def test_a_question_about_a_proof_for_an_errand_is_answered_first(reader):
    page = reader.visit(ASKED)
    assert verdict(page) == "领高龄津贴，不用再交生存证明"
    first = tree(page).xpath('//div[@class="split"]//section')[0]
    assert "verdict" in first.get("class")


def test_an_answer_is_one_step_from_what_the_window_needs(reader):
    window = [link["href"] for link in reader.visit(ASKED).links if link["href"].endswith("/window")]
    assert "生存证明：不能要" in reader.visit(window[0]).h1


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("西堤街道 高龄津贴 生存证明", "不用再交生存证明"),
        ("西堤街道 高龄津贴 居住证明", "居住证明可以不开"),
        ("青石镇 高龄津贴 居住证明", "不用再交居住证明"),
        ("青石镇 生存证明", "不用再交生存证明"),
    ],
)
def test_where_offices_differ_the_one_that_was_named_answers(reader, asked, told):
    page = reader.visit(f"/proofs?q={asked}")
    assert verdict(page).endswith(told)
    panel = tree(page).xpath('//section[contains(@class, "verdict")]')[0]
    office = reader.visit(panel.xpath(".//a/@href")[0])
    assert asked[:2] in said(tree(office).xpath("//main")[0])
    assert verdict(reader.visit("/proofs?q=高龄津贴 居住证明")) == ""


def asked_back(page):
    """The errands to choose from: (name, address)."""
    links = tree(page).xpath('//section[@aria-labelledby="which"]//li/a')
    return [(said(link), link.get("href")) for link in links]


@pytest.mark.parametrize(
    ("asked", "one", "other"),
    [
        ("派出所还开户籍证明吗", "户口迁移登记", "出生登记"),
        ("过户 亲属关系证明", "不动产继承转移登记", "用电过户"),
        ("高龄津贴要居住证明吗", "高龄津贴发放", "高龄津贴初审"),
    ],
)
def test_where_a_word_may_mean_several_errands_it_asks_which_before_any_verdict(reader, asked, one, other):
    page = reader.visit(f"/proofs?q={asked}")
    assert verdict(page) == ""
    errands = dict(asked_back(page))
    assert {one, other} <= errands.keys()
    assert tree(page).xpath('//div[@class="split"]//section')[0].get("aria-labelledby") == "which"
    for name, address in errands.items():
        assert name in said(tree(reader.visit(address)).xpath("//main")[0])


def test_errands_that_agree_about_a_proof_are_answered_at_once(reader):
    page = reader.visit("/proofs?q=申请公租房需要无房证明吗")
    assert verdict(page).endswith("不用再交无房证明") and not asked_back(page)


def test_who_has_chosen_the_errand_is_asked_no_more(reader):
    page = reader.visit("/proofs?q=派出所还开户籍证明吗&service-item=户口迁移登记")
    assert verdict(page).endswith("不用再交户籍证明") and not asked_back(page)


@pytest.mark.parametrize(
    "query",
    [
        "单身证明",
        "结婚登记",
        "婚因状况证明",
        "wufanzui",
        "公安局 无犯罪",
        "护照照片多大",
        "新生儿多久上户口",
        "今天天气",
        "",
    ],
)
def test_what_asks_for_no_verdict_gets_none(reader, query):
    assert verdict(reader.visit(f"/proofs?q={query}")) == ""


def test_nothing_found_is_never_not_needed(reader):
    page = reader.visit("/proofs?q=鑫龘麤")
    assert "没找到“鑫龘麤”" in page.html and "没找到不等于不用交" in page.html


def test_where_nothing_is_found_there_is_nothing_to_narrow(reader):
    assert "筛选" not in reader.visit("/proofs?q=鑫龘麤").html
    assert "筛选" in reader.visit("/proofs?q=无房证明").html


def test_a_question_the_register_does_not_answer_is_shown_what_may_have_to_do_with_it(reader):
    related = tree(reader.visit("/proofs?q=护照照片多大")).xpath('//div[@class="empty"]//a[contains(@href, "items")]')
    assert [said(one) for one in related] == ["普通护照签发"]
    reader.visit(related[0].get("href"))


def test_an_errand_or_office_that_was_asked_for_is_one_step_away(reader):
    def leads(address):
        return [link for link in tree(reader.visit(address)).xpath('//ul[@class="plain after"]//a') if link.get("href")]

    errand = leads("/proofs?q=办护照要带什么&on=2026-10-02")
    assert [said(one) for one in errand] == ["普通护照签发：要带什么，不用带什么"]
    assert "on=2026-10-02" in errand[0].get("href")
    assert "要带什么" in reader.visit(errand[0].get("href")).h1
    office = leads("/proofs?q=民政局")
    assert [said(one) for one in office] == ["示例市民政局：不得再要哪些证明，还可以要哪些"]
    assert reader.visit(office[0].get("href")).h1.startswith("示例市民政局：不得再要哪些证明")
    assert not leads("/proofs?q=单身证明") and not leads("/proofs")


@pytest.mark.parametrize("typed", ["单身证明", "單身證明", "婚因状况证明"])
def test_it_says_what_it_looked_for(reader, typed):
    assert "按证明“婚姻状况证明”查找" in reader.visit(f"/proofs?q={typed}").html


def test_a_guess_at_the_spelling_is_said_to_be_one(reader):
    assert "没有“婚因状况证明”这个名称，按“婚姻状况证明”查找。" in reader.visit("/proofs?q=婚因状况证明").html


def test_every_material_has_one_sentence(reader):
    groups = tree(reader.visit(ASKED)).xpath('//section[@class="group"]')
    sentences = [said(group.xpath("./p")[0]) for group in groups]
    assert sentences[0] == "25条里，13条改由部门查，12条不再需要，都不用交。"
    assert sentences[1].startswith("高龄津贴发放不再需要户籍证明：由民政局查询 · 示府办〔2026〕1号 · 2026-10-01起")


def test_towns_with_the_same_answer_share_a_row_and_stay_reachable(reader):
    page = reader.visit("/proofs?q=单身证明&office=towns")
    rows = tree(page).xpath('//ul[@class="rows lead"]/li')
    assert [len(row.xpath(".//details//a")) for row in rows] == [22] * len(rows)
    assert count(page) == 22 * len(rows)
    reader.visit(rows[0].xpath(".//details//a")[21].get("href"))


def test_words_that_were_searched_are_marked_whatever_script_they_were_typed_in(reader):
    def marked(typed):
        return [said(one) for one in tree(reader.visit(f"/proofs?q={typed}")).xpath('//ul[@class="rows lead"]//mark')]

    assert marked("高龄津贴") == marked("高齡津貼")
    assert any("高龄津贴" in one for one in marked("高龄津贴"))


def test_every_condition_leaves_what_its_count_said(reader):
    page = reader.visit(ASKED)
    offered = list(options(page))
    assert len(offered) > 20
    for _, number, address in offered:
        assert count(reader.visit(address)) == number


def test_conditions_combine_and_are_taken_away_one_by_one(reader):
    page = reader.visit("/proofs?outcome=replaced&outcome=cancelled&office=towns&level=法律")
    assert list(chips(page)) == ["不再需要", "改用别的办法", "法律", "镇街"]
    fewer = reader.visit(chips(page)["不再需要"])
    assert list(chips(fewer)) == ["改用别的办法", "法律", "镇街"]
    assert count(fewer) <= count(page) < count(reader.visit(chips(page)["法律"]))


def test_all_towns_are_one_condition_that_can_be_opened(reader):
    page = reader.visit("/proofs?q=生存证明")
    whole = next(number for label, number, _ in options(page) if label == "镇街（22个）")
    parts = tree(page).xpath('//aside[@id="facets"]//li/details//span[@class="num"]/text()')
    assert len(parts) == 22 and sum(map(int, parts)) == whole


def test_conditions_that_leave_nothing_say_which_to_drop(reader):
    page = reader.visit("/proofs?q=婚姻状况证明&outcome=kept")
    assert said(tree(page).xpath('//div[@class="empty"]')[0]).count("去掉“仍需提交”，有81条") == 1
    drop = tree(page).xpath('//div[@class="empty"]//li/a')[0]
    assert count(reader.visit(drop.get("href"))) == 81


def test_pages_of_materials_hold_everything_once(reader):
    seen, address = [], "/proofs"
    while address:
        page = tree(reader.visit(address))
        seen += [said(one) for one in page.xpath('//section[@class="group"]//h2')]
        address = next(iter(page.xpath('//a[@rel="next"]/@href')), "")
    assert len(seen) == len(set(seen)) == 57


def test_past_the_last_page_the_way_back_is_shown(reader):
    page = reader.visit("/proofs?page=999")
    assert "没有第999页，一共8页" in said(tree(page))
    back = tree(page).xpath('//a[@rel="prev"]/@href')[0]
    assert tree(reader.visit(back)).xpath('//section[@class="group"]')


@pytest.mark.parametrize("index", ["materials", "service-items", "offices"])
def test_an_index_never_says_that_the_register_holds_only_what_was_looked_for(reader, index):
    assert "登记簿里共" in reader.visit(f"/{index}/").html
    for typed in ("证", "局", "登记", "(.*"):
        assert "登记簿里共" not in reader.visit(f"/{index}/?q={typed}").html


def test_the_part_that_is_swapped_is_the_part_of_the_page(reader):
    part, page = reader.swap(ASKED), reader.visit(ASKED)
    assert part.html.strip() in page.html


def test_before_the_first_record_nothing_is_claimed(reader):
    page = reader.visit(ASKED + "&on=2026-09-30")
    assert verdict(page) == "2026年10月1日以前，登记簿里没有这一条"
    assert "不用交" not in said(tree(page).xpath('//ul[@class="rows lead"]')[0])


def test_while_the_index_is_behind_the_page_says_so_and_nobody_keeps_it(app, visitor, home):
    app.extensions["search"].catch_up()
    with app.extensions["database"].writing() as session:
        history.write(session, by="测试", act=Act.REGISTER_OFFICE, noun="office", record_id=1)
    with Lock(home / "index" / "LOCK").held(wait=True):
        page = visitor.client.get("/proofs?q=生存证明")
    assert wording.BEHIND in page.text
    assert (page.headers["Cache-Control"], page.headers.get("ETag")) == ("no-store", None)


def test_what_does_not_fit_is_counted_and_one_step_away(reader):
    page = tree(reader.visit("/proofs?outcome=replaced"))
    group = next(one for one in page.xpath('//section[@class="group"]') if one.xpath('./p[@class="after"]'))
    assert len(group.xpath('./ul[@class="rows lead"]/li')) == 12
    link = group.xpath('./p[@class="after"]/a')[0]
    left_out = int(re.search(r"还有([\d,]+)条", said(link))[1].replace(",", ""))
    whole = reader.visit(link.get("href"))
    assert count(whole) > left_out and next(iter(chips(whole))) == "改用别的办法"
    assert "还有" not in "".join(said(one) for one in tree(whole).xpath('//section[@class="group"]/p[@class="after"]'))


def test_a_list_published_ahead_is_no_choice_before_its_instant(app, visitor):
    """One requirement on a list that is public and on one that is published for a later day."""
    life, engine = consulted(app), app.extensions["search"]
    day = clock.today() + timedelta(days=2)
    for number, more in ((1, {}), (2, {"published_on": day, "effective_on": day})):
        line = a_line(1, issuing_office=f"第{number}街道办事处", remark=f"备注之{number}")
        life.begun(days_ago=LONG_AGO, lines=[line]).closed().answered().settled().approved()
        life.at = clock.now() - timedelta(seconds=1)
        life.published(f"示府办〔2026〕{number}号", **more)
        with life.database.writing() as session:
            list_steps.locked(session, life.list_id).title = f"第{number}份清单"
    engine.catch_up()
    ahead = clock.start_of(day)
    for instant, told in ((ahead - timedelta(seconds=1), False), (ahead, True)):
        with time_machine.travel(instant, tick=False):
            engine.catch_up()
            for word in ("第2街道办事处", "备注之2"):
                total = visitor.client.get(f"/api/v1/requirements?q={word}").json["total"]
                assert total == int(told), "it is found by what it says from that instant on"
            for address in ("/requirements/1", "/api/v1/requirements/1", "/lists/1"):
                assert ("第2街道办事处" in visitor.client.get(address).text) <= told, address
            found = visitor.client.get("/api/v1/requirements").json
            assert [one["label"] for one in found["facets"]["list"]] == ["第1份清单", "第2份清单"][: 2 if told else 1]
            assert visitor.client.get("/api/v1/requirements?list=2").json["total"] == int(told)
            for address in ("/proofs?q=", "/proofs?list=2", "/proofs?list=1"):
                assert ("第2份清单" in visitor.client.get(address).text) <= told, address
            assert "第1份清单" in visitor.visit("/proofs?list=1").html


def test_a_number_of_what_only_a_draft_names_is_given_no_name(app, visitor):
    life = consulted(app)
    life.drafted([a_line(1, service_item="领取渔船补贴", material="渔船船籍证明")])
    with life.database.writing() as session:
        list_steps.locked(session, life.list_id).title = "还没有公布的清单"
    app.extensions["search"].catch_up()
    for address in ("list=1", "material=1", "service-item=1"):
        page = visitor.client.get(f"/proofs?{address}").text
        assert "还没有公布的清单" not in page and "渔船" not in page, address
