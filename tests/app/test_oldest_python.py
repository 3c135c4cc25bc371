"""A Python that is too old says so, instead of stumbling over newer syntax."""

import ast
from pathlib import Path

import pytest

from app import oldest_python

ROOT = Path(__file__).resolve().parent.parent.parent
# Everything that is read before the version is looked at.
READ_FIRST = (
    "app/__init__.py",
    "app/__main__.py",
    "app/oldest_python.py",
    "tests/__init__.py",
    "tests/__main__.py",
)


@pytest.mark.parametrize("path", READ_FIRST)
def test_what_is_read_before_the_check_is_readable_for_an_old_python(path):
    ast.parse((ROOT / path).read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 1), (4, 0, 0)])
def test_a_new_enough_python_goes_on(version):
    assert oldest_python.refusal(version, "app", []) is None


def test_an_old_python_is_told_what_to_install():
    sentence = oldest_python.refusal((3, 9, 2), "app", [])
    assert "3.11" in sentence and "3.9.2" in sentence and "apt-get" in sentence


def test_an_old_python_is_told_of_a_newer_one_on_the_machine():
    assert "python3.12 -m tests" in oldest_python.refusal((3, 9, 2), "tests", ["python3.12"])
