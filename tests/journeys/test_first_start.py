"""From an empty folder to a page and back: started, looked at, stopped, killed, started again."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest

from app import bootstrap

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = Path(sys.prefix)
PATIENCE = 60
pytestmark = pytest.mark.skipif(
    not bootstrap.holds(HERE, bootstrap.RUN_LOCK), reason="这个 Python 环境不是 python3 -m tests 建立的"
)


class Place:
    """One home folder and one port, and the command started on them."""

    def __init__(self, home):
        self.home = home
        with socket.create_server(("127.0.0.1", 0)) as soon_free:
            self.port = soon_free.getsockname()[1]
        self.started = []

    def environment(self, **changes):
        ours = {"MIANZHENG_VENV": str(HERE), "MIANZHENG_HOME": str(self.home), "MIANZHENG_EXAMPLE": "no"}
        kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "TEST_DATABASE_URL")}
        return kept | ours | {"PORT": str(self.port), "HOST": "127.0.0.1", "WEB_CONCURRENCY": "1"} | changes

    def begin(self, **changes):
        """Start serving, in a process group of its own so that it can be killed whole."""
        with (self.home.parent / "said").open("wb") as said:
            child = subprocess.Popen(
                [sys.executable, "-m", "app"],
                cwd=ROOT,
                env=self.environment(**changes),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=said,
                start_new_session=True,
            )
        self.started.append(child)
        return child

    def said(self):
        return (self.home.parent / "said").read_text(encoding="utf-8")

    def get(self, path="/"):
        """The status of a page, waiting until the service is there."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                    return answer.status
            except HTTPError as refused:
                return refused.code
            except (URLError, ConnectionError):
                if time.monotonic() > until or self.started[-1].poll() is not None:
                    raise AssertionError(self.said()) from None
                time.sleep(0.1)

    def once(self, *arguments, **changes):
        """A command that ends by itself."""
        return subprocess.run(
            [sys.executable, "-m", "app", *arguments],
            check=False,
            cwd=ROOT,
            env=self.environment(**changes),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
        )


@pytest.fixture
def place(tmp_path):
    place = Place(tmp_path / "home")
    yield place
    for child in place.started:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def test_it_serves_says_where_and_stops_when_asked(place):
    child = place.begin(WEB_CONCURRENCY="")  # as many as nobody asked for; elsewhere one will do
    assert place.get("/healthz") == 200
    assert place.get("/") == 200
    assert f"http://127.0.0.1:{place.port}/" in place.said()
    child.terminate()
    assert child.wait(timeout=PATIENCE) == 0
    assert "服务已停止" in place.said()


def test_a_second_start_on_the_same_port_is_told_so_and_disturbs_nobody(place):
    place.begin()
    assert place.get("/healthz") == 200
    second = place.once()
    assert second.returncode == 1
    assert f"端口 {place.port} 已被占用" in second.stderr and "Traceback" not in second.stderr
    assert place.get("/healthz") == 200


@pytest.mark.kill
def test_killed_whole_it_starts_again_on_the_same_home(place):
    for _ in range(3):
        child = place.begin()
        assert place.get("/healthz") == 200
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    place.begin()
    assert place.get("/") == 200


def test_a_home_that_cannot_be_written_is_told_in_a_sentence(place, tmp_path):
    (tmp_path / "a-file").touch()
    refused = place.once("history", "verify", MIANZHENG_HOME=str(tmp_path / "a-file" / "home"))
    assert refused.returncode != 0
    assert "MIANZHENG_HOME" in refused.stderr and "Traceback" not in refused.stderr


def test_a_database_that_is_not_there_is_told_in_a_sentence(place):
    refused = place.once("history", "verify", DATABASE_URL="postgresql+psycopg://nobody@127.0.0.1:9/register")
    assert refused.returncode == 1
    assert "连不上数据库" in refused.stderr and "Traceback" not in refused.stderr


def test_wrong_usage_has_its_own_status(place):
    assert place.once("no-such-command").returncode == 2
    assert place.once(PORT="eight thousand").returncode == 2
