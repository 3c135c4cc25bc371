"""From nothing but Python: a copy of the first files, with a lock of one package that lies beside it."""

import base64
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
FIRST_FILES = ("__init__.py", "__main__.py", "oldest_python.py", "bootstrap.py", "installation.py", "faults.py")
COMMAND = "def main(arguments):\n    import proof\n    print(proof.VERSION, *arguments)\n    return 3\n"


def wheel(folder, version):
    """A real wheel of one module, made here; gives the line that locks it."""
    path = folder / f"proof-{version}-py3-none-any.whl"
    info = f"proof-{version}.dist-info"
    files = {
        "proof.py": f"VERSION = '{version}'\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: proof\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    with zipfile.ZipFile(path, "w") as archive:
        record = ""
        for name, body in files.items():
            archive.writestr(name, body)
            digest = base64.urlsafe_b64encode(hashlib.sha256(body.encode()).digest()).rstrip(b"=").decode()
            record += f"{name},sha256={digest},{len(body)}\n"
        archive.writestr(f"{info}/RECORD", record + f"{info}/RECORD,,\n")
    return f"proof=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


class Project:
    """The copy, and a way to start it as a person would."""

    def __init__(self, folder):
        self.folder = folder
        self.wheels = folder / "wheels"
        self.venv = folder / ".venv"
        (folder / "app").mkdir(parents=True)
        self.wheels.mkdir()
        for name in FIRST_FILES:
            shutil.copy(ROOT / "app" / name, folder / "app" / name)
        (folder / "app" / "cli.py").write_text(COMMAND, encoding="utf-8")
        self.lock(wheel(self.wheels, "1.0"))

    def lock(self, text):
        for name in ("requirements.lock", "requirements-test.lock"):
            (self.folder / name).write_text(text, encoding="utf-8")

    def line(self, *arguments):
        python = getattr(sys, "_base_executable", sys.executable)
        return [python, "-m", "app", *arguments]

    def environment(self, **changes):
        quiet = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "MIANZHENG_"))}
        source = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels), "PIP_CONFIG_FILE": os.devnull}
        return quiet | source | changes

    def start(self, *arguments, **changes):
        return subprocess.run(
            self.line(*arguments),
            check=False,
            cwd=self.folder,
            env=self.environment(**changes),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return Project(tmp_path_factory.mktemp("project") / "p")


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory):
    """An empty environment that somebody made without us, to be copied: making one takes two seconds."""
    made = tmp_path_factory.mktemp("by-hand") / "made"
    subprocess.run([sys.executable, "-m", "venv", str(made)], check=True)
    return made


@pytest.fixture
def mine(by_hand, tmp_path):
    return shutil.copytree(by_hand, tmp_path / "mine", symlinks=True)


def state(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if "__pycache__" not in path.parts}


def test_the_first_start_installs_and_the_next_touches_nothing(project):
    first = project.start("export", "--json")
    assert (first.returncode, first.stdout) == (3, "1.0 export --json\n"), first.stderr
    before = state(project.venv)
    second = project.start("serve", PIP_FIND_LINKS="/nowhere", HOME="/nowhere")
    assert (second.returncode, second.stdout, second.stderr) == (3, "1.0 serve\n", "")
    assert state(project.venv) == before


def test_an_interrupted_installation_is_begun_afresh(project):
    project.start()
    (project.venv / "mianzheng-unfinished").touch()
    next(project.venv.glob("lib/python*/site-packages/proof.py")).unlink()
    assert project.start().stdout == "1.0\n"
    assert not (project.venv / "mianzheng-unfinished").exists()


def test_a_changed_lock_is_installed_and_nothing_old_stays(project):
    project.start()
    project.lock(wheel(project.wheels, "2.0"))
    again = project.start()
    assert again.stdout == "2.0\n", again.stderr
    assert len(list(project.venv.glob("lib/python*/site-packages/proof-*.dist-info"))) == 1


def test_two_starts_at_once_both_succeed(project):
    shutil.rmtree(project.venv, ignore_errors=True)
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    starts = [
        subprocess.Popen(project.line(str(number)), cwd=project.folder, env=project.environment(), **streams)
        for number in range(2)
    ]
    said = [start.communicate() for start in starts]
    assert [start.returncode for start in starts] == [3, 3], said
    assert sum("正在建立程序环境" in err for _out, err in said) == 1


@pytest.mark.kill
def test_killed_at_any_moment_the_next_start_repairs_it(project):
    shutil.rmtree(project.venv, ignore_errors=True)
    for _ in range(4):
        child = subprocess.Popen(
            project.line(),
            cwd=project.folder,
            env=project.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(random.uniform(0.1, 3))
        child.kill()
        child.wait()
    repaired = project.start("after")
    assert repaired.returncode == 3 and repaired.stdout.endswith(" after\n"), repaired.stderr


def test_a_folder_with_other_files_is_never_emptied(project, tmp_path):
    (tmp_path / "letter.txt").write_text("keep me", encoding="utf-8")
    refused = project.start(MIANZHENG_VENV=str(tmp_path))
    assert refused.returncode == 1 and "MIANZHENG_VENV" in refused.stderr
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "keep me"


def test_without_the_package_source_a_sentence_says_so(project, mine):
    nowhere = {"PIP_NO_INDEX": "0", "PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_FIND_LINKS": ""}
    failed = project.start(MIANZHENG_VENV=str(mine), **nowhere)
    assert failed.returncode == 1
    assert "首次安装需要联网" in failed.stderr and "Traceback" not in failed.stderr


def test_a_package_with_another_hash_is_not_installed(project, mine):
    text = (project.folder / "requirements.lock").read_text(encoding="utf-8")
    try:
        project.lock(text[:-9] + "00000000\n")
        failed = project.start(MIANZHENG_VENV=str(mine))
    finally:
        project.lock(text)
    assert failed.returncode == 1 and "校验值" in failed.stderr
    assert not list(mine.glob("lib/python*/site-packages/proof.py"))


def test_an_environment_made_by_hand_is_completed_not_replaced(project, mine):
    (mine / "mine.txt").touch()
    done = project.start(MIANZHENG_VENV=str(mine))
    assert done.returncode == 3, done.stderr
    assert (mine / "mine.txt").exists()
    assert json.loads((mine / "mianzheng-installed.json").read_text(encoding="utf-8"))


def test_nothing_of_the_first_files_needs_a_package():
    line = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); import app.bootstrap"]
    assert subprocess.run(line, check=False, capture_output=True).returncode == 0


def test_a_settings_folder_named_from_home_is_found(monkeypatch):
    from app import bootstrap

    monkeypatch.setenv("MIANZHENG_VENV", "~/environment")
    assert bootstrap.environment() == Path.home() / "environment"
