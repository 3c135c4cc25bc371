"""One reading session per request; a write opens its own and commits it whole."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, current_app, g
from sqlalchemy.exc import OperationalError

from app import faults
from catalog.database import Database, ReadingSession, WritingSession
from catalog.errors import NotStored


def init_app(app: Flask, database: Database) -> None:
    app.extensions["database"] = database
    app.teardown_appcontext(_close)


def database() -> Database:
    """The register's database of this application."""
    found: Database = current_app.extensions["database"]
    return found


def session() -> ReadingSession:
    """This request's view of the register: one state from the first query to the last."""
    if "reading" not in g:
        g.opened = database().reading()
        g.reading = g.opened.__enter__()
    reading: ReadingSession = g.reading
    return reading


@contextmanager
def writing() -> Iterator[WritingSession]:
    """A session to change the register with. What this request has read so far is let go first.

    Raises NotStored when the machine cannot write just now: then nothing was changed, and the form can say so.
    """
    _close()
    try:
        with database().writing() as changing:
            yield changing
    except (OperationalError, OSError) as error:
        if (why := faults.while_serving(error)) is None:
            raise
        current_app.logger.warning("nothing was written: %s", error)
        raise NotStored(why) from error


def _close(_error: BaseException | None = None) -> None:
    if "reading" in g:
        g.pop("reading")
        g.pop("opened").__exit__(None, None, None)
