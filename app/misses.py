"""Searches without result, counted in this process by their words alone until they are written down."""

import re
from threading import Lock

from flask import Flask, current_app

from catalog import text
from catalog.services.search_misses import LONGEST

# So many different words are counted at once; more are let go until the next time they are written down.
MOST = 500
# What may be a number of a person, a telephone or an account is nobody's lead.
_PERSONAL = re.compile(r"\d{5}|@")
# Octets written out (eda080, %ef%bf, fffe), which broken links and scanners ask for; pinyin has other letters too.
_OCTETS = re.compile(r"[a-f\W_]*|(?=.*\d)[\x00-\x7f]*", re.DOTALL)
_UNREADABLE = "\ufffd"


class Misses:
    """Counts of folded words. Bounded, and safe for the threads of one process."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._counted: dict[str, int] = {}
        self._lock = Lock()

    def note(self, typed: str) -> None:
        """Count a search that found nothing; what is too long, may be personal or holds no word is not kept at all."""
        words = text.name_key(typed)
        if (
            not _holds_a_word(words)
            or not 1 < len(words) <= LONGEST
            or _PERSONAL.search(text.fold(typed))
            or _PERSONAL.search(words)
        ):
            return
        with self._lock:
            if words in self._counted or len(self._counted) < self._most:
                self._counted[words] = self._counted.get(words, 0) + 1

    def take(self) -> dict[str, int]:
        """What was counted since the last time, most first; it is counted anew from here on."""
        with self._lock:
            counted, self._counted = self._counted, {}
        return dict(sorted(counted.items(), key=lambda pair: -pair[1]))


def _holds_a_word(words: str) -> bool:
    return any(map(str.isalpha, words)) and not _OCTETS.fullmatch(words) and _UNREADABLE not in words


def init_app(app: Flask) -> None:
    app.extensions["misses"] = Misses()


def misses() -> Misses:
    """This process's counts."""
    found: Misses = current_app.extensions["misses"]
    return found
