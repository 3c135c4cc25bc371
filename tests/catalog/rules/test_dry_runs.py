"""A dry run says of each line what turns, and on which day."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from catalog.rules import dry_runs
from catalog.rules.line_contents import LineContent
from catalog.rules.verdict import Fact, verdict
from catalog.vocabulary import DecisionKind, Disposition, Method, Outcome

NOW = datetime(2026, 9, 1, tzinfo=UTC)
DAY = date(2026, 10, 1)

lines = st.builds(
    LineContent,
    line_id=st.just(1),
    requirement_id=st.just(1),
    position=st.just(1),
    office=st.just("甲"),
    service_item=st.just("乙"),
    material=st.just("丙"),
    disposition=st.sampled_from(list(Disposition)),
    method=st.none() | st.sampled_from(list(Method)),
    effective_on=st.none() | st.just(date(2027, 1, 1)),
)
facts = st.lists(
    st.builds(
        Fact,
        id=st.integers(1, 99),
        kind=st.just(DecisionKind.PUBLISHED),
        disposition=st.sampled_from(list(Disposition)),
        method=st.none() | st.sampled_from(list(Method)),
        replacement=st.just(""),
        effective_on=st.dates(date(2025, 1, 1), date(2027, 6, 1)),
        recorded_at=st.just(datetime(2024, 1, 1, tzinfo=UTC)),
        public_from=st.just(datetime(2024, 1, 1, tzinfo=UTC)),
    ),
    max_size=4,
    unique_by=lambda one: one.id,
)


@given(lines, facts)
def test_before_is_what_stands_and_after_is_what_will(line, known):
    (flip,) = dry_runs.flips([line], {1: known}, effective_on=DAY, public_from=NOW)
    day = line.effective_on or DAY
    assert flip.on == day and flip.before is verdict(known, day, NOW).outcome
    if not line.disposition.has_effect:
        assert not flip.changes
    elif all(one.effective_on <= day for one in known):
        assert flip.after is not Outcome.UNKNOWN
    counted = dry_runs.summary([flip])
    assert sum(sum(some.values()) for some in counted.values()) == 1


def test_the_summary_counts_by_method():
    def one(number: int, method: Method) -> LineContent:
        return LineContent(number, number, number, "甲", "乙", "丙", Disposition.REPLACE, method)

    many = [one(1, Method.DATA_SHARING), one(2, Method.DATA_SHARING), one(3, Method.COMMITMENT)]
    found = dry_runs.summary(dry_runs.flips(many, {}, effective_on=DAY, public_from=NOW))
    assert found == {
        (Outcome.UNKNOWN, Outcome.REPLACED): {"数据共享": 2},
        (Outcome.UNKNOWN, Outcome.CHOICE): {"告知承诺": 1},
    }
