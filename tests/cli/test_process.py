"""The same commands as processes of their own: where output goes, what a pipe reads, what a first start says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLE_LIST, FIXTURES

ROOT = Path(__file__).resolve().parent.parent.parent
CALL = "import sys; from app import cli, faults; sys.exit(faults.guarded(lambda: cli.main(sys.argv[1:])))"


@pytest.fixture
def command(tmp_path):
    """Run a command at an empty home of its own."""

    def start(*words, **changes):
        ours = {"MIANZHENG_HOME": str(tmp_path / "home"), "MIANZHENG_EXAMPLE": "no", "PYTHONIOENCODING": "utf-8"}
        kept = {name: value for name, value in os.environ.items() if not name.endswith("DATABASE_URL")}
        return subprocess.run(
            [sys.executable, "-c", CALL, *map(str, words)],
            check=False,
            cwd=ROOT,
            env=kept | ours | changes,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )

    return start


def test_stdout_is_json_and_nothing_else_even_when_refused(command):
    done = command("import", FIXTURES / "lists" / "broken.xlsx", "--json")
    assert done.returncode == 1 and json.loads(done.stdout)["summary"]["errors"] > 0
    assert done.stderr.strip()


def test_a_first_command_says_nothing_in_english(command):
    published = ("--published", "--published-on", "2026-09-25", "--effective-on", "2026-10-01")
    done = command("import", EXAMPLE_LIST, "--json", "--accept-doubts", *published)
    assert done.returncode == 0
    assert [line for line in done.stderr.splitlines() if line.isascii()] == []
    asked = command("search", "无犯罪记录证明", "--json", "--on", "2026-10-02")
    assert asked.returncode == 0 and json.loads(asked.stdout)["total"] > 0 and asked.stderr == ""


def test_a_trouble_of_the_machine_is_a_sentence(command, tmp_path):
    (tmp_path / "file").touch()
    done = command("history", "verify", MIANZHENG_HOME=str(tmp_path / "file" / "home"))
    assert done.returncode == 1 and "MIANZHENG_HOME" in done.stderr and "Traceback" not in done.stderr


def test_a_setting_that_cannot_be_read_is_wrong_usage(command):
    done = command("history", "verify", PORT="eighty")
    assert done.returncode == 2 and "PORT" in done.stderr
