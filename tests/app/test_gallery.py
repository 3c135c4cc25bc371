"""The gallery shows every component, in every state, on a page that a careful reader accepts."""

import pytest

from app import gallery
from app.settings import ROOT

COMPONENTS = sorted(path.stem for path in (ROOT / "templates" / "components").glob("*.html"))


def test_every_component_has_an_example():
    assert gallery.names() == COMPONENTS


@pytest.mark.parametrize("name", COMPONENTS)
def test_an_example_uses_the_component_it_is_named_for(name):
    example = (ROOT / "templates" / "gallery" / f"{name}.html").read_text("utf-8")
    assert f"components/{name}.html" in example
    assert example.count(f"{name}(") >= 1


def test_the_gallery_is_a_page_without_faults(visitor):
    page = visitor.visit("/gallery")
    assert page.h1 == "部件样张"
    for name in COMPONENTS:
        assert page.ids[f"about-{name}"] == 1
