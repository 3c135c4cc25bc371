"""What comes from a keyboard: signs that nobody sees go, and a day is one that a list can mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import keyboard
from app.record_numbers import number_in


@given(st.text(st.characters()))
def test_every_text_can_be_stored_and_loses_nothing_that_is_seen(typed):
    plain = keyboard.plain(typed)
    plain.encode()
    assert "\x00" not in plain and keyboard.plain(plain) == plain
    seen = [sign for sign in typed if sign.isprintable() or sign in "\n\r\t\u3000"]
    assert [sign for sign in plain if sign in seen] == seen


@given(st.dates())
def test_a_day_is_read_back_or_lies_outside_what_lists_speak_of(day):
    within = keyboard.FIRST <= day <= keyboard.LAST
    assert keyboard.day(day.isoformat()) == (day if within else None)


@pytest.mark.parametrize("written", ["0026-10-01", "2026-02-30", "今天", "", "2026-10-01 "])
def test_a_slip_is_no_day(written):
    assert keyboard.day(written) is None


@given(st.integers(min_value=0, max_value=999_999_999))
def test_a_record_number_is_read(number):
    assert number_in(str(number)) == number


@pytest.mark.parametrize("written", ["", "-1", "+1", "1.0", "１", "²", "٣", "1_0", " 1", "9" * 10, "9" * 5000])
def test_nothing_else_is_a_record_number(written):
    assert number_in(written) is None


def test_the_days_begin_with_the_republic():
    assert keyboard.day("1949-10-01") == date(1949, 10, 1) and keyboard.day("1949-09-30") is None
