"""A list at the desk: begun, gathered from departments, examined; each step a button or a reason."""

import re
from datetime import timedelta

import pytest

from catalog.rules.lifecycles import LIST
from catalog.services import drafting
from catalog.vocabulary import Disposition, ListState
from tests.catalog.services.cast import OFFICES
from tests.catalog.services.life import a_line
from tests.people import id_in


def started(desk, **form):
    answer = desk.press("/desk/lists/", {"title": "清单", "kind": "cancellation"} | form, at="/desk/lists/new")
    return id_in(answer.location, "lists")


def test_a_department_begins_its_own_list_and_no_other(life, desk_of, now):
    now()
    li = desk_of("li").sign_in()
    page = li.visit("/desk/lists/new")
    assert OFFICES[0] in page.html and OFFICES[1] not in page.html and "全市的（市级汇总）" not in page.html
    assert started(li, office=str(life.cast.li.office_id))
    other = {"title": "清单", "kind": "cancellation", "office": str(life.cast.sun.office_id)}
    assert "这是" in li.refused("/desk/lists/", other, at="/desk/lists/new", status=403).html


def test_a_list_needs_a_title(life, desk_of, now):
    now()
    li = desk_of("li").sign_in()
    form = {"title": " ", "kind": "cancellation", "office": str(life.cast.li.office_id)}
    page = li.refused("/desk/lists/", form, at="/desk/lists/new", status=422)
    assert "请写清单的名称" in page.html and 'href="#title"' in page.html


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"batch": "98"}, "这一批已经不收各单位的清单了"),
        ({"title": "清" * 201}, "最多200个字，现在有201个"),
        ({"due_on": "0026-10-01"}, "“0026-10-01”不是日期，或者年份不对"),
    ],
)
def test_a_slip_at_the_beginning_of_a_list_is_said(life, desk_of, now, typed, sentence):
    now()
    li = desk_of("li").sign_in()
    form = {"title": "民政局第二批", "kind": "cancellation", "office": str(life.cast.li.office_id)} | typed
    page = li.refused("/desk/lists/", form, at="/desk/lists/new", status=422)
    assert sentence in page.html and form["title"] in page.html


def test_who_drafts_nothing_is_told_who_can(life, desk_of, now):
    now()
    assert "陈立" in desk_of("zhao").visit("/desk/lists/new", status=403).html


def test_an_incomplete_list_is_refused_with_the_first_gaps(life, desk_of, now):
    life.drafted([a_line(1, has_no_basis=False)], office=True)
    now()
    address = f"/desk/lists/{life.list_id}/steps/submit"
    page = desk_of("qiang").sign_in().refused(address, {}, at=address, status=422)
    assert "还有1处没有填好" in page.html and "第1条缺设定依据" in page.html


def test_every_step_onward_is_a_button_or_a_reason(life, desk_of, now):
    life.drafted([a_line(1)], office=True)
    now()
    page = desk_of("qiang").visit(f"/desk/lists/{life.list_id}").html
    part = page.partition('id="next"')[2].partition("</section>")[0]
    onward = {step.name for step in LIST.onward(ListState.DRAFTING)} - {"gather"}
    assert onward == {"submit", "end"}
    assert "提交审查" in part and "/steps/submit" in part
    assert "/steps/end" in part  # its own head may give a draft up, its clerk may not
    page = desk_of("li").visit(f"/desk/lists/{life.list_id}")
    part = page.html.partition('id="next"')[2].partition("</section>")[0]
    assert "终止清单要由" in part and "/steps/end" not in part


def test_a_step_out_of_turn_says_where_the_list_stands(life, desk_of, now):
    life.drafted([a_line(1)], office=True)
    now()
    wang = desk_of("wang").sign_in()
    address = f"/desk/lists/{life.list_id}/steps/assemble"
    assert "这份清单现在是“起草”" in wang.visit(address, status=409).html
    answer = wang.press(address, {}, at="/desk/", status=409)
    assert "在“已提交”的时候才能" in answer.text


