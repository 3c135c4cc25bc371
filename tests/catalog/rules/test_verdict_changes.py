"""What counts as a change between two days."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from catalog.rules.verdict import Fact, Verdict, verdict
from catalog.rules.verdict_changes import Aspect, changed
from catalog.vocabulary import DecisionKind, Disposition, Method, Outcome

KNOWN = datetime(2026, 1, 1, tzinfo=UTC)
DAY = date(2025, 1, 1)


def fact(disposition=Disposition.CANCEL, method=None, number="示府办〔2024〕1号", replacement="", **more):
    return Fact(
        1, DecisionKind.PUBLISHED, disposition, method, replacement, DAY, KNOWN, KNOWN, number=number, list_id=1, **more
    )


def on(one):
    return verdict([one], DAY, KNOWN)


NOTHING = Verdict(Outcome.UNKNOWN, DAY)
SHARED = fact(Disposition.REPLACE, Method.DATA_SHARING)

facts = st.builds(
    fact,
    st.sampled_from(Disposition),
    st.none() | st.sampled_from(Method),
    st.none() | st.sampled_from(["示府办〔2024〕1号", "示府办〔2024〕2号"]),
    st.sampled_from(["", "由部门核查"]),
)


@given(facts)
def test_nothing_changes_between_a_day_and_itself(one):
    assert changed(on(one), on(one)) == frozenset()


@given(facts, facts)
def test_a_change_is_one_both_ways(one, other):
    assert changed(on(one), on(other)) == changed(on(other), on(one))


@given(facts, facts)
def test_another_outcome_is_always_a_change(one, other):
    before, after = on(one), on(other)
    assert (Aspect.ANSWER in changed(before, after)) == (before.outcome is not after.outcome)


def test_a_first_decision_changes_everything():
    assert changed(NOTHING, on(SHARED)) == frozenset(Aspect)


def test_another_way_to_the_same_answer_is_told_apart_from_another_document():
    other_way = on(replace(SHARED, method=Method.ONLINE_CHECK))
    other_document = on(replace(SHARED, number="示府办〔2025〕9号"))
    assert changed(on(SHARED), other_way) == {Aspect.WAY}
    assert changed(on(SHARED), other_document) == {Aspect.SOURCE}


def test_what_is_only_announced_changes_nothing():
    assert changed(NOTHING, replace(NOTHING, announced=(SHARED,))) == frozenset()
