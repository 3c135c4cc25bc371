"""Back the register up into one file: a consistent copy of the database, the documents and the key."""

import argparse
import sqlite3
import tarfile
import tempfile
from pathlib import Path

from sqlalchemy.engine import make_url

from app.home import Home
from catalog.errors import Refused

HELP = "备份到一个文件（SQLite；PostgreSQL 请用 pg_dump）"
DATABASE, DOCUMENTS, KEY = "register.db", "documents", "secret-key"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="备份文件，例如 mianzheng.tar.gz；已有的不覆盖")


def run(arguments: argparse.Namespace, home: Home) -> int:
    if not home.database.is_sqlite:
        raise Refused("这个登记簿在 PostgreSQL 里。请用 pg_dump 备份数据库，再备份数据目录。")
    if arguments.file.exists():
        raise Refused(f"{arguments.file}已经有了，没有覆盖。请换一个文件名。")
    partial = arguments.file.with_name(arguments.file.name + ".partial")
    with tempfile.TemporaryDirectory(dir=home.settings.home) as scratch:
        copy = Path(scratch) / DATABASE
        _copy_database(make_url(home.settings.database_url).database or "", copy)
        with tarfile.open(partial, "w:gz") as archive:
            archive.add(copy, DATABASE)
            for name in (DOCUMENTS, KEY):
                if (home.settings.home / name).exists():
                    archive.add(home.settings.home / name, name)
    partial.chmod(0o600)
    partial.replace(arguments.file)
    print(f"已备份到{arguments.file}。里面有密钥，请像密码一样保管。")
    return 0


def _copy_database(source: str, target: Path) -> None:
    # SQLite's own backup: consistent while others write.
    with sqlite3.connect(source) as one, sqlite3.connect(target) as other:
        one.backup(other)
    one.close()
    other.close()
