"""A pytest plugin for the second engine: keeps the tests that use the ``database`` fixture, drops the rest."""

import pytest

FIXTURE = "database"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Called by pytest once everything is collected."""
    kept = [item for item in items if FIXTURE in getattr(item, "fixturenames", ())]
    dropped = [item for item in items if FIXTURE not in getattr(item, "fixturenames", ())]
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = kept
