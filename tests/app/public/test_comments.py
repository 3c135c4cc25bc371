"""The comment form: nothing written is lost, nothing is taken twice, the close is exact, and no code leaks."""

from datetime import timedelta

import pytest
import time_machine
from lxml import html
from sqlmodel import func, select

from catalog import clock
from catalog.models import Comment, CommentLine, CommentRevision, Entry
from catalog.rules import limits
from catalog.services import attempts
from tests.browser import Page
from tests.commenter import CODE, Commenter, code_in, said

TEXT = "租房的人没有房产证，办不了增容。\r\n建议写明租户凭租赁合同就能办。"


@pytest.fixture
def opened(life):
    life.begun(days_ago=2)
    return life.consultation().id


def comments(life):
    with life.database.reading() as session:
        return list(session.exec(select(Comment).order_by(Comment.id)))


def test_a_comment_gets_a_receipt_with_the_second_at_which_it_came(life, commenter, opened):
    response = commenter.write(opened, text=TEXT, scope="lines", positions="1、3", stance="change", name="林晓梅")
    page = Page(response.text)
    assert not page.whole_faults()
    (sent,) = comments(life)
    assert CODE.fullmatch(code_in(response))
    assert "收到了，谢谢您。" in response.text and "第1条：用电增容 · 房屋权属证明" in response.text
    assert sent.received_at.isoformat(timespec="seconds") in response.text
    assert sent.text == TEXT.replace("\r\n", "\n").strip() and sent.shown_name == "林*" and not sent.is_late
    with life.database.reading() as session:
        assert session.exec(select(func.count()).select_from(CommentLine)).one() == 2


def test_the_form_asks_whether_to_publish_with_nothing_preselected_and_the_notice_before_the_button(commenter, opened):
    page = commenter.visit(f"/consultations/{opened}/comments/new")
    asked = [values for tag, values in _inputs(page) if values.get("name") == "publishes"]
    assert len(asked) == 2 and not any("checked" in values for values in asked)
    notice, button = page.html.index("交之前，请先看这几句"), page.html.index("提交意见")
    assert notice < button and "<details" not in page.html[notice - 200 : button]
    assert "示例市司法局，电话0000-1234567。" in page.html


def _inputs(page):
    return [(one.tag, dict(one.attrib)) for one in html.fromstring(page.html).xpath("//input")]


def test_a_form_opened_for_lines_names_them(commenter, opened):
    page = commenter.visit(f"/consultations/{opened}/comments/new?line=1&line=3&line=x")
    assert 'value="1、3"' in page.html
    assert "第1条：用电增容" in page.html and "第3条：公证费减免" in page.html


@pytest.mark.parametrize("typed, expected", [("1、3", 2), ("１，２", 2), ("1-3", 3), ("第1条和第2条", 2), ("2至3", 2)])
def test_places_are_read_as_people_write_them(life, commenter, opened, typed, expected):
    commenter.write(opened, scope="lines", positions=typed)
    with life.database.reading() as session:
        assert session.exec(select(func.count()).select_from(CommentLine)).one() == expected


