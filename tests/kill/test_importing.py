"""kill -9 in the middle: whatever moment it hits, a list is there whole or not at all, and the index follows."""

import os
import random
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy import text

from app import cli
from app.index import open_search
from catalog.database import Database
from catalog.services import history
from tests.serving import GONE, Client, Server, environment, kill, start

pytestmark = pytest.mark.kill
SEED = int(os.environ.get("KILL_SEED") or random.SystemRandom().randrange(10**6))
EXAMPLE_LIST = Path(cli.__file__).parent.parent.parent / "catalog/seed/example/first-batch.xlsx"
PUBLISHED = {"number": "示府办〔2026〕1号", "published-on": "2026-09-25", "effective-on": "2026-10-01"}
OPTIONS = [word for name, value in PUBLISHED.items() for word in (f"--{name}", value)]
IMPORT = ("import", EXAMPLE_LIST, "--json", "--accept-doubts", "--published", *OPTIONS)
ANY, WRITING, INDEXING, UPLOADS = 6, 8, 6, 3
# Kills are spread over the whole of a work, and a little past its end, since it may take longer this time.
LONGER = 1.2
TABLES = ("requirement", "line", "line_citation", "decision", "issued_document", "proof_list", "document", "entry")


class Place:
    """A home with its SQLite register."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.address = f"sqlite:///{home / 'register.db'}"
        self.environment = environment(self.address, home)

    def counts(self) -> dict[str, int]:
        """How much there is; opening the database is the first thing that must go well."""
        database = Database(self.address)
        with database.reading() as session:
            found = {table: session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in TABLES}
            assert history.verify(session) is None
        database.dispose()
        return found

    def begin(self, *words: object):
        return start(*words, env=self.environment, said=self.home / "said")

    def begin_index(self):
        """Rebuild the index; the command has begun to write it."""
        before = set((self.home / "index").glob("index-*"))
        child = self.begin("index", "rebuild")
        until(lambda: set((self.home / "index").glob("index-*")) != before, child)
        return child

    def answered(self) -> int:
        """How much of its answer the command has printed so far."""
        return (self.home / "said.out").stat().st_size

    def acknowledged(self) -> bool:
        """Whether the command told that it was done."""
        return "清单编号" in (self.home / "said").read_text("utf-8")

    def index_agrees(self) -> bool:
        database = Database(self.address)
        search = open_search(database, self.home / "index")
        search.catch_up()
        wrong, place = search.check(), search.state()
        database.dispose()
        return wrong == () and place.behind == 0


@dataclass(frozen=True)
class Whole:
    """An empty home and the same home with the whole list in it, what each holds, and how long that takes here."""

    empty: Place
    full: Place
    nothing: dict[str, int]
    everything: dict[str, int]
    importing: float
    writing: float
    indexing: float


@pytest.fixture(scope="module")
def whole(empty_register, tmp_path_factory):
    print(f"kill seed {SEED}")
    empty = Place(tmp_path_factory.mktemp("kill") / "empty")
    empty.home.mkdir()
    shutil.copyfile(empty_register.removeprefix("sqlite:///"), empty.home / "register.db")
    assert empty.begin("history", "verify").wait() == 0
    full = copied(empty, empty.home.parent / "full")
    began = time.monotonic()
    child = full.begin(*IMPORT)
    until(lambda: full.answered() > 0, child)
    planned = time.monotonic()
    assert child.wait() == 0, (full.home / "said").read_text()
    written = time.monotonic()
    assert full.index_agrees()
    indexed = copied(full, empty.home.parent / "indexed")
    child = indexed.begin_index()
    started = time.monotonic()
    assert child.wait() == 0
    indexing = time.monotonic() - started
    return Whole(empty, full, empty.counts(), full.counts(), written - began, written - planned, indexing)


def copied(original: Place, to: Path) -> Place:
    return Place(shutil.copytree(original.home, to))


def moment(kind: str, number: int, of: int, length: float) -> float:
    """Some moment in the ``number``-th of equal parts of a work of this length and a little longer."""
    return (number + random.Random(f"{SEED} {kind} {number}").random()) * length * LONGER / of


def until(happened: Callable[[], bool], child) -> None:
    """Wait for something that the command does on its way, or for its end."""
    while not happened() and child.poll() is None:
        time.sleep(0.002)


def check(place: Place, whole: Whole) -> None:
    """The register after the kill."""
    found = place.counts()
    print("everything" if found == whole.everything else "nothing" if found == whole.nothing else found)
    assert found in (whole.nothing, whole.everything)
    assert found == whole.everything or not place.acknowledged()
    assert place.index_agrees()


@pytest.mark.parametrize("number", range(ANY))
def test_killed_at_any_moment_of_an_import_the_list_is_whole_or_not_there(whole, tmp_path, number):
    place = copied(whole.empty, tmp_path / "home")
    child = place.begin(*IMPORT)
    time.sleep(delay := moment("any", number, ANY, whole.importing))
    kill(child)
    print(f"seed {SEED}, number {number}, after {delay:.3f} s of {whole.importing:.3f} s")
    check(place, whole)


@pytest.mark.parametrize("number", range(WRITING))
def test_killed_while_it_writes_the_list_is_whole_or_not_there_and_can_be_entered_again(whole, tmp_path, number):
    place = copied(whole.empty, tmp_path / "home")
    child = place.begin(*IMPORT)
    until(lambda: place.answered() > 0, child)
    time.sleep(delay := moment("writing", number, WRITING, whole.writing))
    kill(child)
    print(f"seed {SEED}, number {number}, {delay:.3f} s after the plan, of {whole.writing:.3f} s")
    check(place, whole)
    if number % 3 == 0:
        assert place.begin(*IMPORT).wait() == 0
        assert place.counts() == whole.everything and place.index_agrees()


@pytest.mark.parametrize("number", range(INDEXING))
def test_killed_while_it_builds_the_index_the_next_one_is_right(whole, tmp_path, number):
    place = copied(whole.full, tmp_path / "home")
    if number % 2:
        shutil.rmtree(place.home / "index")
    child = place.begin_index()
    time.sleep(delay := moment("index", number, INDEXING, whole.indexing))
    kill(child)
    print(f"seed {SEED}, number {number}, {delay:.3f} s into the index, of {whole.indexing:.3f} s")
    assert place.counts() == whole.everything
    assert place.index_agrees()


@pytest.mark.parametrize("number", range(UPLOADS))
def test_a_server_killed_in_the_middle_of_an_upload_enters_the_list_once_or_never(whole, tmp_path, number):
    place = copied(whole.empty, tmp_path / "home")
    password = _administrator(place)
    nothing = place.counts()
    with Server(place.address, place.home, workers=2) as server:
        client = Client(server)
        client.post("/desk/sign-in", {"name": "zhou", "password": password}, at="/desk/sign-in")
        form = {"title": "第一批"} | {name.replace("-", "_"): value for name, value in PUBLISHED.items()}
        plan = client.post("/desk/imports/", form, at="/desk/imports/new", file=EXAMPLE_LIST).headers["Location"]
        form = {"accept_doubts": "yes", "csrf_token": client.token(plan)}
        killed = Timer(delay := moment("server", number, UPLOADS, whole.writing), kill, [server.process])
        killed.start()
        try:
            answered = client.post(f"{plan}/application", form).status
        except GONE:
            answered = 0
        killed.join()
    print(f"seed {SEED}, number {number}, {delay:.3f} s after the press of the button")
    found = place.counts()
    grown = {table: found[table] - nothing[table] for table in ("requirement", "line", "decision", "line_citation")}
    entered = {table: whole.everything[table] for table in grown}
    assert grown in (dict.fromkeys(grown, 0), entered), grown
    assert grown == entered or answered != 303
    assert place.index_agrees()
    with Server(place.address, place.home) as server:
        client = Client(server)
        client.post("/desk/sign-in", {"name": "zhou", "password": password}, at="/desk/sign-in")
        if grown != entered:
            assert client.post(f"{plan}/application", {"accept_doubts": "yes"}, at=plan).status == 303
        assert "第一批" in client.get(f"{plan}/done").text
    assert place.counts()["line"] == entered["line"]


def _administrator(place: Place) -> str:
    words = ("person", "add", "zhou", "--role", "administrator", "--role", "consultation", "--role", "publisher")
    assert place.begin(*words).wait() == 0
    return (place.home / "said.out").read_text("utf-8").partition("：")[2].strip()
