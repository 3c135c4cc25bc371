"""Whatever is typed gets an answer: no text raises, and none is read without end."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.vocabulary import Outcome
from search import highlight
from search.interface import MAX_PER_PAGE, MAX_TEXT, Query, Stage
from tests.search.register import NOW, TODAY

STRANGE = [
    "(.*)+$" * 20,
    "\ud800婚姻\udfff",
    "👨‍👩‍👧‍👦🇨🇳",
    "' OR 1=1; --",
    "%00\0\x1b[31m",
    "ﷺ" * 50,
    "证明" * 60,
    "a" * 119,
    "无" * 119,
    "㈠½№",
    "-" * 119,
    "*",
    "\\",
    "𠮷野家",
    "k" + "\u0301" * 100,
]


@pytest.mark.parametrize("text", STRANGE)
def test_strange_text_gets_an_answer(engine, text):
    assert engine.find(Query(text), on=TODAY, known=NOW).total >= 0
    engine.suggest(text)


def test_a_very_long_text_is_cut_and_the_answer_says_so(ask):
    answer = ask("婚姻状况证明" + "的" * 100_000)
    assert answer.explanation.shortened
    assert not ask("婚" * MAX_TEXT).explanation.shortened


@given(text=st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_gets_an_answer(engine, text):
    found = engine.find(Query(text), on=TODAY, known=NOW)
    assert len(found.hits) <= found.total
    engine.suggest(text)


WORDS = "婚姻 无房 证明 办理 wufang 公安局 结婚登记 吗 低 h 户口 、 ( 多久 去世 食品"
PIECES = st.lists(st.sampled_from(WORDS.split()), max_size=8)


@given(pieces=PIECES)
@settings(max_examples=150, deadline=None)
def test_any_mixture_of_words_gets_an_answer(engine, pieces):
    text = "".join(pieces)
    found = engine.find(Query(text), on=TODAY, known=NOW)
    assert (found.stage is Stage.NOTHING) == (found.total == 0)
    assert sum(group.count for group in found.groups) == found.total


def test_ten_thousand_choices_are_chosen_from(engine):
    many = frozenset(range(-5_000, 5_000))
    found = engine.find(Query(office_ids=many, list_ids=many, material_ids=many), on=TODAY, known=NOW)
    assert found.total == 1344


@pytest.mark.parametrize(("page", "per_page"), [(0, 20), (-5, 20), (1, 0), (1, 10**9), (10**30, 100)])
def test_pages_out_of_bounds_are_brought_within(engine, page, per_page):
    found = engine.find(Query("无房", page=page, per_page=per_page), on=TODAY, known=NOW)
    assert found.page >= 1
    assert 1 <= found.per_page <= MAX_PER_PAGE
    assert found.total == 50


@pytest.mark.parametrize("on", [date.min, date.max])
def test_the_first_and_the_last_of_all_days_have_an_answer(engine, on):
    wanted = Outcome.UNKNOWN if on is date.min else Outcome.REPLACED
    assert engine.find(Query(outcomes=frozenset({wanted})), on=on, known=NOW).total


@given(text=st.text(max_size=60), surfaces=st.lists(st.text(max_size=5), max_size=4))
def test_marked_stretches_lie_in_the_text_in_order_and_apart(text, surfaces):
    spans = highlight.spans(text, surfaces)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_marks_are_found_whatever_the_script_and_the_brackets():
    assert highlight.spans("住所（經營場所）證明", ["住所经营场所证明"]) == ((0, 10),)
    assert highlight.spans("高齡津貼發放", ["高龄津贴"]) == ((0, 4),)
    assert highlight.spans("收入证明", ["户籍", ""]) == ()
