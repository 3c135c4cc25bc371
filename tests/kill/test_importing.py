"""kill -9 in the middle: whatever moment it hits, a list is there whole or not at all, and the index follows."""

import os
import random
import shutil
import time
from collections.abc import Callable
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


@pytest.fixture(scope="module")
def whole(empty_register, tmp_path_factory):
    """An empty home, the same home with the whole list in it, and how long that took."""
    empty = tmp_path_factory.mktemp("kill") / "empty"
    empty.mkdir()
    shutil.copyfile(empty_register.removeprefix("sqlite:///"), empty / "register.db")
    assert Place(empty).begin("history", "verify").wait() == 0
    full = Place(shutil.copytree(empty, empty.parent / "full"))
    began = time.monotonic()
    assert full.begin(*IMPORT).wait() == 0, (full.home / "said").read_text()
    print(f"kill seed {SEED}")
    return Place(empty), full, time.monotonic() - began


def copied(original: Place, tmp_path: Path) -> Place:
    return Place(shutil.copytree(original.home, tmp_path / "home"))


def until(happened: Callable[[], bool], child) -> None:
    """Wait for something that the command does on its way, or for its end."""
    while not happened() and child.poll() is None:
        time.sleep(0.002)


def check(place: Place, nothing: dict[str, int], everything: dict[str, int]) -> None:
    """The register after the kill, and after the same command once more."""
    found = place.counts()
    print("everything" if found == everything else "nothing" if found == nothing else found)
    assert found in (nothing, everything)
    assert found == everything or not place.acknowledged()
    assert place.index_agrees()


@pytest.mark.parametrize("number", range(6))
def test_killed_at_any_moment_of_an_import_the_list_is_whole_or_not_there(whole, tmp_path, number):
    empty, full, duration = whole
    chance = random.Random(f"{SEED} any {number}")
    place = copied(empty, tmp_path)
    child = place.begin(*IMPORT)
    time.sleep(delay := chance.uniform(0, duration))
    kill(child)
    print(f"seed {SEED}, number {number}, after {delay:.3f} s of {duration:.3f} s")
    check(place, empty.counts(), full.counts())


@pytest.mark.parametrize("number", range(8))
def test_killed_while_it_writes_the_list_is_whole_or_not_there_and_can_be_entered_again(whole, tmp_path, number):
    empty, full, _ = whole
    chance = random.Random(f"{SEED} writing {number}")
    place = copied(empty, tmp_path)
    child = place.begin(*IMPORT)
    until(lambda: place.answered() > 0, child)
    time.sleep(delay := chance.uniform(0, 0.8))
    kill(child)
    print(f"seed {SEED}, number {number}, {delay:.3f} s after the plan")
    check(place, empty.counts(), full.counts())
    if number % 3 == 0:
        assert place.begin(*IMPORT).wait() == 0
        assert place.counts() == full.counts() and place.index_agrees()


@pytest.mark.parametrize("number", range(6))
def test_killed_while_it_builds_the_index_the_next_one_is_right(whole, tmp_path, number):
    _, full, _ = whole
    chance = random.Random(f"{SEED} index {number}")
    place = copied(full, tmp_path)
    if number % 2:
        shutil.rmtree(place.home / "index")
    before = set((place.home / "index").glob("index-*"))
    child = place.begin("index", "rebuild")
    until(lambda: set((place.home / "index").glob("index-*")) != before, child)
    time.sleep(delay := chance.uniform(0, 0.5))
    kill(child)
    print(f"seed {SEED}, number {number}, {delay:.3f} s into the index")
    assert place.counts() == full.counts()
    assert place.index_agrees()


@pytest.mark.parametrize("number", range(3))
def test_a_server_killed_in_the_middle_of_an_upload_enters_the_list_once_or_never(whole, tmp_path, number):
    empty, full, _ = whole
    chance = random.Random(f"{SEED} server {number}")
    place = copied(empty, tmp_path)
    password = _administrator(place)
    nothing = place.counts()
    with Server(place.address, place.home, workers=2) as server:
        client = Client(server)
        client.post("/desk/sign-in", {"name": "zhou", "password": password}, at="/desk/sign-in")
        form = {"title": "第一批"} | {name.replace("-", "_"): value for name, value in PUBLISHED.items()}
        plan = client.post("/desk/imports/", form, at="/desk/imports/new", file=EXAMPLE_LIST).headers["Location"]
        form = {"accept_doubts": "yes", "csrf_token": client.token(plan)}
        killed = Timer(delay := chance.uniform(0, 0.8), kill, [server.process])
        killed.start()
        try:
            answered = client.post(f"{plan}/application", form).status
        except GONE:
            answered = 0
        killed.join()
    print(f"seed {SEED}, number {number}, {delay:.3f} s after the press of the button")
    found = place.counts()
    grown = {table: found[table] - nothing[table] for table in ("requirement", "line", "decision", "line_citation")}
    entered = {table: full.counts()[table] for table in grown}
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
