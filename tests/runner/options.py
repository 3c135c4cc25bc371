"""What may be asked of ``python3 -m tests``."""

import argparse
import os
from dataclasses import dataclass

GROUPS = {
    "lint": "ruff：写法与格式",
    "types": "mypy：类型",
    "rules": "import-linter 与领域、检索、文档的测试（SQLite）",
    "web": "网页、接口、命令行的测试（SQLite）",
    "postgres": "用到数据库的测试，在临时的 PostgreSQL 上再跑一遍",
    "browser": "在 Chromium 里走一遍页面",
}
MOST_JOBS = 4


@dataclass(frozen=True)
class Wanted:
    """One run as asked for: groups in order, a figure to measure, and what goes to pytest untouched."""

    groups: tuple[str, ...]
    jobs: int
    bench: str | None = None
    passed_on: tuple[str, ...] = ()


def parse(arguments: list[str]) -> Wanted:
    """Read the command line; on wrong usage say so and leave with status 2."""
    ours, passed_on = _split(arguments)
    asked = _parser().parse_args(ours)
    groups = tuple(group for group in GROUPS if not asked.only or group in asked.only)
    return Wanted(groups=groups, jobs=asked.jobs, bench=asked.bench, passed_on=passed_on)


def _split(arguments: list[str]) -> tuple[list[str], tuple[str, ...]]:
    if "--" not in arguments:
        return arguments, ()
    place = arguments.index("--")
    return arguments[:place], tuple(arguments[place + 1 :])


def _parser() -> argparse.ArgumentParser:
    groups = "\n".join(f"  {name:9}{text}" for name, text in GROUPS.items())
    parser = argparse.ArgumentParser(
        prog="python3 -m tests",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="运行全部检查，或只运行其中几组：\n" + groups,
        epilog="-- 之后的参数原样交给 pytest，例如：python3 -m tests --only web -- -k receipt",
    )
    parser.add_argument("--only", action="append", choices=GROUPS, metavar="GROUP", help="只运行这一组，可重复")
    parser.add_argument("--bench", nargs="?", const="", metavar="NAME", help="测量一项性能；不写名称时列出全部")
    parser.add_argument("--jobs", type=int, default=min(MOST_JOBS, os.cpu_count() or 1), help="pytest 的并行进程数")
    return parser
