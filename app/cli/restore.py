"""Restore a backup into an empty home. The index is rebuilt, never restored."""

import argparse
import tarfile
from pathlib import Path

from app.cli.backup import DATABASE
from app.settings import Settings

HELP = "把备份恢复到空的数据目录"
NEEDS_NO_HOME = True


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    import sys

    if why := _refusal(arguments.file, settings):
        print(why, file=sys.stderr)
        return 1
    settings.home.mkdir(parents=True, exist_ok=True)
    with tarfile.open(arguments.file) as archive:
        archive.extractall(settings.home, filter="data")
    print(f"已恢复到{settings.home}。索引会在下次启动时重建。")
    return 0


def _refusal(file: Path, settings: Settings) -> str | None:
    if not settings.database_url.startswith("sqlite"):
        return "这个登记簿在 PostgreSQL 里。请用 pg_restore 恢复数据库。"
    if (settings.home / DATABASE).exists():
        return f"{settings.home}里已经有登记簿，没有覆盖。请用MIANZHENG_HOME指定一个空的目录。"
    if not file.is_file() or not tarfile.is_tarfile(file):
        return f"{file}不是备份文件。"
    return None
