"""How the register stands for this request: everything that what the public sees depends on, besides the address."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import Flask, current_app, g

from app.database import database, session
from catalog import clock
from catalog.services import history, instants


@dataclass(frozen=True, slots=True)
class Standing:
    """The place in the history, the instant, its Beijing day, and the last instant that brought something, or ""."""

    place: int
    now: datetime
    day: date
    turn: str

    @property
    def key(self) -> tuple[int, date, str]:
        """The same for two instants exactly when nothing has changed for the public from one to the other."""
        return self.place, self.day, self.turn


def init_app(app: Flask) -> None:
    app.extensions["instants"] = (-1, ())


def standing() -> Standing:
    """How the register stood when this request first asked, which is before its own view of the register."""
    if "standing" not in g:
        # A page may be newer than what it says it was made from, never older.
        place, now = history.place(database()), clock.now()
        g.standing = Standing(place, now, clock.day_of(now), _last_turn(place, now))
    found: Standing = g.standing
    return found


def _last_turn(place: int, now: datetime) -> str:
    """The last instant at which something published ahead came; the instants are read once for each place."""
    known: tuple[int, Sequence[datetime]] = current_app.extensions["instants"]
    if known[0] != place:
        known = current_app.extensions["instants"] = (place, instants.turning_points(session()))
    at = bisect_right(known[1], now)
    return known[1][at - 1].isoformat() if at else ""
