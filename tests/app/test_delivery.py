"""What is kept and compressed is what was made, for everybody alike, and never holds a secret."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import delivery
from app.delivery import Kept, Shelf
from tests.people import cheap_passwords, enter, hired  # noqa: F401

PACKED = {"Accept-Encoding": "gzip, br"}
ADDRESSES = ["/", "/proofs?q=生存证明", "/proofs?q=生存证明&lang=hant", "/requirements/1", "/offices/1?on=2020-01-01",
             "/api/v1/requirements?q=生存证明", "/lists/1.csv", "/suggestions?q=生存"]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_second_answer_is_the_first(reader, address):
    reader.client.application.extensions["shelf"].__init__(delivery.MEMORY)
    first, second = reader.client.get(address), reader.client.get(address)
    packed = reader.client.get(address, headers=PACKED)
    assert first.data == second.data
    assert (
        gzip.decompress(packed.data) == first.data if len(first.data) >= delivery.LEAST else packed.data == first.data
    )
    for name in ("ETag", "Content-Type", "Cache-Control", "Content-Security-Policy", "X-Content-Type-Options"):
        assert first.headers[name] == second.headers[name] == packed.headers[name]
    assert set(first.vary) == set(second.vary) == set(packed.vary)
    assert packed.content_length == len(packed.data)


def test_a_head_request_is_told_the_same_without_the_body(reader):
    whole = reader.client.get("/requirements/1")
    head = reader.client.head("/requirements/1")
    assert head.data == b"" and head.headers["ETag"] == whole.headers["ETag"]


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "br"])
def test_who_cannot_read_it_packed_gets_it_plain(reader, accepted):
    answer = reader.client.get("/", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers and answer.text.startswith("<!doctype html>")


@pytest.mark.usefixtures("cheap_passwords")
def test_pages_with_a_token_are_neither_packed_nor_kept(app, database):
    hired(database)
    shelf, wang = app.extensions["shelf"], enter(app, "wang")
    kept = len(shelf)
    for address in ("/desk/", "/desk/words", "/desk/service-items"):
        page = wang.client.get(address, headers=PACKED)
        assert page.status_code == 200
        assert "Content-Encoding" not in page.headers and page.headers["Cache-Control"] == "no-store"
    form = app.test_client().get("/desk/sign-in", headers=PACKED)
    assert "csrf_token" in form.text and "ETag" not in form.headers
    assert len(shelf) == kept


def test_searches_in_vain_are_counted_each_time(example_app, reader):
    example_app.extensions["misses"].take()
    for _ in range(3):
        reader.client.get("/proofs?q=鑫龘麤鑫龘麤")
    assert example_app.extensions["misses"].take() == {"鑫龘麤鑫龘麤": 3}


def test_files_are_named_by_their_content_and_kept_for_good(reader):
    page = reader.client.get("/").text
    address = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert "?v=" in address
    named, bare = reader.client.get(address), reader.client.get(address.partition("?")[0])
    assert named.headers["Cache-Control"] == delivery.FOR_GOOD
    assert bare.headers["Cache-Control"] == "no-cache" and bare.data == named.data
    assert reader.client.get(f"{address}0").headers["Cache-Control"] == "no-cache"
    packed = reader.client.get(address, headers=PACKED)
    assert gzip.decompress(packed.data) == named.data
    again = reader.client.get(bare.request.path, headers={"If-None-Match": bare.headers["ETag"]})
    assert again.status_code == 304


def test_the_first_load_of_the_home_page_is_small(reader):
    """Everything a browser fetches for it, compressed: 60 kB at most (VISUAL §10)."""
    page = reader.client.get("/", headers=PACKED)
    text = gzip.decompress(page.data).decode()
    files = [part.partition('"')[0] for part in text.split('="/static/')[1:]]
    assert len(files) >= 4
    total = len(page.data)
    for name in files:
        file = reader.client.get(f"/static/{name}", headers=PACKED)
        assert file.status_code == 200, name
        total += len(file.data)
    assert total < 60_000


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 4000)), max_size=60))
def test_the_shelf_never_weighs_more_than_it_may(puts):
    shelf = Shelf(limit=12_000)
    for stamp, size in puts:
        shelf.put(stamp, Kept(b"x" * size, ()))
        assert shelf.weight <= shelf.limit
        assert shelf.weight == sum(one.weight for one in shelf._kept.values())


def test_what_was_asked_for_longest_ago_goes_first():
    shelf = Shelf(limit=3 * Kept(b"", ()).weight)
    for stamp in "abc":
        shelf.put(stamp, Kept(b"", ()))
    assert shelf.get("a")
    shelf.put("d", Kept(b"", ()))
    assert [stamp for stamp in "abcd" if shelf.get(stamp)] == ["a", "c", "d"]
