"""What is packed into rows, and written and read again, is what it was."""

from hypothesis import given
from hypothesis import strategies as st

from search import rows
from search.packing import Index, Texts

KEYS = st.text("ab证明", max_size=4)
LISTS = st.dictionaries(KEYS, st.lists(st.integers(0, 2**32 - 1), max_size=5), max_size=12)


@given(lists=LISTS, asked=KEYS)
def test_an_index_gives_the_lists_that_it_was_made_of(lists, asked):
    assert list(Index.of(lists).get(asked)) == lists.get(asked, [])


@given(texts=st.lists(KEYS, max_size=12), prefix=KEYS)
def test_of_sorted_texts_those_with_a_beginning_are_found(texts, prefix):
    ordered = sorted(texts)
    found = Texts.of(ordered).beginning(prefix)
    assert [ordered[at] for at in found] == [text for text in ordered if text.startswith(prefix)]


@given(lists=LISTS, about=st.lists(st.text(), max_size=3), before=st.binary(max_size=5))
def test_what_is_written_is_read_again(tmp_path_factory, lists, about, before):
    path, index = tmp_path_factory.mktemp("rows") / "file", Index.of(lists)
    with path.open("wb") as stream:
        offset, length = rows.append(stream, before)
        rows.finish(stream, index.rows("index"), about)
    with path.open("rb") as stream:
        found, said = rows.read(stream)
        stream.seek(offset)
        assert stream.read(length) == before
    assert Index.read(found, "index") == index
    assert said == about
