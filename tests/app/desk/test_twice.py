"""The same button pressed twice does the thing once, and nobody is told that it failed."""

import threading

import pytest
from sqlmodel import func, select

from catalog.models import Consultation, Decision, IssuedDocument, ListStep
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
