"""The desk's first page: what waits for me and nothing else, what is late, where the lists stand."""

import re
from datetime import date, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import event

from catalog.services import drafting, list_steps
from catalog.vocabulary import Act
from tests.catalog.services.life import a_line
from tests.people import Desk


def tasks(page):
    part = page.html.partition('<ul class="rows lead">')[2].partition("</ul>")[0]
    return re.findall(r"<h3>([^<]+)</h3>", part)


def waiting(desk_of, *logins):
    return {login: tasks(desk_of(login).visit("/desk/")) for login in logins}


def test_each_waits_for_their_own_step(life, desk_of, now):
    life.drafted([a_line(1)], office=True)
    now()
    assert waiting(desk_of, "li", "qiang", "wang", "zhao") == {
        "li": ["起草：第一批清单"],
        "qiang": ["提交审查：第一批清单"],
        "wang": [],
        "zhao": [],
    }
    life.submitted()
    assert waiting(desk_of, "li", "qiang", "wang", "chen") == {
        "li": [],
        "qiang": [],
        "wang": ["审核通过，列入汇总：第一批清单"],
        "chen": [],
    }
    life.assembled()
    assert waiting(desk_of, "wang", "zhao") == {"wang": ["登记审查：第一批清单"], "zhao": []}
    life.cleared()
    assert waiting(desk_of, "wang", "chen") == {"wang": [], "chen": ["发起征求意见：第一批清单"]}


def test_comments_wait_to_be_looked_over_and_then_answered(life, desk_of, now):
    life.until_open([a_line(1)])
    life.commented()
    now()
    assert waiting(desk_of, "chen", "wang") == {"chen": ["核看1份意见：第一批清单"], "wang": []}
    life.closed()
    now()
    assert waiting(desk_of, "chen")["chen"] == ["核看1份意见：第一批清单", "答复1份意见：第一批清单"]
    life.answered()
    assert waiting(desk_of, "chen", "wang") == {"chen": [], "wang": ["登记合法性审查：第一批清单"]}


def test_what_waits_is_led_to_in_large_type_and_traditional_characters_too(life, desk_of, now):
    life.until_open()
    life.commented("建议保留。")
    now()
    page = desk_of("chen").visit("/desk/?view=elder&lang=hant")
    (href,) = {one.split('"')[0] for one in page.html.split('href="') if "narrow=waiting" in one.split('"')[0]}
    query = parse_qs(urlsplit(unescape(href)).query)
    assert query == {"narrow": ["waiting"], "view": ["elder"], "lang": ["hant"]}


def test_the_last_day_is_said(life, desk_of, now):
    life.until_open([a_line(1)])
    life.on(life.consultation().last_on)
    now()
    page = desk_of("chen").visit("/desk/")
    assert "征求意见今天截止：第一批清单" in tasks(page) and "今天 24:00 截止" in page.html


def test_twenty_working_days_after_the_decision_it_is_late(life, desk_of, now):
    life.until_approved([a_line(1)])
    now()
    assert "公布：第一批清单" in "".join(tasks(desk_of("zhao").visit("/desk/")))
    life.at += timedelta(days=60)
    now()
    page = desk_of("zhao").visit("/desk/")
    assert re.search(r"逾期\d+天", page.html)


def test_a_list_that_is_due_says_so(life, desk_of, now):
    with life.database.writing() as session:
        drafting.start(
            session,
            title="要报的清单",
            office_id=life.cast.li.office_id,
            due_on=date(2026, 6, 5),
            by=life.cast.li,
            at=life.at,
        )
    life.on(date(2026, 6, 8))
    now()
    assert "逾期3天" in desk_of("li").visit("/desk/").html


def test_what_was_sent_back_waits_with_its_reason(life, desk_of, now):
    life.drafted([a_line(1)], office=True).submitted()
    with life.database.writing() as session:
        list_steps.send_back(session, life.list_id, remark="依据写全。", by=life.cast.wang, at=life.at)
    now()
    page = desk_of("li").visit("/desk/")
    assert tasks(page) == ["改退回的清单：第一批清单"] and "依据写全" in page.html


def test_what_waits_for_others_names_them_and_for_how_long(life, desk_of, now):
    life.drafted([a_line(1)], office=True).submitted()
    life.at += timedelta(days=4)
    now()
    assert "王敏" in desk_of("qiang").visit("/desk/").html
    assert "已等4天" in desk_of("qiang").visit("/desk/").html
    # Another department's lists are no concern of theirs.
    assert "已等4天" not in desk_of("sun").visit("/desk/").html


@pytest.fixture
def statements(app):
    seen = []
    engine = app.extensions["database"].engine
    event.listen(engine, "before_cursor_execute", note := lambda *args: seen.append(args[2]))
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def test_the_number_of_queries_does_not_grow_with_the_lists(life, app, now, statements):
    life.drafted([a_line(1)], office=True)
    now()
    li = Desk(app, "li").sign_in()

    def queries(address):
        statements.clear()
        li.visit(address)
        return len(statements)

    few = queries("/desk/"), queries("/desk/lists/")
    for number in range(2, 8):
        life.drafted([a_line(number), a_line(number + 100)], office=True).submitted()
    assert (queries("/desk/"), queries("/desk/lists/")) == few


def test_an_urgent_step_waits_for_those_who_can_confirm_it_and_becomes_overdue(life, desk_of, now):
    life.until_approved([a_line(1)])
    with life.database.writing() as session:
        listing = list_steps.locked(session, life.list_id)
        list_steps.note_emergency(session, listing, Act.APPROVE_LIST, "台风将至。", by=life.cast.zhao, at=life.at)
    now()
    found = waiting(desk_of, "wang", "qiang", "zhao", "li", "chen")
    asks = {login for login, some in found.items() if "追认紧急办理：第一批清单" in some}
    assert asks == {"wang", "qiang"}, "not whoever did it, nor who holds none of the roles"
    page = desk_of("wang").visit("/desk/").html
    assert "前要追认" in page and "台风将至。" in page
    life.at += timedelta(days=7)
    now()
    assert re.search(r"追认逾期\d天", desk_of("wang").visit("/desk/").html)
    assert "已经超过三个工作日的期限" in desk_of("wang").visit(f"/desk/lists/{life.list_id}").html
