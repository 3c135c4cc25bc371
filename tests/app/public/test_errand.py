"""An errand as a checklist whose state lives in the address; an office, and a material everywhere."""

import itertools

import pytest
from lxml import html

from catalog.vocabulary import Disposition
from tests.app.public import story


def tree(page):
    return html.fromstring(page.html)


def said(found):
    return " ".join("".join(found.itertext()).split())


def section(page, key):
    """The titles of the rows under a heading."""
    rows = tree(page).xpath(f'//section[@aria-labelledby="{key}"]//ul[@class="rows lead"]/li')
    return [said(row.xpath("./h3|./h4")[0]) for row in rows]


def status(page):
    return " ".join(said(one) for one in tree(page).xpath('//p[@role="status"]'))


def test_an_errand_is_parted_by_what_there_is_to_do(at_home):
    visitor, ids = at_home
    page = visitor.visit(f"/service-items/{ids['errand']}")
    assert sorted(section(page, "bring")) == ["户籍证明", "收入证明"]
    assert section(page, "promise") == ["居住证明"]
    assert section(page, "free") == ["生存证明（不用带了）", "生存证明（不用带了）"]
    crossed = tree(page).xpath('//section[@aria-labelledby="free"]//li[.//del]')
    assert all("示府办〔2021〕2号" in said(one) and "2021年6月1日起" in said(one) for one in crossed)


def test_it_says_what_the_register_does_not_know(at_home):
    visitor, ids = at_home
    page = visitor.visit(f"/service-items/{ids['errand']}")
    assert "本登记册收录了此事项的4项证明" in said(tree(page)) and "未列出的材料请以办事指南为准" in said(tree(page))
    assert "清单之外不得索要" not in page.html


def test_where_offices_differ_one_is_chosen_before_anything_is_counted(at_home):
    visitor, ids = at_home
    address = f"/service-items/{ids['errand']}"
    everywhere = said(tree(visitor.visit(address)))
    assert "各单位要的不一样，请先选在哪里办" in everywhere and "不用带了 1项" in everywhere
    here = said(tree(visitor.visit(f"{address}?office={ids['office']}")))
    assert "各单位" not in here and "收录了此事项的4项证明：2项要带，1项可以写承诺，1项不用带" in here


def test_only_a_complete_list_of_kept_proofs_closes_the_list(own_home):
    visitor, ids = own_home
    database = visitor.client.application.extensions["database"]
    story.publish(database, "示府办〔2021〕7号", story.SECOND, [story.line("收入证明", Disposition.KEEP)], whole=True)
    for address in (f"/service-items/{ids['errand']}", f"/offices/{ids['office']}"):
        assert "清单之外不得索要" in visitor.visit(address).html
        assert "清单之外不得索要" not in visitor.visit(f"{address}?on=2020-10-01").html


def test_what_is_ticked_lives_in_the_address(at_home):
    visitor, ids = at_home
    page = visitor.visit(f"/service-items/{ids['errand']}?have={ids['户籍证明!']}")
    assert status(page) == "您已经有1项。还差1项：收入证明。"
    boxes = {box.get("value"): box.get("checked") is not None for box in tree(page).xpath('//input[@name="have"]')}
    assert boxes[str(ids["户籍证明!"])] and not boxes[str(ids["收入证明!"])]
    assert {box.get("form") for box in tree(page).xpath('//input[@name="have"]')} == {"checklist"}
    everything = visitor.visit(f"/service-items/{ids['errand']}?have={ids['户籍证明!']}&have={ids['收入证明!']}")
    assert status(everything) == "您已经有2项。要带的都有了。"


def test_a_tick_that_this_errand_does_not_know_counts_for_nothing(at_home):
    visitor, ids = at_home
    assert status(visitor.visit(f"/service-items/{ids['errand']}?have=999999&have=x&have=-1&have=①")) == ""


def test_one_office_has_its_own_checklist(at_home):
    visitor, ids = at_home
    page = visitor.visit(f"/service-items/{ids['errand']}?office={ids['office']}")
    assert section(page, "free") == ["生存证明（不用带了）"]
    chosen = tree(page).xpath('//select[@name="office"]/option[@selected]')
    assert [said(one) for one in chosen] == ["示例市民政局"]


def test_the_checklist_sets_no_cookie(at_home):
    visitor, ids = at_home
    answer = visitor.client.get(f"/service-items/{ids['errand']}?have={ids['户籍证明!']}")
    assert "Set-Cookie" not in answer.headers


