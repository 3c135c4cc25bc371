"""What stands where something was taken out: why, and who; and nothing of what stood there."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from catalog.rules import redactions
from catalog.rules.line_changes import Changed, Comparison, differences
from catalog.rules.line_contents import LineContent
from catalog.services.reporting import change_sentences
from catalog.vocabulary import Disposition

words = st.text(alphabet="甲乙丙丁", max_size=4)


def said(position, remark, replacement=""):
    line = LineContent(1, 1, position, "局", "事项", "证明", Disposition.CANCEL, replacement=replacement, remark=remark)
    return line.said()


@given(st.integers(1, 9), st.integers(1, 9), words)
def test_the_same_words_are_the_same_wherever_they_stand(here, there, remark):
    assert redactions.words(said(here, remark)) == redactions.words(said(there, remark))


@given(words.filter(bool), words)
def test_nothing_of_the_words_is_left_in_a_change_and_other_changes_stay_whole(remark, replacement):
    told = said(3, remark, replacement)
    left = redactions.without(told, redactions.words(told))
    assert remark not in str(left["remark"]) and left["replacement"] == "" and left["material"] == "证明"
    other = said(3, remark + "。", replacement)
    assert redactions.without(other, redactions.words(told)) == other and redactions.without(None, told) is None


@given(words.filter(bool), words)
def test_what_an_import_may_be_taken_back_to_holds_nothing_of_it_either(remark, replacement):
    told = said(3, remark, replacement)
    row = {name: told[name] for name in ("replacement", "issuing_office", "remark")} | {"raw": {"备注": remark}}
    kept = {"line_id": 1, "row": {**row, "version": 2}, "citations": [{"raw": remark}]}
    left = redactions.taken_in(kept, redactions.words(told))
    assert remark not in str(left) and (left["line_id"], left["row"]["version"]) == (1, 2)
    assert redactions.taken_in(kept, redactions.words(said(3, remark + "。"))) == kept
    assert redactions.taken_in(kept)["row"] == {**kept["row"], "raw": {}}


def test_the_notice_says_why_and_who():
    assert redactions.notice("含个人信息。", "司法局", "王敏") == "含个人信息（司法局，王敏抹去）"
    assert len(redactions.notice("因" * redactions.MOST_REASON, "局" * 60, "名" * 60)) <= 400


def test_only_the_sentence_that_tells_the_words_of_that_line_goes():
    sentences = [
        "第1条：备注填上“甲”。",
        "第11条：备注填上“甲”。",
        "第1条：备注填上“乙甲”。",
        "增加第1条：局，事项，甲。",
    ]
    quoted = redactions.told(said(1, "甲"))
    assert [redactions.change(one, {1}, quoted, "含个人信息") for one in sentences] == [
        "第1条：内容已抹去。含个人信息。",
        *sentences[1:],
    ]


@given(words, words, st.lists(words.filter(bool), max_size=3))
def test_what_a_changed_line_says_freely_is_quoted_as_reports_tell_it(remark, replacement, bases):
    line = LineContent(1, 1, 3, "局", "事项", "证明", Disposition.CANCEL, bases=tuple(bases), has_no_basis=not bases)
    before = dataclasses.replace(line, remark=remark, replacement=replacement)
    after = dataclasses.replace(line, remark="戊", replacement="戊", bases=("戊",))
    (sentence,) = change_sentences(Comparison(changed=(Changed(before, after, differences(before, after)),)))
    left = redactions.change(sentence, {3}, redactions.told(before.said()), "含个人信息")
    assert left == ("第3条：内容已抹去。含个人信息。" if remark or replacement or bases else sentence)


def test_a_reason_is_asked_for_and_not_too_long():
    assert redactions.refusal("  ") and redactions.refusal("因" * 201)
    assert redactions.refusal("含个人信息") is None
