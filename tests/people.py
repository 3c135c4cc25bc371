"""The people of the web tests: one for each role, signed in through the page with a password cheap to check."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from werkzeug.test import TestResponse

from catalog.database import Database
from catalog.services import passwords
from tests.browser import Page, Visitor
from tests.catalog.services.cast import CAST, Cast, hire

PASSWORD = "correct horse battery"
# The same algorithm with the smallest cost it knows: a test proves who may do what, not that guessing is slow.
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

__all__ = ["CAST", "PASSWORD", "Cast", "Desk", "cheap_passwords", "enter", "hired", "id_in", "token_of"]


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


class Desk(Visitor):
    """One official at the desk, who signs in again when a page asks for it, as after a night."""

    def __init__(self, app: Flask, login: str, password: str = PASSWORD) -> None:
        super().__init__(app.test_client())
        self.login, self.password = login, password

    def sign_in(self) -> "Desk":
        form = {"name": self.login, "password": self.password, "next": ""}
        Visitor(self.client).submit("/desk/sign-in", form, status=303)
        return self

    def visit(self, address: str, *, status: int = 200, **options: Any) -> Page:
        response = self.client.get(address, **options)
        if response.status_code == 401:
            self.sign_in()
            response = self.client.get(address, **options)
        return self._whole(response, status)

    def inspect(self, response: TestResponse) -> Page:
        """Look at a whole page, whatever its status."""
        return self._whole(response, response.status_code)

    def press(self, address: str, form: dict[str, Any], *, at: str, status: int = 303) -> TestResponse:
        """Send the form that stands on the page ``at``."""
        return self.submit(address, form, at=at, status=status)

    def led(self, address: str, form: dict[str, Any], *, at: str) -> Page:
        """Send a form and look at the page that it leads to."""
        return self.visit(self.press(address, form, at=at).location)

    def refused(self, address: str, form: dict[str, Any], *, at: str, status: int) -> Page:
        """Send a form that is refused; the page with the sentence, inspected like any other."""
        return self._whole(self.press(address, form, at=at, status=status), status)


def token_of(page: Page) -> str:
    """The form token on a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.html)
    assert found, "no form token"
    return found[1]


def id_in(address: str, noun: str) -> int:
    """The number in an address: 12 of /desk/lists/12?x=y for the noun lists."""
    found = re.search(rf"/{noun}/(\d+)", address)
    assert found, address
    return int(found[1])
