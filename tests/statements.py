"""What is sent to a database while a block runs, one statement for each round trip."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from catalog.database import Database


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that are sent while the block runs."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_: object) -> None:
        sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
