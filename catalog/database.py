"""Engine, reading and writing sessions, and migration. SQLite by default, PostgreSQL by address."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.pool import NullPool
from sqlmodel import Session, SQLModel, create_engine

from catalog import lengths
from catalog.turns import Turns

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

MIGRATIONS = Path(__file__).parent / "migrations"
WRITES = "register_writes"
LOCK_WAIT_MS = 15_000
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={LOCK_WAIT_MS}",
)
_AFTER = "after"
_log = logging.getLogger(__name__)


class WritingSession(Session):
    """A session that may change the register; history seals its entries just before it commits.

    Raises Incomplete for a text longer than its column, on any database.
    """


class ReadingSession(Session):
    """A session that only looks: a forgotten change in it is an error, not a surprise."""


def afterwards(session: Session, act: Callable[[], object]) -> None:
    """Let something that cannot be taken back be done once the changes of a writing session are committed."""
    session.info.setdefault(_AFTER, []).append(act)


def _do_after(session: Session) -> None:
    """What is committed stands, whatever becomes of this."""
    for act in session.info.pop(_AFTER, ()):
        try:
            act()
        except OSError:
            _log.exception("what should follow a change could not be done")


@event.listens_for(ReadingSession, "before_flush")
def _refuse_flush(session: Session, *_: object) -> None:
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("a reading session holds changes")


@event.listens_for(WritingSession, "before_flush")
def _check_lengths(session: Session, *_: object) -> None:
    for record in (*session.new, *session.dirty):
        lengths.check(record.__table__, [vars(record)])


class Database:
    """One register's database. Thread-safe; sessions are not."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self.engine = _sqlite_engine(url) if self.is_sqlite else _server_engine(url)
        self._turns = Turns()
        self._reading = self.engine if self.is_sqlite else _snapshot(self.engine)

    @contextmanager
    def reading(self) -> Iterator[ReadingSession]:
        """A session that sees one consistent state and writes nothing."""
        with ReadingSession(self._reading) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[WritingSession]:
        """A session whose changes are committed at the end, or not at all.

        The write lock is taken at the first statement: parse, check and hash before entering. On SQLite the
        threads of a process come to it one after the other, in the order in which they asked.
        """
        turn = _Turn(self._turns)
        engine = self.engine.execution_options(**{WRITES: turn})
        try:
            with WritingSession(engine, expire_on_commit=False) as session:
                yield session
                session.commit()
                _do_after(session)
        finally:
            turn.end()

    def dispose(self) -> None:
        self.engine.dispose()


class _Turn:
    """One writing session's place in the queue: taken with its first transaction, handed on when it ends."""

    def __init__(self, turns: Turns) -> None:
        self._turns, self._has_it = turns, False

    def begin(self) -> None:
        self._has_it = self._has_it or self._turns.take(timeout=LOCK_WAIT_MS / 1000)

    def end(self) -> None:
        if self._has_it:
            self._has_it = False
            self._turns.give()


def _sqlite_engine(url: str) -> Engine:
    connect = {"timeout": LOCK_WAIT_MS / 1000, "check_same_thread": False}
    engine = create_engine(url, connect_args=connect, hide_parameters=True)
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _server_engine(url: str) -> Engine:
    # Errors are logged: they name statements, never the values, which may be somebody's own words.
    engine = create_engine(url, pool_pre_ping=True, pool_size=5, max_overflow=10, hide_parameters=True)
    event.listen(engine, "connect", _limit_waiting)
    return engine


def _snapshot(engine: Engine) -> Engine:
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _prepare_connection(connection: Any, _record: object) -> None:
    # The driver's own transaction handling starts writes late and loses updates: we begin ourselves.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _limit_waiting(connection: Any, _record: object) -> None:
    # As on SQLite: whoever waits longer is told so, and does not hold a thread for ever.
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {LOCK_WAIT_MS}")
    connection.commit()


def _begin(connection: Connection) -> None:
    turn: _Turn | None = connection.get_execution_options().get(WRITES)
    if turn is None:
        connection.exec_driver_sql("BEGIN")
        return
    turn.begin()
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def migrate(url: str) -> None:
    """Bring the tables at ``url`` to the newest version. Safe to run again, and by two processes at once.

    A register that is current already is only looked at: no lock is asked for while others write.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    # No foreign-key pragma here: batch migrations on SQLite would delete child rows.
    waits = {"connect_args": {"timeout": LOCK_WAIT_MS / 1000}} if url.startswith("sqlite") else {}
    engine = create_engine(url, poolclass=NullPool, **waits)
    with engine.connect() as connection:
        current = _is_current(connection, config)
    if not current:
        _upgrade(engine, config)
    engine.dispose()


def _is_current(connection: Connection, config: Config) -> bool:
    newest = ScriptDirectory.from_config(config).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == newest


def _upgrade(engine: Engine, config: Config) -> None:
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(7216044)"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if connection.dialect.name == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"migration left broken references: {broken[:3]}")
