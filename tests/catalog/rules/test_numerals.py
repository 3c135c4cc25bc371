"""Numbers of articles in Chinese and Arabic numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.rules.numerals import to_chinese, to_int


@given(st.integers(0, 9999))
def test_every_number_survives_the_way_there_and_back(number: int) -> None:
    assert to_int(to_chinese(number)) == number
    assert to_int(str(number)) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("十", 10),
        ("二十一", 21),
        ("一百零五", 105),
        ("一百二十", 120),
        ("一千零七十一", 1071),
        ("一千二百六十", 1260),
        ("２１", 21),
        ("二〇二〇", 2020),
        ("廿一", 21),
        ("两百", 200),
        ("三 十", 30),
        ("叁拾", 30),
    ],
)
def test_numbers_are_read_as_laws_write_them(written: str, number: int) -> None:
    assert to_int(written) == number


@pytest.mark.parametrize(
    "written", ["", "条", "十百", "百百", "一二十", "零十", "12345", "一十一十", "-3", "1.5", "九" * 40]
)
def test_what_is_no_number_is_none(written: str) -> None:
    assert to_int(written) is None


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_none(written: str) -> None:
    value = to_int(written)
    assert value is None or 0 <= value <= 9999
