"""The disk is full: people are told so in words, lose nothing they wrote, and go on once there is room."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlmodel import func, select

from app.index import open_search
from catalog import clock
from catalog.database import Database
from catalog.models import Comment, Decision, ProofList
from catalog.services import history, holding_receipts
from catalog.vocabulary import ListState
from tests import large_life
from tests.commenter import code_in
from tests.people import PASSWORD
from tests.serving import Client, Server

pytestmark = pytest.mark.kill
SIZE = "64m"
LINES = 400
FULL = "系统的磁盘满了"


@contextmanager
def small_disk(at: Path) -> Iterator[Path]:
    """A disk of a few megabytes, in memory. Skips where it cannot be had."""
    at.mkdir()
    line = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(at)]
    if os.geteuid() or not shutil.which("mount") or subprocess.run(line, check=False, capture_output=True).returncode:
        pytest.skip("要有权限挂载一个小的内存盘（以 root 运行）")
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)


def fill(disk: Path) -> Path:
    """A file that leaves room for nothing else."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096):
            with suppress(OSError):
                while file.write(bytes(size)):
                    pass
    assert shutil.disk_usage(disk).free < 4096
    return ballast


@pytest.fixture
def place(empty_register, tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        shutil.copyfile(empty_register.removeprefix("sqlite:///"), disk / "register.db")
        database = Database(f"sqlite:///{disk / 'register.db'}")
        large = large_life.registered(database, disk)
        consultation = large_life.open_to_comments(large).consultation().id
        approved = large_life.approved(large, LINES).list_id
        open_search(database, disk / "index").catch_up()
        database.dispose()
        yield database, disk, consultation, approved
        database.dispose()


def a_comment(number: int) -> dict[str, str]:
    text = f"第{number}份：写了很久的意见，不能丢。"
    return {"scope": "list", "text": text, "publishes": "yes", "ticket": large_life.ticket()}


def test_a_full_disk_is_told_in_words_and_costs_nobody_anything(place):
    database, disk, consultation, list_id = place
    comments, publication = f"/consultations/{consultation}/comments", f"/desk/lists/{list_id}/publication"
    today = clock.today().isoformat()
    paper = {"title": "清单", "number": f"示府办〔{clock.today().year}〕1号", "form": "notice", "sure": "yes"}
    paper |= {"published_on": today, "effective_on": today}
    kept: dict[str, str] = {}
    with Server(database.url, disk) as server:
        public, zhao = Client(server), Client(server)
        zhao.post("/desk/sign-in", {"name": "zhao", "password": PASSWORD}, at="/desk/sign-in")
        paper["csrf_token"] = zhao.token(publication)
        for number in range(3):
            form = a_comment(number)
            answer = Client(server).post(comments, form)
            assert answer.status == 200
            kept[code_in(answer)] = form["text"]

        ballast = fill(disk)
        refused = [a_comment(number) for number in range(3, 8)]
        for form in refused:
            answer = Client(server).post(comments, form)
            assert answer.status == 503 and FULL in answer.text and answer.headers["Retry-After"]
            assert form["text"] in answer.text and form["ticket"] in answer.text
        answer = zhao.post(publication, paper)
        assert answer.status == 503 and FULL in answer.text and paper["number"] in answer.text
        looked_up = Client(server).post("/receipts/", {"code": next(iter(kept))})
        assert looked_up.status == 503 and FULL in looked_up.text
        assert public.get(f"/consultations/{consultation}").status == 200
        assert zhao.get(publication).status == 200

        ballast.unlink()
        for form in refused:
            answer = Client(server).post(comments, form)
            assert answer.status == 200, answer.text
            kept[code_in(answer)] = form["text"]
        assert zhao.post(publication, paper).status == 303
        assert public.get("/healthz").status == 200

    with database.reading() as session:
        assert history.verify(session) is None
        assert {holding_receipts.find(session, code).text for code in kept} == set(kept.values())
        assert session.exec(select(func.count()).select_from(Comment)).one() == len(kept)
        assert session.get_one(ProofList, list_id).state is ListState.PUBLISHED
        assert session.exec(select(func.count()).select_from(Decision)).one() == LINES
    search = open_search(database, disk / "index")
    search.catch_up()
    assert search.check() == () and search.state().behind == 0
