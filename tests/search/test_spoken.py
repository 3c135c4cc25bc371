"""Everyday speech made one says no less than before, and the same however often it is made so."""

from hypothesis import given
from hypothesis import strategies as st

from search.homophones import Homophones
from search.lookalikes import GROUPS
from search.spoken import COLOURS, OPENINGS, SAME, settled

WORDS = st.lists(
    st.sampled_from([*(word for words in SAME for word in words), *COLOURS, *OPENINGS, "证", "户"]), min_size=1
)


@given(WORDS.map("".join))
def test_something_is_left_of_every_text(text):
    assert settled(text)


def test_no_word_stands_for_two_others():
    others = [word for words in SAME for word in words[1:]]
    assert len(others) == len(set(others))
    assert not set(others) & {words[0] for words in SAME}


def test_every_word_of_a_kind_is_the_first_of_it():
    assert {settled(f"{word}证") == settled(f"{words[0]}证") for words in SAME for word in words} == {True}


def test_a_name_is_heard_inside_a_sentence_but_not_when_little_of_it_is_right():
    homophones = Homophones({"单身证明": ("dan", "shen", "zheng", "ming")}, len)
    assert homophones.heard("要丹身证明吗") == [("单身证明", 1, 5)]
    assert homophones.heard("丹参证明") == []


def test_a_group_of_lookalikes_names_no_character_twice():
    assert [group for group in GROUPS if len(set(group)) != len(group)] == []
