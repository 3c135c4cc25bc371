"""The same page in traditional characters: the text is converted once it is rendered, the page stays as it is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from flask import Flask, Response, g

from app.frame import reading
from catalog.text import has_han

# Characters and words as OpenCC's data has them, in the forms of Hong Kong; expressions stay those of the law.
CONVERSION = "s2hk"
LANG = "zh-Hant"
# Where OpenCC takes the other character of two (to sign is 簽, a tag 籤), or reads one word where two meet: what it
# writes, and what is meant here. In this order; each as long as what it stands for.
AMENDED = (
    ("籤", "簽"),
    ("標簽", "標籤"),
    ("單隻", "單只"),
    ("標明瞭", "標明了"),
    ("延長征求", "延長徵求"),
    ("格里", "格裏"),
    ("本里", "本裏"),
)
# What a reader sees or hears besides the text; data-label stands before cells on phones.
ATTRIBUTES = ("title", "alt", "aria-label", "aria-description", "placeholder", "label", "data-label")
# Here the characters themselves count: what is typed, what machines read.
UNTOUCHED = frozenset({"script", "style", "textarea", "code", "samp", "kbd"})
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
# A mark may end inside a word, which is then converted whole.
INSIDE_WORDS = frozenset({"mark"})
LONGEST_KEPT = 2_000

_TOKEN = re.compile(r"""(<!--.*?-->|<(?:[^<>"']|"[^"]*"|'[^']*')*>)""", re.DOTALL)
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")
_LANG = re.compile(r"""\slang\s*=\s*["']?([a-zA-Z-]+)""")
_KEPT_AS_IT_IS = re.compile(r"""\stranslate\s*=\s*["']?no\b""")
_BUTTON = re.compile(r"""\stype\s*=\s*["']?(?:submit|button|reset)\b""", re.IGNORECASE)
_HAS_VALUE = re.compile(r"\svalue\s*=")


def init_app(app: Flask) -> None:
    @app.after_request
    def convert_page(response: Response) -> Response:
        if "delivered" in g or "is_converted" in g or response.mimetype != "text/html" or response.is_streamed:
            return response
        if is_wanted():
            response.set_data(page(response.get_data(as_text=True)))
        return response


def is_wanted() -> bool:
    """Whether this reader wants traditional characters."""
    return reading().lang == LANG


def is_done() -> None:
    """Say that the answer to this request was put together of pieces in the reader's characters."""
    g.is_converted = True


def page(html: str) -> str:
    """A page or a part of one with its text in traditional characters.

    Text and the attributes that people read are converted; tags, addresses, values of fields, ``code`` and
    whatever is marked as another language or ``translate="no"`` stay as they are.
    """
    pieces = _TOKEN.split(html)
    walk = _Walk(pieces)
    walk.go()
    return "".join(pieces)


def text(plain: str) -> str:
    """Plain text in traditional characters."""
    if not has_han(plain):
        return plain
    return _kept(plain) if len(plain) <= LONGEST_KEPT else _converter()(plain)


@dataclass
class _Walk:
    """One pass over the pieces of a page, text and tags by turns, which changes the text in place."""

    pieces: list[str]
    run: list[int] = field(default_factory=list)
    leave: str = ""
    depth: int = 0

    def go(self) -> None:
        for place, piece in enumerate(self.pieces):
            if place % 2:
                self._tag(place, piece)
            elif not self.leave and piece:
                self.run.append(place)
        self._end_run()

    def _tag(self, place: int, tag: str) -> None:
        found = _NAME.match(tag)
        name = found[1].lower() if found else ""
        if self.leave:
            self._inside(name, tag)
            return
        if name not in INSIDE_WORDS:
            self._end_run()
        if found and not tag.startswith("</"):
            if name not in VOID and _stays(name, tag):
                self.leave, self.depth = name, 1
            else:
                self.pieces[place] = _with_attributes(name, tag)

    def _inside(self, name: str, tag: str) -> None:
        """Count the way out of an element that stays as it is."""
        if name == self.leave:
            self.depth += -1 if tag.startswith("</") else 1
            if not self.depth:
                self.leave = ""

    def _end_run(self) -> None:
        """Convert pieces of text that belong together, as one and cut again where they were cut."""
        parts = [self.pieces[place] for place in self.run]
        for place, converted in zip(self.run, _together(parts), strict=True):
            self.pieces[place] = converted
        self.run = []


def _together(parts: list[str]) -> Iterator[str]:
    whole = "".join(parts)
    converted = text(whole)
    if len(converted) != len(whole):
        yield from map(text, parts)
        return
    at = 0
    for part in parts:
        yield converted[at : at + len(part)]
        at += len(part)


def _stays(name: str, tag: str) -> bool:
    said = _LANG.search(tag)
    other = said is not None and name != "html" and said[1].lower() != LANG.lower()
    # The words of an option without a value are what is sent.
    sent = name == "option" and not _HAS_VALUE.search(tag)
    return name in UNTOUCHED or other or sent or _KEPT_AS_IT_IS.search(tag) is not None


def _with_attributes(name: str, tag: str) -> str:
    if not has_han(tag):
        return tag
    names = (*ATTRIBUTES, "value") if name == "input" and _BUTTON.search(tag) else ATTRIBUTES
    return _attribute(names).sub(lambda found: found[1] + text(found[2]), tag)


@cache
def _attribute(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"""(\s(?:{"|".join(names)})\s*=\s*)("[^"]*"|'[^']*')""")


@lru_cache(maxsize=4096)
def _kept(plain: str) -> str:
    return _converter()(plain)


@cache
def _converter() -> Callable[[str], str]:
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC(CONVERSION).convert

    def amended(plain: str) -> str:
        said = convert(plain)
        for written, meant in AMENDED:
            said = said.replace(written, meant)
        return said

    return amended
