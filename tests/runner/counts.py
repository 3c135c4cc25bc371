"""How many passed, failed and were skipped, read from pytest's own report."""

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

NO_TESTS = 5


@dataclass(frozen=True)
class Counts:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed"


def of_check(status: int) -> Counts:
    """A check that is no pytest run counts as one."""
    return Counts(failed=1) if status else Counts(passed=1)


def of_pytest(status: int, report: Path, *, narrowed: bool) -> Counts:
    """Read the report. A run that broke down, or found nothing though nobody narrowed it, is one failure."""
    if status == NO_TESTS:
        return Counts() if narrowed else Counts(failed=1)
    counts = _read(report)
    return counts if status == 0 or counts.failed else counts + Counts(failed=1)


def _read(report: Path) -> Counts:
    try:
        suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    except (OSError, ElementTree.ParseError):
        return Counts()
    total = Counts()
    for suite in suites:
        number = {name: int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")}
        failed = number["failures"] + number["errors"]
        passed = max(0, number["tests"] - failed - number["skipped"])
        total += Counts(passed=passed, failed=failed, skipped=number["skipped"])
    return total
