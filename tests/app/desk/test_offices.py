"""The page on which officials state what an office is."""

from catalog.models import Office
from catalog.services import aliases
from tests.catalog.services.cast import OFFICES
from tests.catalog.services.life import a_line

CODE = "11441300007187648G"


def test_a_merger_is_stated_and_the_public_reads_it(life, now, desk_of, visitor):
    life.until_approved([a_line(1), a_line(2, demanding_office=OFFICES[1])]).published()
    life.at = life.at.replace(year=life.at.year + 1)
    now()
    wang = desk_of("wang").sign_in()
    old, heir = life.cast.li.office_id, life.cast.sun.office_id
    address = f"/desk/offices/{old}"
    assert address in wang.visit(f"/desk/offices/{old}/aliases").html
    over = wang.visit(address).html.partition('name="over" value="')[2].partition('"')[0]
    form = {"over": over, "kind": "department", "code": CODE[:-1] + "H", "successor": OFFICES[1]}
    page = wang.refused(address, form, at=address, status=422)
    assert "校验码" in page.html and CODE[:-1] + "H" in page.html and OFFICES[1] in page.html
    form |= {"code": CODE, "begins_on": "2019-03-01", "ends_on": "2027-01-01"}
    page = wang.visit(wang.press(address, form, at=address).location)
    assert "1项证明改归承担单位。" in page.html
    gone = visitor.visit(f"/offices/{old}").html
    assert f"统一社会信用代码 {CODE}" in gone and "2019年3月1日设立，2027年1月1日撤销" in gone
    assert "这个单位的职责现在由" in gone and f"/offices/{heir}" in gone
    assert f"原来是{OFFICES[0]}" in visitor.visit(f"/offices/{heir}").html
    assert "事项1" in visitor.visit(f"/offices/{heir}").html
    told = visitor.client.get(f"/api/v1/offices/{old}").json
    assert (told["code"], told["ends_on"], told["succeeded_by"]) == (CODE, "2027-01-01", f"/offices/{heir}")
    assert told["requirements"] == 0 and visitor.client.get(f"/api/v1/offices/{heir}").json["requirements"] == 2
    late = wang.refused(address, form, at=address, status=409)
    assert "刚被别人改过" in late.html and f"承担单位：{OFFICES[1]}" in late.html


def test_others_are_told_who_can(life, now, desk_of):
    now()
    assert "王敏" in desk_of("li").visit(f"/desk/offices/{life.cast.li.office_id}", status=403).html


def test_who_may_edit_offices_finds_every_one_by_name_or_alias_also_unseen_and_merged_ones(
    life, now, desk_of, visitor, database
):
    life.until_approved([a_line(1)]).published()
    life.at = life.at.replace(year=life.at.year + 1)
    now()
    unseen, merged = life.cast.sun.office_id, life.cast.zhao.office_id
    with database.writing() as session:
        aliases.add(session, "office", unseen, "教委", by="wang")
        session.get_one(Office, merged).successor_id = unseen
    wang = desk_of("wang").sign_in()
    every = wang.visit("/desk/offices/").html
    cast = (life.cast.li, life.cast.sun, life.cast.wang, life.cast.zhao)
    assert all(f"/desk/offices/{one.office_id}/aliases" in every for one in cast) and "还没有公开的证明" in every
    assert f"职责由{OFFICES[1]}承担" in every
    for words in ("教育", "教委"):
        found = wang.visit(f"/desk/offices/?q={words}").html
        assert f"/desk/offices/{unseen}/aliases" in found and f"/desk/offices/{life.cast.li.office_id}/" not in found
    assert "没找到" in wang.visit("/desk/offices/?q=%25").html
    assert OFFICES[1] not in visitor.visit("/offices/").html
    assert f"/desk/offices/{unseen}/aliases" not in desk_of("li").visit("/desk/offices/").html
