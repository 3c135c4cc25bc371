"""Lines at the desk: written by hand, changed in the table, set many at a time, never losing somebody's edit."""

import io
import re

import pytest
from lxml import html
from sqlmodel import select

from catalog.models import Line
from catalog.services import line_texts, settling
from catalog.vocabulary import Disposition
from tests.catalog.services.cast import OFFICES
from tests.catalog.services.life import a_line


@pytest.fixture
def drafted(life, now):
    """A department's draft with three lines."""
    life.drafted([a_line(1), a_line(2), a_line(3)], office=True)
    now()
    return life


@pytest.fixture
def li(desk_of, drafted):
    return desk_of("li").sign_in()


def values_of(page, part="/desk/lines/"):
    """What the form on a page would send."""
    (form,) = html.fromstring(page.html).xpath(f'//form[contains(@action, "{part}")]')
    return {name: value or "" for name, value in form.form_values() if name != "csrf_token"}


def lines_of(life):
    with life.database.reading() as session:
        return line_texts.of_list(session, life.list_id)


NEW = {
    "office": OFFICES[0],
    "service_item": "高龄津贴发放",
    "material": "生存证明",
    "basis": "《婚姻登记条例》第五条",
    "disposition": "replace",
    "method": "data-sharing",
    "replacement": "由部门查询",
}


def test_a_line_is_added_with_its_basis_taken_apart(li, drafted):
    address = f"/desk/lists/{drafted.list_id}/lines"
    li.press(address, NEW, at=f"{address}/new")
    added = lines_of(drafted)[-1]
    assert (added.position, added.material, added.bases) == (4, "生存证明", ("《婚姻登记条例》第五条",))


def test_after_one_line_the_next_begins_with_what_stays_the_same(li, drafted):
    address = f"/desk/lists/{drafted.list_id}/lines"
    onward = li.press(address, NEW | {"another": "yes"}, at=f"{address}/new").location
    form = values_of(li.visit(onward), "/lines")
    assert form["service_item"] == "高龄津贴发放" and form["material"] == ""


