"""The locks: hashes for everything, addresses for nothing, and the smaller one inside the larger."""

import re
import tomllib
from pathlib import Path

import pytest

from app.bootstrap import GIVES, RUN_LOCK, TEST_LOCK

ROOT = Path(__file__).resolve().parent.parent.parent
PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*(?:\[[a-z,-]+\])?==\S+)", re.MULTILINE)


def text(lock):
    return (ROOT / lock).read_text(encoding="utf-8")


def pins(lock):
    return set(PIN.findall(text(lock)))


def test_the_test_lock_holds_every_pin_of_the_run_time_lock():
    assert pins(RUN_LOCK) and pins(RUN_LOCK) < pins(TEST_LOCK)
    assert GIVES[TEST_LOCK] == (RUN_LOCK, TEST_LOCK)


@pytest.mark.parametrize("lock", [RUN_LOCK, TEST_LOCK])
def test_a_lock_has_hashes_and_no_addresses(lock):
    assert "://" not in text(lock)
    for block in re.split(r"\n(?=\S)", text(lock).strip()):
        assert "--hash=sha256:" in block, block


@pytest.mark.parametrize("lock", [RUN_LOCK, TEST_LOCK])
def test_one_search_library_and_no_django(lock):
    names = [re.split(r"[\[=]", pin)[0] for pin in pins(lock)]
    assert len(names) == len(set(names))
    assert [name for name in names if name.startswith("whoosh")] == ["whoosh3"]
    assert "django" not in names


def test_everything_the_project_names_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = {re.split(r"[\[=]", pin)[0] for pin in pins(TEST_LOCK)}
    named = [*project["project"]["dependencies"], *project["dependency-groups"]["test"]]
    assert {re.split(r"[\[=<>]", name)[0] for name in named} <= locked
