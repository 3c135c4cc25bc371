"""What docstrings show is what the code does."""

import doctest
import importlib
import pkgutil

import app
import catalog
import search

# Alembic runs its own environment, and a server begins where it is imported.
NOT_IMPORTED = ("catalog.migrations.", "app.wsgi", "app.__main__")
MODULES = [
    found.name
    for package in (catalog, search, app)
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    if not found.name.startswith(NOT_IMPORTED)
]


def test_every_example_in_a_docstring_holds():
    tried = {name: doctest.testmod(importlib.import_module(name)) for name in MODULES}
    assert [name for name, result in tried.items() if result.failed] == []
    assert sum(result.attempted for result in tried.values()) > 0
