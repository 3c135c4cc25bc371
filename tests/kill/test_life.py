"""kill -9 while the public comments and a large list is published: what was acknowledged is there, once and whole."""

import os
import random
import shutil
import threading
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from sqlmodel import func, select

from app.index import open_search
from catalog import clock
from catalog.database import Database
from catalog.errors import NotFound
from catalog.models import Comment, Decision, Entry, IssuedDocument, Line, ListStep, ProofList
from catalog.services import history, holding_receipts
from catalog.vocabulary import Act, ListState
from tests import large_life
from tests.commenter import code_in
from tests.large_life import LINES, Large
from tests.people import PASSWORD
from tests.serving import GONE, Client, Server, kill

pytestmark = pytest.mark.kill
SEED = int(os.environ.get("KILL_SEED") or random.SystemRandom().randrange(10**6))
ROUNDS = 20
SENDERS = 2
PATIENCE = 60


@dataclass
class Sent:
    """What the clients know: the text behind each receipt they were given, and every text they tried."""

    receipts: dict[str, str] = field(default_factory=dict)
    tried: set[str] = field(default_factory=set)
    numbers: count = field(default_factory=count)


class Public(threading.Thread):
    """Somebody who sends one comment after the other, and some of them twice, until the server is gone."""

    def __init__(self, server: Server, consultation: int, sent: Sent) -> None:
        super().__init__(daemon=True)
        self._server, self._to, self._sent = server, f"/consultations/{consultation}/comments", sent

    def run(self) -> None:
        while True:
            number = next(self._sent.numbers)
            form = {
                "scope": "lines",
                "positions": str(1 + number % large_life.FEW),
                "text": f"第{number}份：这一条建议保留。",
                "name": "林晓梅",
                "contact": "13800000000",
                "publishes": "yes",
                "ticket": large_life.ticket(),
            }
            self._sent.tried.add(form["text"])
            try:
                for _ in range(1 + number % 2):
                    self._send(form, number)
            except GONE:
                return

    def _send(self, form: dict[str, str], number: int) -> None:
        # Everybody has an address of their own, or the limit on one address would end the test early.
        came_from = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        answer = Client(self._server).post(self._to, form, X_Forwarded_For=came_from)
        assert answer.status in (200, 201), answer.text[:2000]
        self._sent.receipts[code_in(answer)] = form["text"]


class Place:
    """One register that lives through all of it."""

    def __init__(self, home: Path) -> None:
        self.home, self.address = home, f"sqlite:///{home / 'register.db'}"
        self.database = Database(self.address)
        self.large: Large = large_life.registered(self.database, home)
        self.consultation = large_life.open_to_comments(self.large).consultation().id or 0
        self.sent = Sent()

    def serve(self) -> Server:
        return Server(self.address, self.home, workers=2, MIANZHENG_TRUSTED_PROXIES="1")

    def check_comments(self) -> int:
        """Everybody's receipt finds their words; nothing is there twice, nothing that nobody sent."""
        with self.database.reading() as session:
            for code, text in dict(self.sent.receipts).items():
                try:
                    assert holding_receipts.find(session, code).text == text
                except NotFound:
                    pytest.fail(f"{code} was given out and is not there")
            kept = list(session.exec(select(Comment.text)))
            noted = session.exec(select(func.count()).where(Entry.act == Act.SEND_COMMENT)).one()
        assert len(kept) == len(set(kept)) == noted
        assert set(kept) <= self.sent.tried
        return len(kept)

    def is_published(self, list_id: int) -> bool:
        """Whether the list is published; fails when it is so only in part."""
        with self.database.reading() as session:
            listing = session.get_one(ProofList, list_id)
            published = listing.state is ListState.PUBLISHED
            of_list = select(Line.id).where(Line.list_id == list_id)
            decided = list(session.exec(select(Decision.id).where(Decision.line_id.in_(of_list))))
            document = session.get(IssuedDocument, listing.issued_document_id or 0)
            steps = list(session.exec(select(ListStep).where(ListStep.list_id == list_id, ListStep.name == "publish")))
            named = select(Line.requirement_id).where(Line.list_id == list_id)
            told = select(Entry.number).where(Entry.act == Act.PUBLISH_DECISION, Entry.record_id.in_(named))
            assert len(decided) == (LINES if published else 0)
            assert len(list(session.exec(told))) == len(decided)
            assert len(steps) == published and (document is not None) is published
            documents = session.exec(select(func.count()).select_from(IssuedDocument)).one()
            lists = session.exec(select(func.count()).where(ProofList.state == ListState.PUBLISHED)).one()
            assert documents == lists
        return published

    def check_whole(self) -> None:
        """The chain of history holds, and the index agrees with the register once it has caught up."""
        with self.database.reading() as session:
            assert history.verify(session) is None
        search = open_search(self.database, self.home / "index")
        search.catch_up()
        assert search.check() == () and search.state().behind == 0


