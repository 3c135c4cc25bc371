"""Ranking by bit planes gives what adding up the weights of each document gives."""

from hypothesis import given
from hypothesis import strategies as st

from search import bits

SIZE = 90
SETS = st.integers(0, (1 << SIZE) - 1)
WEIGHED = st.lists(st.tuples(SETS, st.integers(1, 200)), max_size=6)


@given(st.sets(st.integers(0, 20_000)), st.integers(0, 20_000))
def test_members_come_back_in_order(members, start):
    held = bits.of(members, 20_001)
    assert list(bits.positions(held)) == sorted(members)
    assert list(bits.positions(held, start)) == sorted(one for one in members if one >= start)


@given(SETS, WEIGHED)
def test_levels_are_the_sums_of_weights(match, contributions):
    sums = {at: sum(weight for held, weight in contributions if held >> at & 1) for at in bits.positions(match)}
    levels = bits.levels(match, contributions)
    assert {at: score for score, held in levels for at in bits.positions(held)} == sums
    assert [score for score, _ in levels] == sorted(set(sums.values()), reverse=True)


@given(st.lists(st.sets(st.integers(0, 500)), min_size=1, max_size=4), st.integers(0, 60), st.integers(0, 30))
def test_a_page_of_several_segments_is_a_slice_of_all_ids(parted, offset, limit):
    seen: set[int] = set()
    parts = []
    for ids in parted:
        own = sorted(ids - seen)
        seen |= ids
        parts.append(((1 << len(own)) - 1, own))
    assert bits.page(parts, offset, limit) == sorted(seen)[offset : offset + limit]


@given(st.sets(st.integers(0, 400), min_size=1), st.data())
def test_a_page_of_a_part_of_a_segment_is_a_slice_of_it(ids, data):
    own = sorted(ids)
    held = data.draw(st.integers(0, (1 << len(own)) - 1))
    chosen = [own[at] for at in bits.positions(held)]
    offset = data.draw(st.integers(0, max(0, len(chosen) - 1)))
    assert bits.page([(held, own)], offset, 7) == chosen[offset : offset + 7]
