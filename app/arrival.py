"""When a request was first seen: taken once, before anything is read or waited for, so that a close is exact."""

from datetime import datetime

from flask import Flask, g

from catalog import clock


def init_app(app: Flask) -> None:
    """Must be registered before anything else that looks at requests: reading a form waits for the sender."""
    app.before_request(_note)


def received_at() -> datetime:
    """The instant at which this request was first seen."""
    found: datetime = g.received_at
    return found


def _note() -> None:
    g.received_at = clock.now()
