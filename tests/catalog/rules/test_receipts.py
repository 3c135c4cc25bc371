"""Receipts: unguessable, readable, and the same for the same form."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from catalog.rules import receipts

AT = datetime(2026, 11, 23, 1, 42, tzinfo=UTC)
random_tickets = st.binary(min_size=receipts.TICKET_BYTES, max_size=receipts.TICKET_BYTES)


@given(st.binary(min_size=10, max_size=10))
def test_a_code_carries_eighty_bits_and_no_sign_that_is_misread(random):
    code = receipts.code_from(random)
    signs = code.replace("-", "").removeprefix("MZ")
    value = 0
    for sign in signs:
        value = value * 32 + receipts.ALPHABET.index(sign)
    assert value.to_bytes(10, "big") == random
    assert not set(signs) & set("0O1I")


@given(st.binary(min_size=10, max_size=10), st.sampled_from(["", " ", "-", "．"]), st.booleans(), st.booleans())
def test_a_code_is_known_however_it_is_typed(random, gap, small, with_prefix):
    code = receipts.code_from(random)
    typed = gap.join(code.split("-") if with_prefix else code.split("-")[1:])
    assert receipts.normalise(typed.lower() if small else typed) == code


@given(st.text(max_size=30))
def test_no_text_makes_reading_a_code_fail(written):
    code = receipts.normalise(written)
    assert code is None or receipts.normalise(code) == code


@given(random_tickets)
def test_a_ticket_gives_the_same_code_each_time_and_another_one_under_another_secret(random):
    ticket = receipts.ticket("secret", random, AT)
    assert receipts.issued_at("secret", ticket) == AT
    assert receipts.code_of("secret", ticket) == receipts.code_of("secret", ticket)
    assert receipts.code_of("secret", ticket) != receipts.code_of("other", ticket)


@given(random_tickets, st.integers(0, 40), st.characters(codec="ascii"))
def test_a_ticket_that_was_touched_is_not_ours(random, place, sign):
    ticket = receipts.ticket("secret", random, AT)
    touched = ticket[:place] + sign + ticket[place + 1 :]
    assert touched == ticket or receipts.issued_at("secret", touched) is None


@given(st.text(max_size=40))
def test_no_text_makes_reading_a_ticket_fail(written):
    assert receipts.issued_at("secret", written) is None
