"""A comment is put aside, gone on with by its code, and sent: without script, without a code in any address."""

import pytest
from sqlmodel import select

from catalog.models import Comment, KeptComment
from tests.commenter import CODE, Commenter, code_in, said

HALF = {"text": "第二条我还没想好", "publishes": "", "kind": "business", "name": "张三", "contact": "a@b.example"}


@pytest.fixture
def opened(life):
    return life.begun(days_ago=3).consultation().id


def kept(commenter, opened, **fields):
    return commenter.write(opened, act="keep", **(HALF | fields))


def stored(life, table):
    with life.database.reading() as session:
        return list(session.exec(select(table)))


def test_half_a_comment_is_kept_and_said_not_to_be_sent(life, commenter, opened):
    page = kept(commenter, opened)
    assert CODE.fullmatch(code_in(page))
    assert "还没有提交" in said(page) and "第二条我还没想好" in said(page)
    assert not stored(life, Comment) and len(stored(life, KeptComment)) == 1


def test_by_the_code_one_goes_on_elsewhere_and_sends_it_under_the_same_code(life, app, commenter, opened):
    code = code_in(kept(commenter, opened))
    elsewhere = Commenter(app)
    assert "接着写" in said(elsewhere.hold("look-up", code))
    form = elsewhere.hold("kept-form", code)
    page = elsewhere._whole(form, 200)
    values = {control[1].get("name"): control[1].get("value", "") for control in page.controls}
    assert values["name"] == "张三" and values["contact"] == "a@b.example" and HALF["text"] in page.html
    held = {name: _hidden(form, name) for name in ("ticket", "kept_at")}
    receipt = elsewhere.write(opened, text="想好了：建议保留。", **held)
    assert code_in(receipt) == code
    assert not stored(life, KeptComment) and [one.text for one in stored(life, Comment)] == ["想好了：建议保留。"]


def _hidden(response, name):
    return response.text.partition(f'name="{name}" value="')[2].partition('"')[0]


def test_kept_again_from_where_one_went_on_it_stays_one(life, commenter, opened):
    code = code_in(kept(commenter, opened))
    form = commenter.hold("kept-form", code)
    held = {name: _hidden(form, name) for name in ("ticket", "kept_at")}
    assert code_in(kept(commenter, opened, text="又写了一点", **held)) == code
    assert len(stored(life, KeptComment)) == 1


@pytest.mark.parametrize("act", ["keep", "send"])
def test_what_another_computer_put_aside_meanwhile_is_shown_before_it_is_lost(life, app, commenter, opened, act):
    code = code_in(kept(commenter, opened))
    elsewhere = Commenter(app)
    held = [
        {name: _hidden(one.hold("kept-form", code), name) for name in ("ticket", "kept_at")}
        for one in (commenter, elsewhere)
    ]
    kept(commenter, opened, text="家里写的一大段", **held[0])
    asked = elsewhere.write(opened, act=act, status=409, **(HALF | held[1] | {"text": "单位写的", "publishes": "yes"}))
    assert "家里写的一大段" in said(asked) and "单位写的" in asked.text
    assert not stored(life, Comment) and "家里写的一大段" in said(commenter.hold("look-up", code))
    seen = {name: _hidden(asked, name) for name in ("ticket", "kept_at")}
    again = elsewhere.write(opened, act=act, **(HALF | seen | {"text": "单位写的", "publishes": "yes"}))
    assert code_in(again) == code and len(stored(life, KeptComment)) == (act == "keep")


def test_going_back_in_the_browser_and_writing_on_asks_nothing(life, commenter, opened):
    ticket = commenter.ticket()
    code = code_in(kept(commenter, opened, ticket=ticket))
    assert code_in(kept(commenter, opened, ticket=ticket, text=HALF["text"] + "，再想想")) == code


def test_the_button_pressed_twice_gives_one_code(commenter, opened):
    ticket = commenter.ticket()
    assert len({code_in(kept(commenter, opened, ticket=ticket)) for _ in range(2)}) == 1


def test_nothing_written_is_nothing_to_keep(commenter, opened):
    refused = commenter.write(opened, act="keep", status=422, **(HALF | {"text": " "}))
    assert "没有可存的" in refused.text and "张三" in refused.text


def test_throwing_it_away_asks_first(life, commenter, opened):
    code = code_in(kept(commenter, opened))
    assert "要删去存稿吗" in commenter.hold("kept-removal-form", code).text
    assert len(stored(life, KeptComment)) == 1
    gone = commenter.submit("/receipts/kept-removal", {"code": code}, status=200, at="/receipts/")
    assert "存稿已经删去" in gone.text and not stored(life, KeptComment)
    assert "没有这个回执码" in commenter.hold("look-up", code, status=404).text


def test_after_the_close_a_form_is_sent_and_not_kept(life, commenter):
    closed = life.begun(days_ago=70).closed().consultation().id
    assert ">先存着<" not in commenter.visit(f"/consultations/{closed}/comments/new").html
    refused = commenter.write(closed, act="keep", status=409, **HALF)
    assert "不能先存着" in refused.text and HALF["text"] in refused.text


def test_a_form_that_was_sent_meanwhile_is_offered_as_a_correction(commenter, opened):
    ticket = commenter.ticket()
    code = code_in(commenter.write(opened, ticket=ticket, text="已经交了。"))
    offered = commenter.write(opened, act="keep", status=409, **(HALF | {"ticket": ticket}))
    assert code in offered.text and "用新写的代替" in offered.text


def test_a_browser_without_cookies_is_shown_the_code_at_once(app, opened):
    bare = app.test_client(use_cookies=False)
    answer = bare.post(
        f"/consultations/{opened}/comments", data={"act": "keep", "ticket": Commenter(app).ticket(), **HALF}
    )
    assert answer.status_code == 200 and CODE.fullmatch(code_in(answer))
    assert answer.headers["Cache-Control"] == "no-store"
