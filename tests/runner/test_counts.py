"""The sum at the end cannot say that all is well when it is not."""

import subprocess
import sys

import pytest

from tests.runner import counts
from tests.runner.counts import Counts

SUITE = """
import pytest
def test_passes(): pass
def test_fails(): assert not "for a reason"
@pytest.mark.skip(reason="not today")
def test_is_skipped(): pass
@pytest.fixture
def broken(): raise RuntimeError
def test_cannot_start(broken): pass
"""


def of_suite(folder, text, *arguments, narrowed=False):
    (folder / "test_it.py").write_text(text, encoding="utf-8")
    report = folder / "report.xml"
    line = [sys.executable, "-m", "pytest", "-q", "-c", "/dev/null", "--rootdir", str(folder), f"--junitxml={report}"]
    done = subprocess.run([*line, *arguments, str(folder)], check=False, capture_output=True, cwd=folder)
    return counts.of_pytest(done.returncode, report, narrowed=narrowed)


def test_each_outcome_is_counted_once(tmp_path):
    assert of_suite(tmp_path, SUITE) == Counts(passed=1, failed=2, skipped=1)


def test_a_file_that_cannot_be_imported_is_a_failure(tmp_path):
    assert of_suite(tmp_path, "import nothing_of_that_name").failed == 1


def test_finding_no_tests_is_a_failure_unless_somebody_narrowed_the_run(tmp_path):
    assert of_suite(tmp_path, "").failed == 1
    assert of_suite(tmp_path, SUITE, "-k", "nothing_of_that_name", narrowed=True) == Counts()


@pytest.mark.parametrize("status", [1, 2, 3, 4, -9])
def test_a_run_that_broke_down_without_a_report_is_a_failure(tmp_path, status):
    assert counts.of_pytest(status, tmp_path / "none.xml", narrowed=False).failed == 1


def test_the_last_line_reads_as_ci_expects():
    assert str(Counts(passed=12, skipped=3) + Counts(failed=1)) == "12 passed, 1 failed"
