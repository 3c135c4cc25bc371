"""The desk's tests begin with a list somewhere in its life, and the cast able to sign in."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from flask import Flask

from catalog.database import Database
from tests.catalog.services.life import Life
from tests.people import Desk, cheap_passwords, hired

__all__ = ["cheap_passwords"]


@pytest.fixture
def life(app: Flask, database: Database, cheap_passwords: None) -> Life:
    """A list whose story has not begun, its keys those of the application."""
    return Life(database, hired(database), app.extensions["keys"])


@pytest.fixture
def now(life: Life) -> Iterator[Callable[[], None]]:
    """Lets the pages see the instant at which the story stands."""
    travels: list[time_machine.travel] = []

    def move() -> None:
        while travels:
            travels.pop().stop()
        travels.append(time_machine.travel(life.at, tick=True))
        travels[-1].start()

    yield move
    while travels:
        travels.pop().stop()


@pytest.fixture
def desk_of(app: Flask) -> Callable[[str], Desk]:
    """Somebody of the cast at the desk."""
    return lambda login: Desk(app, login)
