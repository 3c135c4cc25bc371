"""Joins the search engine to the register: what it reads, when it catches up."""

import logging
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from flask import Flask, current_app
from sqlmodel import Session

from catalog import clock
from catalog.database import Database
from catalog.rules.verdict import Fact
from catalog.services import decided_alike, findable, history, verdicts
from search.service import Search
from search.source import Names, Record

log = logging.getLogger(__name__)


class RegisterSource:
    """The register as search sees it at an instant, over one reading session."""

    def __init__(self, session: Session, at: datetime) -> None:
        self._session = session
        self.at = at

    def head(self) -> int:
        return history.head(self._session)

    def stamp(self, place: int) -> str:
        return history.digest_at(self._session, place)

    def changed(self, after: int, upto: int) -> tuple[set[int], bool]:
        return findable.changed(self._session, after, upto)

    def records(self, requirement_ids: Iterable[int] | None = None) -> Iterable[Record]:
        return (Record(**row) for row in findable.rows(self._session, requirement_ids, known=self.at))

    def came(self, after: datetime) -> set[int]:
        return findable.came(self._session, after, self.at)

    def comes(self) -> datetime | None:
        return findable.comes(self._session, self.at)

    def names(self) -> Names:
        return Names(**findable.names(self._session))

    def facts(self, requirement_ids: Iterable[int] | None = None) -> Mapping[int, Sequence[Fact]]:
        if requirement_ids is None:
            return decided_alike.facts(self._session)
        return verdicts.facts(self._session, requirement_ids)


def open_search(database: Database, folder: Path) -> Search:
    """The search engine over this register, its index in ``folder``."""

    @contextmanager
    def source() -> Iterator[RegisterSource]:
        with database.reading() as session:
            yield RegisterSource(session, clock.now())

    return Search(folder, source)


def init_app(app: Flask, engine: Search) -> None:
    app.extensions["search"] = engine


def search() -> Search:
    """This process's search engine."""
    engine: Search = current_app.extensions["search"]
    return engine


def follow() -> None:
    """After a write: let the index catch up beside the answer that is on its way."""
    threading.Thread(target=_catch_up, args=(search(),), name="index", daemon=True).start()


def _catch_up(engine: Search) -> None:
    """What cannot be followed now is followed by the next search or the next write: the index is disposable."""
    try:
        engine.catch_up()
    except Exception:
        log.warning("the index could not follow; it will be tried again", exc_info=True)
