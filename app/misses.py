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


class Misses:
    """Counts of folded words. Bounded, and safe for the threads of one process."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._counted: dict[str, int] = {}
        self._lock = Lock()

    def note(self, typed: str) -> None:
        """Count a search that found nothing; what is too long or may be personal is not kept at all."""
        words = text.name_key(typed)
        if not 1 < len(words) <= LONGEST or _PERSONAL.search(text.fold(typed)) or _PERSONAL.search(words):
            return
        with self._lock:
            if words in self._counted or len(self._counted) < self._most:
                self._counted[words] = self._counted.get(words, 0) + 1

    def take(self) -> dict[str, int]:
        """What was counted since the last time, most first; it is counted anew from here on."""
        with self._lock:
            counted, self._counted = self._counted, {}
        return dict(sorted(counted.items(), key=lambda pair: -pair[1]))


def init_app(app: Flask) -> None:
    app.extensions["misses"] = Misses()


def misses() -> Misses:
    """This process's counts."""
    found: Misses = current_app.extensions["misses"]
    return found
