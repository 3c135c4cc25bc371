"""What officials state of an errand is what the public reads, and nothing else becomes a link."""

import pytest
from sqlmodel import select

from catalog.models import ServiceItem
from tests.catalog.services.life import a_line

GUIDE = "https://www.example.gov.cn/guides?id=1&x=2"


@pytest.fixture
def item(life, now):
    life.until_approved([a_line(1)]).published()
    life.at = life.at.replace(year=life.at.year + 1)
    now()
    with life.database.reading() as session:
        return session.exec(select(ServiceItem.id)).one()


def form(page, **changes):
    version = page.html.partition('name="version" value="')[2].partition('"')[0]
    return {
        "version": version,
        "spoken": "领补贴",
        "aliases": "补贴\n津贴",
        "audience": "",
        "codes": "",
        "guide": "",
    } | changes


def test_whom_it_is_for_its_codes_and_its_guide_are_read_by_the_public(item, desk_of, visitor):
    li, address = desk_of("li").sign_in(), f"/desk/service-items/{item}"
    said = {"audience": "个人、个体工商户", "codes": "4400000001、4400000002", "guide": GUIDE}
    li.press(address, form(li.visit(address), **said), at=address)
    page = li.visit(address).html
    assert all(value.replace("&", "&amp;") in page for value in said.values()) and "津贴" in page
    public = visitor.visit(f"/service-items/{item}").html
    assert "给个人、个体工商户办的" in public and "事项编码 4400000001、4400000002" in public
    told = visitor.client.get(f"/api/v1/service-items/{item}").json
    assert {name: told[name] for name in said} == said and told["spoken"] == "领补贴"
    assert f'<a href="{GUIDE.replace("&", "&amp;")}">办事指南</a>为准' in public


@pytest.mark.parametrize("guide", ["javascript:alert(1)", "www.example.gov.cn", "https://x", 'https://a.cn/"><b>'])
def test_what_is_no_address_is_refused_and_stays_in_the_form(item, desk_of, visitor, guide):
    li, address = desk_of("li").sign_in(), f"/desk/service-items/{item}"
    page = li.refused(address, form(li.visit(address), guide=guide), at=address, status=409)
    assert "完整的网址" in page.html and 'href="#guide"' in page.html
    assert 'href="javascript' not in visitor.visit(f"/service-items/{item}").html


def test_what_somebody_else_saved_meanwhile_is_not_lost(item, desk_of):
    li, address = desk_of("li").sign_in(), f"/desk/service-items/{item}"
    seen = form(li.visit(address))
    li.press(address, seen | {"audience": "个人"}, at=address)
    assert "刚才有人改过" in li.refused(address, seen | {"audience": "单位"}, at=address, status=409).html
    assert "个人" in li.visit(address).html
