"""Fixtures of the services' tests: the cast, and a folder of keys."""

from pathlib import Path

import pytest

from catalog.database import Database
from catalog.services.vault import KeyRing
from tests.catalog.services.cast import Cast, hire
from tests.catalog.services.life import Life


@pytest.fixture
def cast(database: Database) -> Cast:
    """Everybody who works in the tests, registered."""
    return hire(database)


@pytest.fixture
def keys(tmp_path: Path) -> KeyRing:
    return KeyRing(tmp_path / "keys", "secret")


@pytest.fixture
def life(database: Database, cast: Cast, keys: KeyRing) -> Life:
    """A list whose story has not begun."""
    return Life(database, cast, keys)
