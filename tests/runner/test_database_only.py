"""On the second engine only the tests that use the database run."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SUITE = """
import pytest
@pytest.fixture
def database(): return 1
@pytest.fixture
def register(database): return database
def test_pure(): pass
def test_direct(database): pass
def test_through_another(register): pass
"""


def test_tests_that_reach_the_database_in_any_way_are_kept(tmp_path):
    (tmp_path / "test_it.py").write_text(SUITE, encoding="utf-8")
    line = [sys.executable, "-m", "pytest", "-v", "-c", "/dev/null", "--rootdir", str(tmp_path)]
    done = subprocess.run(
        [*line, "-p", "tests.runner.database_only", str(tmp_path)],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert "test_direct PASSED" in done.stdout and "test_through_another PASSED" in done.stdout
    assert "2 passed, 1 deselected" in done.stdout
