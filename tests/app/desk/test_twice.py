"""The same button pressed twice does the thing once, and nobody is told that it failed."""

import threading

import pytest
from sqlmodel import func, select

from catalog.models import Consultation, Decision, ImportPlan, IssuedDocument, ListStep, ProofList
from tests.app.desk.test_imports import HEAD, ROW, upload
from tests.catalog.services.life import a_line
from tests.people import Desk


def steps(life):
    with life.database.reading() as session:
        query = select(ListStep.name).where(ListStep.list_id == life.list_id).order_by(ListStep.id)
        return list(session.exec(query))


def count(life, table):
    with life.database.reading() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def test_a_list_is_handed_in_once(life, desk_of, now):
    life.drafted([a_line(1)], office=True)
    now()
    qiang, address = desk_of("qiang").sign_in(), f"/desk/lists/{life.list_id}/steps/submit"
    for _ in range(2):
        qiang.press(address, {}, at=f"/desk/lists/{life.list_id}")
    assert steps(life) == ["submit"]


def test_what_another_did_meanwhile_is_told(life, desk_of, now):
    life.drafted([a_line(1)], office=True)
    now()
    qiang, address = desk_of("qiang").sign_in(), f"/desk/lists/{life.list_id}/steps/submit"
    qiang.press(address, {}, at=f"/desk/lists/{life.list_id}")
    desk_of("wang").sign_in().press(f"/desk/lists/{life.list_id}/steps/assemble", {}, at=f"/desk/lists/{life.list_id}")
    assert "现在是“已汇总”" in qiang.press(address, {}, at=f"/desk/lists/{life.list_id}", status=409).text


