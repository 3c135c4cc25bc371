"""However values are laid out and counted, the numbers are those that counting one by one gives."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from search import bits
from search.columns import Column, NumberColumn

NUMBERS = st.lists(st.integers(1, 5), min_size=1, max_size=90)


@given(numbers=NUMBERS, data=st.data())
def test_both_layouts_count_find_and_choose_alike(numbers, data):
    size = len(numbers)
    by_value = {str(value): [at for at, one in enumerate(numbers) if one == value] for value in range(1, 7)}
    columns = NumberColumn(numbers), Column({value: bits.of(some, size) for value, some in by_value.items()}, size)
    chosen = data.draw(st.sets(st.integers(0, size - 1)))
    values = data.draw(st.sets(st.sampled_from(sorted(by_value)), min_size=1))
    match = bits.of(chosen, size)
    for column in columns:
        assert dict(column.counts(match)) == Counter(str(numbers[at]) for at in chosen)
        assert set(bits.positions(column.having(values))) == {at for value in values for at in by_value[value]}
        firsts = {value: min(chosen.intersection(by_value[value]), default=None) for value in values}
        assert column.firsts(match, values) == {value: at for value, at in firsts.items() if at is not None}
