"""Who is asking, and what each page asks of them. Every view carries exactly one of these marks."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, Response, abort, g
from flask import session as cookie
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from app.database import session
from catalog import clock
from catalog.models import Person
from catalog.rules.permissions import Official
from catalog.services import people

View = TypeVar("View", bound=Callable[..., Any])

# A sign-in ends after this long without a request, and after a working day in any case (seconds).
IDLE, LONGEST = 60 * 60, 10 * 60 * 60
# The cookie is written anew at most this often, so that most answers carry none.
REFRESH = 60
BEGAN, SEEN = "began", "seen"


@dataclass(frozen=True)
class SignedIn(UserMixin):
    """The person behind this request; the epoch ends all their sessions at once when it rises."""

    official: Official
    epoch: int

    def get_id(self) -> str:
        return f"{self.official.id}.{self.epoch}"


class _Manager(LoginManager):
    def _update_remember_cookie(self, response: Response) -> Response:
        """No sign-in outlives its session here; looking would make every public page vary by cookie."""
        return response


def init_app(app: Flask) -> None:
    manager = _Manager()
    # Sessions are ended by time and epoch; an address that changes (a phone on the move) ends none.
    manager.session_protection = None  # type: ignore[assignment]
    # No page asks who is there but the desk's own: looking at the cookie would make every page vary by it.
    manager.init_app(app, add_context_processor=False)
    manager.user_loader(_load)


def open_to_all(view: View) -> View:
    """Anybody may read this page."""
    view.access = "all"  # type: ignore[attr-defined]
    return view


def staff_only(view: View) -> View:
    """Only people who have signed in; what they may do there is asked of the catalog."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not current_user.is_authenticated:
            abort(401)
        g.person = current_user.official
        return view(*args, **kwargs)

    guarded.access = "staff"  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]


def person() -> Official:
    """The signed-in person of a ``staff_only`` view."""
    found: Official = current_user.official
    return found


def welcome(official: Official) -> None:
    """Begin a session for somebody who has just proved who they are."""
    cookie.clear()
    cookie[BEGAN] = cookie[SEEN] = int(time.time())
    login_user(SignedIn(official, session().get_one(Person, official.id).epoch))


def part() -> None:
    """End this session."""
    logout_user()
    cookie.clear()


def _load(ticket: str) -> SignedIn | None:
    identity, _, epoch = ticket.partition(".")
    if not _in_time() or not identity.isdigit():
        return None
    found = session().get(Person, int(identity))
    if found is None or str(found.epoch) != epoch:
        return None
    official = people.official(session(), int(identity), on=clock.today())
    return SignedIn(official, found.epoch) if official else None


def _in_time() -> bool:
    now = int(time.time())
    if now - cookie.get(BEGAN, 0) > LONGEST or now - cookie.get(SEEN, 0) > IDLE:
        return False
    if now - cookie[SEEN] > REFRESH:
        cookie[SEEN] = now
    return True
