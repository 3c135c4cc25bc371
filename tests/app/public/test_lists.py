"""The page of a published list and of its lines: every step can be looked up, corrections stand both ways."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import select

from app.wording.list_story import approved, filed, step_taken
from catalog import clock
from catalog.models import Emergency, ProofList
from catalog.services import filings, list_steps
from catalog.services.publishing import WATCH_WORKING_DAYS
from catalog.vocabulary import Act, Adoption, Disposition, Method
from tests.commenter import said


@pytest.fixture
def published(life):
    """Commented on, changed because of it, published."""
    life.begun(days_ago=120)
    receipt = life.commented("租户凭租赁合同就能办。", positions=(1,))
    life.replied(Adoption.ADOPTED)
    life.reworded(
        1, [receipt.comment_id], disposition=Disposition.REPLACE, method=Method.CONTRACT, replacement="租赁合同"
    )
    return life.finished()


def test_every_step_has_its_date(published, visitor):
    text = said(visitor.visit(f"/lists/{published.list_id}"))
    steps = ("提交审核", "汇总审核", "初审通过", "公开征求意见", "第2版合法性审查通过", "集体讨论通过：市政府常务会议")
    places = [text.index(step) for step in steps]
    assert places == sorted(places)
    assert "公布，示府办〔2026〕1号" in text and "施行" in text


@pytest.mark.parametrize("days, is_late", [(0, False), (3 * WATCH_WORKING_DAYS, True)])
def test_the_twenty_working_days_are_watched(life, visitor, days, is_late):
    life.begun(days_ago=200)
    life.closed().answered().settled().approved()
    life.at += timedelta(days=days)
    life.published()
    page = visitor.visit(f"/lists/{life.list_id}")
    assert "《政府信息公开条例》第二十六条：不超过20个工作日" in said(page)
    assert ("超过期限" in page.html) is is_late and f"从决定到公布{days}天" in said(page)


def test_both_versions_are_named_with_their_digests(published, visitor):
    page = visitor.visit(f"/lists/{published.list_id}")
    assert "第1版，3条" in said(page) and "第2版，3条" in said(page)
    assert published.version().digest in page.html


def test_a_line_leads_to_its_comments_and_its_changes(published, visitor):
    page = visitor.visit(f"/lists/{published.list_id}")
    assert f"/lists/{published.list_id}/lines/1#comments" in page.html
    trace = said(visitor.visit(f"/lists/{published.list_id}/lines/1"))
    for expected in (
        "租户凭租赁合同就能办。",
        "法律规定要查验。",
        "直接取消 改为 替代取消",
        "因1份意见而改",
        "当时是第1条",
    ):
        assert expected in trace
    other = said(visitor.visit(f"/lists/{published.list_id}/lines/2"))
    assert "没有公开的意见" in other and "租户凭" not in other
    visitor.visit(f"/lists/{published.list_id}/lines/9", status=404)
    visitor.visit("/lists/999/lines/1", status=404)


def test_a_correction_is_marked_on_the_list_and_links_both_ways(published, visitor):
    address = f"/lists/{published.list_id}"
    assert "公布以后的更正" not in visitor.visit(address).html
    published.corrected(3, "清单写错了单位。")
    page = visitor.visit(address)
    assert "公布以后的更正" in page.html and "清单写错了单位。" in page.html and f"{address}/lines/3" in page.html
    requirement_id = published.line(3).requirement_id
    assert f"/requirements/{requirement_id}" in page.html
    requirement = visitor.visit(f"/requirements/{requirement_id}")
    assert "更正" in requirement.html and address in requirement.html
    assert "清单写错了单位。" in said(visitor.visit(f"{address}/lines/3"))


def test_filing_is_told(published, visitor):
    with published.database.writing() as session:
        filings.record(
            session,
            published.list_id,
            filed_on=clock.today(),
            number="示备〔2026〕3号",
            by=published.cast.chen,
            at=clock.now(),
        )
    assert "备案，示备〔2026〕3号" in said(visitor.visit(f"/lists/{published.list_id}"))


def test_a_step_through_the_emergency_door_is_shown_until_it_is_confirmed(published, visitor):
    at = clock.now()
    with published.database.writing() as session:
        emergency = Emergency(
            list_id=published.list_id,
            act=Act.PUBLISH_LIST.value,
            person_id=published.cast.zhao.id,
            reason="台风期间急用。",
            at=at,
            due_on=clock.today(),
        )
        session.add(emergency)
    page = said(visitor.visit(f"/lists/{published.list_id}"))
    assert "待追认" in page and "台风期间急用。" in page
    with published.database.writing() as session:
        session.exec(select(Emergency)).one().confirmed_at = at
    assert "待追认" not in said(visitor.visit(f"/lists/{published.list_id}?page=1"))


def test_a_list_that_was_read_in_has_the_dates_of_its_document(reader):
    page = said(reader.visit("/lists/1"))
    assert "怎么来的" in page and "公布" in page and "提交审核" not in page
    assert "第1条" in said(reader.visit("/lists/1/lines/1"))


def test_steps_that_concern_only_the_offices_are_not_told():
    assert step_taken("send-back", {}) == (None, "") and step_taken("recall", {}) == (None, "")
    day, says = step_taken("approve", {"decided_on": "2026-09-07", "signer": "某某"})
    assert day.isoformat() == "2026-09-07" and says == "审签"
    assert "8号" in approved({"meeting": "常务会议", "minutes": "〔2026〕8号"})
    assert filed("", "依据不足") == "备案审查提出意见：依据不足"


def urgently(life, at):
    with life.database.writing() as session:
        listing = list_steps.locked(session, life.list_id)
        list_steps.note_emergency(session, listing, Act.APPROVE_LIST, "台风将至。", by=life.cast.both, at=at)


def unconfirmed(visitor, address):
    """What the interface says of it, in the index and on the list itself, which agree."""
    (listed,) = visitor.client.get("/api/v1/lists").json["items"]
    assert visitor.client.get(f"/api/v1{address}").json["unconfirmed"] == listed["unconfirmed"]
    return [(one["act"], one["reason"], one["confirm_by"], one["is_overdue"]) for one in listed["unconfirmed"]]


def test_what_was_done_urgently_is_marked_until_another_confirms_it_and_overdue_after_three_working_days(life, visitor):
    life.begun(days_ago=120)
    life.closed().answered().finished()
    urgently(life, clock.now())
    address = f"/lists/{life.list_id}"
    with life.database.reading() as session:
        (emergency,) = list_steps.emergencies(session, life.list_id)
    page = visitor.visit(address).html
    assert "待追认，最迟" in page and "台风将至。" in page and "超过期限" not in page
    assert "待追认" in visitor.visit("/lists/").html
    told = (Act.APPROVE_LIST.label, "台风将至。", emergency.due_on.isoformat())
    last = clock.start_of(emergency.due_on + timedelta(days=1))
    with time_machine.travel(last - timedelta(seconds=1), tick=False):
        assert "待追认，最迟" in visitor.visit(address).html
        assert unconfirmed(visitor, address) == [(*told, False)]
    with time_machine.travel(last, tick=False):
        late = visitor.visit(address).html
        assert "已经超过期限，还没有追认" in late and "flash bad" in late
        assert "追认超期" in visitor.visit("/lists/").html
        assert unconfirmed(visitor, address) == [(*told, True)]
        with life.database.writing() as session:
            list_steps.confirm_emergency(session, emergency.id, by=life.cast.zhao, at=last)
        for where in (address, "/lists/"):
            assert "追认" not in visitor.visit(where).html
        assert unconfirmed(visitor, address) == []


def test_what_a_department_handed_in_urgently_is_said_while_the_public_is_asked(life, visitor):
    life.begun()
    with life.database.writing() as session:
        part = ProofList(title="民政局清单", batch_id=life.list_id, created_at=life.at)
        session.add(part)
        session.flush()
        list_steps.note_emergency(session, part, Act.SUBMIT_LIST, "台风将至。", by=life.cast.li, at=clock.now())
    page = visitor.visit(f"/consultations/{life.consultation().id}").html
    assert "“提交清单”是" in page and "待追认，最迟" in page and "台风将至。" in page
    (listed,) = visitor.client.get("/api/v1/consultations").json["items"]
    assert [(one["act"], one["is_overdue"]) for one in listed["unconfirmed"]] == [(Act.SUBMIT_LIST.label, False)]
    assert (
        visitor.client.get(listed["url"].replace("/consult", "/api/v1/consult")).json["unconfirmed"]
        == (listed["unconfirmed"])
    )


def test_once_a_list_is_published_it_tells_what_waits_and_its_consultation_no_longer_does(life, visitor):
    life.begun(days_ago=120)
    life.closed().answered().finished()
    urgently(life, clock.now())
    assert len(unconfirmed(visitor, f"/lists/{life.list_id}")) == 1
    address = f"/consultations/{life.consultation().id}"
    assert visitor.client.get(f"/api/v1{address}").json["unconfirmed"] == []
    assert "待追认" not in visitor.visit(address).html
