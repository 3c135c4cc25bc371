"""A mould filled is what the template would have rendered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup

from app.moulds import Mould, hole

TEMPLATE = Environment(autoescape=True).from_string('<a href="{{ href }}">{{ text }}</a>{{ always }}{{ text }}')


@given(text=st.text(), href=st.text(), always=st.text())
def test_whatever_is_filled_in_is_escaped_as_in_the_template(text, href, always):
    mould = Mould(TEMPLATE.render(text=hole("text"), href=hole("href"), always=always))
    assert mould.fill(text=text, href=href) == TEMPLATE.render(text=text, href=href, always=always)


def test_markup_stays_markup():
    assert Mould(hole("text")).fill(text=Markup("<mark>证</mark>")) == "<mark>证</mark>"


def test_a_hole_that_nothing_fills_is_an_error():
    with pytest.raises(KeyError):
        Mould(hole("text")).fill()
