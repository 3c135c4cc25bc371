"""The code of a public body is checked by its last character, as the standard computes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.rules import credit_codes
from catalog.rules.credit_codes import ALPHABET, check_character, normalised, refusal

# Codes in use, from published registers.
REAL = ("11441300007187648G", "11370322004222241N", "11330700MB10327095", "11320982K1308267XB", "11620300013909010R")
firsts = st.text(alphabet=ALPHABET, min_size=17, max_size=17)


@pytest.mark.parametrize("code", REAL)
def test_codes_in_use_pass_however_they_are_typed(code):
    assert refusal(normalised(code)) is None
    assert normalised(f" {code[:8].lower()}-{code[8:]}　") == code


@given(firsts, st.data())
def test_one_wrong_character_is_noticed_and_so_are_two_that_changed_places(first, data):
    code = first + check_character(first)
    assert refusal(code) is None
    place = data.draw(st.integers(0, 17))
    other = data.draw(st.sampled_from(ALPHABET).filter(lambda sign: sign != code[place]))
    assert "最后一位" in (refusal(code[:place] + other + code[place + 1 :]) or "")
    here, there = data.draw(st.integers(0, 16)), data.draw(st.integers(0, 16))
    swapped = list(code)
    swapped[here], swapped[there] = swapped[there], swapped[here]
    if code[here] != code[there]:
        assert refusal("".join(swapped))


@pytest.mark.parametrize(("code", "says"), [("", "现在有0位"), ("1" * 17, "现在有17位"), ("I" + "1" * 17, "“I”")])
def test_what_is_no_code_is_told_why(code, says):
    assert says in (credit_codes.refusal(code) or "")
