"""What a receipt code lets its holder do, and nobody else; the code is in no address and no log."""

import logging
from datetime import timedelta

import pytest
import segno
import time_machine
from lxml import html
from sqlmodel import select

from app.public.receipt_pages import qr
from app.settings import ROOT
from catalog import clock
from catalog.models import Comment, Entry
from catalog.rules import limits
from catalog.services import attempts, moderating
from catalog.services.sealing import Personal
from catalog.vocabulary import Adoption, Disposition, WithheldReason
from tests.browser import Page
from tests.commenter import Commenter, code_in, said

UNKNOWN = "MZ-2222-2222-2222-2222"


@pytest.fixture
def sent(life):
    """A comment with name and contact on an open draft; its code."""
    life.begun(days_ago=2)
    return life.commented("建议写明租户。", positions=(1,), personal=Personal("林晓梅", "13800000000")).code


def comment(life):
    with life.database.reading() as session:
        return session.exec(select(Comment)).first()


def test_the_code_shows_what_was_sent_and_where_it_stands(life, commenter, sent):
    response = commenter.hold("look-up", sent)
    text = said(response)
    assert not Page(response.text).whole_faults()
    assert code_in(response) == sent
    for expected in ("建议写明租户。", "第1条：用电增容 · 房屋权属证明", "林*（个人）", "已留，不公开", "已收到"):
        assert expected in text
    assert "林晓梅" not in response.text and "13800000000" not in response.text


@pytest.mark.parametrize("typed", ["{}", " {} ", "bare", "wide"])
def test_a_code_is_read_however_it_is_typed(commenter, sent, typed):
    forms = {"bare": sent.replace("-", "").removeprefix("MZ"), "wide": sent.replace("-", "－").lower()}
    response = commenter.hold("look-up", forms.get(typed, typed.format(sent)))
    assert code_in(response) == sent


@pytest.mark.parametrize("typed", ["", UNKNOWN, "1", "MZ-0000-0000-0000-0000", "字" * 50, "x" * 5000])
def test_a_wrong_code_is_told_so_and_nothing_else(commenter, sent, typed):
    response = commenter.hold("look-up", typed, status=404)
    assert "没有这个回执码" in response.text and "建议写明租户" not in response.text


@pytest.mark.parametrize("act", ["correction-form", "correction", "withdrawal-form", "withdrawal", "erasure"])
def test_every_act_needs_the_code(life, commenter, sent, act):
    commenter.hold(act, UNKNOWN, status=404)
    assert comment(life).version == 1


def test_the_code_is_in_no_address_no_cookie_and_no_log(commenter, sent, caplog):
    caplog.set_level(logging.DEBUG)
    response = commenter.hold("look-up", sent)
    document = html.fromstring(response.text)
    addresses = document.xpath("//@href | //@action | //@src | //@formaction")
    assert not [one for one in addresses if sent in one or sent[3:7] in one]
    assert sent not in str(response.headers) and sent not in caplog.text
    drawn = document.xpath('//*[name()="svg" and @class="qr"]')[0]
    assert "没有回执码" in drawn.get("aria-label") and sent not in html.tostring(drawn, encoding="unicode")


def test_the_qr_code_holds_the_address_of_the_look_up_page_and_reads_back(life, commenter, sent):
    address = "http://127.0.0.1:8000/receipts/"
    size, path = qr(address)
    dark = set()
    for run in path.strip("M").removesuffix("z").split("zM"):
        place, _, length = run.partition("h")
        x, y = map(int, place.split())
        dark |= {(x + step, y) for step in range(int(length.partition("v")[0]))}
    matrix = segno.make(address, error="m", micro=False).matrix
    assert size == len(matrix)
    assert dark == {(x, y) for y, row in enumerate(matrix) for x, cell in enumerate(row) if cell}
    assert path in commenter.hold("look-up", sent).text


def test_a_correction_takes_the_place_of_the_text_and_goes_back_to_be_looked_over(life, commenter, sent):
    life.answered()
    form = commenter.hold("correction-form", sent)
    assert "建议写明租户。" in form.text and 'value="1"' in form.text and "林晓梅" not in form.text
    fields = {"scope": "list", "text": "改过的话。", "publishes": "yes", "kind": "business"}
    done = commenter.hold("correction", sent, **fields)
    assert "改好了。" in done.text and "改过的话。" in done.text and code_in(done) == sent
    now = comment(life)
    assert now.state.value == "received" and now.shown_name == "林*" and now.has_contact
    wrong = commenter.hold("correction", sent, status=422, scope="list", text="没选公开。")
    assert "没选公开。" in wrong.text and comment(life).text == "改过的话。"


def test_withdrawing_asks_first_and_then_hides_and_answers_nothing(life, commenter, sent):
    asked = commenter.hold("withdrawal-form", sent)
    assert "撤回以后不公开、不答复" in asked.text and comment(life).withdrawn_at is None
    done = commenter.hold("withdrawal", sent)
    assert "已撤回。" in done.text and "修改意见" not in done.text
    again = commenter.hold("withdrawal", sent, status=409)
    assert "已经撤回了" in again.text
    assert "还没有人提意见" in said(commenter.visit(f"/consultations/{life.consultation().id}"))


