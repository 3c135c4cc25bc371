"""How far apart two words are does not depend on how near they were hoped to be."""

from hypothesis import given
from hypothesis import strategies as st

from catalog.text import pinyin
from search.distance import distance
from search.distance import without_tail as stem
from search.spelling import Speller

# Few characters, so that many are alike, sound alike or are doubled.
WORDS = st.text("婚昏因姻状壮况证明居住往", min_size=1, max_size=8)


@given(word=WORDS, surface=WORDS, furthest=st.sampled_from((0.14, 0.2, 0.26, 0.34, 0.5, 1.0)))
def test_giving_up_early_loses_nothing_that_is_near_enough(word, surface, furthest):
    whole, hoped = distance(word, surface), distance(word, surface, furthest)
    assert hoped == whole if whole <= furthest else hoped > furthest


@given(
    word=WORDS.filter(lambda word: len(word) > 1),
    surfaces=st.lists(WORDS.filter(lambda word: len(word) > 1), max_size=12),
    furthest=st.sampled_from((0.14, 0.2, 0.26, 0.34, 0.5)),
)
def test_no_length_is_passed_over_that_a_near_name_may_have(word, surfaces, furthest):
    told = Speller.of({one: pinyin(one) for one in surfaces}).near(word, len(surfaces), furthest)
    near = {one for one in surfaces if distance(word, one) <= furthest and set(stem(word)) & set(stem(one))}
    looked_at = {one for one in near if _apart(word, one) <= max(2, len(word) // 3)}
    assert looked_at <= {one.surface for one in told}


def _apart(word, surface):
    """How many characters one is longer; a third of a word, or two, is the most that a slip leaves out or adds."""
    return (abs(len(word) - len(surface)) + abs(len(stem(word)) - len(stem(surface)))) / 2
