"""How fast whole pages are beside an empty page of the same server, at 1,344 and at 15,000 requirements.

``python3 -m tests --bench page``; needs wrk. One worker of the real server on this machine, the same load in
turn: an empty page; questions whose pages are kept whole; questions never asked before in these words, each to the
effect of one that was; the same by a server that finds and draws each answer anew, from kept parts; and by one that
keeps nothing. Medians of several runs; read the ratios, not the rates.
"""

import csv
import itertools
import os
import platform
import random
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from app import serve
from app.home import prepare
from app.settings import Settings
from catalog.database import Database
from catalog.seed import beginnings, example
from catalog.services import lists
from catalog.services.issuing import Publication
from catalog.services.line_entry import LineDraft
from catalog.storage import Storage
from catalog.vocabulary import Disposition, Method
from tests.serving import ROOT, environment

SIZES = (1_344, 15_000)
FIXTURES = ROOT / "tests" / "fixtures"
SECONDS, CONNECTIONS, RUNS = 2, 4, 3
PATIENCE = 60
APPLICATION = "tests.bench._empty_page:app"
ONE = "/proofs?q=" + quote("领高龄津贴还要开生存证明吗")
OTHERS = {"the home page": "/", "a requirement": "/requirements/1", "an errand": "/service-items/1"}
# What people really have to hand in, asked in so many ways that hardly a question comes twice.
BEFORE = ("", "请问", "你好，", "想问", "办", "去办", "我要办", "到窗口办")
WAYS = ("{}还要{}吗", "{}要不要{}", "{} {}", "{}，{}", "{}需要{}吗", "{}要交{}吗", "{}用不用{}", "{}带不带{}")
# Rotates through the lines of a file, from where the run before it stopped.
ROTATING = """
local lines, at = {{}}, {first}
for line in io.lines("{file}") do lines[#lines + 1] = line end
request = function()
  at = at + 1
  return wrk.format("GET", lines[at % #lines + 1])
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
    kept = [f"/proofs?q={quote(row['query'])}" for row in _rows(FIXTURES / "judged_queries.csv")]
    new = _New([f"/proofs?q={quote(question)}" for question in _questions()])
    print(f"\n{size:,} requirements\n{'':44}{'pages/s':>9}{'of empty':>10}")
    with _serving(home) as url:
        for address in (ONE, *kept, *OTHERS.values()):
            _get(url + address)
        _line("an empty page", url, lambda: _rate(url, "/empty"))
        _line("results, kept whole", url, lambda: _rate(url, "/", home / "kept", kept))
        for item, material in _pairs():
            _get(f"{url}/proofs?q={quote(f'{material}，{item}')}")
        _rate(url, "/", home / "new", new.lines, new)
        _line("results, asked in new words", url, lambda: _rate(url, "/", home / "new", new.lines, new))
        for name, address in OTHERS.items():
            _line(name, url, lambda address=address: _rate(url, address))
        print(f"a page of results weighs {_weight(url, new):,} octets, packed")
    for keeps, name in (("parts", "results made anew, parts kept"), ("nothing", "results made wholly anew")):
        with _serving(home, BENCH_KEEPS=keeps) as url:
            _line(name, url, lambda: _rate(url, "/", home / "new", new.lines, new))


@dataclass
class _New:
    """Addresses that are asked for once each; ``at`` is how many have been."""

    lines: Sequence[str]
    at: int = 0


def _questions() -> list[str]:
    """Tens of thousands of different questions about the example list, in an order that jumps about."""
    asked = [before + way.format(*pair) for before in BEFORE for way in WAYS for pair in _pairs()]
    random.Random(1).shuffle(asked)
    return asked


def _pairs() -> list[tuple[str, str]]:
    """Every errand with every proof that it asks for."""
    rows = _rows(FIXTURES / "lists" / "first-batch.expected.csv")
    return sorted({(row["service_item"], row["material"]) for row in rows})


def _weight(url: str, new: _New) -> int:
    """The median of a few pages as browsers fetch them."""
    asked = (urllib.request.Request(url + one, headers={"Accept-Encoding": "gzip"}) for one in new.lines[-50:])
    return int(statistics.median(len(urllib.request.urlopen(one, timeout=PATIENCE).read()) for one in asked))


def _line(name: str, url: str, measure: Callable[[], float]) -> None:
    """The middle of several runs, each right after one of the empty page: other work on the machine hits both."""
    runs = [(_rate(url, "/empty"), measure()) for _ in range(RUNS)]
    rate = statistics.median(rate for _, rate in runs)
    ratio = statistics.median(rate / empty for empty, rate in runs)
    print(f"{name:44}{rate:9,.0f}{ratio:10.2f}", flush=True)


def _rate(
    url: str, address: str, script: Path | None = None, lines: Sequence[str] = (), new: _New | None = None
) -> float:
    """Answers in a second, by wrk; every one of them must be a page. Raises when new addresses run out."""
    extra: list[str] = []
    if script:
        script.write_text("\n".join(lines))
        lua = script.with_suffix(".lua")
        lua.write_text(ROTATING.format(file=script, first=new.at if new else 0))
        extra = ["-s", str(lua)]
    line = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *extra, url + address]
    said = subprocess.run(line, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(said)
    if new:
        new.at += int(re.search(r"(\d+) requests in", said)[1]) + CONNECTIONS  # type: ignore[index]
        if new.at > len(new.lines):
            raise RuntimeError("there were not enough questions")
    return float(re.search(r"Requests/sec:\s*([\d.]+)", said)[1])  # type: ignore[index]


@contextmanager
def _serving(home: Path, **more: str) -> Iterator[str]:
    """gunicorn as it is started in earnest, with one worker, over an application that has an empty page besides."""
    with socket.create_server(("127.0.0.1", 0)) as soon_free:
        port = soon_free.getsockname()[1]
    settings = Settings(home=home, secret_key="", database_url="", port=port, workers=1)
    # A worker that is replaced after so many answers would stop the measuring.
    line = [part for part in serve.command(settings)[:-1] if not part.startswith("--max-requests")] + [APPLICATION]
    child = subprocess.Popen(
        line,
        cwd=ROOT,
        env=environment(_address(home), home, PYTHONPATH=str(ROOT), **more),
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
    beginnings.load(database, by="bench", fictional=True)
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