def test_departments_are_gathered_in_a_batch_with_where_each_line_came_from(life, desk_of, now):
    life.drafted([a_line(1)], office=True).submitted()
    part = life.list_id
    life.list_id = 0
    with life.database.writing() as session:
        drafting.start(session, title="第二批", by=life.cast.chen, at=life.at)
    now()
    wang = desk_of("wang").sign_in()
    batch = next(
        int(one) for one in re.findall(r'href="/desk/lists/(\d+)"', wang.visit("/desk/lists/").html) if int(one) != part
    )
    address = f"/desk/lists/{batch}/parts"
    assert "民政局：第一批清单，1条" in wang.visit(address).html.replace("示例市", "")
    none = wang.refused(address, {}, at=address, status=422)
    assert "请选出要汇总的清单" in none.html
    wang.press(address, {"lists": str(part)}, at=address)
    page = wang.visit(f"/desk/lists/{batch}").html
    assert "各单位报送" in page and "已汇总" in page and "事项1" in wang.visit(f"/desk/lists/{batch}/lines").html
    assert "第二批" in wang.visit(f"/desk/lists/{part}").html


def test_an_examination_that_fails_holds_the_list_and_is_shown(life, desk_of, now):
    life.drafted([a_line(1)]).submitted().assembled()
    now()
    wang = desk_of("wang").sign_in()
    address = f"/desk/lists/{life.list_id}/reviews"
    form = {"kind": "secrecy", "passed": "no", "finding": "第1条要删去名字。", "received_on": "2026-06-01"}
    wang.press(address, form, at=f"{address}/new")
    page = wang.visit(f"/desk/lists/{life.list_id}").html
    assert "第1条要删去名字" in page and "不通过" in page and "还差：保密审查" in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"finding": ""}, "请写审查意见"),
        ({"passed": ""}, "请选审查结论"),
        ({"kind": ""}, "请选哪一种审查"),
        ({"received_on": "2027-01-01"}, "收到清单的日期不能晚于今天"),
        ({"received_on": ""}, "请写收到清单的日期"),
    ],
)
def test_what_an_examination_lacks_is_said(life, desk_of, now, changes, sentence):
    life.drafted([a_line(1)]).submitted().assembled()
    now()
    address = f"/desk/lists/{life.list_id}/reviews"
    form = {"kind": "secrecy", "passed": "yes", "finding": "没有问题。", "received_on": "2026-06-01"} | changes
    wang = desk_of("wang").sign_in()
    answer = wang.press(address, form, at=f"{address}/new", status=409 if "passed" in changes else 422)
    assert sentence in answer.text


def test_a_quick_final_examination_needs_a_reason(life, desk_of, now):
    life.until_open([a_line(1)]).closed().answered()
    now()
    desk_of("chen").sign_in().press(
        f"/desk/lists/{life.list_id}/versions", {}, at=f"/desk/lists/{life.list_id}/versions/new"
    )
    address = f"/desk/lists/{life.list_id}/reviews"
    form = {
        "kind": "final-legality",
        "passed": "yes",
        "finding": "没有问题。",
        "received_on": life.at.date().isoformat(),
    }
    page = desk_of("wang").sign_in().refused(address, form, at=f"{address}/new", status=422)
    assert "一般不少于7个工作日" in page.html


def test_an_approval_names_a_meeting_with_its_minutes_or_a_signer(life, desk_of, now):
    life.until_open([a_line(1)]).closed().answered().settled()
    now()
    address = f"/desk/lists/{life.list_id}/approval"
    form = {"decided_on": life.at.date().isoformat(), "meeting": "常务会议"}
    zhao = desk_of("zhao").sign_in()
    assert "请写会议名称和纪要编号，或者写签发人" in zhao.refused(address, form, at=address, status=422).html
    zhao.press(address, form | {"signer": "市长"}, at=address)
    assert "已审签" in zhao.visit(f"/desk/lists/{life.list_id}").html


