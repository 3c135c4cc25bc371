"""A frozen version read at the desk, and a personal detail taken out of it before everybody's eyes."""

from io import BytesIO

import pytest
from sqlmodel import select

from catalog.models import Line
from tests.app.desk.test_imports import HEAD, ROW, upload
from tests.app.desk.test_undoing import OTHER, wrong_file
from tests.catalog.services.life import a_line

SECRET = "张三（13800000000）来电反映"


@pytest.fixture
def opened(life, now):
    life.until_open([a_line(1, remark=SECRET), a_line(2)])
    now()
    return f"/desk/versions/{life.version().id}"


def test_a_version_is_read_line_by_line_with_its_proof(opened, desk_of):
    page = desk_of("chen").visit(opened)
    assert SECRET in page.html and "没有改动过" in page.html and "抹去" not in page.html.partition("<main")[2]
    assert "第2条" not in desk_of("chen").visit(f"{opened}?q=来电").html
    assert "没找到" in desk_of("chen").visit(f"{opened}?q=没有的字").html


def test_the_reviewer_takes_a_detail_out_and_the_public_reads_why(life, opened, desk_of, visitor):
    wang = desk_of("wang").sign_in()
    public = f"/consultations/{life.consultation().id}"
    assert SECRET in visitor.visit(public).html
    form = f"{opened}/lines/1/redaction"
    assert form in wang.visit(opened).html
    refused = wang.refused(form, {"reason": " "}, at=form, status=422)
    assert "请写明为什么抹去" in refused.html
    where = wang.press(form, {"reason": "含个人信息"}, at=form).location
    page = wang.visit(where).html
    assert "已抹去2处。" in page and "下次定版以前请改掉" in page and "没有改动过" in page and SECRET not in page
    seen = visitor.visit(public).html
    assert SECRET not in seen and "含个人信息（示例市司法局，王敏抹去）" in seen
    assert "王敏抹去了定版里第1条的内容，共2处" in wang.visit(f"/desk/lists/{life.list_id}").html
    assert "已经抹去了" in wang.visit(form, status=409).html


def test_others_are_told_who_can(opened, desk_of):
    assert "王敏" in desk_of("chen").visit(f"{opened}/lines/1/redaction", status=403).html


def test_an_attached_file_is_taken_out(life, now, desk_of):
    life.drafted([a_line(1)])
    now()
    wang = desk_of("wang").sign_in()
    address, lists = f"/desk/lists/{life.list_id}", f"/desk/lists/{life.list_id}/lines"
    form = {"line": str(life.line().id), "kind": "上级文件", "file": (BytesIO("张三的信".encode()), "张三.txt")}
    wang.press(f"{address}/evidence", form, at=lists)
    assert wang.client.get("/desk/evidence/1/file").status_code == 200
    where = wang.press("/desk/evidence/1/redaction", {"reason": "含个人信息"}, at="/desk/evidence/1/redaction").location
    page = wang.visit(where).html
    assert "文件已抹去：含个人信息（示例市司法局，王敏抹去）" in page and "张三.txt" not in page
    assert wang.client.get("/desk/evidence/1/file").status_code == 404


def test_a_file_that_was_read_in_is_taken_out_and_its_lines_stay(life, desk_of, database, app):
    plan, listing = wrong_file(desk_of("li").sign_in())
    waiting = upload(desk_of("li").sign_in(), f"{HEAD}\n{ROW}\n{OTHER}\n", title="又一次")
    wang = desk_of("wang").sign_in()
    name = wang.visit(listing).html.partition('id="imports"')[2].partition("<h3>")[2].partition("</h3>")[0]
    address = f"{plan}/redaction"
    assert address in wang.visit(listing).html and name in wang.visit(address).html
    page = wang.visit(wang.press(address, {"reason": "含个人信息"}, at=address).location)
    assert "（已抹去）" in page.html and name not in page.html and address not in page.html
    assert "单身证明" in wang.visit(f"{listing}/lines").html
    with database.reading() as session:
        assert {str(raw) for raw in session.exec(select(Line.raw))} == {"{}"}
    assert not [path for path in app.extensions["storage"].folder.rglob("*") if path.is_file()]
    li = desk_of("li").sign_in()
    assert "已经从记录里抹去" in li.visit(waiting, status=404).html
    assert wang.visit(address, status=409)
