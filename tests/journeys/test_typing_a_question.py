"""Names offered while one types, by keyboard alone, by mouse, and not at all."""

import re

import pytest
from playwright.sync_api import expect

from tests.chromium import PHONE, WIDE, faults

pytestmark = pytest.mark.browser
BOX, NAMES = "input#q", "[role=listbox]"


def typed(page, text):
    page.locator(BOX).press_sequentially(text, delay=20)
    expect(page.locator(BOX)).to_have_attribute("aria-expanded", "true")
    return page.locator(f"{NAMES} [role=option]")


def test_by_keyboard_alone(at):
    page = at.open("/")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    options = typed(page, "wfzjl")
    expect(options.first).to_contain_text("无犯罪记录证明")
    expect(options.first).to_contain_text("证明")
    expect(page.locator("#q-said")).to_have_text(re.compile("有[0-9]个建议，上下键选择"))
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(page.locator(BOX)).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    assert faults(page) == []
    page.keyboard.press("ArrowUp")
    assert page.locator(BOX).get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/proofs\?"))
    expect(page.locator("#results h2").first).to_have_text("无犯罪记录证明")


def test_escape_closes_and_what_was_typed_stays(at):
    page = at.open("/")
    typed(page, "生存")
    page.keyboard.press("Escape")
    expect(page.locator(NAMES)).to_be_hidden()
    expect(page.locator(BOX)).to_have_attribute("aria-expanded", "false")
    assert page.locator(BOX).input_value() == "生存"
    page.keyboard.press("ArrowDown")
    expect(page.locator(NAMES)).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(NAMES)).to_be_hidden()
    assert page.locator(BOX).input_value() == "生存"


def test_after_another_letter_enter_asks_what_is_typed_and_not_what_was_chosen_before(at):
    page = at.open("/")
    typed(page, "生存")
    page.keyboard.press("ArrowDown")
    page.route("**/suggestions?*", lambda route: None)
    page.keyboard.type("证")
    assert page.locator(BOX).get_attribute("aria-activedescendant") is None
    page.keyboard.press("Enter")
    expect(page.locator("#q")).to_have_value("生存证")


def test_an_empty_box_offers_no_names_of_what_stood_there(at):
    page = at.open("/")
    typed(page, "生存")
    page.locator(BOX).fill("")
    expect(page.locator(NAMES)).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(page.locator(NAMES)).to_be_hidden()


def test_enter_without_a_choice_asks_what_was_typed(at):
    page = at.open("/proofs")
    typed(page, "生存证明")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=%E7%94%9F"))
    expect(page.locator("#results h2").first).to_have_text("生存证明")


def test_on_a_phone_a_name_is_taken_by_touch(at):
    page = at.open("/", viewport=PHONE, has_touch=True)
    typed(page, "单身").first.tap()
    expect(page.locator("#results h2").first).to_have_text("婚姻状况证明")


@pytest.mark.parametrize(
    ("address", "viewport"), [("/?view=elder", PHONE), ("/proofs?view=elder", PHONE), ("/", PHONE), ("/", WIDE)]
)
def test_names_stand_right_below_the_box(at, address, viewport):
    page = at.open(address, viewport=viewport)
    typed(page, "生存")
    box, names = page.locator(BOX).bounding_box(), page.locator(NAMES).bounding_box()
    below = names["y"] - (box["y"] + box["height"])
    assert 0 <= below <= 12
    at_the_first = page.locator(f"{NAMES} [role=option]").first.bounding_box()
    hit = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).closest('[role=option]') !== null",
        [at_the_first["x"] + 20, at_the_first["y"] + at_the_first["height"] / 2],
    )
    assert hit


def test_on_a_phone_the_keyboard_makes_room_for_the_answer(at):
    page = at.open("/proofs", viewport=PHONE, has_touch=True, is_mobile=True)
    page.locator(BOX).tap()
    page.keyboard.type("生存证明")
    page.keyboard.press("Enter")
    expect(page.locator("#results h2").first).to_have_text("生存证明")
    expect(page.locator(BOX)).not_to_be_focused()


def test_an_old_answer_never_replaces_a_newer_one(at):
    page = at.open("/")
    held = []
    page.route("**/suggestions?*", lambda route: held.append(route) if not held else route.continue_())
    page.locator(BOX).press_sequentially("生")
    page.wait_for_timeout(300)
    options = typed(page, "存")
    expect(options.first).to_contain_text("生存证明")
    assert len(held) == 1
    page.wait_for_timeout(200)
    expect(options.first).to_contain_text("生存证明")


def test_without_script_the_box_is_a_plain_form(at):
    page = at.open("/", java_script_enabled=False)
    assert page.locator(BOX).get_attribute("role") is None
    page.locator(BOX).fill("领高龄津贴还要开生存证明吗")
    page.get_by_role("button", name="查一查").click()
    expect(page.locator("#verdict")).to_contain_text("生存证明")
