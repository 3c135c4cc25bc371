"""A PostgreSQL of the tests' own: made in a temporary folder, reached by socket only, gone afterwards.

PostgreSQL refuses to run as root, so root lends it another user. Each cluster's folder carries a
lock held for its life; a folder whose lock is free was left by a killed run and is cleared away.
"""

import atexit
import fcntl
import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

# Short on purpose: the path of a socket may not exceed 107 bytes. In memory, where there is room, a database is
# made for each test in half the time.
MEMORY, DISK = Path("/dev/shm"), Path("/tmp")
ROOM = 1 << 30
PREFIX = "mianzheng-pg-"
OTHERS_OUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
LENT_USERS = ("postgres", "nobody")
SETTINGS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    " -c max_wal_size=128MB -c max_connections=100 -c shared_buffers=64MB -c log_min_messages=fatal"
)


class NoCluster(Exception):
    """PostgreSQL is installed but would not start; the message carries what it said."""


def programs() -> Path | None:
    """The folder with initdb and pg_ctl: the newest of Debian's, else the one on PATH, else None."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: _version(path.parent.parent.name)
    )
    if debian:
        return debian[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found and shutil.which("pg_ctl") else None


@contextmanager
def temporary_cluster() -> Iterator[str | None]:
    """The address of a running empty cluster for the length of the block, or None where none is installed."""
    bin_folder = programs()
    if bin_folder is None:
        yield None
        return
    _clear_left_over(bin_folder)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=_parent()))
    held = _hold(folder)
    try:
        if user := _lent_user():
            shutil.chown(folder, user)
        _start(bin_folder, folder)
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        _stop(bin_folder, folder)
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def fresh_database(url: str, *, template: str = "template1") -> str:
    """Make a database of its own in the cluster of ``url``, copied from ``template``, and give its address."""
    name = f"test_{uuid.uuid4().hex[:16]}"
    connection = _connection(url)
    # A database that somebody is connected to cannot be copied; pools notice and connect again.
    connection.execute(OTHERS_OUT, [template])
    connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def drop_database(url: str) -> None:
    """Remove the database that ``url`` names, whoever is still connected to it."""
    name = make_url(url).database or ""
    connection = _connection(make_url(url).set(database="postgres").render_as_string(hide_password=False))
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _parent() -> Path:
    roomy = os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free >= ROOM
    return MEMORY if roomy else DISK


@cache
def _connection(url: str) -> "psycopg.Connection[tuple[object, ...]]":
    """One for all databases that a process makes and drops; it is closed when the process ends."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = psycopg.connect(plain, autocommit=True)
    atexit.register(connection.close)
    return connection


def _start(bin_folder: Path, folder: Path) -> None:
    options = f"{SETTINGS} -c unix_socket_directories={folder}"
    data, log = folder / "data", folder / "log"
    for command in (
        [bin_folder / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
        [bin_folder / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "-t", "60", "start"],
    ):
        done = _as_lent_user([str(part) for part in command], folder)
        if done.returncode:
            raise NoCluster(f"{done.stdout}\n{log.read_text() if log.exists() else ''}".strip())


def _stop(bin_folder: Path, folder: Path) -> None:
    if (folder / "data" / "postmaster.pid").exists():
        _as_lent_user([str(bin_folder / "pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "stop"], folder)


def _as_lent_user(command: list[str], folder: Path) -> "subprocess.CompletedProcess[str]":
    if user := _lent_user():
        command = ["runuser", "-u", user, "--", *command]
    # Output goes to a file: a server that inherits a pipe would keep its reader waiting for ever.
    with (folder / "said").open("w+", encoding="utf-8") as said:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd=folder, check=False, env=_environment()
        )
        said.seek(0)
        return subprocess.CompletedProcess(command, done.returncode, stdout=said.read())


def _environment() -> dict[str, str]:
    """Without the caller's PG… variables, which would point the programs at another server."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}


def _lent_user() -> str | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(user for user in LENT_USERS if user in known)


def _hold(folder: Path, *, flags: int = os.O_CREAT | os.O_RDWR) -> int:
    held = os.open(folder / "held", flags, 0o600)
    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return held


def _clear_left_over(bin_folder: Path) -> None:
    for folder in (found for parent in (MEMORY, DISK) for found in parent.glob(PREFIX + "*")):
        try:
            held = _hold(folder, flags=os.O_RDWR)
        except OSError:
            continue  # in use, just being made, or another user's
        _stop(bin_folder, folder)
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())