def test_name_and_contact_are_erased_at_any_time(life, commenter, sent):
    with time_machine.travel(life.consultation().closes_at + timedelta(days=1), tick=False):
        assert "不再知道这份意见是谁提的" in commenter.hold("erasure-form", sent).text
        done = commenter.hold("erasure", sent)
    assert "已删除称呼、联系方式和附件" in done.text and "删除我的称呼" not in done.text
    gone = comment(life)
    assert (gone.sealed, gone.shown_name, gone.has_contact, gone.text) == (None, "", False, "建议写明租户。")


@pytest.mark.parametrize("seconds, status", [(-1, 200), (0, 409), (1, 409)])
def test_withdrawing_and_correcting_end_with_the_period(life, commenter, sent, seconds, status):
    with time_machine.travel(life.consultation().closes_at + timedelta(seconds=seconds), tick=False):
        fields = {"scope": "list", "text": "再改一次。", "publishes": "yes"}
        corrected = commenter.hold("correction", sent, status=status, **fields)
        withdrawn = commenter.hold("withdrawal", sent, status=status)
    assert "再改一次。" in corrected.text
    if status == 409:
        assert "已经截止，不能再改或撤回" in corrected.text and "已经截止" in withdrawn.text
        assert comment(life).text == "建议写明租户。"


def test_the_author_reads_why_a_comment_is_withheld(life, commenter, sent):
    with life.database.writing() as session:
        (one,) = moderating.waiting(session, life.consultation().id)
        why = WithheldReason.PERSONAL_DATA
        moderating.withhold(session, one.id, why, version=1, by=life.cast.chen, at=life.at, note="请去掉电话")
    text = said(commenter.hold("look-up", sent))
    assert "暂不公开" in text and "原因：含个人信息。请去掉电话。" in text


def test_the_answer_is_read_when_it_is_released_and_says_where_the_comment_landed(life, commenter):
    life.begun(days_ago=120)
    receipt = life.commented("租户凭租赁合同就能办。", positions=(1,))
    life.replied(Adoption.ADOPTED)
    life.reworded(1, [receipt.comment_id], disposition=Disposition.KEEP)
    assert "法律规定要查验" not in commenter.hold("look-up", receipt.code).text
    life.released()
    text = said(commenter.hold("look-up", receipt.code))
    assert "已答复" in text and "法律规定要查验。" in text and "采纳" in text
    assert "因为这份意见，改了第1条：用电增容 · 房屋权属证明。" in text


def test_look_ups_are_limited_also_where_nothing_is_found(life, app, commenter, sent):
    subject = limits.subject_of_address("127.0.0.1", app.config["SECRET_KEY"])
    limit = limits.RECEIPT_PER_ADDRESS
    with life.database.writing() as session:
        for _ in range(limit.count - 1):
            attempts.note(session, limit.topic, subject, limit.window(clock.now()))
    commenter.hold("look-up", UNKNOWN, status=404)
    for act, code in (("look-up", sent), ("withdrawal", sent), ("look-up", UNKNOWN)):
        refused = commenter.hold(act, code, status=429)
        assert int(refused.headers["Retry-After"]) > 0
    assert comment(life).withdrawn_at is None


def test_a_stale_token_asks_once_more_with_the_code_kept(commenter, sent):
    commenter.visit("/receipts/")
    stale = commenter.client.post("/receipts/", data={"code": sent, "csrf_token": "old"})
    assert stale.status_code == 400 and sent in stale.text and "建议写明租户" not in stale.text


def test_look_ups_write_no_history(life, commenter, sent):
    def entries():
        with life.database.reading() as session:
            return len(list(session.exec(select(Entry))))

    before = entries()
    commenter.hold("look-up", sent)
    assert entries() == before


def test_a_receipt_is_kept_by_nobody(app, sent):
    response = Commenter(app).hold("look-up", sent)
    assert response.headers["Cache-Control"] == "no-store"


def test_errors_of_the_database_name_no_values(app):
    assert app.extensions["database"].engine.hide_parameters


def test_no_template_puts_a_code_into_an_address():
    for path in (ROOT / "templates").rglob("*.html"):
        for line in path.read_text("utf-8").splitlines():
            assert not ("url_for(" in line and "code=" in line.partition("url_for(")[2].partition(")")[0]), path


def test_the_page_of_a_receipt_can_be_opened_again_for_a_while_and_then_asks_for_the_code(commenter, sent):
    commenter.hold("look-up", sent)
    assert "建议写明租户。" in commenter.visit("/receipts/shown").html
    with time_machine.travel(clock.now() + timedelta(minutes=31), tick=False):
        page = commenter.visit("/receipts/shown")
    assert "建议写明租户" not in page.html and "请再填一次回执码" in page.html


def test_a_receipt_is_closed_for_whoever_uses_the_computer_next(app, commenter, sent):
    commenter.hold("look-up", sent)
    commenter.submit("/receipts/forgetting", {}, status=303, at="/receipts/shown")
    assert "建议写明租户" not in commenter.visit("/receipts/shown").html
    assert "建议写明租户" not in Commenter(app).visit("/receipts/shown").html


def test_what_is_said_above_a_receipt_is_said_once(commenter, sent):
    commenter.hold("erasure", sent)
    assert "已删除称呼、联系方式和附件" not in commenter.visit("/receipts/shown").html


def test_a_browser_without_cookies_gets_its_receipt_at_once(app, sent):
    response = app.test_client(use_cookies=False).post("/receipts/", data={"code": sent})
    assert response.status_code == 200 and code_in(response) == sent
