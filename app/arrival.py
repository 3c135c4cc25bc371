"""When a request was first seen: taken once, before anything is read or waited for, so that a close is exact."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from flask import Flask, g

from catalog import clock

# Set by a server that saw the request before it had a thread for it.
_CAME_AT: ContextVar[datetime | None] = ContextVar("came_at", default=None)


def init_app(app: Flask) -> None:
    """Must be registered before anything else that looks at requests: reading a form waits for the sender."""
    app.before_request(_note)


def received_at() -> datetime:
    """The instant at which this request was first seen."""
    found: datetime = g.received_at
    return found


@contextmanager
def came_at(instant: datetime) -> Iterator[None]:
    """Whatever is answered inside was first seen at that instant."""
    token = _CAME_AT.set(instant)
    try:
        yield
    finally:
        _CAME_AT.reset(token)


def _note() -> None:
    g.received_at = _CAME_AT.get() or clock.now()
