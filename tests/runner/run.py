"""Runs the steps one after another, says each in a line, and ends with one sum."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import postgres
from tests.runner import chromium, counts
from tests.runner.counts import Counts
from tests.runner.options import Wanted
from tests.runner.steps import STEPS, Step, command

ROOT = Path(__file__).resolve().parent.parent.parent
NO_POSTGRES = "没有安装 PostgreSQL，跳过这一遍。安装（Debian/Ubuntu）：apt-get install -y postgresql"
# Settings of the person at the terminal must not decide what a test sees.
NOT_FOR_TESTS = ("HOST", "PORT", "DATABASE_URL", "TEST_DATABASE_URL", "WEB_CONCURRENCY", "WEB_THREADS")
KEPT = "MIANZHENG_VENV"
# mypy lists every overload of SQLAlchemy, in lines of a thousand characters.
NOISE = ": note:     def ["
LINES_SHOWN, WIDTH_SHOWN = 200, 300


def run(wanted: Wanted) -> int:
    """Run what is wanted; the exit status is 0 when nothing failed, 130 when interrupted."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    total = Counts()
    try:
        for step in STEPS:
            if step.group in wanted.groups:
                total += _take(step, wanted)
    except KeyboardInterrupt:
        _say("已中断，临时数据库已清除。")
        return 130
    if total.skipped:
        _say(f"跳过 {total.skipped} 项，原因见上。")
    sys.stderr.flush()
    print(total, flush=True)
    return 1 if total.failed else 0


def _take(step: Step, wanted: Wanted) -> Counts:
    started = time.monotonic()
    with _surroundings(step) as (environment, missing):
        if missing:
            counted, why = _missing(step), missing
        else:
            counted, why = _run(step, wanted, environment), ""
    result = "未通过" if counted.failed else "跳过" if missing else "通过"
    _say(f"{step.name}：{result}（{time.monotonic() - started:.1f} 秒）{why}")
    return counted


def _missing(step: Step) -> Counts:
    """In CI the second engine is part of the promise, so there its absence is a failure."""
    in_ci = step.group == "postgres" and os.environ.get("CI", "").lower() in ("true", "1")
    return Counts(failed=1) if in_ci else Counts(skipped=1)


@contextmanager
def _surroundings(step: Step) -> Iterator[tuple[dict[str, str], str]]:
    """The environment a step runs in, and what it lacks, if anything."""
    environment = _clean(dict(os.environ))
    if step.group == "postgres":
        given = os.environ.get("TEST_DATABASE_URL")
        try:
            with postgres.temporary_cluster() if given is None else _given(given) as url:
                yield {**environment, "TEST_DATABASE_URL": url or ""}, "" if url else NO_POSTGRES
        except postgres.NoCluster as error:
            yield environment, f"临时的 PostgreSQL 没有启动：{error}"
    elif step.group == "browser":
        path = chromium.find_or_install()
        yield {**environment, "CHROMIUM": path or ""}, "" if path else chromium.HOW
    else:
        yield environment, ""


@contextmanager
def _given(url: str) -> Iterator[str]:
    yield url


def _clean(environment: dict[str, str]) -> dict[str, str]:
    return {
        name: value
        for name, value in environment.items()
        if name not in NOT_FOR_TESTS and (name == KEPT or not name.startswith("MIANZHENG_"))
    }


def _run(step: Step, wanted: Wanted, environment: dict[str, str]) -> Counts:
    with tempfile.TemporaryDirectory(prefix="mianzheng-report-") as folder:
        report = Path(folder) / "report.xml"
        existing = tuple(path for path in step.folders or () if (ROOT / path).exists())
        line = command(step, wanted, report=str(report), existing=existing)
        if not step.is_pytest:
            return counts.of_check(_quietly(line, environment))
        sys.stderr.flush()
        status = _wait(subprocess.Popen(line, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL))
        if status < 0 or (status == 2 and not report.exists()):
            _say(f"pytest 中途停止（{status}）。")
        return counts.of_pytest(status, report, narrowed=bool(wanted.passed_on))


def _quietly(line: list[str], environment: dict[str, str]) -> int:
    """A check that has nothing to say is not heard; what a failed one says is shown."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        child = subprocess.Popen(line, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        status = _wait(child)
        said.seek(0)
        if status:
            lines = [line[:WIDTH_SHOWN] for line in said.read().splitlines() if NOISE not in line]
            print("\n".join(lines[:LINES_SHOWN]), file=sys.stderr)
            sys.stderr.flush()
        return status


def _wait(child: "subprocess.Popen[bytes]") -> int:
    try:
        return child.wait()
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()


def _say(sentence: str) -> None:
    print(f"免证：{sentence}", file=sys.stderr, flush=True)
