"""The people of the web tests: one for each role, signed in through the page with a password cheap to check."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from flask import Flask

from catalog.database import Database
from catalog.services import passwords
from tests.browser import Visitor
from tests.catalog.services.cast import CAST, Cast, hire

PASSWORD = "correct horse battery"
# The same algorithm with the smallest cost it knows: a test proves who may do what, not that guessing is slow.
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

__all__ = ["CAST", "PASSWORD", "Cast", "cheap_passwords", "enter", "hired"]


@pytest.fixture
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hash and check passwords at the lowest cost for the length of a test."""
    monkeypatch.setattr(passwords, "_hasher", lambda: CHEAP)
    passwords._nobody.cache_clear()
    yield
    passwords._nobody.cache_clear()


def hired(database: Database) -> Cast:
    """Everybody of the cast, able to sign in with PASSWORD."""
    return hire(database, password_hash=CHEAP.hash(PASSWORD))


def enter(app: Flask, login: str) -> Visitor:
    """Somebody of the cast who has signed in, with a browser of their own."""
    visitor = Visitor(app.test_client())
    visitor.submit("/desk/sign-in", {"name": login, "password": PASSWORD, "next": ""}, status=303)
    return visitor