@pytest.mark.parametrize(
    "wrong, sentence",
    [
        ({"text": " "}, "请写意见"),
        ({"text": "字" * 5001}, "最多5,000字，现在有5,001字"),
        ({"publishes": ""}, "请选这份意见能不能公开"),
        ({"scope": "lines", "positions": ""}, "请写是哪几条"),
        ({"scope": "lines", "positions": "九"}, "条号要写成数字"),
        ({"scope": "lines", "positions": "99"}, "清单里没有第99条"),
        ({"scope": "lines", "positions": "1-9999"}, "一次最多写200条"),
        ({"name": "张" * 61}, "称呼最多60个字"),
        ({"contact": "1" * 121}, "最多120个字"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_every_word_is_kept(life, commenter, opened, wrong, sentence):
    form = {"text": TEXT, "name": "林晓梅", "contact": "13800000000", "positions": "1", "kind": "business"} | wrong
    response = commenter.write(opened, status=422, **form)
    page = Page(response.text)
    assert not page.whole_faults() and page.title.startswith("出错：")
    assert (sentence in response.text and 'aria-invalid="true"' in response.text) or "publishes" in wrong
    for name, value in form.items():
        if name in ("text", "name", "contact", "positions") and value.strip():
            assert value.replace("\r\n", "\n") in response.text, name
    assert 'value="business" selected' in response.text
    assert comments(life) == []


def test_everything_that_is_wrong_is_said_at_once(commenter, opened):
    response = commenter.write(opened, status=422, text="", publishes="", name="张" * 61)
    assert "还有3处要改" in response.text


def test_the_same_form_sent_twice_gets_the_same_receipt(life, commenter, opened):
    ticket = commenter.ticket()
    first = commenter.write(opened, ticket=ticket)
    again = commenter.write(opened, ticket=ticket)
    assert code_in(first) == code_in(again) and "这份意见刚才已经收到" in again.text
    assert len(comments(life)) == 1


def test_another_text_on_the_same_form_is_offered_as_a_correction(life, commenter, opened):
    ticket = commenter.ticket()
    code = code_in(commenter.write(opened, ticket=ticket, text="旧的写法。"))
    offered = commenter.write(opened, ticket=ticket, text="新的写法。", status=409)
    assert "内容不一样" in offered.text and "新的写法。" in offered.text and len(comments(life)) == 1
    fields = {"scope": "list", "text": "新的写法。", "publishes": "yes"}
    done = commenter.hold("correction", code, **fields)
    assert "改好了。" in done.text
    (sent,) = comments(life)
    assert sent.text == "新的写法。"
    with life.database.reading() as session:
        assert session.exec(select(CommentRevision)).one().text == "旧的写法。"


def test_another_text_on_the_same_form_may_be_another_comment(life, commenter, opened):
    ticket, spare = commenter.ticket(), commenter.ticket()
    first = commenter.write(opened, ticket=ticket, text="第一份。")
    second = commenter.write(opened, ticket=ticket, spare_ticket=spare, act="another", text="第二份。")
    assert code_in(first) != code_in(second) and len(comments(life)) == 2


@pytest.mark.parametrize("microseconds, late", [(-1, False), (0, True), (1, True)])
def test_the_close_is_exact(life, commenter, opened, microseconds, late):
    closes_at = life.consultation().closes_at
    ticket = commenter.ticket()
    with time_machine.travel(closes_at + timedelta(microseconds=microseconds), tick=False):
        response = commenter.write(opened, ticket=ticket)
    (sent,) = comments(life)
    assert sent.is_late is late
    assert ("会标明“逾期”，照样答复" in response.text) is late


def test_a_comment_counts_by_when_its_request_was_first_seen(life, app, opened):
    """The close falls between the first sight of the request and the reading of its form."""
    one = life.consultation()
    visitor = Commenter(app)
    with time_machine.travel(one.closes_at - timedelta(seconds=1), tick=False) as now:
        ticket = visitor.ticket()
        app.before_request_funcs[None].insert(1, lambda: now.shift(timedelta(seconds=5)))
        visitor.client.post(
            f"/consultations/{opened}/comments",
            data={"scope": "list", "text": "赶在最后一秒。", "publishes": "yes", "ticket": ticket},
        )
    (sent,) = comments(life)
    assert sent.received_at == one.closes_at - timedelta(seconds=1) and not sent.is_late


def test_after_the_close_the_form_says_that_comments_are_late(life, commenter, opened):
    with time_machine.travel(life.consultation().closes_at + timedelta(hours=1), tick=False):
        page = commenter.visit(f"/consultations/{opened}/comments/new")
        assert "会标明“逾期”，照样答复" in page.html
        assert "逾期" in said(commenter.write(opened))


def test_after_the_answers_no_comment_is_taken_and_the_text_is_kept(life, commenter):
    life.begun(days_ago=70)
    life.replied().released()
    number = life.consultation().id
    page = commenter.visit(f"/consultations/{number}/comments/new")
    assert "意见采纳情况已经公布，这次不再收意见" in page.html and "提交意见" not in page.html
    response = commenter.client.post(
        f"/consultations/{number}/comments",
        data={"scope": "list", "text": "来不及的话。", "publishes": "yes", "ticket": commenter.ticket()},
    )
    assert response.status_code == 409 and "来不及的话。" in response.text
    assert comments(life) == []


def test_an_ended_or_coming_consultation_takes_no_comment(life, commenter):
    life.begun(days_ago=-2)
    page = commenter.visit(f"/consultations/{life.consultation().id}/comments/new")
    assert "还没有开始征求意见" in page.html and "用电增容" not in page.html


def test_a_stale_token_costs_nobody_a_word(life, commenter, opened):
    commenter.visit(f"/consultations/{opened}/comments/new")
    ticket = commenter.ticket()
    form = {"scope": "list", "text": "写了很久。", "publishes": "yes", "ticket": ticket, "csrf_token": "old"}
    stale = commenter.client.post(f"/consultations/{opened}/comments", data=form)
    assert stale.status_code == 400 and "写了很久。" in stale.text and f'value="{ticket}"' in stale.text
    assert comments(life) == []
    commenter.write(opened, text="写了很久。", ticket=ticket)
    assert len(comments(life)) == 1


def test_a_browser_that_lost_its_session_or_keeps_none_may_still_send(life, app, opened):
    bare = app.test_client(use_cookies=False)
    form = {"scope": "list", "text": "没有 cookie。", "publishes": "no", "ticket": Commenter(app).ticket()}
    assert bare.post(f"/consultations/{opened}/comments", data=form).status_code == 200
    assert len(comments(life)) == 1


@pytest.mark.parametrize("ticket", ["", "made-up", "a.b.c", "x" * 500])
def test_a_form_that_is_not_ours_is_given_a_new_ticket_with_the_text_kept(life, commenter, opened, ticket):
    response = commenter.write(opened, ticket=ticket, text="留着的话。", status=422)
    assert "留着的话。" in response.text and comments(life) == []


def test_what_looks_like_a_machine_is_asked_again_with_its_text(life, commenter, opened):
    quick = commenter.write(opened, ticket=commenter.ticket(age=timedelta()), text="快手写的。", status=422)
    assert "快手写的。" in quick.text and "再按一次" in quick.text
    trapped = commenter.write(opened, website="http://spam.invalid", text="填满每一格。", status=422)
    assert "填满每一格。" in trapped.text and "spam.invalid" not in trapped.text
    assert comments(life) == []


def test_too_many_forms_from_one_address_are_refused_with_the_text_kept(life, app, commenter, opened):
    subject = limits.subject_of_address("127.0.0.1", app.config["SECRET_KEY"])
    window = limits.COMMENT_PER_ADDRESS.window(clock.now())
    with life.database.writing() as session:
        for _ in range(limits.COMMENT_PER_ADDRESS.count):
            attempts.note(session, limits.COMMENT_PER_ADDRESS.topic, subject, window)
    response = commenter.write(opened, text="轮到我的时候太多了。", status=429)
    assert "轮到我的时候太多了。" in response.text and int(response.headers["Retry-After"]) > 0
    assert comments(life) == []


def test_pages_with_the_form_or_a_receipt_are_kept_by_nobody(commenter, opened):
    page = commenter.client.get(f"/consultations/{opened}/comments/new")
    sent = commenter.write(opened)
    for response in (page, sent):
        assert response.headers["Cache-Control"] == "no-store" and "ETag" not in response.headers


def test_neither_history_nor_page_of_the_public_holds_what_is_personal(life, commenter, opened):
    commenter.write(opened, text="只有我知道的话。", name="林晓梅", contact="13800000000", publishes="no")
    (sent,) = comments(life)
    with life.database.reading() as session:
        entries = "".join(f"{one.before}{one.after}{one.reason}" for one in session.exec(select(Entry)))
    for private in ("只有我知道", "林晓梅", "13800000000"):
        assert private not in entries
        assert private not in (sent.sealed or "")
        assert private not in commenter.visit(f"/consultations/{opened}/comments").html


def test_control_signs_and_odd_bytes_leave_a_text_readable(life, commenter, opened):
    commenter.write(opened, text="前\x00后\x1b[31m，\t制表。")
    assert comments(life)[0].text == "前后[31m，\t制表。"


def test_a_consultation_that_is_not_there_is_not_found(commenter):
    commenter.visit("/consultations/999/comments/new", status=404)
