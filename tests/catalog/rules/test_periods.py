"""Workdays with swapped days, last days of periods, and the instant they close."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.rules import periods
from catalog.rules.periods import MINIMUMS, closes_at, last_day, moving_refusal, refusal, shortest, unsettled
from catalog.rules.working_days import Calendar
from catalog.vocabulary import DraftKind, PeriodUnit

CALENDAR = Calendar()
published = st.dates(date(2004, 1, 1), date(2026, 6, 30))


def test_swapped_days_are_workdays() -> None:
    assert CALENDAR.is_workday(date(2020, 9, 27)) and CALENDAR.is_workday(date(2020, 10, 10))
    assert not any(CALENDAR.is_workday(date(2020, 10, number)) for number in range(1, 9))


def test_thirty_days_that_end_on_a_holiday_close_after_it() -> None:
    last = last_day(date(2020, 9, 1), 30, PeriodUnit.DAYS, CALENDAR)
    assert (last.nominal, last.day, last.provisional) == (date(2020, 10, 1), date(2020, 10, 9), False)
    assert last.sentence == "最后一天是国庆节假期，顺延到2020年10月9日。"
    assert closes_at(last) == datetime(2020, 10, 9, 16, tzinfo=UTC)


def test_the_closing_instant_is_midnight_in_beijing_and_no_longer_inside() -> None:
    closing = closes_at(date(2026, 10, 1))
    assert closing.isoformat() == "2026-10-02T00:00:00+08:00"


def test_a_saturday_moves_to_the_next_workday_and_says_why() -> None:
    last = last_day(date(2026, 8, 1), 7, PeriodUnit.DAYS, CALENDAR)
    assert (last.nominal, last.day, last.moved_because) == (date(2026, 8, 8), date(2026, 8, 10), "星期六")


def test_seven_working_days_skip_the_holidays_and_count_the_swapped_sunday() -> None:
    last = last_day(date(2020, 9, 25), 7, PeriodUnit.WORKING_DAYS, CALENDAR)
    # 27 (a swapped Sunday), 28, 29, 30 September, 9, 10 (a swapped Saturday) and 12 October
    assert last.day == date(2020, 10, 12)


def test_beyond_the_published_years_a_day_is_provisional_and_nothing_opens() -> None:
    last = last_day(date(2026, 12, 20), 30, PeriodUnit.DAYS, CALENDAR)
    assert last.provisional and last.day == date(2027, 1, 19)
    assert "2027年的工作日历" in (unsettled(last) or "")
    assert unsettled(last_day(date(2026, 3, 2), 30, PeriodUnit.DAYS, CALENDAR)) is None


def test_a_day_that_an_official_entered_is_certain_and_goes_before_the_published_calendar() -> None:
    day = date(2026, 3, 4)
    calendar = Calendar({day: False, date(2027, 1, 19): True})
    assert CALENDAR.is_workday(day) and not calendar.is_workday(day)
    assert calendar.why_free(day) == "放假"
    assert not calendar.is_provisional(date(2027, 1, 19)) and calendar.is_provisional(date(2027, 1, 20))


def test_once_a_years_holidays_are_entered_its_ordinary_days_are_certain() -> None:
    entered = {date(2027, 1, 1): False, date(2027, 10, 1): False}
    assert not Calendar(entered).is_provisional(date(2027, 6, 1))
    assert Calendar(entered).is_provisional(date(2028, 6, 1))
    assert not Calendar(loaded_years={2028}).is_provisional(date(2028, 6, 1))


@given(published, st.integers(0, 25))
def test_counting_forward_and_counting_between_agree(day: date, count: int) -> None:
    reached = CALENDAR.add_working_days(day, count)
    assert CALENDAR.working_days_between(day, reached) == count
    assert count == 0 or CALENDAR.is_workday(reached)


@given(published, st.integers(1, 60), st.sampled_from(PeriodUnit))
def test_a_last_day_is_a_workday_never_earlier_than_counted(opens: date, length: int, unit: PeriodUnit) -> None:
    last = last_day(opens, length, unit, CALENDAR)
    assert CALENDAR.is_workday(last.day) and last.day >= last.nominal > opens
    assert CALENDAR.working_days_between(last.nominal, last.day) <= 1
    assert (last.day == last.nominal) == (last.moved_because is None)


@given(st.sampled_from(DraftKind), published)
def test_the_shortest_period_is_allowed_and_a_day_less_is_refused_without_a_reason(
    kind: DraftKind, opens: date
) -> None:
    earliest = shortest(kind, opens, CALENDAR)
    if earliest is None:
        assert refusal(kind, opens, opens + timedelta(days=1), CALENDAR) is None
        return
    assert refusal(kind, opens, earliest.day, CALENDAR) is None
    early = earliest.day - timedelta(days=1)
    sentence = refusal(kind, opens, early, CALENDAR)
    assert sentence and kind.label in sentence and f"至少征求{MINIMUMS[kind].length}" in sentence
    assert refusal(kind, opens, early, CALENDAR, reason="汛期将至，急需施行") is None


def test_a_blank_reason_is_no_reason_and_a_period_ends_after_it_begins() -> None:
    opens = date(2026, 3, 2)
    assert refusal(DraftKind.MAJOR_DECISION, opens, date(2026, 3, 9), CALENDAR, reason="  ")
    assert refusal(DraftKind.BARE_LIST, opens, opens, CALENDAR, reason="急")


def test_every_kind_of_draft_has_its_minimum_with_rule_and_source() -> None:
    assert set(MINIMUMS) == set(DraftKind)
    assert all(each.rule and each.source for each in MINIMUMS.values())
    assert (periods.DEFAULT_LENGTH, periods.DEFAULT_UNIT) == (30, PeriodUnit.DAYS)


def test_a_last_day_moves_only_later() -> None:
    assert moving_refusal(date(2026, 3, 9), date(2026, 3, 10)) is None
    assert moving_refusal(date(2026, 3, 9), date(2026, 3, 9)) and moving_refusal(date(2026, 3, 9), date(2026, 3, 8))


@given(st.dates(date(2031, 1, 1), date(2040, 1, 1)), st.integers(1, 30))
def test_in_a_year_without_a_calendar_only_a_day_beyond_any_holiday_is_safe(due: date, later: int) -> None:
    last = periods.typed(due + timedelta(days=later), CALENDAR)
    why = periods.unsafe(last, due)
    assert last.provisional and (why is None) == (later >= 10)
    assert why is None or "工作日历" in why


@given(published, st.integers(1, 60))
def test_a_typed_day_of_a_published_year_is_safe_and_moves_off_days_off(due: date, later: int) -> None:
    last = periods.typed(due + timedelta(days=later), CALENDAR)
    assert periods.unsafe(last, due) is None and CALENDAR.is_workday(last.day)


def test_nonsense_lengths_are_refused() -> None:
    with pytest.raises(ValueError):
        last_day(date(2026, 3, 2), 0, PeriodUnit.DAYS, CALENDAR)
    with pytest.raises(ValueError):
        CALENDAR.add_working_days(date(2026, 3, 2), -1)
