"""The pages of consultations: what is said when, what is hidden until when, and what bears on each line."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import event
from sqlmodel import select

from catalog import clock
from catalog.models import Requirement
from catalog.services import bulk_editing, moderating, settling
from catalog.services.sealing import Personal
from catalog.vocabulary import Adoption, Disposition, Method, Stance, WithheldReason
from tests.catalog.services.life import a_line
from tests.commenter import said
from tests.consultation_builders import LINES


def test_without_a_consultation_the_index_says_so_and_how_to_hear_of_one(visitor):
    page = visitor.visit("/consultations/")
    assert "现在没有征求意见的清单" in page.html
    assert "/feeds/consultations.atom" in page.html and "/calendar.ics" in page.html


def test_an_open_consultation_shows_notice_deadline_and_every_line(life, visitor):
    life.begun(days_ago=3)
    one = life.consultation()
    page = visitor.visit(f"/consultations/{one.id}")
    text = said(page)
    assert page.h1 == one.title
    for expected in ("公告", "起草说明", "0000-1234567", "用电增容 · 房屋权属证明", "拟直接取消", "还没有人提意见"):
        assert expected in text
    assert f"还有{(one.last_on - clock.today()).days}天" in text and "24:00 截止" in text
    assert f"{one.last_on + timedelta(days=1)}T00:00+08:00" in page.html
    assert "第1版" in text and life.version().digest in text
    assert "《重大行政决策程序暂行条例》第十五条" in text


def test_an_announced_draft_is_not_read_before_its_day(life, visitor):
    life.begun(days_ago=-3)
    one = life.consultation()
    page = visitor.visit(f"/consultations/{one.id}")
    assert "开始征求意见" in page.html and "用电增容" not in page.html and "起草说明" not in page.html
    assert visitor.visit("/consultations/").html.count(one.title) == 1
    visitor.visit(f"/consultations/{one.id}/comments", status=404)
    assert "用电增容" not in visitor.client.get(f"/api/v1/consultations/{one.id}").text
    with time_machine.travel(one.opens_at, tick=False):
        assert "用电增容" in visitor.visit(f"/consultations/{one.id}").html


def test_a_draft_given_up_before_its_day_never_shows(life, visitor):
    life.begun(days_ago=-3)
    one = life.consultation()
    life.given_up("上级有新的规定。")
    with time_machine.travel(one.opens_at + timedelta(hours=1), tick=False):
        page = visitor.visit(f"/consultations/{one.id}")
    assert "已终止：上级有新的规定。" in said(page) and "用电增容" not in page.html


ODD = a_line(9, service_item="领取渔船补贴", material="渔船船籍证明")


@pytest.mark.parametrize("is_given_up, seen", [(True, False), (False, True)])
def test_pages_search_and_interface_agree_on_what_an_announced_draft_named(life, visitor, is_given_up, seen):
    search = visitor.client.application.extensions["search"]
    life.at = clock.now() - timedelta(days=1)
    life.until_cleared([ODD])
    search.catch_up()  # as it does beside every answer: the names are known before anybody may see them
    life.announced(3)
    one, requirement_id = life.consultation(), life.line(1).requirement_id
    search.catch_up()
    if is_given_up:
        life.given_up()
        search.catch_up()
    with time_machine.travel(one.opens_at + timedelta(hours=1), tick=False):
        status = 200 if seen else 404
        assert visitor.client.get(f"/requirements/{requirement_id}").status_code == status
        assert visitor.client.get(f"/api/v1/requirements/{requirement_id}").status_code == status
        assert visitor.client.get("/api/v1/requirements?q=渔船船籍证明").json["total"] == int(seen)
        assert [one.name for one in search.suggest("渔船")] == (["渔船船籍证明", "领取渔船补贴"] if seen else [])
        for address in ("/", "/materials/", "/service-items/", "/api/v1/materials", "/proofs?q=渔船补贴"):
            assert ("渔船船籍证明" in visitor.client.get(address).text) <= seen, address
    assert search.check() == ()


def test_the_search_inside_a_draft_finds_names_however_they_are_typed(life, visitor):
    life.begun(lines=[a_line(number, service_item=f"办理事项{number}") for number in range(60)])
    address = f"/consultations/{life.consultation().id}"
    assert "共60条" in visitor.visit(address).html and "page=2" in visitor.visit(address).html
    narrowed = visitor.visit(f"{address}?q=辦理事項５")
    assert "共11条" in said(narrowed)
    assert "没找到" in visitor.visit(f"{address}?q=没有这种证明").html
    assert "办理事项59" in visitor.swap(f"{address}?q=事项59").html


def test_on_the_last_day_the_page_says_what_is_left_to_the_second(life, visitor):
    life.begun()
    one = life.consultation()
    with time_machine.travel(one.closes_at - timedelta(hours=5, minutes=56, seconds=53), tick=False):
        response = visitor.client.get(f"/consultations/{one.id}")
        assert "还有5小时56分53秒" in response.text
        assert response.headers["Cache-Control"] == "no-store" and "ETag" not in response.headers


@pytest.mark.parametrize("seconds, word", [(-1, "正在征求意见"), (0, "已截止"), (1, "已截止")])
def test_the_period_is_half_open(life, visitor, seconds, word):
    life.begun()
    one = life.consultation()
    with time_machine.travel(one.closes_at + timedelta(seconds=seconds), tick=False):
        assert word in visitor.visit("/consultations/").html.split("<h3>")[0]


def test_an_extension_strikes_the_old_day_through_and_gives_the_reason(life, visitor):
    life.begun(days_ago=1)
    before = life.consultation().last_on
    life.extended(reason="收到的意见较多。")
    page = visitor.visit(f"/consultations/{life.consultation().id}")
    assert f"<del>{before.month}月{before.day}日</del>" in page.html or f"{before.day}日</del>" in page.html
    assert "收到的意见较多。" in page.html


def test_a_shorter_period_shows_its_reason(life, visitor):
    life.begun(shortening_reason="清单内容简单。")
    assert "少于30天，理由：清单内容简单。" in said(visitor.visit(f"/consultations/{life.consultation().id}"))


def test_comments_are_read_only_after_they_were_looked_over_and_agreed_to(life, visitor):
    life.begun(days_ago=2)
    life.commented("愿意公开的话。", personal=Personal("林晓梅", "13800000000"), positions=(1,), stance=Stance.CHANGE)
    life.commented("不愿意公开的话。", publishes=False)
    life.commented("写了别人电话的话。")
    address = f"/consultations/{life.consultation().id}"
    assert "愿意公开的话" not in visitor.visit(f"{address}/comments").html
    with life.database.writing() as session:
        first, second, third = moderating.waiting(session, life.consultation().id)
        for one in (first, second):
            moderating.show(session, one.id, version=one.version, by=life.cast.chen, at=life.at)
        why = WithheldReason.PERSONAL_DATA
        moderating.withhold(session, third.id, why, version=third.version, by=life.cast.chen, at=life.at)
    page = visitor.visit(f"{address}/comments")
    assert "愿意公开的话。" in page.html and "林*（个人）" in page.html and "建议修改" in page.html
    for hidden in ("不愿意公开", "写了别人电话", "林晓梅", "13800000000"):
        assert hidden not in page.html
    assert "收到3份，公开1份；没有公开的2份：1份含个人信息，1份本人不同意公开。" in said(visitor.visit(address))


def test_each_line_shows_the_comments_that_bear_on_it_and_nothing_else(life, visitor):
    life.begun(days_ago=2)
    life.commented("关于第一条。", positions=(1,))
    life.commented("关于第二条。", positions=(2,))
    life.answered()
    address = f"/consultations/{life.consultation().id}"
    page = visitor.visit(f"{address}/comments?line=1")
    assert "关于第一条。" in page.html and "关于第二条。" not in page.html
    assert said(visitor.visit(address)).count("已有1份意见") == 2
    visitor.visit(f"{address}/comments?line=9", status=404)
    visitor.visit(f"{address}/comments?line=x", status=404)
    visitor.visit(f"{address}/comments?line=%C2%B2", status=404)


def test_answers_stay_private_until_they_are_released(life, visitor):
    life.begun(days_ago=70)
    life.commented("建议保留。")
    life.replied()
    address = f"/consultations/{life.consultation().id}"
    assert "法律规定要查验。" not in visitor.visit(f"{address}/comments").html
    visitor.visit(f"{address}/report", status=404)
    life.released()
    assert "法律规定要查验。" in visitor.visit(f"{address}/comments").html
    assert "意见采纳情况已公布：收到1份，不采纳1" in said(visitor.visit(address))


def test_a_changed_line_names_its_comments_and_a_comment_where_it_landed(life, visitor):
    life.begun(days_ago=120)
    receipt = life.commented("租户凭租赁合同就能办。", positions=(1,))
    life.replied(Adoption.ADOPTED)
    life.reworded(
        1, [receipt.comment_id], disposition=Disposition.REPLACE, method=Method.CONTRACT, replacement="租赁合同"
    )
    life.finished()
    address = f"/consultations/{life.consultation().id}"
    changes = said(visitor.visit(f"{address}/changes"))
    assert "第1版和第2版对照" in changes and "直接取消 改为 替代取消" in changes and "因1份意见而改" in changes
    assert "改过1条，新加0条，删去0条，没有改2条" in changes
    assert "因1份意见而改" in said(visitor.visit(address))
    assert "因为这份意见，第1条改了，见第2版。" in said(visitor.visit(f"{address}/comments"))


def test_the_comparison_is_not_read_before_the_answers_are_out(life, visitor):
    life.begun(days_ago=120)
    receipt = life.commented("建议保留。", positions=(1,))
    life.replied()
    life.reworded(1, [receipt.comment_id], disposition=Disposition.KEEP)
    life.settled()
    address = f"/consultations/{life.consultation().id}"
    page = visitor.visit(f"{address}/changes")
    assert "正在研究意见，现在只有第1版" in said(page) and "保留" not in page.html and "第2版" not in page.html
    assert "第2版" not in visitor.visit(address).html


def test_answers_may_be_out_before_the_final_text_and_the_comparison_says_so(life, visitor):
    life.begun(days_ago=120)
    receipt = life.commented("建议保留。", positions=(1,))
    life.replied(Adoption.ADOPTED)
    life.reworded(1, [receipt.comment_id], disposition=Disposition.KEEP)
    life.released()
    address = f"/consultations/{life.consultation().id}"
    assert "清单还没有定稿，现在只有第1版" in said(visitor.visit(f"{address}/changes"))
    assert f"{address}/changes" not in visitor.visit(address).html + visitor.visit(f"{address}/report").html
    report = said(visitor.visit(f"{address}/report"))
    assert "清单还没有定稿，定稿以后公布改了哪些。" in report and "改为" not in report, (
        "a text at work is not published"
    )
    assert "第2版" not in visitor.visit(f"{address}/comments").html
    life.frozen()
    changes = said(visitor.visit(f"{address}/changes"))
    assert "第1版和第2版对照" in changes and "改过1条" in changes
    assert "处理由“直接取消”改为“保留”" in said(visitor.visit(f"{address}/report"))


def test_while_a_draft_is_open_there_is_only_one_version_to_read(life, visitor):
    life.begun()
    page = visitor.visit(f"/consultations/{life.consultation().id}/changes")
    assert "正在征求意见，现在只有第1版" in said(page)
    life.given_up()
    assert "已经终止" in said(visitor.visit(f"/consultations/{life.consultation().id}/changes"))


def test_a_draft_that_was_not_changed_says_so_where_versions_are_compared(life, visitor):
    life.begun(days_ago=120)
    address = f"/consultations/{life.consultation().id}/changes"
    life.closed().answered().finished()
    assert "清单没有改动。定稿就是第1版。" in said(visitor.visit(address))


def test_a_second_draft_stays_hidden_until_its_own_round_opens(life, visitor):
    life.begun(days_ago=120)
    receipt = life.commented("建议保留。", positions=(1,))
    life.replied(Adoption.ADOPTED)
    life.reworded(1, [receipt.comment_id], disposition=Disposition.KEEP)
    first = life.consultation()
    life.released().announced(3)
    address = f"/consultations/{first.id}"
    for path in ("", "/changes", "/report", "/comments"):
        assert "拟保留" not in visitor.visit(f"{address}{path}").html and "第2版" not in visitor.visit(address).html
    with time_machine.travel(life.consultation().opens_at, tick=False):
        assert "第1版和第2版对照" in said(visitor.visit(f"{address}/changes"))


def test_reading_pages_set_no_cookie_and_can_be_kept(life, visitor):
    life.begun()
    for path in ("", "/comments"):
        address = f"/consultations/{life.consultation().id}{path}"
        response = visitor.client.get(address)
        assert "Set-Cookie" not in response.headers and response.headers["ETag"]
        again = visitor.client.get(address, headers={"If-None-Match": response.headers["ETag"]})
        assert again.status_code == 304


def test_answers_published_within_the_day_are_read_at_their_instant(life, visitor):
    life.begun(days_ago=120)
    life.replied()
    out = life.at + timedelta(hours=2)
    with life.database.writing() as session:
        settling.release(session, life.consultation().id, by=life.cast.chen, at=life.at, public_from=out)
    address = f"/consultations/{life.consultation().id}"
    for instant, is_out in ((out - timedelta(seconds=1), False), (out, True)):
        with time_machine.travel(instant, tick=False):
            assert ("看意见采纳情况" in visitor.visit(address).html) is is_out
            assert ("已公布" in visitor.visit("/consultations/").html) is is_out
            assert (visitor.client.get("/api/v1/consultations").json["items"][0]["report_url"] is not None) is is_out
            assert ("<entry>" in visitor.client.get("/feeds/reports.atom").text) is is_out


def test_what_a_draft_names_is_public_from_the_opening_on(life, visitor):
    life.begun()
    with life.database.reading() as session:
        assert all(one.public_from is not None for one in session.exec(select(Requirement)))
    assert visitor.client.get("/requirements/1").status_code == 200


def test_a_requirement_says_that_an_open_draft_names_it_until_the_close(life, visitor):
    life.begun()
    one = life.consultation()
    address = f"/requirements/{life.line(1).requirement_id}"
    page = visitor.visit(address)
    assert "正在征求意见，还没有定：" in page.html and "拟直接取消" in page.html and one.title in page.html
    assert "不用再交" not in page.h1, "a draft decides nothing"
    with time_machine.travel(one.closes_at, tick=False):
        assert "正在征求意见，还没有定" not in visitor.visit(address).html


def test_a_published_requirement_leads_to_its_line_and_on_to_the_comments(life, visitor):
    life.begun(days_ago=120)
    life.closed().answered().finished()
    page = visitor.visit(f"/requirements/{life.line(2).requirement_id}")
    assert f'/lists/{life.list_id}/lines/2"' in page.html


def test_the_home_page_tells_of_open_consultations_and_of_corrections(life, visitor):
    assert "正在征求意见" not in visitor.visit("/").html
    life.begun(days_ago=120)
    life.closed().answered().finished()
    life.corrected(reason="清单写错了单位。")
    assert "更正：" in visitor.visit("/").html and "清单写错了单位。" in visitor.visit("/").html


def test_the_home_page_counts_down_to_the_close(life, visitor):
    life.begun(days_ago=1)
    page = visitor.visit("/")
    assert "正在征求意见" in page.html and life.consultation().title in page.html


def test_a_long_draft_with_many_comments_takes_as_many_questions_as_a_short_one(life, visitor):
    life.begun(days_ago=2, lines=[a_line(number) for number in range(55)])
    address = f"/consultations/{life.consultation().id}"
    asked = []
    engine = visitor.client.application.extensions["database"].engine
    event.listen(engine, "before_cursor_execute", note := lambda *args: asked.append(args[2]))
    visitor.visit(f"{address}?q=事项54")
    few = len(asked)
    for number in range(5):
        life.commented(f"第{number}份。", positions=(1, 2, 3))
    life.answered()
    asked.clear()
    visitor.visit(address)
    many = len(asked)
    asked.clear()
    visitor.visit(f"{address}/comments")
    event.remove(engine, "before_cursor_execute", note)
    assert many <= few + 1 and len(asked) <= few


def test_a_line_changed_for_another_reason_than_comments_tells_that_reason(life, visitor):
    """The form promises officials that the public reads it."""
    life.begun(days_ago=120)
    life.closed().answered()
    life.changed(1, replace(LINES[0], remark="每年一次"), reason="合法性审查的建议。")
    held = {life.line(2).id: life.line(2).version}
    with life.database.writing() as session:
        keep = bulk_editing.Setting(Disposition.KEEP)
        bulk_editing.apply(session, life.list_id, held, keep, by=life.cast.chen, at=life.at, reason="先看看。")
    with life.database.writing() as session:
        bulk_editing.undo(session, life.list_id, by=life.cast.chen, at=life.at)
    life.finished()
    text = said(visitor.visit(f"/consultations/{life.consultation().id}/changes"))
    assert "理由：合法性审查的建议。" in text and "没有写明" not in text and "撤销上一步" not in text