def test_the_whole_history_is_read_page_by_page(life, desk_of, now):
    life.drafted([a_line(number) for number in range(1, 61)], office=True)
    now()
    li = desk_of("li").sign_in()
    form = {"all": "yes", "set_disposition": "keep"}
    at = f"/desk/lists/{life.list_id}/lines"
    preview = li.led(f"{at}/setting/preview", form, at=at)
    held = {"line": re.search(r'name="line" value="([^"]+)"', preview.html)[1], "set_disposition": "keep"}
    li.press(f"{at}/setting", held, at=at)
    page = li.visit(f"/desk/lists/{life.list_id}/history")
    assert page.html.count("处理由“直接取消”改为“保留”") == 50
    older = re.search(r'href="([^"]+below=\d+)"', page.html)[1]
    assert "导入了60条" in li.visit(older).html


def test_a_contradiction_with_what_is_published_is_explained_by_signature_and_lapses_with_the_line(life, desk_of, now):
    life.until_approved([a_line(1)])
    life.published()
    life.at += timedelta(days=10)
    life.drafted([a_line(1, disposition=Disposition.KEEP, issuing_office="派出所")]).submitted()
    now()
    address, wang = f"/desk/lists/{life.list_id}", desk_of("wang").sign_in()
    page = wang.visit(f"{address}/lines?narrow=conflict").html
    assert "和现行决定不一致" in page and "示府办〔2026〕1号" in page
    (line,) = re.findall(r'name="pick" value="(\d+)"', page)
    asked = wang.press(f"{address}/exceptions/new", {"pick": line}, at=f"{address}/lines", status=200)
    assert "第1条，共1条" in asked.text and 'value="conflict"' in asked.text
    form = {"line": line, "kind": "conflict"}
    empty = wang.press(f"{address}/exceptions", form, at=f"{address}/lines", status=422)
    assert "签署例外要写明理由" in empty.text
    wang.press(f"{address}/exceptions", form | {"reason": "新的法律又要求查验。"}, at=f"{address}/lines")
    assert "和现行决定没有不一致" in wang.visit(address).html
    assert "已签署理由" in wang.visit(f"{address}/lines").html
    # Who handed the list in signs nothing.
    refused = desk_of("chen").sign_in().press(f"{address}/exceptions", form, at=f"{address}", status=403)
    assert "签署例外要由“审查”来办" in refused.text


def test_after_a_substantial_change_the_public_is_asked_again_about_the_new_version(life, desk_of, now):
    life.until_open([a_line(1), a_line(2)]).closed().answered()
    life.changed(1, a_line(1, disposition=Disposition.KEEP), reason="上级要求保留。")
    now()
    address, chen = f"/desk/lists/{life.list_id}", desk_of("chen").sign_in()
    assert "再次征求意见" in chen.visit(address).html
    notice = {
        "title": "第二次公告",
        "notice": "改动较大，再次征求意见。",
        "explanation": "第1条改为保留。",
        "draft_kind": "major-decision",
        "opens_on": life.at.date().isoformat(),
        "length": "30",
        "unit": "days",
        "contact_telephone": "0000-1234567",
    }
    chen.press(f"{address}/consultation", notice, at=f"{address}/consultation")
    page = chen.visit(address).html
    assert "第二次公告" in page and "公开稿第2版" in page
    compare = re.search(r'href="(/desk/lists/\d+/versions/\d+/\d+)"', page)[1]
    compared = chen.visit(compare).html
    assert "改动1条" in compared and "直接取消" in compared and "保留" in compared


def test_the_stages_date_a_close_by_the_clock_and_not_by_the_look(life, desk_of, now):
    life.until_open([a_line(1)]).closed()
    life.at += timedelta(days=5)
    now()
    page = desk_of("chen").visit(f"/desk/lists/{life.list_id}").html
    assert "7月13日至8月13日" in page and "8月13日起" in page
