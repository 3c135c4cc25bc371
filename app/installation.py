"""The steps of an installation: one at a time, with progress in words and failures that say what to do."""

import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app import faults

NEEDED = ("venv", "ensurepip", "_ssl", "_sqlite3")
PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"
PIP = (
    *("-I", "-m", "pip", "install", "--no-deps", "--require-hashes"),
    *("--no-input", "--disable-pip-version-check", "--progress-bar=off", "--retries=2"),
)


class Trouble(Exception):
    """The environment cannot be made; the message says why and what to do."""


def say(sentence: str) -> None:
    """One line of progress for the person at the terminal."""
    print(f"免证：{sentence}", file=sys.stderr, flush=True)


def python_of(home: Path) -> Path:
    """The environment's own Python, whether it exists or not."""
    return home / "bin" / "python"


def missing_modules() -> str | None:
    """Why this Python cannot make an environment, or None. As root on Debian it is mended on the spot."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if not missing:
        return None
    if set(missing) <= {"venv", "ensurepip"}:
        line = f"apt-get install -y python{PYTHON}-venv"
        if _apt(line):
            return None
        return f"这个 Python 缺少 venv 模块。在 Debian 或 Ubuntu 上请以管理员身份运行：{line}，然后再运行一次。"
    return f"这个 Python 缺少模块 {'、'.join(missing)}，请改用系统自带或完整安装的 Python 3.11 以上版本。"


def _apt(line: str) -> bool:
    """As root on Debian the missing package is simply installed; anybody else is told the line."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    say(f"缺少 venv 模块，正在运行：{line}")
    unattended = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ("apt-get update", line):
        subprocess.run(command.split(), check=False, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=unattended)
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


@contextmanager
def alone(folder: Path) -> Iterator[int]:
    """Hold the folder's lock (no file is made for it); on a disk that knows no locks go on without."""
    key = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(key, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("另一个进程正在安装，等它完成 …")
            fcntl.flock(key, fcntl.LOCK_EX)
        except OSError:
            pass
        yield key
    finally:
        os.close(key)


def create(home: Path, key: int) -> None:
    """Make an empty environment with the Python that started us, even when that one is an environment itself."""
    say(f"正在建立程序环境 {home} …")
    base = getattr(sys, "_base_executable", None) or sys.executable
    _run([base, "-I", "-m", "venv", str(home)], key, "建立程序环境")


def install(home: Path, lock: Path, key: int, *, again: bool) -> None:
    """Install the lock; ``again`` reinstalls what is there, for an environment whose state nobody knows."""
    total = sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines())
    say(f"正在安装 {total} 个锁定版本的组件，首次需要联网，约一分钟 …")
    python = str(python_of(home))
    if not any(home.glob("lib/python*/site-packages/pip")):
        _run([python, "-I", "-m", "ensurepip"], key, "准备安装工具")
    command = [python, *PIP, *(["--force-reinstall"] if again else []), "-r", str(lock)]
    _run(command, key, "安装组件", total=total)
    say("组件已装好，以后启动不再需要网络。")


def _run(command: list[str], key: int, what: str, *, total: int = 0) -> None:
    """Run a step with the lock in its hands, count what it collects, and turn its failure into a sentence."""
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=_child_environment(),
        pass_fds=(key,),
    )
    try:
        lines = list(_counted(child, total))
    finally:
        if child.poll() is None:
            child.terminate()
        child.wait()
    if child.returncode:
        known = faults.explain("\n".join(lines))
        said = "\n".join("    " + line for line in [line for line in lines if line][-1 if known else -12 :])
        raise Trouble(f"{what}没有成功。{known or '安装程序的原话见下。'}\n{said}")


def _counted(child: "subprocess.Popen[str]", total: int) -> Iterator[str]:
    done, show = 0, total and sys.stderr.isatty()
    assert child.stdout is not None
    for line in child.stdout:
        yield line.rstrip()
        if show and line.startswith("Collecting "):
            done += 1
            print(f"\r下载 {done}/{total} ", end="", file=sys.stderr, flush=True)
        elif show and line.startswith("Installing collected"):
            print("\r正在写入文件 …   ", file=sys.stderr, flush=True)


def _child_environment() -> dict[str, str]:
    """The caller's settings (mirror, proxy, cache) without those that would install somewhere else."""
    dropped = {"PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_QUIET", "PIP_VERBOSE"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {"PIP_USER": "0", "PYTHONIOENCODING": "utf-8", "LC_MESSAGES": "C"}
