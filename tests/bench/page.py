"""How fast whole pages are beside an empty page of the same server, at 1,344 and at 15,000 requirements.

``python3 -m tests --bench page``; needs wrk. One worker of the real server on this machine, the same load in
turn: an empty page, the results of one question, of many questions, and of questions never asked before, whose
pages nobody has made yet. Read the ratios, not the rates.
"""

import csv
import itertools
import os
import platform
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from app import serve
from app.home import prepare
from app.settings import Settings
from catalog.database import Database
from catalog.seed import base, example
from catalog.services import lists
from catalog.services.issuing import Publication
from catalog.services.line_entry import LineDraft
from catalog.storage import Storage
from catalog.vocabulary import Disposition, Method
from tests.serving import ROOT, environment

SIZES = (1_344, 15_000)
FIXTURES = ROOT / "tests" / "fixtures"
SECONDS, CONNECTIONS = 4, 4
PATIENCE = 60
APPLICATION = "tests.bench._empty_page:app"
ONE = "/proofs?q=" + quote("领高龄津贴还要开生存证明吗")
OTHERS = {"the home page": "/", "a requirement": "/requirements/1", "an errand": "/service-items/1"}
# Rotates through the lines of a file; with %d in a line, a number makes every address a new one.
ROTATING = """
local lines, at = {{}}, 0
for line in io.lines("{file}") do lines[#lines + 1] = line end
request = function()
  at = at + 1
  return wrk.format("GET", (lines[at % #lines + 1]:gsub("%%d", at + {first})))
end
"""


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table; says what is missing when wrk is."""
    if not shutil.which("wrk"):
        print("没有 wrk。安装（Debian/Ubuntu）：apt-get install -y wrk", file=sys.stderr)
        return
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; {CONNECTIONS} connections"
    )
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            _measure(Path(folder), size)


def _measure(home: Path, size: int) -> None:
    _fill(home, size)
    asked = [row["query"] for row in _rows(FIXTURES / "judged_queries.csv")]
    addresses = [f"/proofs?q={quote(query)}" for query in asked]
    with _serving(home) as url:
        for address in (ONE, *addresses, *OTHERS.values()):
            _get(url + address)
        empty = _rate(url, "/empty")
        print(f"\n{size:,} requirements\n{'':44}{'pages/s':>9}{'of empty':>10}")
        _line("an empty page", empty, empty)
        _line("results of one question", _rate(url, ONE), empty)
        _line(f"results of {len(addresses)} questions in turn", _rate(url, "/", home / "asked", addresses), empty)
        _line("the same, every page made anew", _rate(url, "/", home / "fresh", _new(addresses)), empty)
        for name, address in OTHERS.items():
            _line(name, _rate(url, address), empty)
        _line("an empty page, again", _rate(url, "/empty"), empty)


def _new(addresses: Sequence[str]) -> list[str]:
    """Addresses that become new ones by a number that no page reads."""
    return [f"{address}&n=%d" for address in addresses]


def _line(name: str, rate: float, empty: float) -> None:
    print(f"{name:44}{rate:9,.0f}{rate / empty:10.2f}")


def _rate(url: str, address: str, script: Path | None = None, lines: Sequence[str] = ()) -> float:
    """Answers in a second, by wrk; every one of them must be a page."""
    extra: list[str] = []
    if script:
        script.write_text("\n".join(lines))
        lua = script.with_suffix(".lua")
        lua.write_text(ROTATING.format(file=script, first=time.time_ns() % 10**9))
        extra = ["-s", str(lua)]
    line = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *extra, url + address]
    said = subprocess.run(line, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(said)
    return float(re.search(r"Requests/sec:\s*([\d.]+)", said)[1])  # type: ignore[index]


@contextmanager
def _serving(home: Path) -> Iterator[str]:
    """gunicorn as it is started in earnest, with one worker, over an application that has an empty page besides."""
    with socket.create_server(("127.0.0.1", 0)) as soon_free:
        port = soon_free.getsockname()[1]
    settings = Settings(home=home, secret_key="", database_url="", port=port, workers=1)
    # A worker that is replaced after so many answers would stop the measuring.
    line = [part for part in serve.command(settings)[:-1] if not part.startswith("--max-requests")] + [APPLICATION]
    child = subprocess.Popen(
        line,
        cwd=ROOT,
        env=environment(_address(home), home, PYTHONPATH=str(ROOT)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + PATIENCE
        while not _answers(f"http://127.0.0.1:{port}{ONE}"):
            if time.monotonic() > until or child.poll() is not None:
                raise RuntimeError("the server did not start")
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(child.pid, signal.SIGTERM)
        child.wait()


def _answers(address: str) -> bool:
    try:
        _get(address)
    except (urllib.error.URLError, ConnectionError):
        return False
    return True


def _get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        content: bytes = answer.read()
    return content


def _address(home: Path) -> str:
    return f"sqlite:///{home / 'register.db'}"


def _fill(home: Path, size: int) -> None:
    """The example city, and then the same lines as by other cities' offices, up to ``size`` requirements."""
    made = prepare(Settings(home=home, secret_key="", database_url=_address(home)))
    database: Database = made.database
    base.load(database, by="bench", fictional=True)
    example.load(database, Storage(home / "documents"), by="bench")
    rows = _rows(FIXTURES / "lists" / "first-batch.expected.csv")
    drafts = [_draft(row, city) for city, row in itertools.islice(_repeated(rows), size - len(rows))]
    if drafts:
        publication = Publication(
            "示府办〔2026〕9号", example.PUBLICATION.published_on, example.PUBLICATION.effective_on
        )
        with database.writing() as session:
            lists.enter(session, drafts, title="更多", by="bench", instruments={}, publication=publication)
    made.search.catch_up()
    made.close()


def _repeated(rows: Sequence[dict[str, str]]) -> Iterator[tuple[int, dict[str, str]]]:
    for city in itertools.count(1):
        for row in rows:
            yield city, row


def _draft(row: dict[str, str], city: int) -> LineDraft:
    return LineDraft(
        demanding_office=f"第{city}{row['demanding_office']}",
        service_item=row["service_item"],
        material=row["material"],
        disposition=Disposition.named(row["disposition"]) or Disposition.KEEP,
        method=Method.named(row["method"]),
        replacement=row["replacement"],
        issuing_office=row["issuing_office"],
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))
