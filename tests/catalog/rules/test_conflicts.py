"""Lines that contradict each other are found, and nothing else is."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from catalog.rules.conflicts import ConflictKind, Line, find
from catalog.vocabulary import Disposition, Method

KEY = ("示例市民政局", "收养登记", "婚姻状况证明")
JULY, AUGUST, SEPTEMBER = date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1)


def line(disposition: Disposition, label: str = "第1条", on: date = JULY, **more: object) -> Line:
    return Line(**{"key": KEY, "disposition": disposition, "method": None, "effective_on": on, "label": label, **more})


def test_one_requirement_with_two_methods_on_one_day_is_a_conflict() -> None:
    [conflict] = find(
        [
            line(Disposition.REPLACE, "第27条", method=Method.INTERNAL_CHECK),
            line(Disposition.REPLACE, "第28条", method=Method.ONLINE_CHECK),
        ]
    )
    assert conflict.kind is ConflictKind.DIFFERENT
    assert conflict.sentence == (
        "第28条和第27条不一致：第27条是替代取消（部门内部核查），第28条是替代取消（网络核验）。"
        "请改这一条，或写明为什么要改变。"
    )


def test_a_cancelled_proof_that_is_kept_later_reappears_even_after_its_end() -> None:
    gone = line(Disposition.CANCEL, "示府办〔2026〕1号", until=AUGUST)
    [conflict] = find([line(Disposition.KEEP, "第3条", SEPTEMBER), gone])
    assert (conflict.kind, conflict.earlier) == (ConflictKind.REAPPEARS, gone)
    assert "示府办〔2026〕1号已经取消" in conflict.sentence


def test_days_that_do_not_overlap_are_no_conflict() -> None:
    assert find([line(Disposition.KEEP, until=AUGUST), line(Disposition.CANCEL, "第2条", AUGUST)]) == ()
    assert find([line(Disposition.KEEP, until=SEPTEMBER), line(Disposition.CANCEL, "第2条", AUGUST)])


def test_the_same_end_twice_is_no_conflict() -> None:
    assert find([line(Disposition.CANCEL), line(Disposition.CANCEL, "第2条", AUGUST)]) == ()


def test_other_requirements_and_lines_without_effect_are_left_alone() -> None:
    other = line(Disposition.KEEP, key=("示例市公安局", "收养登记", "婚姻状况证明"))
    assert find([line(Disposition.CANCEL), other, line(Disposition.CONDITIONAL), line(Disposition.INTENDED)]) == ()


lines = st.builds(
    Line,
    st.sampled_from([KEY, "另一条"]),
    st.sampled_from(Disposition),
    st.none() | st.sampled_from(list(Method)[:3]),
    st.sampled_from([JULY, AUGUST, SEPTEMBER]),
    st.sampled_from(["第1条", "第2条", "第3条"]),
    st.none() | st.sampled_from([date(2026, 8, 15), date(2026, 9, 15)]),
)


@given(st.lists(lines, max_size=8))
def test_what_is_found_is_a_contradiction(some: list[Line]) -> None:
    for conflict in find(some):
        earlier, later = conflict.earlier, conflict.later
        assert earlier.key == later.key and earlier.end != later.end
        assert earlier.disposition.has_effect and later.disposition.has_effect
        assert earlier.effective_on <= later.effective_on


@given(st.lists(lines, max_size=8), st.permutations(range(8)))
def test_lines_without_a_contradiction_are_found_clean_in_any_order(some: list[Line], order: list[int]) -> None:
    shuffled = [some[place] for place in order if place < len(some)]
    assert bool(find(some)) == bool(find(shuffled))


@given(st.lists(lines, min_size=2, max_size=8))
def test_two_different_open_ends_of_one_requirement_are_always_found(some: list[Line]) -> None:
    open_ends = [each for each in some if each.until is None and each.disposition.has_effect and each.key == KEY]
    if len({each.end for each in open_ends}) > 1:
        assert find(some)