def test_an_office_first_reads_what_it_may_no_longer_ask_for(at_home):
    visitor, ids = at_home
    page = visitor.visit(f"/offices/{ids['office']}")
    headings = [said(one).split()[0] for one in tree(page).xpath("//main//h2")]
    assert headings[:3] == ["这个单位不得再要的", "由办事人自己选的", "还可以要的"]
    assert sorted(section(page, "gone")) == ["户籍证明（不用带了）", "生存证明（不用带了）"]
    assert section(page, "kept") == ["收入证明"]


def test_a_material_is_shown_everywhere_it_is_or_was_asked_for(at_home):
    visitor, ids = at_home
    page = visitor.visit(f"/materials/{ids['生存证明!']}")
    assert section(page, "free") == ["高龄津贴发放", "高龄津贴发放"]
    assert "别的城市可能还要，村（居）民委员会照常开具。" in said(tree(page))
    then = visitor.visit(f"/materials/{ids['生存证明!']}?on=2020-10-01")
    assert section(then, "bring") == ["高龄津贴发放", "高龄津贴发放"]


@pytest.fixture
def lowered(example_app, monkeypatch):
    """Sets how much one page shows; no page that was made before or meanwhile is shown for another."""

    def lower(name, most):
        example_app.extensions["shelf"].clear()
        monkeypatch.setattr(name, most)

    yield lower
    example_app.extensions["shelf"].clear()


def test_a_material_asked_for_by_very_many_offices_is_shown_everywhere_on_several_pages(reader, lowered):
    def offices(page):
        links = tree(page).xpath('//ul[contains(@class, "rows lead")]//a[starts-with(@href, "/requirements/")]')
        return {link.get("href") for link in links}

    address = next(link["href"] for link in reader.visit("/proofs?q=生存证明").links if "/materials/" in link["href"])
    whole = reader.visit(address)
    assert "这是第" not in whole.html
    lowered("app.public.materials.MOST", 5)
    pages, following = [], address
    while following:
        pages.append(reader.visit(following))
        following = next((link["href"] for link in pages[-1].links if link.get("rel") == "next"), "")
    assert len(pages) > 2
    assert set().union(*map(offices, pages)) == offices(whole)
    assert all(len(offices(page)) <= 5 for page in pages)
    assert any("至少" in page.html for page in pages)
    led = next(link["href"] for link in pages[0].links if "material=" in link["href"])
    assert "筛选" in reader.visit(led).html


@pytest.mark.parametrize("index", ["/offices/", "/materials/", "/service-items/"])
def test_an_index_of_very_many_names_has_all_of_them_on_its_pages(reader, lowered, index):
    def names(page):
        return [said(one) for one in tree(page).xpath('//ul[@class="rows"]//h3')]

    whole = names(reader.visit(index))
    lowered("app.public.indexes.PER_PAGE", 10)
    pages = [names(reader.visit(f"{index}?page={number + 1}")) for number in range(-(-len(whole) // 10))]
    assert sorted(itertools.chain(*pages)) == sorted(whole) and max(map(len, pages)) == 10


def test_where_it_is_no_longer_issued_nobody_is_told_that_it_is(own_home):
    visitor, ids = own_home
    database = visitor.client.application.extensions["database"]
    story.publish(database, "示府办〔2021〕6号", story.SECOND, [story.line("收入证明", Disposition.ISSUER_STOPS)])
    page = said(tree(visitor.visit(f"/materials/{ids['收入证明!']}")))
    assert "照常开具" not in page and "不再出具" in page


def test_an_errand_is_found_by_what_people_call_it(reader):
    def names(address):
        return [said(one) for one in tree(reader.visit(address)).xpath('//ul[@class="rows"]//h3')]

    assert "高龄津贴发放" in names("/service-items/?q=lgljt")
    assert names("/materials/?q=良民证") == ["无犯罪记录证明"]


def test_from_the_first_page_an_errand_is_one_step_away(reader):
    chips = tree(reader.visit("/")).xpath('//section[@aria-labelledby="errands"]//a')
    assert len(chips) > 5
    chosen = reader.visit(chips[0].get("href"))
    assert chosen.h1.startswith(said(chips[0])) and "要带什么" in chosen.h1
    assert reader.visit(chips[-1].get("href")).h1 == "按事项查"


def test_the_first_page_shows_a_real_answer(reader):
    sample = tree(reader.visit("/")).xpath('//div[contains(@class, "sample")]')[0]
    link = sample.xpath(".//a")[0]
    assert reader.visit(link.get("href")).h1 == said(link)
