"""Comments at the desk: looked over, answered alone or together, let out with the report."""

import re
from io import BytesIO

import pytest

from catalog.vocabulary import CommentState
from tests.catalog.services.life import a_line
from tests.commenter import Commenter, code_in, said


@pytest.fixture
def open_list(life, now):
    """A list open for comment with three comments on it."""
    life.until_open([a_line(1), a_line(2)])
    for text in ("第一份意见。", "第二份意见。", "第三份意见。"):
        life.commented(text, positions=(1,))
    now()
    return life


@pytest.fixture
def chen(desk_of, open_list):
    return desk_of("chen").sign_in()


@pytest.fixture
def address(open_list):
    return f"/desk/consultations/{open_list.consultation().id}/comments"


def numbers(page):
    return re.findall(r'href="/desk/comments/(\d+)"', page.html)


def test_nothing_is_public_before_it_was_looked_over(app, chen, address, open_list):
    public, shown = Commenter(app), f"/consultations/{open_list.consultation().id}/comments"
    assert "第一份意见" not in public.visit(shown).html
    first = numbers(chen.visit(address))[0]
    chen.press(f"/desk/comments/{first}/passing", {"version": "1"}, at=address)
    assert "第一份意见" in public.visit(shown).html and "第二份意见" not in public.visit(shown).html


def test_withholding_needs_a_typed_reason_that_the_author_reads(app, chen, address, open_list):
    public = Commenter(app)
    code = code_in(public.write(open_list.consultation().id, text="打电话给我，身份证号是……"))
    number = numbers(chen.visit(f"{address}?q=身份证号"))[0]
    one = f"/desk/comments/{number}"
    form = {"version": "1", "note": "请换个说法再提。"}
    refused = chen.refused(f"{one}/withholding", form, at=one, status=422)
    assert "请换个说法再提。" in refused.html, "what was typed is kept"
    assert "请选为什么暂不公开" in refused.html
    form = {"version": "1", "withheld_reason": "personal-data", "note": "请去掉身份证号再交。"}
    chen.press(f"{one}/withholding", form, at=one)
    receipt = said(public.hold("look-up", code))
    assert "含个人信息" in receipt and "请去掉身份证号再交" in receipt
    assert numbers(chen.visit(f"{address}?narrow=withheld")) == [number]


def test_a_comment_that_changed_meanwhile_is_looked_at_again(chen, address):
    number = numbers(chen.visit(address))[0]
    chen.press(f"/desk/comments/{number}/passing", {"version": "1"}, at=address)
    again = chen.press(f"/desk/comments/{number}/passing", {"version": "1"}, at=address, status=409)
    assert "请重新看一遍" in again.text


def test_several_are_answered_alike_and_one_differently(chen, address, open_list):
    answers = address.replace("comments", "answers")
    first, second, third = numbers(chen.visit(address))
    form = {"pick": [first, second], "adoption": "rejected", "reason": "法律规定要查验。"}
    chen.press(answers, form, at=address)
    assert "和另外1份一起答复" in chen.visit(f"/desk/comments/{first}").html
    alone = {"pick": third, "back": third, "adoption": "adopted", "reason": "采纳，改第1条。"}
    chen.press(answers, alone, at=f"/desk/comments/{third}")
    assert numbers(chen.visit(f"{address}?narrow=unanswered")) == []


@pytest.mark.parametrize("reason", ["", "已阅", "感谢您的关注。"])
def test_an_answer_that_says_nothing_is_refused_and_what_was_chosen_stays(chen, address, reason):
    form = {"pick": numbers(chen.visit(address))[0], "adoption": "rejected", "reason": reason}
    page = chen.refused(address.replace("comments", "answers"), form, at=address, status=422)
    assert "请写理由" in page.html and 'value="rejected" checked' in page.html


def test_answers_stay_private_until_they_are_let_out_with_the_report(app, chen, address, open_list, now):
    public = Commenter(app)
    code = code_in(public.write(open_list.consultation().id, text="请保留。"))
    answers, report = address.replace("comments", "answers"), address.replace("comments", "report")
    page = chen.visit(address)
    for number in numbers(page):
        chen.press(f"/desk/comments/{number}/passing", {"version": "1"}, at=address)
    form = {"pick": numbers(page), "adoption": "rejected", "reason": "法律规定要查验。"}
    chen.press(answers, form, at=address)
    early = chen.press(report, {}, at=address, status=409)
    assert "截止以后才能公开采纳情况" in early.text
    open_list.closed()
    now()
    assert "法律规定要查验" not in said(public.hold("look-up", code))
    assert "收到意见4份" in chen.visit(report).html
    chen.press(report, {}, at=report)
    assert "法律规定要查验" in said(public.hold("look-up", code))
    late = chen.press(answers, form, at=address, status=409)
    assert "已经公开，不能再改" in late.text


def test_the_report_waits_while_a_timely_comment_has_no_answer(chen, address, open_list, now):
    open_list.closed()
    now()
    report = address.replace("comments", "report")
    assert "还有3份意见没有答复" in chen.refused(report, {}, at=report, status=422).html


def test_only_those_who_handle_the_consultation_read_what_was_not_agreed_to_be_public(desk_of, address, open_list):
    page = desk_of("li").visit(address, status=403)
    assert "核看意见要由“征求意见经办”来办" in page.html and "陈立" in page.html


def test_a_withdrawn_comment_shows_no_word_at_the_desk(app, chen, address, open_list):
    public = Commenter(app)
    code = code_in(public.write(open_list.consultation().id, text="这句话我要收回。"))
    public.hold("withdrawal", code, sure="yes")
    page = chen.visit(f"{address}?narrow=withdrawn")
    assert "本人已撤回" in page.html and "这句话我要收回" not in page.html
    assert CommentState.WITHDRAWN.label in page.html
    assert numbers(page) and not numbers(chen.visit(f"{address}?q=我要收回"))


