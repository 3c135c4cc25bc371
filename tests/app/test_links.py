"""Links are the same, however they are made."""

import flask
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import links
from app.frame import here

ADDRESSES = [
    "/",
    "/?lang=hant&view=elder",
    "/requirements/1?on=2020-01-01",
    "/proofs?q=证明&office=1&office=2&x=%26%3D",
]
RECORDS = [("public_requirements.show", "requirement_id"), ("public_offices.show", "office_id"),
           ("public_find.index", "page"), ("public_texts.about", "n")]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("endpoint", "name"), RECORDS)
@pytest.mark.parametrize("number", [0, 1, 777_777_777, 999_999_999])
def test_a_quick_link_is_the_link(app, address, endpoint, name, number):
    with app.test_request_context(address):
        assert links.url_for(endpoint, **{name: number}) == flask.url_for(endpoint, **{name: number})


def test_what_is_no_single_number_is_made_as_ever(app):
    with app.test_request_context("/"):
        for values in ({}, {"q": "证明"}, {"outcome": "kept", "page": 2}, {"page": None}, {"page": True}):
            assert links.url_for("public_find.index", **values) == flask.url_for("public_find.index", **values)


TEXTS = st.text(max_size=8)


ASKED = st.dictionaries(st.sampled_from("abq"), st.lists(TEXTS, max_size=3), max_size=3)
CHANGES = st.dictionaries(st.sampled_from("bqz"), st.none() | TEXTS | st.lists(TEXTS, max_size=3), max_size=3)


@given(ASKED, CHANGES)
def test_a_page_finds_itself_with_other_arguments(asked, changes):
    bare = flask.Flask("bare")
    bare.add_url_rule("/page", "page", lambda: "")
    with bare.test_request_context("/page", query_string=asked):
        read = flask.request.args.to_dict(flat=False)
        address = here(**changes)
    wanted = read | {name: value if isinstance(value, list) else [value] for name, value in changes.items()}
    wanted = {name: [one for one in some if one] for name, some in wanted.items()}
    with bare.test_request_context(address):
        assert flask.request.args.to_dict(flat=False) == {name: some for name, some in wanted.items() if some}
