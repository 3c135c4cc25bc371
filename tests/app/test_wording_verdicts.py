"""What a verdict's sentences promise to the person who reads them, in every outcome, method and tense."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import wording
from app.wording import labels, methods, phrases, remarks
from catalog.rules.verdict import Fact, Verdict
from catalog.vocabulary import OFFICE_METHODS, DecisionKind, Disposition, Method, OfficeKind, Outcome

TODAY = date(2026, 11, 23)
SINCE = date(2026, 10, 1)
FIRST = date(2026, 7, 13)
WHEN = datetime(2026, 9, 15, tzinfo=UTC)
SUBSTITUTES = [method for method in Method if method is not Method.COMMITMENT]


def a_fact(disposition=Disposition.CANCEL, method=None, **changes):
    made = Fact(
        id=1,
        kind=DecisionKind.PUBLISHED,
        disposition=disposition,
        method=method,
        replacement="",
        effective_on=SINCE,
        recorded_at=WHEN,
        public_from=WHEN,
        number="示府办〔2026〕1号",
        line_position=32,
    )
    return replace(made, **changes)


def a_verdict(outcome=Outcome.CANCELLED, fact=None, **changes):
    since = fact.effective_on if fact else None
    return replace(Verdict(outcome=outcome, on=TODAY, fact=fact, since=since, recorded_from=FIRST), **changes)


def said(verdict, **changes):
    known = {
        "item": "高龄津贴发放",
        "spoken": "领高龄津贴",
        "material": "生存证明",
        "office": "示例市民政局",
        "issuing_office": "村（居）民委员会",
        "on": verdict.on,
        "today": TODAY,
        "city": "示例市",
    }
    return wording.verdict_words(verdict, **(known | changes))


CANCELLED = a_verdict(Outcome.CANCELLED, a_fact())
SHARED = a_verdict(Outcome.REPLACED, a_fact(Disposition.REPLACE, Method.DATA_SHARING))
LICENCE = a_verdict(Outcome.REPLACED, a_fact(Disposition.REPLACE, Method.EXISTING_LICENCE))
CHOICE = a_verdict(Outcome.CHOICE, a_fact(Disposition.REPLACE, Method.COMMITMENT))
KEPT = a_verdict(Outcome.KEPT, a_fact(Disposition.KEEP))
UNKNOWN = a_verdict(Outcome.UNKNOWN)


def test_every_word_has_its_sentence():
    assert set(methods.SAYS) == set(methods.LINE_SAYS) == set(SUBSTITUTES)
    assert set(labels.SHOWN_INSTEAD) == set(SUBSTITUTES) - OFFICE_METHODS
    assert set(labels.ICONS) == set(Outcome)
    assert set(remarks.NOTES) == {one for one in Disposition if not one.has_effect}
    assert set(phrases.CONCLUSIONS) == set(Outcome) - {Outcome.REPLACED}
    assert set(labels.DECISION_TONES) == set(DecisionKind)


@pytest.mark.parametrize(
    ("verdict", "badge", "headline", "how"),
    [
        (CANCELLED, "不再需要", "领高龄津贴，不用再交生存证明", "直接取消，也不用交别的材料来代替。"),
        (SHARED, "改由部门查", "领高龄津贴，不用再交生存证明", "民政局会通过共享数据查询。"),
        (
            LICENCE,
            "改用现有证照",
            "领高龄津贴，不用再开生存证明",
            "不用另开，带上您已有的有效证照给窗口看。",
        ),
        (
            CHOICE,
            "可承诺代替",
            "领高龄津贴，生存证明可以不开",
            "签一份书面承诺书就行，您愿意交证明也可以。有严重失信记录还没有修复的，不能用承诺。",
        ),
        (KEPT, "仍需提交", "领高龄津贴，仍要交生存证明", "由村（居）民委员会开具。"),
        (
            UNKNOWN,
            "尚无记录",
            "领高龄津贴，登记簿里没有这一条",
            "查不到不等于不需要。请问示例市民政局，或打12345。",
        ),
    ],
)
def test_each_outcome_has_its_badge_headline_and_how(verdict, badge, headline, how):
    words = said(verdict)
    assert (words.badge, words.headline, words.how) == (badge, headline, how)


def test_without_a_spoken_form_the_item_stands_with_a_colon():
    assert said(CANCELLED, spoken="").lead == "高龄津贴发放："


def test_the_facts_say_since_number_and_line():
    assert said(CANCELLED, list_name="第一批").facts == "从2026年10月1日起 · 示府办〔2026〕1号 · 第一批第32条"


def test_a_day_gone_by_is_told_in_the_past():
    yesterday = TODAY - timedelta(days=1)
    assert said(replace(CANCELLED, on=yesterday)).say == "当时不用交生存证明"
    assert said(replace(KEPT, on=yesterday)).say == "当时要交生存证明"
    assert said(replace(SHARED, on=yesterday)).how == "民政局当时通过共享数据查询。"


def test_a_decision_still_to_come_names_its_day():
    day = date(2027, 1, 1)
    ahead = a_verdict(Outcome.CANCELLED, a_fact(effective_on=day), on=day)
    assert said(ahead).say == "从2027年1月1日起不用交生存证明"
    assert said(ahead).line.startswith("高龄津贴发放从2027-01-01起不需要生存证明")
    assert said(ahead).window == ""


def test_before_the_first_record_the_day_is_named_and_nothing_is_guessed():
    words = said(replace(UNKNOWN, on=date(2026, 7, 1)))
    assert words.headline == "2026年7月13日以前，登记簿里没有这一条"
    assert words.brings is None


def test_a_utility_is_not_called_a_department():
    assert said(SHARED, office="示例市供电局", kind=OfficeKind.UTILITY).badge == "改由经办单位查"


def test_a_cross_check_names_whom_the_office_asks():
    asked = a_verdict(Outcome.REPLACED, a_fact(Disposition.REPLACE, Method.CROSS_CHECK))
    assert said(asked).how == "民政局会向村（居）民委员会核实。"
    assert said(asked, issuing_office="").how == "民政局会向开证明的单位核实。"


def test_a_proof_covered_by_another_names_it_when_the_list_does():
    covered = a_fact(Disposition.REPLACE, Method.COVERED, replacement="户口簿")
    assert said(a_verdict(Outcome.REPLACED, covered)).how == "您交的户口簿里已经有了，不用另交。"


def test_an_unnamed_method_falls_back_on_the_lists_own_words():
    own = a_fact(Disposition.REPLACE, replacement="由单位自行核对档案。")
    words = said(a_verdict(Outcome.REPLACED, own))
    assert words.badge == "改用别的办法"
    assert words.how == "替代办法：由单位自行核对档案。"


def test_what_is_announced_stands_apart_from_the_verdict():
    ahead = a_fact(Disposition.REPLACE, Method.ONLINE_CHECK, effective_on=date(2027, 1, 1))
    words = said(replace(KEPT, announced=(ahead,)))
    assert words.say == "仍要交生存证明"
    assert words.announced[0].sentence == (
        "已经公布、还没到日子：2027年1月1日起，这份证明改由部门查。今天办仍按上面的结论。"
    )


@pytest.mark.parametrize("disposition", sorted(remarks.NOTES))
def test_a_line_without_effect_never_reads_as_a_cancellation(disposition):
    words = said(replace(KEPT, notes=(a_fact(disposition),)))
    assert words.outcome is Outcome.KEPT
    assert "不用交" not in words.notes[0]
    assert "不再需要" not in words.notes[0]


def test_a_condition_is_named_in_the_note():
    conditional = a_fact(Disposition.CONDITIONAL, replacement="省平台开通共享接口")
    words = said(replace(KEPT, notes=(conditional,)))
    assert words.notes == ("现在仍要交。等省平台开通共享接口以后才取消，到时另行公布。",)


def test_a_decision_undone_is_told_with_its_reason():
    by = a_fact(
        None,
        kind=DecisionKind.WITHDRAWAL,
        effective_on=date(2026, 11, 1),
        reason="与上位法不一致",
        number="示府办〔2026〕9号",
    )
    words = said(replace(UNKNOWN, undone=((a_fact(), by),)))
    assert words.notes == (
        "示府办〔2026〕1号对这一条的决定从2026年11月1日起撤回，见示府办〔2026〕9号。理由：与上位法不一致。",
    )
    assert words.say == "原来的决定已经不算数"


@pytest.mark.parametrize(
    ("verdict", "line"),
    [
        (SHARED, "结婚登记不再需要婚姻状况证明：由民政局查询 · 示府办〔2026〕1号 · 2026-10-01起"),
        (CANCELLED, "结婚登记不再需要婚姻状况证明：直接取消 · 示府办〔2026〕1号 · 2026-10-01起"),
        (
            CHOICE,
            "结婚登记可以不开婚姻状况证明：签书面承诺书就行，愿意交证明也可以 · 示府办〔2026〕1号 · 2026-10-01起",
        ),
        (KEPT, "结婚登记仍要交婚姻状况证明：由民政部门开具 · 示府办〔2026〕1号 · 2026-10-01起"),
        (UNKNOWN, "结婚登记要不要婚姻状况证明，登记簿里没有记录：查不到不等于不需要"),
    ],
)
def test_one_line_says_it_all(verdict, line):
    names = {"item": "结婚登记", "material": "婚姻状况证明", "office": "示例市民政局", "issuing_office": "民政部门"}
    assert wording.sentence(verdict, **names, today=TODAY, city="示例市") == line
    assert said(verdict, **names, spoken="").line == line


def test_a_decision_without_a_number_is_told_without_one():
    line = said(a_verdict(Outcome.CANCELLED, a_fact(number=None))).line
    assert line == "高龄津贴发放不再需要生存证明：直接取消 · 2026-10-01起"


def test_a_clerk_is_told_not_to_take_it_only_when_nothing_is_needed():
    assert said(CANCELLED).window.startswith("不要收。")
    assert "我们来查" in said(SHARED).window
    assert [said(one).window for one in (LICENCE, CHOICE, KEPT, UNKNOWN)] == ["", "", "", ""]


def test_what_a_person_brings_follows_from_outcome_and_method():
    assert [said(one).brings for one in (CANCELLED, SHARED, LICENCE, CHOICE, KEPT, UNKNOWN)] == [
        False,
        False,
        True,
        None,
        True,
        None,
    ]


def test_the_words_are_of_the_day_that_the_verdict_is_of():
    with pytest.raises(ValueError):
        said(CANCELLED, on=TODAY + timedelta(days=1))


@given(
    outcome_and_method=st.sampled_from(
        [*product([Outcome.REPLACED], [*SUBSTITUTES, None]), *product(set(Outcome) - {Outcome.REPLACED}, [None])]
    ),
    distance=st.integers(-500, 500),
    since=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    issuing_office=st.sampled_from(["", "公安派出所"]),
    spoken=st.sampled_from(["", "领高龄津贴"]),
    replacement=st.sampled_from(["", "户口簿", "由办理部门通过政务数据共享平台查询。"]),
)
def test_no_sentence_has_blanks_or_doubled_marks(
    outcome_and_method, distance, since, issuing_office, spoken, replacement
):
    outcome, method = outcome_and_method
    fact = None
    if outcome is not Outcome.UNKNOWN:
        fact = a_fact(Disposition.REPLACE, method, effective_on=since, replacement=replacement)
    verdict = a_verdict(outcome, fact, on=TODAY + timedelta(days=distance))
    words = said(verdict, issuing_office=issuing_office, spoken=spoken)
    sentences = [words.headline, words.how, words.brief, words.facts, words.line, words.window, *words.notes]
    for sentence in sentences:
        assert not any(mark in sentence for mark in ("{", "}", "。。", "，，", "：：", "None", "，。"))
    assert words.headline and words.how and words.brief and words.line
