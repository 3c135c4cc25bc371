"""Somebody reads a draft, says something about a line, keeps the receipt, and reads what became of it."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from catalog import clock
from catalog.models import Consultation
from catalog.services.vault import KeyRing
from catalog.vocabulary import Adoption, Disposition
from tests.catalog.services.cast import hire
from tests.chromium import PHONE, WIDE, Visits, faults, sideways
from tests.commenter import CODE
from tests.consultation_builders import Consulted
from tests.serving import Server

pytestmark = pytest.mark.browser
TEXT = "租房的人没有房产证，办不了增容。\n建议写明租户凭租赁合同就能办。"


class Window(Visits):
    """Windows in which a form may come back with errors: no trouble, though browsers note it as one."""

    def end(self):
        self._troubles = [one for one in self._troubles if "status of 422" not in one]
        super().end()


@pytest.fixture
def life(database, home):
    if not database.is_sqlite:
        pytest.skip("the browser walks on SQLite only")
    return Consulted(database, hire(database), KeyRing(home / "keys", "test" * 16)).begun(days_ago=2)


@pytest.fixture
def there(browser, life, home):
    """Opens windows on a server of its own over the register of ``life``."""
    with Server(life.database.url, home, workers=1) as server:
        visits = Window(browser, server.url)
        yield visits
        visits.end()


def write(page, text=TEXT):
    page.get_by_label("意见", exact=True).fill(text)
    page.get_by_label("可以公开", exact=True).check()
    page.wait_for_timeout(2_100)


def code_on(page):
    return CODE.search("".join(page.locator(".code").inner_text().split()))[0]


def close(life):
    """Let the period be over."""
    with life.database.writing() as session:
        one = session.get_one(Consultation, life.consultation().id)
        one.closes_at, one.last_on = clock.now(), clock.today() - timedelta(days=1)
    life.at = clock.now()


def look_up(page, code):
    page.goto("/receipts/")
    page.get_by_label("回执码").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="看我的意见和答复").click()
    expect(page.locator("h1")).to_have_text("意见回执")


@pytest.mark.parametrize("how", [{"viewport": PHONE, "java_script_enabled": False}, {"viewport": WIDE}])
def test_from_the_first_page_to_the_answer(life, there, how):
    scripted = how.get("java_script_enabled", True)
    page = there.open("/", **how)
    page.get_by_role("link", name=life.consultation().title).click()
    page.get_by_role("link", name=re.compile("对这一条提意见.*用电增容")).click()
    expect(page.get_by_label("条号")).to_have_value("1")
    if scripted:
        assert faults(page) == [] and not sideways(page)
    page.get_by_label("称呼").fill("林晓梅")
    write(page)
    page.get_by_role("button", name="提交意见").click()
    expect(page.get_by_role("status")).to_contain_text("收到了，谢谢您。")
    code = code_on(page)
    assert CODE.fullmatch(code) and code not in page.url
    if scripted:
        assert faults(page) == [] and not sideways(page)
        page.reload()
        assert code_on(page) == code

    close(life)
    life.answered(Adoption.ADOPTED)
    life.reworded(1, [1], disposition=Disposition.KEEP)
    life.released()
    look_up(page, code)
    expect(page.locator("main")).to_contain_text("法律规定要查验。")
    expect(page.locator("main")).to_contain_text("因为这份意见，改了第1条")
    page.get_by_role("link", name="看全部意见采纳情况").click()
    expect(page.locator("table")).to_contain_text("林*")
    if scripted:
        assert faults(page) == []


def test_the_form_can_be_reached_filled_in_and_sent_by_keyboard_alone(life, there):
    page = there.open(f"/consultations/{life.consultation().id}/comments/new")
    page.keyboard.press("Tab")
    reached = []
    for _ in range(60):
        name = page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()")
        reached.append(name)
        if name == "text":
            page.keyboard.type("只用键盘写的话。")
        if name == "publishes":
            page.keyboard.press("Space")
        if name == "提交意见":
            break
        page.keyboard.press("Tab")
    assert "website" not in reached, "nobody steps into the trap"
    page.wait_for_timeout(2_100)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("意见回执")


def test_chosen_lines_go_into_one_comment_without_scripts(life, there):
    page = there.open(f"/consultations/{life.consultation().id}", java_script_enabled=False)
    page.get_by_label("选上第1条").check()
    page.get_by_label("选上第3条").check()
    page.get_by_role("button", name="对选上的几条一起提意见").click()
    expect(page.get_by_label("条号")).to_have_value("1、3")


def test_errors_keep_every_word_and_lead_to_their_fields(life, there):
    page = there.open(f"/consultations/{life.consultation().id}/comments/new")
    page.get_by_label("意见", exact=True).fill("字" * 5_001)
    expect(page.locator("[data-left]")).to_have_text("多了1字", use_inner_text=True)
    page.get_by_role("button", name="提交意见").click()
    expect(page.locator(".errors")).to_be_focused()
    assert faults(page) == []
    assert len(page.get_by_label("意见", exact=True).input_value()) == 5_001
    page.locator(".errors a").first.click()
    expect(page.get_by_label("意见", exact=True)).to_be_focused()


def test_a_double_click_and_the_way_back_give_one_comment_and_one_receipt(life, there):
    page = there.open(f"/consultations/{life.consultation().id}/comments/new")
    write(page)
    page.get_by_role("button", name="提交意见").dblclick()
    expect(page.locator("h1")).to_have_text("意见回执")
    code = code_on(page)
    page.go_back()
    expect(page.locator("h1")).to_have_text("提意见")
    page.go_forward()
    expect(page.locator("h1")).to_have_text("意见回执")
    assert code_on(page) == code
    page.goto(f"/consultations/{life.consultation().id}")
    expect(page.locator("main")).to_contain_text("收到1份")


def test_what_was_typed_survives_a_lost_connection_and_goes_once_it_arrived(life, there):
    address = f"/consultations/{life.consultation().id}/comments/new"
    page = there.open(address)
    page.get_by_label("称呼").fill("林晓梅")
    write(page)
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("[data-restored]")).to_be_visible()
    expect(page.get_by_label("意见", exact=True)).to_have_value(TEXT)
    expect(page.get_by_label("可以公开", exact=True)).to_be_checked()
    expect(page.get_by_label("称呼")).to_have_value("")
    page.get_by_role("button", name="提交意见").click()
    expect(page.locator("h1")).to_have_text("意见回执")
    page.goto(address)
    expect(page.get_by_label("意见", exact=True)).to_have_value("")
    expect(page.locator("[data-restored]")).to_be_hidden()


def test_a_receipt_is_corrected_withdrawn_and_fits_on_one_sheet(life, there):
    page = there.open(f"/consultations/{life.consultation().id}/comments/new")
    write(page)
    page.get_by_role("button", name="提交意见").click()
    expect(page.locator("h1")).to_have_text("意见回执")
    page.emulate_media(media="print")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    page.emulate_media(media="screen")
    page.get_by_role("button", name="修改意见").click()
    page.get_by_label("意见", exact=True).fill("改过的话。")
    page.get_by_role("button", name="保存修改").click()
    expect(page.get_by_role("status")).to_contain_text("改好了。")
    page.get_by_role("button", name="撤回意见").click()
    expect(page.locator("h1")).to_have_text("要撤回这份意见吗")
    assert faults(page) == []
    page.get_by_role("button", name="撤回意见").click()
    expect(page.get_by_role("status")).to_contain_text("已撤回。")
    page.get_by_role("button", name="看完了，关上回执").click()
    expect(page.get_by_label("回执码")).to_have_value("")


@pytest.mark.parametrize("query", ["", "?view=elder", "?theme=dark", "?view=elder&theme=dark"])
def test_every_page_of_a_consultation_is_accessible_on_a_phone(life, there, query):
    life.commented("建议保留。", positions=(1,))
    close(life)
    life.answered(Adoption.PARTLY)
    life.reworded(1, [1], disposition=Disposition.KEEP)
    life.frozen().released()
    number = life.consultation().id
    page = there.open(f"/consultations/{query}", viewport=PHONE)
    paths = ("", "/comments", "/report", "/changes", "/comments/new")
    for path in ("/receipts/", *(f"/consultations/{number}{path}" for path in paths)):
        page.goto(f"{path}{query}")
        assert faults(page) == [] and not sideways(page), path