def test_the_comments_a_line_rests_on_are_offered_where_it_is_changed(chen, address, open_list, now):
    open_list.closed()
    now()
    number = numbers(chen.visit(address))[0]
    line = re.search(r'href="(/desk/lines/\d+\?comments=\d+)"', chen.visit(f"/desk/comments/{number}").html)[1]
    page = chen.visit(line)
    assert f'name="comments" value="{number}"' in page.html and "第一份意见" in page.html


SAME = "我在城东开小店，每次用电增容都要去街道开房屋权属证明，请直接从不动产登记系统里查，不要再让我们跑。"


@pytest.fixture
def alike(open_list):
    """Three that say nearly the same among others; their numbers."""
    found = [open_list.commented(SAME.replace("城东", where)).comment_id for where in ("城东", "城西", "城北")]
    open_list.commented("监护关系证明请保留，老人和小孩的事不能只看系统里有没有。")
    return [str(one) for one in found]


def test_comments_that_say_nearly_the_same_are_answered_by_one_reply_and_stay_themselves(
    app, chen, address, open_list, alike
):
    page = chen.visit(address)
    assert "有3份和别的几乎一样，分成1组" in page.html and page.html.count("另有2份和这份几乎一样") == 3
    group = f"{address}?like={alike[0]}"
    assert numbers(chen.visit(f"{address}?narrow=alike")) == alike
    page = chen.visit(group)
    assert numbers(page) == alike and picked(page) == alike
    for number in alike:
        chen.press(f"/desk/comments/{number}/passing", {"version": "1", "like": alike[0]}, at=group)
    answers = address.replace("comments", "answers")
    form = {"pick": picked(chen.visit(group)), "adoption": "adopted", "reason": "采纳，改为内部核查。"}
    where = chen.press(answers, form | {"like": alike[0]}, at=group).location
    assert "和另外2份一起答复" in chen.visit(where).html
    assert ">7<" in re.sub(r"\s", "", chen.visit(address).html)  # each counted as one
    public = Commenter(app).visit(f"/consultations/{open_list.consultation().id}/comments").html
    assert [place in public for place in ("城东", "城西", "城北")] == [True] * 3


def test_who_was_answered_already_is_not_picked_again(chen, address, alike):
    answers, group = address.replace("comments", "answers"), f"{address}?like={alike[0]}"
    form = {"pick": alike[1], "adoption": "adopted", "reason": "采纳，改为内部核查。"}
    chen.press(answers, form, at=address)
    page = chen.visit(group)
    assert numbers(page) == alike and picked(page) == [alike[0], alike[2]]


def picked(page):
    return re.findall(r'name="pick" value="(\d+)"[^>]* checked', page.html)


def test_what_was_picked_stays_picked_when_the_answer_is_refused(chen, address, alike):
    form = {"pick": alike[1:], "adoption": "rejected", "reason": "", "like": alike[0]}
    group = f"{address}?like={alike[0]}"
    page = chen.refused(address.replace("comments", "answers"), form, at=group, status=422)
    assert picked(page) == alike[1:] and numbers(page) == alike


@pytest.mark.parametrize("asked", ["0", "99999999999999999999", "x", "1"])
def test_a_group_that_is_none_shows_all(chen, address, alike, asked):
    assert len(numbers(chen.visit(f"{address}?like={asked}"))) == 7


def test_a_file_is_handed_out_apart_to_who_handles_the_consultation(app, chen, desk_of, address, open_list):
    public, data = Commenter(app), b"%PDF-1.7 <script>alert(1)</script>"
    files = [(BytesIO(data), "../../<b>合同.html")]
    code = code_in(public.write(open_list.consultation().id, text="请看附件里的合同。", files=files))
    page = chen.visit(f"{address}?q=附件里的")
    assert "附件1：PDF，1 KB" in page.html and "合同.html" not in page.html
    answer = chen.press("/desk/comment-files/1", {}, at=address, status=200)
    assert answer.data == data and answer.mimetype == "application/pdf"
    header = answer.headers["Content-Disposition"]
    assert header.startswith("attachment;") and ".pdf" in header and "html" not in header
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and answer.headers["Cache-Control"] == "no-store"
    assert "陈立打开了附件1" in chen.visit(f"/desk/comments/{numbers(page)[0]}").html
    li = desk_of("li").sign_in()
    assert li.press("/desk/comment-files/1", {}, at="/desk/", status=403)
    assert chen.client.get("/desk/comment-files/1").status_code == 405, "no link opens it"
    assert "合同.html" in said(public.hold("look-up", code))


def test_a_letter_is_entered_with_its_scan(chen, address, open_list):
    form = {
        "channel": "letter",
        "received_on": open_list.at.date().isoformat(),
        "text": "信里的话。",
        "kind": "person",
        "publishes": "yes",
        "ticket": "",
        "files": [(BytesIO(b"\xff\xd8\xff scan"), "信.jpg")],
    }
    page = chen.visit(f"{address}/new")
    form["ticket"] = page.html.partition('name="ticket" value="')[2].partition('"')[0]
    refused = chen.refused(address, form | {"publishes": ""}, at=f"{address}/new", status=422)
    assert "刚才选的请再选一次：信.jpg" in refused.html
    form["files"] = [(BytesIO(b"\xff\xd8\xff scan"), "信.jpg")]
    assert "附件1：照片" in chen.press(address, form, at=f"{address}/new", status=200).text
