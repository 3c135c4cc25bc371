"""The clock tells what state a consultation is in, and which comments count."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from catalog.rules import consultations, reviews
from catalog.rules.working_days import Calendar
from catalog.vocabulary import Channel, ListState, ReviewKind
from catalog.vocabulary import ConsultationState as C

START = datetime(2026, 7, 13, tzinfo=UTC)
CLOSE = START + timedelta(days=30)
instants = st.integers(-10, 60 * 24).map(lambda hours: START + timedelta(hours=hours))
maybe = st.none() | instants


@given(instants, maybe, maybe)
def test_every_instant_has_one_state_and_ending_wins(at, ended, report):
    found = consultations.state(opens_at=START, closes_at=CLOSE, ended_at=ended, report_from=report, at=at)
    if ended is not None and ended <= at:
        assert found is C.ENDED
    elif report is not None and report <= at:
        assert found is C.ANSWERED
    else:
        assert found is (C.ANNOUNCED if at < START else C.OPEN if at < CLOSE else C.CLOSED)


@given(st.integers(-5, 5), st.sampled_from(list(Channel)), st.integers(-2, 2))
def test_the_web_counts_by_the_instant_and_the_rest_by_the_day(seconds, channel, days):
    last_on = date(2026, 8, 11)
    timely = consultations.is_timely(
        channel,
        received_at=CLOSE + timedelta(seconds=seconds),
        received_on=last_on + timedelta(days=days),
        closes_at=CLOSE,
        last_on=last_on,
    )
    assert timely == (seconds < 0 if channel is Channel.WEB else days <= 0)


@given(st.booleans(), st.booleans(), st.booleans())
def test_the_public_reads_what_was_looked_over_agreed_to_and_not_taken_back(passed, publishes, withdrawn):
    shown = consultations.is_shown(passed=passed, publishes=publishes, withdrawn=withdrawn)
    assert shown == (passed and publishes and not withdrawn)


@given(st.sets(st.sampled_from(list(ReviewKind))), st.sampled_from(list(ListState)))
def test_a_review_is_missing_until_it_passed(passed, state):
    left = reviews.missing(state, passed)
    assert set(left) | (passed & set(reviews.NEEDED.get(state, ()))) == set(reviews.NEEDED.get(state, ()))


@given(st.dates(date(2026, 1, 5), date(2026, 11, 1)), st.integers(0, 20), st.booleans())
def test_a_quick_final_review_needs_a_reason(received_on, days, explained):
    calendar, on = Calendar(), received_on + timedelta(days=days)
    why = reviews.refusal(
        ReviewKind.FINAL_LEGALITY,
        ListState.SETTLING,
        received_on=received_on,
        on=on,
        calendar=calendar,
        short_reason="上级催" if explained else "",
    )
    quick = calendar.working_days_between(received_on, on) < reviews.USUAL_WORKING_DAYS
    assert (why is not None) == (quick and not explained)
