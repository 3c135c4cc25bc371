"""Who is asking, and what each page asks of them. Every view carries exactly one of these marks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, abort, g
from flask_login import LoginManager, UserMixin, current_user
from sqlmodel import select

from app.database import session
from catalog.models import Office, Person, RoleGrant
from catalog.vocabulary import Role

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class SignedIn(UserMixin):
    """The person behind this request, as pages and services know them."""

    id: int
    login: str
    name: str
    office_id: int | None
    office_name: str
    roles: frozenset[Role]
    epoch: int

    def get_id(self) -> str:
        # The epoch ends every session of a person at once when it rises.
        return f"{self.id}.{self.epoch}"


def init_app(app: Flask) -> None:
    manager = LoginManager()
    manager.session_protection = None
    manager.init_app(app)
    manager.user_loader(_load)


def open_to_all(view: View) -> View:
    """Anybody may read this page."""
    view.access = "all"  # type: ignore[attr-defined]
    return view


def staff_only(view: View) -> View:
    """Only people who have signed in."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not current_user.is_authenticated:
            abort(401)
        g.person = current_user
        return view(*args, **kwargs)

    guarded.access = "staff"  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]


def person() -> SignedIn:
    """The signed-in person of a ``staff_only`` view."""
    found: SignedIn = current_user._get_current_object()
    return found


def _load(ticket: str) -> SignedIn | None:
    identity, _, epoch = ticket.partition(".")
    found = session().get(Person, int(identity)) if identity.isdigit() else None
    if found is None or str(found.epoch) != epoch or found.left_on is not None:
        return None
    roles = session().exec(select(RoleGrant.role).where(RoleGrant.person_id == found.id))
    office = session().get(Office, found.office_id) if found.office_id else None
    return SignedIn(
        id=int(identity),
        login=found.login,
        name=found.name,
        office_id=found.office_id,
        office_name=office.name if office else "",
        roles=frozenset(roles),
        epoch=found.epoch,
    )
