"""A pytest plugin for the second engine: keeps the tests that reach a database, drops the rest."""

import pytest

# Every register of the suite is a copy of the empty one; ``database`` alone is for suites without it.
FIXTURES = {"database", "empty_register"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Called by pytest once everything is collected."""
    kept, dropped = [], []
    for item in items:
        (dropped if FIXTURES.isdisjoint(getattr(item, "fixturenames", ())) else kept).append(item)
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = kept