def test_what_is_read_from_a_basis_is_shown_before_it_is_kept(li, drafted):
    said = li.swap("/desk/bases?basis=《无此文件办法》第五条").html
    assert "《无此文件办法》第五条" in said and "依据登记册里没有这份文件" in said
    assert "认不出是哪份文件" in li.swap("/desk/bases?basis=按老规矩").html
    assert "没有设定依据" in li.swap("/desk/bases?basis=无").html
    address = f"/desk/lists/{drafted.list_id}/lines"
    asked = li.press(address, NEW | {"read": "yes"}, at=f"{address}/new", status=200)
    assert "读成" in asked.text and len(lines_of(drafted)) == 3


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"material": ""}, "material", "请写证明名称"),
        ({"disposition": ""}, "disposition", "请选怎样处理"),
        ({"basis": "按老规矩"}, "basis", "认不出是哪份文件"),
        ({"effective_on": "明天"}, "effective_on", "不是日期"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(li, drafted, changes, field, sentence):
    line = lines_of(drafted)[0].line_id
    page = li.refused(f"/desk/lines/{line}", NEW | {"version": "1"} | changes, at=f"/desk/lines/{line}", status=422)
    assert sentence in page.html and f'href="#{field}"' in page.html
    assert "由部门查询" in page.html


def test_a_line_of_another_office_is_refused_with_whose_it_is(li, drafted):
    address = f"/desk/lists/{drafted.list_id}/lines"
    page = li.refused(address, NEW | {"office": OFFICES[1]}, at=f"{address}/new", status=403)
    assert "教育局" in page.html


def test_the_same_requirement_twice_is_refused(li, drafted):
    address = f"/desk/lists/{drafted.list_id}/lines"
    li.press(address, NEW, at=f"{address}/new")
    assert "第4条已经是" in li.refused(address, NEW, at=f"{address}/new", status=409).html


def test_a_lost_update_shows_both_versions_and_can_still_be_sent(li, desk_of, drafted):
    qiang, line = desk_of("qiang"), lines_of(drafted)[0].line_id
    address = f"/desk/lines/{line}"
    mine = values_of(li.visit(address))
    qiang.press(address, values_of(qiang.visit(address)) | {"remark": "强哥写的"}, at=address)
    page = li.refused(address, mine | {"remark": "我写的"}, at=address, status=409)
    assert "李强改过" in page.html and "强哥写的" in page.html and "我写的" in page.html
    again = values_of(page)
    li.press(address, again, at=address)
    assert lines_of(drafted)[0].remark == "我写的"


def test_removal_asks_first_and_history_keeps_the_line(li, drafted):
    line = lines_of(drafted)[1].line_id
    asked = li.visit(f"/desk/lines/{line}/removal")
    assert "事项2" in asked.html
    li.press(f"/desk/lines/{line}/removal", values_of(asked), at=f"/desk/lines/{line}/removal")
    assert [one.service_item for one in lines_of(drafted)] == ["事项1", "事项3"]


def test_cells_are_changed_in_the_table_and_only_what_changed_is_written(li, drafted):
    address = f"/desk/lists/{drafted.list_id}/lines"
    rows = table_of(li.visit(address))
    first, second, _ = lines_of(drafted)
    rows[f"issuing_office-{second.line_id}"] = "公安派出所"
    li.press(f"{address}/table", rows, at=address)
    with drafted.database.reading() as session:
        assert session.get(Line, second.line_id).issuing_office == "公安派出所"
        assert session.get(Line, first.line_id).version == 1


def test_a_cell_that_cannot_be_read_keeps_the_whole_table_from_being_written(li, drafted):
    address = f"/desk/lists/{drafted.list_id}/lines"
    rows = table_of(li.visit(address))
    first, second, _ = lines_of(drafted)
    rows |= {f"issuing_office-{first.line_id}": "公安派出所", f"basis-{second.line_id}": "按老规矩"}
    page = li.refused(f"{address}/table", rows, at=address, status=422)
    assert f'href="#basis-{second.line_id}"' in page.html and "按老规矩" in page.html and "公安派出所" in page.html
    assert lines_of(drafted)[0].issuing_office == ""


def table_of(page):
    (form,) = html.fromstring(page.html).xpath('//form[contains(@action, "/lines/table")]')
    return {name: value or "" for name, value in form.form_values() if name != "csrf_token"} | {
        "row": [one.value for one in form.xpath('.//input[@name="row"]')]
    }


def test_many_lines_are_set_after_a_look_and_taken_back_in_one(li, drafted):
    address = f"/desk/lists/{drafted.list_id}/lines"
    chosen = [one.line_id for one in lines_of(drafted)[:2]]
    setting = {"set_disposition": "replace", "set_method": "data-sharing", "set_replacement": "由部门查询"}
    form = {"pick": [str(one) for one in chosen]} | setting
    preview = li.led(f"{address}/setting/preview", form, at=address)
    assert "会改2条" in preview.html and "现在还没有改" in preview.html
    assert {one.disposition for one in lines_of(drafted)} == {Disposition.CANCEL}
    held = {"line": re.search(r'name="line" value="([^"]+)"', preview.html)[1]} | setting
    li.press(f"{address}/setting", held, at=address)
    assert [one.disposition.value for one in lines_of(drafted)] == ["replace", "replace", "cancel"]
    assert "撤销上一步（2条）" in li.visit(address).html
    li.press(f"{address}/setting/undo", {}, at=address)
    assert {one.disposition for one in lines_of(drafted)} == {Disposition.CANCEL}


def test_a_setting_is_not_applied_to_lines_that_somebody_changed_meanwhile(li, desk_of, drafted):
    address, qiang = f"/desk/lists/{drafted.list_id}/lines", desk_of("qiang")
    line = lines_of(drafted)[0].line_id
    held = {"line": f"{line}-1", "set_disposition": "keep", "more_comments": "7", "reason": "部门说还要用。"}
    form = values_of(qiang.visit(f"/desk/lines/{line}")) | {"remark": "改过"}
    qiang.press(f"/desk/lines/{line}", form, at=f"/desk/lines/{line}")
    page = li.refused(f"{address}/setting", held, at=address, status=409)
    assert "第1条刚被别人改过" in page.html
    assert lines_of(drafted)[0].disposition is Disposition.CANCEL
    assert "会改1条" in page.html, "it is looked at anew at once"
    li.press(f"{address}/setting", held | {"line": re.search(r'name="line" value="([^"]+)"', page.html)[1]}, at=address)
    assert lines_of(drafted)[0].disposition is Disposition.KEEP


def test_a_setting_on_a_line_that_somebody_removed_meanwhile_goes_on_with_the_others(li, drafted):
    address = f"/desk/lists/{drafted.list_id}/lines"
    gone, *others = [one.line_id for one in lines_of(drafted)]
    held = {"line": ",".join(f"{one}-1" for one in (gone, *others)), "set_disposition": "keep"}
    li.press(f"/desk/lines/{gone}/removal", {"version": "1"}, at=f"/desk/lines/{gone}/removal")
    page = li.refused(f"{address}/setting", held, at=address, status=409)
    assert "有1条刚被别人删去" in page.html and f"会改{len(others)}条" in page.html
    assert f"{gone}-1" not in page.html


@pytest.mark.parametrize("line", ["9" * 20 + "-1", "9" * 5000 + "-1", "²-1", "-", "1"])
def test_what_is_no_line_is_no_choice(li, drafted, line):
    address = f"/desk/lists/{drafted.list_id}/lines"
    page = li.refused(f"{address}/setting", {"line": line, "set_disposition": "keep"}, at=address, status=422)
    assert "请先选中" in page.html


def test_a_cell_that_is_too_long_is_said_and_kept(li, drafted):
    line, remark = lines_of(drafted)[0].line_id, "备注" * 600
    form = values_of(li.visit(f"/desk/lines/{line}")) | {"remark": remark}
    page = li.refused(f"/desk/lines/{line}", form, at=f"/desk/lines/{line}", status=422)
    assert "最多1,000个字，现在有1,200个" in page.html and remark in page.html


def test_nothing_chosen_and_nothing_to_set_are_said(li, drafted):
    address = f"/desk/lists/{drafted.list_id}/lines"
    page = li.refused(f"{address}/setting/preview", {"set_disposition": "keep"}, at=address, status=422)
    assert "请先选中" in page.html
    page = li.refused(f"{address}/setting/preview", {"all": "yes"}, at=address, status=422)
    assert "请选要改成什么" in page.html


def test_all_that_match_are_chosen_beyond_the_page(li, drafted):
    address = f"/desk/lists/{drafted.list_id}/lines"
    form = {"all": "yes", "q": "事项3", "set_disposition": "keep"}
    assert "会改1条" in li.led(f"{address}/setting/preview", form, at=address).html


def test_a_look_ahead_is_only_read_and_may_be_gone_back_to(li, drafted):
    address = f"/desk/lists/{drafted.list_id}/lines"
    form = {"all": "yes", "q": "事项3", "set_disposition": "replace", "set_method": "data-sharing"}
    look = li.press(f"{address}/setting/preview", form | {"set_replacement": "查询"}, at=address).location
    first, again = li.visit(look), li.visit(look)
    assert "会改1条" in first.html and "会改1条" in again.html and "查询" in again.html
    assert {one.disposition for one in lines_of(drafted)} == {Disposition.CANCEL}
    assert "请选要改成什么" in li.visit(f"{address}/setting", status=422).html


def test_a_wish_too_long_for_an_address_is_looked_at_all_the_same(li, drafted):
    address = f"/desk/lists/{drafted.list_id}/lines"
    form = {"all": "yes", "set_disposition": "replace", "set_method": "data-sharing", "set_replacement": "由" * 400}
    assert "会改3条" in li.press(f"{address}/setting/preview", form, at=address, status=200).text


def test_who_may_not_change_the_lines_gets_a_table_to_read_and_why(desk_of, drafted):
    page = desk_of("sun").visit(f"/desk/lists/{drafted.list_id}/lines")
    assert "这是民政局的，您只能办教育局的" in page.html.replace("示例市", "")
    assert 'name="row"' not in page.html


def test_lines_are_narrowed_by_what_is_wrong(li, drafted):
    with drafted.database.writing() as session:
        line = session.exec(select(Line).where(Line.list_id == drafted.list_id, Line.position == 2)).one()
        line.has_no_basis = False
    page = li.visit(f"/desk/lists/{drafted.list_id}/lines?narrow=gaps")
    assert "事项2" in page.html and "事项1" not in page.html and "缺设定依据" in page.html
    assert "1条没有填全" in li.visit(f"/desk/lists/{drafted.list_id}").html


def test_a_file_attached_as_evidence_comes_back_as_it_was_and_can_be_taken_off(li, drafted):
    lines, at = [str(one.line_id) for one in lines_of(drafted)[:2]], f"/desk/lists/{drafted.list_id}/lines"
    asked = li.press(f"/desk/lists/{drafted.list_id}/evidence/new", {"pick": lines}, at=at, status=200)
    assert "第1、2条，共2条" in asked.text
    form = {"line": lines, "other_kind": "上级文件", "file": (io.BytesIO(b"%PDF-1.4 paper"), "文件.pdf")}
    li.press(f"/desk/lists/{drafted.list_id}/evidence", form, at=at)
    page = li.visit(f"/desk/lists/{drafted.list_id}").html
    (address,) = re.findall(r'"(/desk/evidence/\d+/file)"', page)
    answer = li.client.get(address)
    assert answer.data == b"%PDF-1.4 paper" and answer.headers["Content-Disposition"].startswith("attachment")
    li.press(address.replace("file", "removal"), {}, at=f"/desk/lists/{drafted.list_id}")
    assert "/desk/evidence/" not in li.visit(f"/desk/lists/{drafted.list_id}").html


def test_more_lines_than_a_form_has_room_for_fields_are_set_and_shown_to_be_settled(desk_of, life, now):
    life.drafted([a_line(number) for number in range(1, 1_102)], office=True)
    now()
    li, address = desk_of("li").sign_in(), f"/desk/lists/{life.list_id}/lines"
    setting = {"set_disposition": "keep"}
    preview = li.led(f"{address}/setting/preview", {"all": "yes"} | setting, at=address)
    held = {"line": re.search(r'name="line" value="([^"]+)"', preview.html)[1]} | setting
    li.press(f"{address}/setting", held, at=address)
    assert {one.disposition for one in lines_of(life)} == {Disposition.KEEP}
    asked = li.press(f"/desk/lists/{life.list_id}/evidence/new", {"all": "yes"}, at=address, status=200)
    chosen = re.search(r'name="line" value="([^"]+)"', asked.text)[1]
    form = {"line": chosen, "other_kind": "上级文件", "note": "粤府〔2026〕1号"}
    li.press(f"/desk/lists/{life.list_id}/evidence", form, at=address)
    assert "等" in li.visit(f"/desk/lists/{life.list_id}").html


def test_a_setting_after_the_consultation_offers_the_comments_on_its_lines(desk_of, life, now):
    life.until_open([a_line(1), a_line(2), a_line(3)])
    ids = [life.commented(f"对第{place}条的话。", positions=(place,)).comment_id for place in (1, 2, 3)]
    life.closed().answered()
    now()
    chen, address = desk_of("chen").sign_in(), f"/desk/lists/{life.list_id}/lines"
    picked = [str(life.line(place).id) for place in (1, 2)]
    setting = {"set_disposition": "keep"}
    form = {"pick": picked} | setting
    preview = chen.led(f"{address}/setting/preview", form, at=address)
    assert "对第1条的话。" in preview.html and "对第2条的话。" in preview.html and "对第3条的话。" not in preview.html
    held = {"line": re.search(r'name="line" value="([^"]+)"', preview.html)[1]} | setting
    refused = chen.refused(f"{address}/setting", held | {"more_comments": ""}, at=address, status=422)
    assert "要选出是因为哪几份意见，或者写明理由" in refused.html
    other = held | {"comments": str(ids[0]), "more_comments": "98"}
    wrong = chen.refused(f"{address}/setting", other, at=address, status=404)
    assert "不是对这份清单提的" in wrong.html and 'value="98"' in wrong.html
    assert re.search(rf'name="comments" value="{ids[0]}" checked', wrong.html), "what was ticked stays ticked"
    chen.press(f"{address}/setting", held | {"comments": [str(ids[0]), str(ids[1])]}, at=address)
    with life.database.reading() as session:
        assert [behind for _, behind in settling.changes(session, life.list_id)] == [ids[:2]] * 2
