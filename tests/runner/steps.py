"""The checks in the order they run: one row each, read by the runner and by its help."""

import sys
from dataclasses import dataclass

from tests.runner.options import Wanted

WEB = ("tests/app", "tests/api", "tests/cli", "tests/journeys", "tests/kill", "tests/load")
IMPORT_LINTER = "from importlinter.cli import lint_imports_command; lint_imports_command()"
# Half of the suite never touches a database, and a killed process is about files on disk, which
# PostgreSQL keeps in its own way: neither would say anything new on the second engine.
ON_POSTGRES = ("-p", "tests.runner.database_only", "-m", "not browser and not kill")
ON_SQLITE = ("-m", "not browser")
# One file's fixtures are made once; files keep their order, in which the longest come first (tests/conftest.py).
BY_FILE = ("--dist", "loadfile", "--no-loadscope-reorder")


@dataclass(frozen=True)
class Step:
    """One check. ``folders`` makes it a pytest run, which is spread over processes."""

    name: str
    group: str
    module: tuple[str, ...] = ()
    folders: tuple[str, ...] | None = None
    options: tuple[str, ...] = ()

    @property
    def is_pytest(self) -> bool:
        return self.folders is not None


STEPS = (
    Step("ruff check", "lint", ("-m", "ruff", "check", "--quiet", ".")),
    Step("ruff format", "lint", ("-m", "ruff", "format", "--check", "--quiet", ".")),
    Step("mypy", "types", ("-m", "mypy")),
    Step("import-linter", "rules", ("-c", IMPORT_LINTER)),
    Step("rules", "rules", folders=(), options=(*ON_SQLITE, *(f"--ignore={folder}" for folder in WEB))),
    Step("web", "web", folders=WEB, options=ON_SQLITE),
    Step("postgres", "postgres", folders=(), options=ON_POSTGRES),
    Step("browser", "browser", folders=(), options=("-m", "browser")),
)


def command(step: Step, wanted: Wanted, *, report: str, existing: tuple[str, ...]) -> list[str]:
    """The command line of a step; ``existing`` are the folders of the project that are there."""
    if step.folders is None:
        return [sys.executable, *step.module]
    folders = () if _names_tests(wanted.passed_on) else tuple(path for path in step.folders if path in existing)
    spread = ("-n", str(wanted.jobs), *BY_FILE) if wanted.jobs > 1 else ("-n", "0")
    quiet = ("-q", "--no-header", f"--junitxml={report}")
    return [sys.executable, "-m", "pytest", *quiet, *spread, *step.options, *folders, *wanted.passed_on]


def _names_tests(passed_on: tuple[str, ...]) -> bool:
    return any(argument.split("::")[0].startswith(("tests/", "docs/")) for argument in passed_on)
