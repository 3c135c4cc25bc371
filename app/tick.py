"""What is done by and by, and nobody in public waits for: one row for each duty (DESIGN §5).

Each process writes down what it has counted itself. The rest is everybody's, and done by one at a time: by a
thread of the server, or by ``python3 -m app tick`` from cron. Every duty may be done again at any moment.
"""

import fcntl
import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask

from app import reminders, visits
from app.misses import Misses
from app.settings import Settings
from catalog import clock
from catalog.database import Database
from catalog.services import attempts, keeping, redacting, sealing, search_misses, sent_forms
from catalog.services.vault import KeyRing
from catalog.storage import Storage
from search.service import Search

EVERY = 60.0
LOCK = "tick.lock"
# Who history says did it.
BY = "定时"
# Tries are limited within an hour at most; what is older limits nobody.
TRIES_KEPT = timedelta(days=2)
# A form stands open for a working day at most, then a sign-in is asked for; a little longer for who carries it on.
FORMS_KEPT = timedelta(days=7)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Place:
    """What the duties work on."""

    home: Path
    database: Database
    search: Search
    keys: KeyRing
    storage: Storage
    settings: Settings


def index_follows(place: Place) -> str:
    return f"索引已跟到第{place.search.catch_up():,}条记录。"


def old_counts_go(place: Place) -> str:
    with place.database.writing() as session:
        attempts.forget(session, before=clock.now() - TRIES_KEPT)
        search_misses.forget(session)
        sent_forms.forget(session, before=clock.now() - FORMS_KEPT)
    return "过时的计数已清除。"


def kept_comments_go(place: Place) -> str:
    with place.database.writing() as session:
        gone = keeping.forget_closed(session, at=clock.now(), by=BY)
    return f"征求意见已经截止的，删去{gone:,}份存稿。"


def personal_data_goes(place: Place) -> str:
    with place.database.writing() as session:
        gone = sealing.erase_due(session, at=clock.now(), keys=place.keys, storage=place.storage, by=BY)
    return f"保存期满的，删去{gone:,}次征求意见的称呼、联系方式和附件。"


def erased_files_go(place: Place) -> str:
    with place.database.reading() as session:
        gone = redacting.drop_files(session, place.storage)
    return f"已从记录里抹去的，删去{gone:,}个文件。"


def reminders_go(place: Place) -> str:
    post, settings = reminders.post_of(place.settings), place.settings
    if not post.to:
        return "没有设收提醒的邮箱（MIANZHENG_REMINDERS_TO），不写提醒。"
    desk = f"{settings.public_url}/desk/" if settings.public_url else ""
    written = reminders.remind(place.database, post, register=settings.city.register_name, address=desk, at=clock.now())
    return f"提醒{'写了1封' if written else '今天不用再写'}，发出{post.send():,}封。"


def old_visits_go(place: Place) -> str:
    gone = visits.forget(place.home / visits.FOLDER, at=clock.now(), months=place.settings.visits_months)
    return f"保存期满的，删去{gone:,}天的访问日志。"


# Done in this order; each says in a sentence what it did.
DUTIES: tuple[Callable[[Place], str], ...] = (
    index_follows,
    old_counts_go,
    kept_comments_go,
    personal_data_goes,
    erased_files_go,
    reminders_go,
    old_visits_go,
)


def place_of(app: Flask) -> Place:
    """What the duties of a running server work on."""
    has = app.extensions
    settings = has["settings"]
    return Place(settings.home, has["database"], has["search"], has["keys"], has["storage"], settings)


def tick(place: Place) -> list[str]:
    """Do every duty, unless another process is at it: then []. One that fails is logged and hinders no other."""
    with _alone(place.home / LOCK) as mine:
        return [said for duty in DUTIES if (said := _done(duty, place))] if mine else []


def write_down(database: Database, counted: Misses) -> int:
    """Write what this process has counted to the register; how many words."""
    found = counted.take()
    if found:
        with database.writing() as session:
            search_misses.add(session, found, on=clock.today())
    return len(found)


def begin(app: Flask) -> None:
    """Let a thread of this process tick from now on; what it has counted is written down when it ends."""
    threading.Thread(target=_go_on, args=(app,), name="tick", daemon=True).start()


def end(app: Flask) -> None:
    """What must be done before this process ends."""
    write_down(app.extensions["database"], app.extensions["misses"])


def _go_on(app: Flask) -> None:
    place = place_of(app)
    pause = threading.Event()
    while not pause.wait(EVERY):
        try:
            write_down(place.database, app.extensions["misses"])
            tick(place)
        except Exception:
            _log.exception("the timed work failed; it is tried again")


def _done(duty: Callable[[Place], str], place: Place) -> str:
    try:
        return duty(place)
    except Exception:
        _log.exception("a duty of the timed work failed: %s", duty.__name__)
        return ""


@contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """True for the one process that holds the lock; the system lets go of it whenever the process ends."""
    key = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield _held(key)
    finally:
        os.close(key)


def _held(key: int) -> bool:
    try:
        fcntl.flock(key, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
