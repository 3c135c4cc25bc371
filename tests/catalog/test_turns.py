"""Writers come to the register in the order in which they asked, and nothing ever waits for ever."""

import os
import threading
import time

import pytest
from sqlalchemy import text

from catalog.database import Database
from catalog.turns import Turns

LONG = 30


def started(target) -> threading.Thread:
    thread = threading.Thread(target=target, daemon=True)
    thread.start()
    return thread


def queue_up(turns: Turns, number: int, served: list[int]) -> threading.Thread:
    """One more who waits; returns when they stand in the queue."""

    def wait() -> None:
        if turns.take(timeout=LONG):
            served.append(number)
            turns.give()

    before = len(turns._waiting)
    thread = started(wait)
    while len(turns._waiting) == before:
        time.sleep(0.001)
    return thread


def test_who_came_first_is_served_first():
    turns, served = Turns(), []
    assert turns.take(timeout=0)
    threads = [queue_up(turns, number, served) for number in range(12)]
    turns.give()
    for thread in threads:
        thread.join(LONG)
    assert served == list(range(12))


def test_a_thread_that_has_the_turn_does_not_wait_for_itself():
    turns = Turns()
    assert turns.take(timeout=0)
    assert not turns.take(timeout=LONG)


def test_who_waits_in_vain_leaves_the_queue_and_the_next_is_served():
    turns, served, impatient = Turns(), [], []
    assert turns.take(timeout=0)
    started(lambda: impatient.append(turns.take(timeout=0.01))).join(LONG)
    assert impatient == [False]
    thread = queue_up(turns, 1, served)
    turns.give()
    thread.join(LONG)
    assert served == [1] and turns.take(timeout=0)


def test_a_turn_is_free_again_after_any_end_of_a_writing_session(database: Database):
    with pytest.raises(ZeroDivisionError), database.writing() as session:
        session.execute(text("SELECT 1"))
        raise ZeroDivisionError
    with database.writing():
        pass
    with database.writing() as session:
        session.execute(text("SELECT 1"))
        session.commit()
        session.execute(text("SELECT 1"))
        session.rollback()
        session.execute(text("SELECT 1"))
    assert database._turns.take(timeout=0)


def test_a_session_that_writes_nothing_keeps_nobody_waiting(database: Database):
    done = threading.Event()

    def write() -> None:
        with database.writing() as session:
            session.execute(text("SELECT 1"))
        done.set()

    with database.writing(), database.reading() as reading:
        reading.execute(text("SELECT 1"))
        started(write)
        assert done.wait(LONG)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_process_begins_with_an_empty_queue():
    turns = Turns()
    assert turns.take(timeout=0)
    queue_up(turns, 1, [])
    child = os.fork()
    if child == 0:
        os._exit(0 if turns.take(timeout=1) and not turns._waiting else 1)
    assert os.waitpid(child, 0)[1] == 0
    turns.give()
