"""The tests' own PostgreSQL: there while it is needed, gone afterwards, apart from every other."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from tests import postgres

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.skipif(postgres.programs() is None, reason="没有安装 PostgreSQL")
KILLED = """
import os, signal
from tests.postgres import temporary_cluster
with temporary_cluster() as url:
    print(url.split("host=")[1], flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def connect(url):
    return psycopg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))


@pytest.fixture(scope="module")
def cluster():
    with postgres.temporary_cluster() as url:
        yield url


def test_databases_do_not_see_each_other_and_can_be_copied(cluster):
    first = postgres.fresh_database(cluster)
    with connect(first) as connection:
        connection.execute("CREATE TABLE proof (name text)")
        connection.execute("INSERT INTO proof VALUES ('无犯罪记录证明')")
    second = postgres.fresh_database(cluster, template=make_url(first).database)
    empty = postgres.fresh_database(cluster)
    with connect(second) as connection:
        assert connection.execute("SELECT name FROM proof").fetchone() == ("无犯罪记录证明",)
    with connect(empty) as connection:
        assert connection.execute("SELECT to_regclass('proof')").fetchone() == (None,)


def test_a_database_can_be_dropped_while_somebody_is_connected(cluster):
    url = postgres.fresh_database(cluster)
    with connect(url) as connection:
        postgres.drop_database(url)
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")


def test_nothing_is_left_behind():
    with postgres.temporary_cluster() as url:
        folder = Path(make_url(url).query["host"])
        assert (folder / "data" / "postmaster.pid").exists()
    assert not folder.exists()


@pytest.mark.kill
def test_what_a_killed_run_left_is_cleared_by_the_next():
    done = subprocess.run(
        [sys.executable, "-c", KILLED], check=False, capture_output=True, text=True, cwd=ROOT, env={**os.environ}
    )
    assert done.returncode == -signal.SIGKILL
    left = Path(done.stdout.strip())
    assert left.name.startswith(postgres.PREFIX)
    with postgres.temporary_cluster():
        assert not left.exists()
