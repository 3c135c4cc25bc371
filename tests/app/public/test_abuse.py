"""Whatever stands in an address is answered in a page or in a sentence: soon, and in proportion."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.length import LONGEST, MOST

ODD = {
    "a very long question": quote("证明" * 250),
    "many letters": "a" * 500,
    "like a pattern": quote("(.*)+$[a-z]{1,9}(?=x)|(((a+)+)+)$\\1"),
    "half a character": "%ED%A0%80",
    "two halves the wrong way round": "%ED%B0%80%ED%A0%80",
    "no text at all": "%ff%fe%80%c3",
    "pictures": quote("😀👨‍👩‍👧‍👦🏳️‍🌈"),
    "nothing at the end": "%00%00证明%00",
    "lines": "%0d%0aSet-Cookie:%20x=1",
    "the other direction": quote("\u202e证明\u200b\ufeff"),
    "marks only": quote("，。！？“”〔〕"),
    "combining marks": quote("e" + "\u0301" * 200),
    "markup": quote("<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"),
}
READING = ["/proofs", "/materials", "/offices", "/service-items", "/instruments", "/lists/1", "/suggestions"]
BAD = [
    "page=-1", "page=0", "page=x", "page=" + "9" * 400, "page=１", "per_page=101", "per_page=0", "list=x", "list=-1",
    "outcome=没有", "method=%ED%A0%80", "level=" + "x" * 300, "on=2026-02-30", "on=%ED%A0%80", "on=" + "2" * 400,
]  # fmt: skip


@pytest.mark.parametrize("odd", ODD.values(), ids=list(ODD))
@pytest.mark.parametrize("address", READING)
def test_odd_text_is_answered_like_any_other(reader, address, odd):
    answer = reader.client.get(f"{address}?q={odd}")
    assert answer.status_code == 200, address
    assert len(answer.data) < 300_000
    assert "<script>alert" not in answer.text and "Set-Cookie" not in answer.headers
    if address != "/suggestions":
        reader.visit(f"{address}?q={odd}")


@pytest.mark.parametrize("odd", ODD.values(), ids=list(ODD))
def test_odd_text_is_shown_in_traditional_characters_too(reader, odd):
    reader.visit(f"/proofs?q={odd}&lang=hant")


@pytest.mark.parametrize("bad", BAD)
def test_what_cannot_be_read_is_said_in_a_sentence(reader, bad):
    page = reader.visit(f"/proofs?q=生存证明&{bad}", status=400)
    assert page.h1 == "看不懂这个地址" and 'role="search"' in page.html
    assert len(page.html) < 6_000, "an address that cannot be read is not repeated in the links"
    assert 'value="生存证明"' in page.html, "the question is kept, whatever was wrong beside it"


@pytest.mark.parametrize(
    "many",
    [
        "&".join(f"office={number}" for number in range(10_000)),
        "&".join(f"x{number}={number}" for number in range(10_000)),
        "&" * 10_000,
        "outcome=kept&" * MOST,
        "q=" + "a" * LONGEST,
        "x=" + "%20" * LONGEST,
    ],
    ids=lambda text: text[:12],
)
@pytest.mark.parametrize("address", ["/proofs", "/service-items/1", "/", "/api/v1/requirements"])
def test_too_much_is_refused_before_anything_is_done(reader, address, many):
    answer = reader.client.get(f"{address}?{many}")
    assert answer.status_code == 400 and len(answer.data) < 6_000
    assert "地址太长" in answer.text


def test_as_many_conditions_as_somebody_could_choose_are_answered(reader):
    chosen = "&".join(f"office={number}" for number in range(1, 90))
    reader.visit(f"/proofs?{chosen}&outcome=kept&outcome=cancelled&level=法律")
    assert "最多选100个值" in reader.visit(f"/proofs?{'office=1&' * 101}", status=400).html


@pytest.mark.parametrize("page", ["2", "999999", "999999999"])
def test_pages_beyond_the_last_are_empty_and_lead_back(reader, page):
    reader.visit(f"/proofs?page={page}")
    for address in ("/materials/1", "/offices/1", "/instruments/17", "/lists/1"):
        reader.visit(f"{address}?page={page}")


@pytest.mark.parametrize("number", ["0", "99999999", "9" * 18, "9" * 19, "9" * 300])
@pytest.mark.parametrize("noun", ["requirements", "materials", "offices", "service-items", "instruments", "lists"])
def test_numbers_of_nothing_are_not_found(reader, noun, number):
    reader.visit(f"/{noun}/{number}", status=404)


@pytest.mark.parametrize("argument", ["have=" + "9" * 5_000, "office=" + "9" * 5_000, "have=-1&have=x&have=%ED%A0%80"])
def test_ticks_and_offices_that_are_none_are_passed_over(reader, argument):
    reader.visit(f"/service-items/1?{argument}")


def test_the_longest_comparison_there_is(reader):
    reader.visit("/offices/1/comparison?from=0001-01-01&to=9999-12-31")
    reader.visit("/offices/1/comparison?to=0001-01-01")


TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from("证明办事领津贴?*()[]{}\\^$.|+"), max_size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.dictionaries(st.sampled_from(["office", "outcome", "on", "page", "have", "level"]), TEXTS, max_size=3))
def test_whatever_is_typed_there_is_a_page(reader, question, others):
    for address in ("/proofs", "/service-items/1", "/materials"):
        answer = reader.client.get(address, query_string={"q": question, **others})
        assert answer.status_code in (200, 400)
