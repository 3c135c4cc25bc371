"""The answer to a question as it stands on the page, drawn once for all questions that come to the same."""

from collections.abc import Hashable
from dataclasses import replace

from flask import render_template

from app import frame
from app.finding import Asked
from app.frame import reader
from app.kept_parts import Parts
from app.moulds import hole
from app.own_links import Linked, OwnLinks
from app.pages import FindPage
from app.public import results
from search.interface import Noun, Results

PART = "public/find/_results.html"


def drawn(asked: Asked, found: Results, parts: Parts, *, notice: str = "") -> bytes:
    """What was found, in UTF-8, with ``notice`` above where something must be said. Raises Moved as ``parts`` does."""
    said = {"query": asked.query.text, "found_by": results.found_by(found, asked.query.text)}

    def draw() -> Linked:
        own = OwnLinks()
        page = results.page(asked, found, parts, own)
        holes = {name: hole(name) if text else "" for name, text in said.items()}
        return own.around(render_template(PART, page=replace(page, notice=notice, **holes), here=own.here))

    key = None if notice else _likeness(asked, found, said["found_by"])
    return (parts.answer(key, draw, lambda one: one.weight) if key else draw()).fill(**said)


def plain(page: FindPage) -> bytes:
    """A page that stands by itself, drawn for this request only."""
    return OwnLinks().around(render_template(PART, page=page, here=frame.here)).fill()


def _likeness(asked: Asked, found: Results, found_by: str) -> Hashable:
    """The same for two answers that differ in nothing but the words of the question; None when it is not known.

    What found nothing repeats what was asked in every sentence.
    """
    if not (found.likeness and found.total):
        return None
    told = found.explanation
    # Whether the proof or the errand was named first does not show; the order of several of a kind does.
    named = sorted(((one.kind, one.id) for one in told.understood), key=lambda key: key[0] is not Noun.MATERIAL)
    words = tuple(named), told.errands, told.suggestions, frozenset(told.surfaces), told.together
    return "results", reader(), asked.on, found.likeness, found.stage, bool(asked.query.text), bool(found_by), words
