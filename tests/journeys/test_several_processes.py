"""Several processes over one register answer alike, follow each other, and enter a list once."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from catalog.database import Database
from catalog.seed import beginnings
from catalog.services import history
from tests import postgres
from tests.conftest import SERVER
from tests.kill.test_importing import EXAMPLE_LIST, OPTIONS
from tests.serving import Client, Server, environment, kill, start

IMPORT = ("import", EXAMPLE_LIST, "--json", "--accept-doubts", "--published", *OPTIONS)
SOON = 5.0
LIST = "索要单位,办理事项,证明名称,设定依据,取消方式\n示例市民政局,结婚登记,单身证明,无,直接取消\n"


@pytest.fixture
def two(database, home):
    """Two servers of two workers each, over one register and one index."""
    start("index", "rebuild", env=environment(database.url, home), said=home / "said").wait()
    with Server(database.url, home, workers=2) as one, Server(database.url, home, workers=2) as other:
        yield one, other


def totals(server, times=8):
    """What the workers of a server answer, asked several times so that each is met."""
    return {json.loads(Client(server).get("/api/v1/requirements").text).get("total") for _ in range(times)}


def test_what_one_process_writes_all_processes_answer_soon(two, database, home):
    one, other = two
    assert totals(one) | totals(other) == {0}
    path = home / "清单.csv"
    path.write_text(LIST, "utf-8")
    command = start("import", path, "--published", *OPTIONS, env=environment(database.url, home), said=home / "said")
    assert command.wait() == 0
    until = time.monotonic() + SOON
    while totals(one) | totals(other) != {1} and time.monotonic() < until:
        time.sleep(0.05)
    assert totals(one) | totals(other) == {1}
    answers = {Client(server).get("/api/v1/requirements/1").text for server in (one, other) for _ in range(6)}
    assert len(answers) == 1


def test_one_list_handed_in_three_times_at_once_is_entered_once(database, home):
    places = [home / f"said-{number}" for number in range(3)]
    children = [start(*IMPORT, env=environment(database.url, home), said=said) for said in places]
    try:
        left = [child.wait(timeout=120) for child in children]
    finally:
        for child in children:
            kill(child)
    told = [said.read_text("utf-8") for said in places]
    assert sum("清单编号" in one for one in told) == 1, told
    assert all(status in (0, 1) for status in left) and not any("Traceback" in one for one in told)
    with database.reading() as session:
        assert history.verify(session) is None
    assert _count(database, "proof_list") == 1 and _count(database, "decision") == 1344


def test_different_lists_at_once_are_all_entered(database, home):
    def enter(number):
        path = home / f"清单{number}.csv"
        path.write_text(LIST.replace("单身证明", f"第{number}种证明"), "utf-8")
        words = ("import", path, "--published", *OPTIONS)
        child = start(*words, env=environment(database.url, home), said=home / f"said-{number}")
        return child.wait(timeout=120), (home / f"said-{number}").read_text("utf-8")

    with ThreadPoolExecutor(4) as pool:
        left = list(pool.map(enter, range(4)))
    assert [status for status, _ in left] == [0] * 4, left
    assert _count(database, "office") == 1 and _count(database, "service_item") == 1
    assert _count(database, "decision") == _count(database, "material") == 4
    with database.reading() as session:
        assert history.verify(session) is None


@pytest.mark.usefixtures("empty_register")
def test_two_first_starts_at_once_agree(home, tmp_path):
    address = postgres.fresh_database(SERVER) if SERVER else f"sqlite:///{tmp_path / 'new.db'}"
    said = [home / f"said-{number}" for number in range(3)]
    changes = {"MIANZHENG_EXAMPLE": "yes"}
    children = [start("seed", env=environment(address, home, **changes), said=one) for one in said]
    left = sorted(child.wait(timeout=120) for child in children)
    assert left == [0, 1, 1], [one.read_text("utf-8") for one in said]
    register = Database(address)
    assert _count(register, "proof_list") >= 1
    with register.reading() as session:
        assert history.verify(session) is None
    rows = {(row["title"], row["number"], row["first_published"]) for row in beginnings.rows("instruments.csv")}
    assert _count(register, "instrument") == len(rows)
    register.dispose()
    if SERVER:
        postgres.drop_database(address)


def _count(database, table):
    with database.reading() as session:
        return session.connection().exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