@pytest.fixture
def place(empty_register, tmp_path):
    shutil.copyfile(empty_register.removeprefix("sqlite:///"), tmp_path / "register.db")
    made = Place(tmp_path)
    yield made
    made.database.dispose()


def publish(server: Server, list_id: int, number: int, answers: list[int]) -> None:
    """Zhao presses the button; 303 means that it was done."""
    today = clock.today().isoformat()
    at = f"/desk/lists/{list_id}/publication"
    paper = {
        "title": "清单",
        "number": f"示府办〔{clock.today().year}〕{number}号",
        "form": "notice",
        "published_on": today,
        "effective_on": today,
        "sure": "yes",
    }
    try:
        client = Client(server)
        client.post("/desk/sign-in", {"name": "zhao", "password": PASSWORD}, at="/desk/sign-in")
        token = client.token(at)
        answers.append(0)
        answers[0] = client.post(at, paper | {"csrf_token": token}).status
    except GONE:
        return


def test_killed_again_and_again_no_receipt_is_empty_and_no_list_half_published(place):
    print(f"kill seed {SEED}")
    chance, seen = random.Random(f"{SEED} life"), {True: 0, False: 0}
    # The first publication is waited for and says what is usual; then a kill falls into each part of twice that
    # time, in any order, and what is usual follows the machine: so some hit before the publication, some after.
    parts = chance.sample(range(ROUNDS), ROUNDS)
    usual, published, list_id = float(PATIENCE), True, 0
    for number in range(ROUNDS + 1):
        if published:
            list_id = large_life.approved(place.large, first=1 + number * LINES).list_id
        delay = (parts[number - 1] + chance.random()) / ROUNDS * 2 * usual if number else usual
        with place.serve() as server:
            answers, took = disturbed(place, server, list_id, seen[True] + 1, delay)
        published = place.is_published(list_id)
        seen[published] += 1
        kept = place.check_comments()
        print(f"round {number}: {took:.3f} s after the press, answered {answers}, published {published}, {kept} kept")
        assert published or answers != [303]
        if answers == [303]:
            usual = took
        elif not published:
            usual = max(usual, took)
    with place.serve() as server:
        if not published:
            publish(server, list_id, seen[True] + 1, again := [])
            assert again == [303]
        client = Client(server)
        for code, text in list(place.sent.receipts.items())[-3:]:
            client.post("/receipts/", {"code": code}, at="/receipts/")
            assert text in client.get("/receipts/shown").text
    assert place.is_published(list_id)
    place.check_whole()
    print(f"published {seen[True]}, not {seen[False]}, {len(place.sent.receipts)} receipts")
    assert len(place.sent.receipts) > ROUNDS


def disturbed(place: Place, server: Server, list_id: int, number: int, delay: float) -> tuple[list[int], float]:
    """Comments come in, Zhao publishes, and at most ``delay`` later all is killed: what was answered, and when."""
    answers: list[int] = []
    senders = [Public(server, place.consultation, place.sent) for _ in range(SENDERS)]
    press = threading.Thread(target=publish, args=(server, list_id, number, answers), daemon=True)
    for one in (*senders, press):
        one.start()
    until = time.monotonic() + PATIENCE
    while not answers and time.monotonic() < until:
        time.sleep(0.005)
    began = time.monotonic()
    press.join(delay)
    took = time.monotonic() - began
    # An answer is not the end: a kill right after it must find it on disk.
    kill(server.process)
    for one in (*senders, press):
        one.join()
    return answers, took
