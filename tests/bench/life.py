"""How long each step of a list of 1,344 lines takes, alone and while 50 comments a second arrive.

``python3 -m tests --bench life``; with ``-- --sqlite`` on SQLite only. The steps run in this process, as an
official's request would; the comments come over HTTP on loopback to the real server with two workers, from a
process of their own at an even rate. All of it shares this machine: read the ratios, and the load that is
printed, since others at work on it slow the comments more than the register does. The temporary PostgreSQL
does not wait for the disk, SQLite does: the engines are not to be compared by these figures.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import event

from catalog import clock
from catalog.database import Database, migrate
from catalog.models import ListVersion
from catalog.rules.line_changes import Comparison
from catalog.services import history, publishing, versions
from catalog.vocabulary import VersionPurpose
from tests import large_life, postgres
from tests.catalog.services.life import CITY
from tests.consultation_builders import Consulted
from tests.large_life import LINES, Large
from tests.serving import ROOT, Server

RATE, SECONDS, IDLE_SECONDS = 50, 20, 5
WORKERS = 2


@dataclass
class Took:
    """One step: its name, how long it took, how many statements it sent."""

    name: str
    seconds: float
    statements: int


@dataclass
class Crowd:
    """What became of the comments."""

    sent: int
    took: float
    waits: list[float]
    statuses: Counter[str]

    def __str__(self) -> str:
        right = sum(number for status, number in self.statuses.items() if status in ("200", "201", "303"))
        cut = statistics.quantiles(self.waits, n=100)
        wrong = {status: number for status, number in self.statuses.items() if status not in ("200", "201", "303")}
        return (
            f"{right / self.took:.1f} comments/s of {RATE} asked for ({right} of {self.sent} taken"
            f"{', others ' + str(wrong) if wrong else ''}); answered after: median {cut[49] * 1000:,.0f} ms, "
            f"p95 {cut[94] * 1000:,.0f} ms, longest {max(self.waits) * 1000:,.0f} ms"
        )


def main(arguments: Sequence[str] = ()) -> None:
    """Print the tables, one for each engine."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; {LINES:,} lines")
    with tempfile.TemporaryDirectory() as folder:
        _measure("SQLite", f"sqlite:///{folder}/register.db", Path(folder))
    if "--sqlite" in arguments:
        return
    with postgres.temporary_cluster() as cluster, tempfile.TemporaryDirectory() as folder:
        if cluster is None:
            print("没有安装 PostgreSQL，只测了 SQLite。", file=sys.stderr)
            return
        _measure("PostgreSQL", postgres.fresh_database(cluster), Path(folder))


def _measure(engine: str, address: str, home: Path) -> None:
    migrate(address)
    database = Database(address)
    large = large_life.registered(database, home)
    consultation = large_life.open_to_comments(large).consultation().id or 0
    alone = _lived(large, first=1)
    with Server(address, home, workers=WORKERS, afresh=True, MIANZHENG_TRUSTED_PROXIES="1") as server:
        idle = _ended(_commenters(server, consultation, IDLE_SECONDS), IDLE_SECONDS)
        crowd = _commenters(server, consultation, SECONDS)
        time.sleep(2)
        disturbed = _lived(large, first=1 + LINES)
        busy = _ended(crowd, SECONDS)
    print(f"\nload of the machine in the last minute: {os.getloadavg()[0]:.1f}")
    print(f"{engine:30}{'alone, s':>10}{'statements':>12}{'busy, s':>10}{'ratio':>8}")
    for quiet, loud in zip(alone, disturbed, strict=True):
        ratio = loud.seconds / max(quiet.seconds, 0.001)
        print(f"{quiet.name:30}{quiet.seconds:10.2f}{quiet.statements:12}{loud.seconds:10.2f}{ratio:8.1f}")
    whole = [sum(one.seconds for one in steps) for steps in (alone, disturbed)]
    print(f"{'all of it':30}{whole[0]:10.2f}{'':12}{whole[1]:10.2f}{whole[1] / whole[0]:8.1f}")
    print(f"nothing else going on: {idle}")
    print(f"while the steps are taken: {busy}")
    with database.reading() as session:
        print(f"history: {history.verify(session) or 'holds'}, {history.head(session):,} entries")
    database.dispose()


def _lived(large: Large, *, first: int) -> list[Took]:
    """One large list from its draft to its publication, step by step."""
    story = large.story()
    lines = large_life.lines(first=first)
    story.at = clock.now() - timedelta(days=large_life.LONG_AGO + 1)
    asked = clock.today() - timedelta(days=large_life.LONG_AGO)
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("enter the lines", lambda: story.drafted(lines)),
        ("submit (freezes)", story.submitted),
        ("assemble", story.assembled),
        ("two examinations", story.cleared),
        ("open (freezes version 1)", lambda: _open(story, asked)),
        ("change one line", lambda: _change(story, lines[0])),
        ("freeze version 2, examine", story.settled),
        ("compare versions 1 and 2", lambda: _compared(story)),
        ("approve", story.approved),
        ("dry run", lambda: _rehearsed(story, first)),
        ("publish", lambda: story.published(f"示府办〔2026〕{first}号")),
    )
    return [_timed(large.database, name, act) for name, act in steps]


def _open(story: Consulted, day) -> None:
    story.at = clock.now() - timedelta(days=large_life.LONG_AGO, seconds=1)
    story._open(day)


def _change(story: Consulted, line) -> None:
    story.closed().changed(1, replace(line, replacement="由示例市民政局查询。"), reason="写清楚")


def _compared(story: Consulted) -> Comparison:
    with story.database.reading() as session:
        frozen: list[ListVersion] = versions.frozen(session, story.list_id, VersionPurpose.PUBLIC)
        return versions.compared(session, frozen[0].id or 0, frozen[-1].id or 0)


def _rehearsed(story: Consulted, serial: int) -> None:
    story.at = clock.now()
    with story.database.reading() as session:
        paper = story.publication(f"示府办〔2026〕{serial}号")
        publishing.rehearse(session, [story.list_id], paper, city=CITY, by=story.cast.zhao, at=story.at)


def _timed(database: Database, name: str, act: Callable[[], object]) -> Took:
    with _counted(database) as sent:
        began = time.perf_counter()
        act()
        return Took(name, time.perf_counter() - began, len(sent))


@contextmanager
def _counted(database: Database) -> Iterator[list[str]]:
    sent: list[str] = []
    event.listen(database.engine, "before_cursor_execute", note := lambda *given: sent.append(given[2]))
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def _commenters(server: Server, consultation: int, seconds: int) -> "subprocess.Popen[str]":
    line = [sys.executable, "-m", "tests.bench._commenters", server.url, str(consultation), str(RATE), str(seconds)]
    return subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _ended(child: "subprocess.Popen[str]", seconds: int) -> Crowd:
    said = json.loads(child.communicate(timeout=seconds + 120)[0])
    return Crowd(RATE * seconds, said["took"], said["waits"], Counter(said["statuses"]))
