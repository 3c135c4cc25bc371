"""The last second of a consultation: what counts is when a comment came, however long the register is busy."""

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import request
from sqlalchemy import text
from sqlmodel import select

from catalog import clock
from catalog.database import Database, migrate
from catalog.models import Comment
from catalog.services import history
from tests import large_life
from tests.commenter import Commenter
from tests.consultation_builders import consulted
from tests.serving import Client, Server

WORKERS, THREADS = 2, 2
CROWD = 16
PATIENCE = 60
# The clocks of the processes are set one after the other.
SKEW = timedelta(seconds=1)


@contextmanager
def busy(database: Database):
    """Somebody writes and takes their time: nobody else writes until the block ends."""
    with database.writing() as session:
        session.execute(text("SELECT 1"))
        if not database.is_sqlite:
            session.execute(text("LOCK TABLE comment IN EXCLUSIVE MODE"))
        yield


def test_a_comment_that_came_in_time_is_timely_though_it_waited_for_the_lock_past_the_close(app):
    life = consulted(app).begun(days_ago=2)
    one = life.consultation()
    answers, seen = [], []
    app.before_request_funcs[None].insert(1, lambda: seen.append(1) if request.method == "POST" else None)

    def send() -> None:
        answers.append(Commenter(app).write(one.id or 0, ticket=large_life.ticket()).status_code)

    with time_machine.travel(one.closes_at - timedelta(milliseconds=500), tick=False) as now:
        with busy(life.database):
            crowd = [threading.Thread(target=send) for _ in range(3)]
            for each in crowd:
                each.start()
            _wait_until(lambda: len(seen) == len(crowd))
            now.shift(timedelta(seconds=1))
            time.sleep(0.2)
            assert answers == []
        for each in crowd:
            each.join(PATIENCE)
        send()
    assert answers == [200] * 4
    with life.database.reading() as session:
        kept = list(session.exec(select(Comment).order_by(Comment.received_at)))
    assert [comment.is_late for comment in kept] == [False] * 3 + [True]


@dataclass
class Arrival:
    """One comment as its sender saw it, by the server's clock."""

    text: str
    sent_at: datetime
    status: int = 0
    answered_at: datetime | None = None
    said_late: bool = False


class Shifted:
    """A clock that each process of the server is given from outside; no line of the register knows of it."""

    def __init__(self, folder: Path) -> None:
        self.file, self.by = folder / "clock", timedelta()

    def set_to(self, instant: datetime, processes: int) -> None:
        """Let it be that instant in every one of the processes."""
        self.by = instant - clock.now()
        ready = self.file.with_suffix(".new")
        ready.write_text(str(self.by.total_seconds()))
        ready.replace(self.file)
        _wait_until(lambda: len(list(self.file.parent.glob("clock.[0-9]*"))) == processes)

    def now(self) -> datetime:
        return clock.now() + self.by


@pytest.fixture
def held(tmp_path):
    """A register of its own on SQLite with an open consultation, whatever engine the suite runs on."""
    address = f"sqlite:///{tmp_path / 'register.db'}"
    migrate(address)
    database = Database(address)
    large = large_life.registered(database, tmp_path)
    yield large, large_life.open_to_comments(large).consultation()
    database.dispose()


@pytest.mark.kill
def test_a_request_that_waits_for_a_thread_counts_by_when_it_came(held):
    large, one = held
    released: list[datetime] = []
    with Server(large.database.url, large.home, workers=1, WEB_THREADS="1") as server:
        crowd = [_Sender(server, one.id or 0, number, clock.now) for number in range(4)]
        with busy(large.database):
            for each in crowd:
                each.start()
            time.sleep(1)
            released.append(clock.now())
        for each in crowd:
            each.join(PATIENCE)
    assert [each.seen.status for each in crowd] == [200] * 4
    with large.database.reading() as session:
        assert all(came < released[0] for came in session.exec(select(Comment.received_at)))


@pytest.mark.kill
def test_over_several_processes_the_close_falls_between_two_comments_and_never_inside_one(held):
    large, one = held
    shifted = Shifted(large.home)
    with Server(
        large.database.url,
        large.home,
        workers=WORKERS,
        application="tests.load._shifted:app",
        WEB_THREADS=str(THREADS),
        SHIFTED_CLOCK=str(shifted.file),
    ) as server:
        shifted.set_to(one.closes_at - timedelta(seconds=4), WORKERS)
        before = [_Sender(server, one.id or 0, number, shifted.now) for number in range(CROWD)]
        after = [_Sender(server, one.id or 0, CROWD + number, shifted.now) for number in range(4)]
        with busy(large.database):
            for each in before:
                each.start()
            _wait_until(lambda: shifted.now() > one.closes_at + SKEW)
            assert not any(each.seen.status for each in before)
            for each in after:
                each.start()
            time.sleep(0.5)
        for each in (*before, *after):
            each.join(PATIENCE)
    with large.database.reading() as session:
        kept = {comment.text: comment for comment in session.exec(select(Comment))}
        assert history.verify(session) is None
    seen = [each.seen for each in (*before, *after)]
    assert [each.status for each in seen] == [200] * len(seen)
    assert set(kept) == {each.text for each in seen}
    for each in seen:
        comment = kept[each.text]
        assert comment.is_late is (comment.received_at >= one.closes_at) is each.said_late
        assert each.sent_at - SKEW <= comment.received_at <= each.answered_at + SKEW
    # They outnumbered the threads and waited past the close, and still came in time.
    assert not any(kept[each.seen.text].is_late for each in before)
    assert all(kept[each.seen.text].is_late for each in after)


class _Sender(threading.Thread):
    def __init__(self, server: Server, consultation: int, number: int, now) -> None:
        super().__init__(daemon=True)
        self._server, self._to, self._now = server, f"/consultations/{consultation}/comments", now
        self.seen = Arrival(f"最后一秒的第{number}份", now())

    def run(self) -> None:
        form = {"scope": "list", "text": self.seen.text, "publishes": "yes", "ticket": large_life.ticket()}
        self.seen.sent_at = self._now()
        answer = Client(self._server).post(self._to, form)
        self.seen.answered_at, self.seen.status = self._now(), answer.status
        self.seen.said_late = "逾期" in answer.text


def _wait_until(happened) -> None:
    until = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.01)
