"""Commands and servers forked from one warm process for each process of the tests, seen as ``Popen`` shows its own."""

import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAUSE = 0.005


class Forked:
    """One process: ``pid``, ``returncode``, ``poll``, ``wait`` and ``terminate``. Collected only when asked for."""

    def __init__(self, line: Sequence[str], *, env: Mapping[str, str], said: Path) -> None:
        self.returncode: int | None = None
        self._lock = threading.Lock()
        self.pid = _warm().obey({"line": list(line), "env": dict(env), "said": str(said)}) or 0

    def poll(self) -> int | None:
        with self._lock:
            if self.returncode is None:
                self.returncode = _warm().obey({"pid": self.pid})
            return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """What it left with. Raises subprocess.TimeoutExpired."""
        until = time.monotonic() + timeout if timeout is not None else None
        while (left := self.poll()) is None:
            if until is not None and time.monotonic() > until:
                raise subprocess.TimeoutExpired("a forked process", timeout or 0)
            time.sleep(PAUSE)
        return left

    def terminate(self) -> None:
        """Ask it to end, if it has not."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)


class _Warm:
    """The process that forks; it ends when this one does."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._templates = tempfile.TemporaryDirectory(prefix="mianzheng-templates-", ignore_cleanup_errors=True)
        atexit.register(self._templates.cleanup)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.warmed", self._templates.name],
            cwd=ROOT,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def obey(self, order: dict[str, object]) -> int | None:
        assert self._process.stdin is not None and self._process.stdout is not None
        with self._lock:
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            self._process.stdin.flush()
            answer: int | None = json.loads(self._process.stdout.readline())
            return answer


@cache
def _warm() -> _Warm:
    return _Warm()
