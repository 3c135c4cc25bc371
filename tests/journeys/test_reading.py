"""Every public page as people meet it: small, zoomed, large type, dark, traditional, without script, on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.chromium import PHONE, faults, sideways

pytestmark = pytest.mark.browser
ASKED = "/proofs?q=领高龄津贴还要开生存证明吗"
PAGES = [
    "/",
    ASKED,
    "/proofs?q=鑫龘麤",
    "/proofs?outcome=kept&q=单身证明",
    "/requirements/1",
    "/requirements/1?on=2020-01-01",
    "/requirements/1/window",
    "/materials",
    "/materials/1",
    "/service-items",
    "/service-items/121",
    "/offices",
    "/service-items/121/window",
    "/service-items/1/comparison",
    "/offices/1",
    "/instruments",
    "/instruments/17",
    "/lists",
    "/lists/1",
    "/consultations",
    "/policy",
    "/about",
    "/privacy",
    "/accessibility",
    "/data",
    "/gallery",
]
NARROW = {"width": 320, "height": 640}
# 200 % zoom at 1280 is a window of 640 with every dot doubled.
ZOOMED = {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}
FOCUSED = """() => {
  const one = document.activeElement;
  return [one.closest("[id]")?.id || one.tagName, getComputedStyle(one).outlineStyle];
}"""


def test_axe_finds_nothing_on_any_public_page(at):
    page = at.open("/")
    found = {}
    for address in PAGES:
        page.goto(address)
        found[address] = faults(page)
    assert {address: some for address, some in found.items() if some} == {}


@pytest.mark.parametrize(
    "how",
    [{"viewport": NARROW}, ZOOMED, {"viewport": PHONE, "color_scheme": "dark"}],
    ids=["320", "200%", "phone"],
)
def test_nothing_has_to_be_moved_sideways(at, how):
    page = at.open("/", **how)
    wide = []
    for address in PAGES:
        page.goto(address)
        wide += [address] if sideways(page) else []
    assert wide == []


@pytest.mark.parametrize("choices", ["", "view=elder"])
def test_no_card_of_a_table_cuts_its_words_off(at, choices):
    page = at.open("/", viewport=NARROW)
    for address in ("/service-items/3/window", "/lists/1"):
        page.goto(f"{address}?{choices}")
        assert page.locator(".table-box").evaluate_all("all => all.every(one => one.scrollWidth <= one.clientWidth)")


def test_a_number_in_a_table_stands_on_one_line(at):
    page = at.open("/lists/1", viewport={"width": 1280, "height": 800})
    heights = page.locator("td.r").evaluate_all("all => all.map(one => one.firstElementChild.getClientRects().length)")
    assert set(heights) == {1} and len(heights) > 9


@pytest.mark.parametrize("choices", ["view=elder", "theme=dark", "lang=hant", "view=elder&theme=dark&lang=hant"])
def test_readers_choices_hold_on_every_kind_of_page(at, choices):
    page = at.open("/", viewport=NARROW)
    for address in (ASKED, "/service-items/121", "/requirements/1", "/lists/1", "/service-items/1/window"):
        page.goto(f"{address}{'&' if '?' in address else '?'}{choices}")
        assert faults(page) == [], address
        assert not sideways(page), address


def test_large_type_is_larger_and_targets_are_big(at):
    def sizes(address):
        page = at.open(address, viewport=PHONE)
        text = page.locator("main p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        button = page.get_by_role("button", name="查一查").bounding_box()
        return text, button["height"]

    plain, elder = sizes(ASKED), sizes(f"{ASKED}&view=elder")
    assert elder[0] >= plain[0] * 1.2 and elder[1] >= 60


def test_traditional_from_the_first_page_to_the_answer(at):
    page = at.open("/")
    page.get_by_role("link", name="繁體").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    expect(page.locator("h1")).to_have_text("辦這件事，還要不要開證明？")
    page.locator("#q").fill("領高齡津貼還要開生存證明嗎")
    page.keyboard.press("Enter")
    expect(page.locator("#verdict")).to_contain_text("生存證明")
    assert page.locator("#q").input_value() == "領高齡津貼還要開生存證明嗎"
    page.get_by_role("link", name="看依據和經過").click()
    expect(page.locator("h1")).to_contain_text("生存證明")
    page.get_by_role("link", name="简体").click()
    expect(page.locator("h1")).to_contain_text("生存证明")


def test_a_question_is_narrowed_without_script_and_with_it_alike(at):
    found = {}
    for script in (True, False):
        page = at.open(ASKED, java_script_enabled=script)
        page.locator("#facets").get_by_role("link", name=re.compile("^镇街")).first.click()
        expect(page.get_by_label("已选的条件")).to_contain_text("镇街")
        found[script] = page.get_by_role("status").filter(has_text="共").inner_text()
        page.get_by_label("已选的条件").get_by_role("link").click()
        expect(page.get_by_label("已选的条件")).to_have_count(0)
    assert found[True] == found[False]


def test_with_script_only_the_results_are_exchanged_and_the_address_follows(at):
    page = at.open("/proofs")
    page.evaluate("document.querySelector('header').dataset.seen = 'yes'")
    page.locator("#q").fill("生存证明")
    page.keyboard.press("Enter")
    expect(page.locator("#results h2").first).to_have_text("生存证明")
    expect(page).to_have_url(re.compile("q=%E7%94%9F"))
    expect(page).to_have_title(re.compile("生存证明"))
    assert page.evaluate("document.querySelector('header').dataset.seen") == "yes"
    page.go_back()
    expect(page.locator("#q")).to_have_value("")


def by_script(how):
    """Treat what htmx asks for in a way, and leave the pages that the browser asks for alone."""
    return lambda route: how(route) if "hx-request" in route.request.headers else route.continue_()


@pytest.mark.parametrize(
    "how",
    [lambda route: route.abort(), lambda route: route.fulfill(status=503, body="正在重建索引")],
    ids=["no connection", "an error"],
)
def test_a_question_that_cannot_be_swapped_in_is_asked_as_without_script(at, how):
    page = at.open("/proofs")
    page.route("**/proofs?*", by_script(how))
    page.locator("#q").fill("生存证明")
    page.keyboard.press("Enter")
    expect(page.locator("#results h2").first).to_have_text("生存证明")
    at.forgive("Failed to load resource", "Response Status Error Code 503", "htmx")


def test_while_a_question_is_on_its_way_the_page_shows_it(at):
    page = at.open("/proofs")
    page.route("**/proofs?*", by_script(lambda route: None))
    page.locator("#q").fill("生存证明")
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_have_css("opacity", "0.5")


def test_a_checklist_is_ticked_without_script(at):
    page = at.open("/service-items/121", java_script_enabled=False)
    office = page.locator("#office option").nth(1).inner_text()
    page.locator("#office").select_option(index=1)
    boxes = page.locator("input[name=have]")
    if boxes.count():
        boxes.first.check()
    page.get_by_role("button", name="看这里的单子").click()
    expect(page.locator("main .meta").first).to_contain_text(office)
    expect(page).to_have_url(re.compile("office="))


def test_a_checklist_prints_on_one_sheet_with_what_counts(at):
    for address in ("/service-items/14", "/service-items/13", "/service-items/121"):
        page = at.open(address)
        assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(prefer_css_page_size=True))) == 1, address
        page.emulate_media(media="print")
        for hidden in ("nav.topics", ".tools", "#as-of", "form", "button"):
            assert not any(one.is_visible() for one in page.locator(hidden).all()), (address, hidden)
        for shown in ("h1", ".seal", ".example", ".print-only", "del >> nth=0"):
            expect(page.locator(shown).first).to_be_visible()


def test_everything_is_reached_by_keyboard(at):
    page = at.open(ASKED)
    reached = set()
    for _ in range(140):
        page.keyboard.press("Tab")
        where, ring = page.evaluate(FOCUSED)
        reached.add(where)
        # Inside a date the browser rings the part of it that is next.
        assert ring != "none" or where in ("BODY", "on"), where
    assert {"q", "results", "facets", "on"} <= reached
    page.goto(ASKED)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
