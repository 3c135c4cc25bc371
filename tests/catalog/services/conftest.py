"""Fixtures of the services' tests: the cast, and a folder of keys."""

from pathlib import Path

import pytest

from catalog.database import Database
from catalog.services.vault import KeyRing
from tests.catalog.services.cast import Cast, hire


@pytest.fixture
def cast(database: Database) -> Cast:
    """Everybody who works in the tests, registered."""
    return hire(database)


@pytest.fixture
def keys(tmp_path: Path) -> KeyRing:
    return KeyRing(tmp_path / "keys", "secret")