@pytest.mark.parametrize("presses", [2, 5])
def test_a_list_is_published_once_however_often_the_button_is_pressed_at_once(app, life, now, presses):
    life.until_approved([a_line(1), a_line(2)])
    now()
    paper = life.publication("示府办〔2026〕7号")
    form = {
        "number": paper.number,
        "form": "notice",
        "published_on": str(paper.published_on),
        "effective_on": str(paper.effective_on),
        "sure": "yes",
    }
    address = f"/desk/lists/{life.list_id}/publication"
    zhao = Desk(app, "zhao").sign_in()
    page = zhao.visit(f"{address}?number={paper.number}&published_on={paper.published_on}")
    token = page.html.partition('name="csrf_token" value="')[2].partition('"')[0]
    cookie = zhao.client.get_cookie("mianzheng")
    answers = []

    def press():
        other = app.test_client()
        other.set_cookie("mianzheng", cookie.value)
        answers.append(other.post(address, data=form | {"csrf_token": token}).status_code)

    hands = [threading.Thread(target=press) for _ in range(presses)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert answers == [303] * presses
    assert (count(life, IssuedDocument), count(life, Decision)) == (1, 2)


def test_a_consultation_is_opened_once(life, desk_of, now):
    life.until_cleared([a_line(1)])
    now()
    notice = {
        "title": "公告",
        "notice": "征求意见。",
        "explanation": "说明。",
        "draft_kind": "major-decision",
        "opens_on": life.at.date().isoformat(),
        "length": "30",
        "unit": "days",
        "contact_telephone": "0000-1234567",
    }
    chen, address = desk_of("chen").sign_in(), f"/desk/lists/{life.list_id}/consultation"
    for _ in range(2):
        chen.press(address, notice, at=f"/desk/lists/{life.list_id}")
    assert count(life, Consultation) == 1


def ticket_on(visitor, address):
    """The ticket of the form on a page."""
    found = visitor.visit(address).html.partition('name="form_ticket" value="')[2].partition('"')[0]
    assert found, f"no form ticket on {address}"
    return found


def test_a_new_list_is_made_once_and_both_presses_lead_to_it(life, desk_of, now):
    now()
    chen = desk_of("chen").sign_in()
    form = {"title": "全市清单", "kind": "cancellation", "form_ticket": ticket_on(chen, "/desk/lists/new")}
    led = {chen.press("/desk/lists/", form, at="/desk/lists/new").headers["Location"] for _ in range(3)}
    assert (count(life, ProofList), len(led)) == (1, 1)
    assert "没有再办一次" in chen.visit(led.pop()).html


def test_another_title_in_the_same_form_is_another_list(life, desk_of, now):
    now()
    chen = desk_of("chen").sign_in()
    form = {"title": "甲", "kind": "cancellation", "form_ticket": ticket_on(chen, "/desk/lists/new")}
    for title in ("甲", "乙"):
        chen.press("/desk/lists/", form | {"title": title}, at="/desk/lists/new")
    assert count(life, ProofList) == 2


def test_a_refused_form_is_not_spent(life, desk_of, now):
    now()
    chen = desk_of("chen").sign_in()
    form = {"title": "", "kind": "cancellation", "form_ticket": ticket_on(chen, "/desk/lists/new")}
    refused = chen.press("/desk/lists/", form, at="/desk/lists/new", status=422)
    assert form["form_ticket"] in refused.text
    chen.press("/desk/lists/", form | {"title": "甲"}, at="/desk/lists/new")
    assert count(life, ProofList) == 1


def test_what_one_person_sent_is_not_taken_for_another_persons(life, desk_of, now):
    life.drafted([a_line(1)], office=True)
    now()
    line = {"service_item": "事项9", "material": "户籍证明", "disposition": "cancel", "basis": "无"}
    address, at = f"/desk/lists/{life.list_id}/lines", f"/desk/lists/{life.list_id}/lines/new"
    li, qiang = desk_of("li").sign_in(), desk_of("qiang").sign_in()
    form = line | {"office": "示例市民政局", "form_ticket": ticket_on(li, at)}
    li.press(address, form, at=at)
    assert "已经是同一个单位" in qiang.press(address, form, at=at, status=409).text


@pytest.mark.parametrize("presses", [2, 4])
def test_a_list_begun_by_several_presses_at_once_is_one(app, life, now, presses):
    now()
    chen = Desk(app, "chen").sign_in()
    page = chen.visit("/desk/lists/new")
    form = {
        "title": "全市清单",
        "kind": "cancellation",
        "form_ticket": page.html.partition('name="form_ticket" value="')[2].partition('"')[0],
        "csrf_token": page.html.partition('name="csrf_token" value="')[2].partition('"')[0],
    }
    cookie = chen.client.get_cookie("mianzheng")
    led = []

    def press():
        other = app.test_client()
        other.set_cookie("mianzheng", cookie.value)
        led.append(other.post("/desk/lists/", data=form).headers["Location"])

    hands = [threading.Thread(target=press) for _ in range(presses)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert (count(life, ProofList), len(led), len(set(led))) == (1, presses, 1)


def test_a_file_is_handed_in_once(life, desk_of, now):
    now()
    li = desk_of("li").sign_in()
    ticket = ticket_on(li, "/desk/imports/new")
    led = {upload(li, f"{HEAD}\n{ROW}\n", form_ticket=ticket) for _ in range(2)}
    assert (count(life, ImportPlan), len(led)) == (1, 1)
    upload(li, f"{HEAD}\n{ROW.replace('单身', '居住')}\n", form_ticket=ticket)
    assert count(life, ImportPlan) == 2


def test_every_form_of_the_desk_that_makes_something_has_a_ticket(life, desk_of, now):
    life.drafted([a_line(1)], office=True)
    now()
    for login, address in (
        ("chen", "/desk/lists/new"),
        ("li", f"/desk/lists/{life.list_id}/lines/new"),
        ("li", "/desk/imports/new"),
        ("zhou", "/desk/people/new"),
        ("wang", "/desk/words"),
        ("wang", "/desk/materials/1/aliases"),
    ):
        assert ticket_on(desk_of(login).sign_in(), address)
