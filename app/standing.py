"""How the register stands for this request: everything that what the public sees depends on, besides the address."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import Flask, current_app, g

from app.database import database, session
from catalog import clock
from catalog.rules.publicity import OF_COMMENTS, UNSEEN
from catalog.services import history, instants
from catalog.vocabulary import Act

# A page that tells of no comments does not change with them.
UNHEARD = UNSEEN | OF_COMMENTS


@dataclass(frozen=True, slots=True)
class Standing:
    """The place in the history, the instant, its Beijing day, and the last instant that brought something, or "".

    ``place`` is of the newest entry that is none of the ``unseen`` acts, ``head`` of the newest at all.
    """

    head: int
    place: int
    now: datetime
    day: date
    turn: str
    unseen: frozenset[Act]

    @property
    def key(self) -> tuple[int, date, str]:
        """The same for two instants exactly when nothing has changed for the public from one to the other."""
        return self.place, self.day, self.turn


def init_app(app: Flask) -> None:
    app.extensions["instants"] = (-1, ())
    app.extensions["seen"] = {}


def standing(unseen: frozenset[Act] = UNSEEN) -> Standing:
    """How the register stood when this request first asked, which is before its own view of the register.

    ``unseen`` are the acts that the page shows nothing of.
    """
    if "standings" not in g:
        # A page may be newer than what it says it was made from, never older.
        g.head, g.now, g.standings = history.place(database()), clock.now(), {}
    if unseen not in g.standings:
        # What nobody hears of publishes nothing ahead.
        turn = _last_turn(_seen(g.head, UNHEARD), g.now)
        g.standings[unseen] = Standing(g.head, _seen(g.head, unseen), g.now, clock.day_of(g.now), turn, unseen)
    found: Standing = g.standings[unseen]
    return found


def _seen(head: int, unseen: frozenset[Act]) -> int:
    """The place of the newest entry up to ``head`` that is none of the acts; what was asked before is not again."""
    known: dict[frozenset[Act], tuple[int, int]] = current_app.extensions["seen"]
    looked, place = known.get(unseen, (0, 0))
    if looked == head:
        return place
    # A history that is shorter than it was is another one.
    after, place = (looked, place) if looked < head else (0, 0)
    with database().reading() as register:
        place = history.newest_but(register, unseen, after=after, upto=head) or place
    known[unseen] = (head, place)
    return place


def _last_turn(place: int, now: datetime) -> str:
    """The last instant at which something published ahead came; the instants are read once for each place."""
    known: tuple[int, Sequence[datetime]] = current_app.extensions["instants"]
    if known[0] != place:
        known = current_app.extensions["instants"] = (place, instants.turning_points(session()))
    at = bisect_right(known[1], now)
    return known[1][at - 1].isoformat() if at else ""
