"""Make the project's own Python environment once, and start again inside it; standard library only.

Three files tell where things stand: the stamp (which locks are installed, written last), the
unfinished mark (written first, so that an interrupted installation is begun afresh) and a lock on
the parent folder (held by pip too, so that two starts never write at once). A ready environment
is only read: it may lie on a read-only disk.
"""

import codecs
import hashlib
import io
import json
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import NoReturn

from app import faults, installation
from app.installation import PYTHON, Trouble, alone, python_of, say

ROOT = Path(__file__).resolve().parent.parent
RUN_LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"
# What installing a lock gives: the test lock holds every pin of the other (a test compares them).
GIVES = {RUN_LOCK: (RUN_LOCK,), TEST_LOCK: (RUN_LOCK, TEST_LOCK)}
STAMP = "mianzheng-installed.json"
UNFINISHED = "mianzheng-unfinished"
MARKER = "MIANZHENG_BOOTSTRAPPED"


def enter(module: str, lock_name: str) -> None:
    """Return when running inside an environment that holds the lock; otherwise make it and start ``module`` there."""
    _speak_chinese()
    home = environment()
    if _is_inside(home) and _is_ready(home, lock_name):
        os.environ.pop(MARKER, None)
        return
    try:
        _make(home, lock_name)
        _start_again(home, module)
    except Trouble as trouble:
        _leave(str(trouble), 1)
    except KeyboardInterrupt:
        _leave("安装已中断。再次运行同一命令即可，会自动重新安装。", 130)
    except OSError as error:
        _leave(f"{faults.explain(str(error)) or error}（{error.filename or home}）", 1)


def environment() -> Path:
    """The folder of the environment: ``.venv`` beside the project, or what MIANZHENG_VENV names."""
    named = os.environ.get("MIANZHENG_VENV")
    return Path(named).expanduser().absolute() if named else ROOT / ".venv"


def _is_inside(home: Path) -> bool:
    """Whether the running Python is the environment's own."""
    return Path(sys.prefix).resolve() == home.resolve()


def holds(home: Path, lock_name: str) -> bool:
    """Whether the stamp says that exactly this lock is installed."""
    return _stamp(home).get(lock_name) == _digest(lock_name) and python_of(home).is_file()


def _is_ready(home: Path, lock_name: str) -> bool:
    return holds(home, lock_name) and not _has_another_python(home)


def _has_another_python(home: Path) -> bool:
    """Seen from inside only: the system's Python moved on under the environment, whose packages stayed behind."""
    return _is_inside(home) and _stamp(home).get("python", PYTHON) != PYTHON


def _make(home: Path, lock_name: str) -> None:
    if _is_ready(home, lock_name):
        return
    if why := installation.missing_modules():
        raise Trouble(why)
    home.parent.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with alone(home.parent) as key:
        if _is_ready(home, lock_name):
            return  # another start has just finished it
        fresh = _must_be_fresh(home)
        strange = not fresh and not _stamp(home)
        if not strange:
            _begin(home)
        if fresh:
            _empty(home)
            installation.create(home, key)
        installation.install(home, ROOT / lock_name, key, again=strange)
        _write_stamp(home, lock_name)


def _must_be_fresh(home: Path) -> bool:
    """Begin anew unless what is there is whole and of the same run-time lock, or somebody else's environment."""
    if not home.exists() or not any(home.iterdir()) or (home / UNFINISHED).exists():
        return True
    if not (home / "pyvenv.cfg").exists():
        raise Trouble(f"{home} 里有别的文件，不是 Python 环境，不能清空。请把 MIANZHENG_VENV 指向一个空目录。")
    if not python_of(home).is_file():
        return True
    stamp = _stamp(home)
    return bool(stamp) and (stamp.get(RUN_LOCK) != _digest(RUN_LOCK) or _has_another_python(home))


def _begin(home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / UNFINISHED).write_text("安装未完成，下次启动时会重新开始\n", encoding="utf-8")


def _empty(home: Path) -> None:
    for path in home.iterdir():
        if path.name == UNFINISHED:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _write_stamp(home: Path, lock_name: str) -> None:
    stamp = {"python": _python_in(home)} | {name: _digest(name) for name in GIVES[lock_name]}
    beside = home / (STAMP + ".new")
    beside.write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")
    beside.replace(home / STAMP)
    (home / UNFINISHED).unlink(missing_ok=True)


def _python_in(home: Path) -> str:
    told = next(home.glob("lib/python3.*"), None)
    return told.name.removeprefix("python") if told else PYTHON


def _stamp(home: Path) -> dict[str, str]:
    if (home / UNFINISHED).exists():
        return {}
    try:
        stamp = json.loads((home / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _digest(lock_name: str) -> str:
    return hashlib.sha256((ROOT / lock_name).read_bytes()).hexdigest()


def _speak_chinese() -> None:
    """Where the locale knows ASCII only (a bare container), write UTF-8 all the same."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and codecs.lookup(stream.encoding).name == "ascii":
            stream.reconfigure(encoding="utf-8")


def _start_again(home: Path, module: str) -> NoReturn:
    if os.environ.get(MARKER):
        raise Trouble(f"程序环境 {home} 启动后不能使用。请删除该目录后再运行一次。")
    python = str(python_of(home))
    sys.stderr.flush()
    os.execve(python, [python, "-m", module, *sys.argv[1:]], {**os.environ, MARKER: "1"})


def _leave(sentence: str, status: int) -> NoReturn:
    say(sentence)
    sys.exit(status)
