"""One reading session per request; a write opens its own and commits it whole."""

from contextlib import AbstractContextManager

from flask import Flask, current_app, g

from catalog.database import Database, ReadingSession, WritingSession


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


def writing() -> AbstractContextManager[WritingSession]:
    """A session to change the register with. What this request has read so far is let go first."""
    _close()
    return database().writing()


def _close(_error: BaseException | None = None) -> None:
    if "reading" in g:
        g.pop("reading")
        g.pop("opened").__exit__(None, None, None)
