"""Imports point one way, and every file has its place."""

from importlinter import cli as lint

from tests.architecture import ROOT


def test_imports_point_one_way(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert lint.lint_imports(config_filename="pyproject.toml", no_cache=True) == lint.EXIT_STATUS_SUCCESS
