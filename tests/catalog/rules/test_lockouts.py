"""Wrong passwords lock a login; limits count in windows; names are masked."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from catalog.rules import limits, masking
from catalog.rules.lockouts import FAILURES, SPAN, locked_until

START = datetime(2026, 9, 11, 1, tzinfo=UTC)
minutes = st.lists(st.integers(0, 120), max_size=12)


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


@given(minutes, st.integers(0, 200))
def test_a_lock_needs_five_failures_within_half_an_hour(found, now):
    until = locked_until([at(one) for one in found], at(now))
    if until is not None:
        last = until - SPAN
        within = [one for one in found if last - SPAN < at(one) <= last]
        assert len(within) >= FAILURES
        assert at(now) < until <= at(max(found)) + SPAN


@given(st.lists(st.integers(0, 29), min_size=FAILURES, max_size=FAILURES))
def test_five_failures_lock_for_half_an_hour_from_the_fifth(found):
    fifth = at(max(found))
    assert locked_until([at(one) for one in found], fifth) == fifth + SPAN
    assert locked_until([at(one) for one in found], fifth + SPAN) is None
    assert locked_until([at(one) for one in found[1:]], fifth) is None


@given(st.integers(0, 10_000))
def test_a_limit_holds_within_its_window_and_ends_with_it(second):
    limit = limits.Limit("topic", 3, timedelta(minutes=10), "提交")
    now = START + timedelta(seconds=second)
    assert limit.window(now) <= now < limit.window(now) + limit.period
    assert limit.refusal(3, now) is None
    assert "再试" in (limit.refusal(4, now) or "")
    assert limit.window(now + timedelta(seconds=limit.seconds_left(now))) > limit.window(now)


def test_neighbours_in_one_ipv6_network_are_counted_together():
    one, two = (limits.subject_of_address(f"2001:db8:1:2::{end}", "secret") for end in ("1", "ffff"))
    other = limits.subject_of_address("2001:db8:1:3::1", "secret")
    assert one == two != other
    assert limits.subject_of_address("10.0.0.1", "secret") != limits.subject_of_address("10.0.0.2", "secret")
    assert limits.subject_of_address("::ffff:10.0.0.1", "secret") == limits.subject_of_address("10.0.0.1", "secret")


def test_a_count_names_no_address():
    assert "10.0.0.1" not in limits.subject_of_address("10.0.0.1", "secret")
    assert limits.subject_of_address("not an address", "secret") == limits.subject_of_address("", "secret")


@given(st.text(max_size=20))
def test_a_masked_name_never_shows_more_than_a_surname(name):
    shown = masking.masked(name)
    assert len(shown) <= 3 and (shown == "" or shown.endswith("*"))
