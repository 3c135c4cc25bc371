"""Back the register up into one file: a consistent copy of the database, the documents and the key."""

import argparse
import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.engine import make_url

from app.home import Home
from catalog.errors import Refused

HELP = "备份到一个文件（SQLite；PostgreSQL 请用 pg_dump）"
DATABASE, DOCUMENTS, KEY = "register.db", "documents", "secret-key"
PARTS = (DATABASE, DOCUMENTS, KEY)


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="备份文件，例如 mianzheng.tar.gz；已有的不覆盖")


def run(arguments: argparse.Namespace, home: Home) -> int:
    if not home.database.is_sqlite:
        raise Refused("这个登记簿在 PostgreSQL 里。请用 pg_dump 备份数据库，再备份数据目录。")
    if arguments.file.exists():
        raise Refused(f"{arguments.file}已经有了，没有覆盖。请换一个文件名。")
    if not arguments.file.absolute().parent.is_dir():
        raise Refused(f"没有{arguments.file.parent}这个文件夹。请先建好，或换一个地方。")
    partial = arguments.file.with_name(arguments.file.name + ".partial")
    try:
        # Nobody else may read it at any moment: the key is in it.
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            _write(file, home)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(arguments.file)
    finally:
        partial.unlink(missing_ok=True)
    print(f"已备份到{arguments.file}。里面有密钥，请像密码一样保管。")
    return 0


def _write(file: BinaryIO, home: Home) -> None:
    with tempfile.TemporaryDirectory(dir=home.settings.home) as scratch:
        copy = Path(scratch) / DATABASE
        # The database first: every document it names is in storage by then.
        _copy_database(make_url(home.settings.database_url).database or "", copy)
        with tarfile.open(fileobj=file, mode="w:gz") as archive:
            archive.add(copy, DATABASE)
            for name in (DOCUMENTS, KEY):
                if (home.settings.home / name).exists():
                    archive.add(home.settings.home / name, name)


def _copy_database(source: str, target: Path) -> None:
    # SQLite's own backup: consistent while others write.
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)
