"""How text becomes tokens: the same for what is indexed and for what is asked."""

import re
from collections.abc import Iterable
from importlib.metadata import version

from catalog.text import HAN, fold

# Raise it when tokens, fields or the folding change their meaning: every index is then built anew.
ANALYSIS = 1

_RUN = re.compile(f"[{HAN}]+|[^\\W_{HAN}]+")
# What parts a sentence; other marks (、·（）“”) join what stands on their two sides.
_BREAK = re.compile(r"[\s,.;:!?，。；：！？|/\\+&~]+")


def stamp() -> str:
    """What an index must have been built with to be read here."""
    return f"{ANALYSIS}/{version('opencc')}"


def plain(text: str) -> str:
    """``text`` folded, without blanks and marks: the form in which names are compared.

    >>> plain('住所（經營場所）證明')
    '住所经营场所证明'
    """
    return "".join(_RUN.findall(fold(text)))


def words(text: str) -> list[str]:
    """The parts of a typed text, each in plain form.

    >>> words('公安局，無犯罪記錄')
    ['公安局', '无犯罪记录']
    """
    return [word for part in _BREAK.split(fold(text)) if (word := "".join(_RUN.findall(part)))]


def grams(word: str) -> list[str]:
    """The bigrams of a plain word; runs of letters or digits stand whole.

    >>> grams('无房a4证')
    ['无房', 'a4', '证']
    """
    tokens: list[str] = []
    for run in _RUN.findall(word):
        tokens += _pairs(run) if len(run) > 1 and not run[0].isascii() else [run]
    return tokens


def whole_grams(word: str) -> bool:
    """False when the bigrams of ``word`` may cut 证明 in two, so that finding them proves nothing: 身份证."""
    return not word.endswith("证")


def tokens(texts: Iterable[str]) -> frozenset[str]:
    """The tokens under which ``texts`` are indexed."""
    return frozenset(gram for text in texts for gram in grams(plain(text)))


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]
