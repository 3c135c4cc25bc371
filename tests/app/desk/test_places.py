"""The menu shows what one may use, and every refusal shows a way back and who can."""

import pytest

from app.desk.places import PLACES
from catalog.models import ProofList
from catalog.vocabulary import ListState
from tests.catalog.services.cast import CAST
from tests.catalog.services.life import a_line


def menu(visitor):
    """The addresses in the desk's menu."""
    nav = visitor.visit("/desk/").html.partition('aria-label="工作台栏目"')[2].partition("</nav>")[0]
    return [part.partition('"')[0] for part in nav.split('href="')[1:]]


@pytest.mark.parametrize("login", CAST)
def test_whatever_the_menu_shows_opens(life, desk_of, now, login):
    now()
    somebody = desk_of(login).sign_in()
    shown = menu(somebody)
    assert {"/desk/", "/desk/lists/"} <= set(shown)
    for address in shown:
        page = somebody.visit(address)
        assert "才能" not in page.h1
    assert ("/desk/people/" in shown) is (login == "zhou")


def test_every_place_is_somebodys(life, desk_of, now):
    now()
    shown = {address for login in CAST for address in menu(desk_of(login).sign_in())}
    assert len(shown) == len(PLACES)


def test_a_refusal_leads_back_to_where_one_was_and_names_who_can(life, desk_of, now):
    life.drafted([a_line(1)], office=True)
    now()
    li, page = desk_of("li").sign_in(), f"/desk/lists/{life.list_id}"
    came_from = {"headers": {"Referer": f"http://localhost{page}"}}
    refused = li.visit("/desk/people/new", status=403, **came_from)
    assert f'href="{page}"' in refused.html and "周红" in refused.html
    elsewhere = li.visit("/desk/people/new", status=403, headers={"Referer": "https://else.where/x"})
    assert "else.where" not in elsewhere.html and 'href="/desk/"' in elsewhere.html


def test_the_head_of_a_department_gives_up_its_own_draft_with_a_reason(life, desk_of, now, database):
    life.drafted([a_line(1)], office=True)
    now()
    address, page = f"/desk/lists/{life.list_id}/steps/end", f"/desk/lists/{life.list_id}"
    refused = desk_of("li").sign_in().refused(address, {"remark": "重复了"}, at=page, status=403)
    assert "请交给" in refused.html
    qiang = desk_of("qiang").sign_in()
    assert "请" in qiang.refused(address, {"remark": ""}, at=page, status=422).html
    qiang.press(address, {"remark": "和第一批重复"}, at=page)
    with database.reading() as session:
        assert session.get_one(ProofList, life.list_id).state is ListState.ENDED


def test_once_handed_in_it_is_the_bureaus_to_end(life, desk_of, now):
    life.drafted([a_line(1)], office=True).submitted()
    now()
    address, page = f"/desk/lists/{life.list_id}/steps/end", f"/desk/lists/{life.list_id}"
    refused = desk_of("qiang").sign_in().refused(address, {"remark": "不要了"}, at=page, status=403)
    assert "王敏" in refused.html or "陈立" in refused.html or "赵宁" in refused.html


def test_a_refusal_at_the_desk_keeps_the_desk_around_it(life, desk_of, now):
    now()
    refused = desk_of("li").sign_in().visit("/desk/people/new", status=403)
    assert "工作台栏目" in refused.html and "退出登录" in refused.html


def test_nobody_is_led_to_comments_that_they_may_not_see(life, desk_of, now):
    life.until_cleared([a_line(1)]).opened()
    now()
    page = f"/desk/lists/{life.list_id}"
    assert "看意见和答复" in desk_of("chen").sign_in().visit(page).html
    for login in ("li", "wang", "zhao"):
        assert "/comments" not in desk_of(login).sign_in().visit(page).html
