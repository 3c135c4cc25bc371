"""Imports point one way, and every file has its place."""

import subprocess
import sys

from tests.architecture import ROOT

# In a process of its own: it silences every logger that is there already, and other tests read what is logged.
CHECK = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


def test_imports_point_one_way():
    line = [sys.executable, "-c", CHECK]
    done = subprocess.run(line, check=False, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
