"""Restore a backup into an empty home. The index is rebuilt, never restored."""

import argparse
import gzip
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from app.cli.backup import DATABASE, PARTS
from app.settings import Settings
from catalog.errors import Refused

HELP = "把备份恢复到空的数据目录"
NEEDS_NO_HOME = True
# The key of this home is made before a command runs; the backup's takes its place.
NEWEST_LAST = tuple(reversed(PARTS))


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    home, database = settings.home, _database(settings)
    if database.exists():
        raise Refused(f"{database.parent}里已经有登记簿，没有覆盖。请用 MIANZHENG_HOME 指定一个空的目录。")
    if not arguments.file.is_file():
        raise Refused(f"{arguments.file}不是备份文件。")
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix="restoring-") as scratch:
        _unpack(arguments.file, Path(scratch))
        # The database comes last: interrupted before, the home still counts as empty and one begins anew.
        for name in NEWEST_LAST:
            _move(Path(scratch) / name, database if name == DATABASE else home / name)
    shutil.rmtree(home / "index", ignore_errors=True)
    print(f"已恢复到{home}。索引会在下次启动时重建。")
    return 0


def _database(settings: Settings) -> Path:
    address = make_url(settings.database_url)
    if address.get_backend_name() != "sqlite":
        raise Refused("这个登记簿在 PostgreSQL 里。请用 pg_restore 恢复数据库。")
    return Path(address.database or "")


def _unpack(file: Path, scratch: Path) -> None:
    try:
        with tarfile.open(file) as archive:
            archive.extractall(scratch, filter="data")
        with closing(sqlite3.connect(scratch / DATABASE)) as database:
            whole = database.execute("PRAGMA quick_check").fetchone() == ("ok",)
            whole = whole and database.execute("SELECT count(*) FROM entry_head").fetchone() == (1,)
    except (tarfile.TarError, sqlite3.DatabaseError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Refused(f"{file}不是完整的备份文件，没有恢复。") from error
    if not whole:
        raise Refused(f"{file}里的登记簿不完整，没有恢复。")


def _move(source: Path, target: Path) -> None:
    if not source.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        shutil.rmtree(target)
    source.replace(target)
