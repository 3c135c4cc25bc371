"""Reading lists in: plan, apply, rebuild and query at 1,344 and 15,000 lines, beside what the machine itself can do."""

import csv
import io
import platform
import resource
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from app.index import open_search
from catalog import clock
from catalog.database import Database, migrate
from catalog.exchange import applying, planning, reading
from catalog.seed import beginnings
from catalog.services.lists import Publication
from search.interface import Query
from tests.serving import Client, Server, environment, start_afresh

FIXTURE = Path(__file__).parent.parent / "fixtures" / "lists" / "first-batch.expected.csv"
SIZES = (1_344, 15_000)
RUNS = 5
DAY = date(2026, 10, 1)
PUBLICATION = Publication("示府办〔2026〕1号", DAY, DAY, issued_here=False)
QUESTIONS = ("无犯罪记录证明", "结婚登记还要单身证明吗", "民政局", "hunyin", "户口迁移 亲属关系证明", "西班牙语")
HEADINGS = {
    "demanding_office": "索要单位",
    "service_item": "办理事项",
    "item_type": "事项类型",
    "material": "证明名称",
    "issuing_office": "开具单位",
    "basis": "设定依据",
    "disposition": "取消方式",
    "method": "替代办法",
    "replacement": "替代说明",
    "remark": "备注",
}
Figures = dict[str, list[float]]


def main(arguments: list[str]) -> None:
    """Print the medians; ``runs=N`` changes how many runs they are of."""
    runs = next((int(one.partition("=")[2]) for one in arguments if one.startswith("runs=")), RUNS)
    print(f"Python {platform.python_version()}, {platform.machine()}, SQLite {sqlite3.sqlite_version}; {runs} runs")
    for lines in SIZES:
        with tempfile.TemporaryDirectory(prefix="mianzheng-bench-") as folder:
            figures: Figures = {}
            data = made_list(lines)
            for number in range(runs):
                _run(Path(folder) / str(number), data, figures)
            _show(lines, len(data), figures)
    with tempfile.TemporaryDirectory(prefix="mianzheng-bench-") as folder:
        _meanwhile(Path(folder), made_list(SIZES[-1]))


def made_list(lines: int) -> bytes:
    """A workbook of so many different lines: those of the example, its errands numbered through again and again."""
    rows = list(csv.DictReader(io.StringIO(FIXTURE.read_text("utf-8-sig"))))
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("清单")
        sheet.write_row(0, 0, ["序号", *HEADINGS.values()])
        for number in range(lines):
            row, round_ = dict(rows[number % len(rows)]), number // len(rows)
            row["basis"] = f"《{row['basis_title']}》{row['basis_clause']}" if row["basis_title"] else "无"
            row["service_item"] += f"（{round_ + 1}类）" if round_ else ""
            sheet.write_row(number + 1, 0, [str(number + 1), *(row[key] for key in HEADINGS)])
    return made.getvalue()


def _run(folder: Path, data: bytes, figures: Figures) -> None:
    folder.mkdir()
    database = _register(folder / "register.db")

    def plan() -> planning.Plan:
        with database.reading() as session:
            register = planning.register(session, DAY)
            read = reading.read(data, "清单.xlsx", register=register)
            return planning.plan(session, read, on=DAY, publication=PUBLICATION)

    def apply(planned: planning.Plan) -> Any:
        return applying.apply(database, planned, title="测", by="测", on=DAY, accept_doubts=True)

    cells = _timed(figures, "read the cells only (baseline)", lambda: _cells(data))
    planned = _timed(figures, "plan", plan)
    _timed(figures, "insert the same rows only (baseline)", lambda: _inserted(folder / "plain.db", cells))
    _timed(figures, "apply", lambda: apply(planned))
    _timed(figures, "plan again, all identical", plan)
    search = open_search(database, folder / "index")
    _timed(figures, "rebuild", search.rebuild)
    for text in QUESTIONS:
        _timed(figures, "query", lambda text=text: search.find(Query(text), on=DAY, known=clock.now()))
    database.dispose()
    shutil.rmtree(folder)


def _register(path: Path) -> Database:
    address = f"sqlite:///{path}"
    migrate(address)
    database = Database(address)
    beginnings.load(database, by="测", fictional=True)
    return database


def _cells(data: bytes) -> list[list[str]]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    return [[str(cell) for cell in row] for row in sheet.to_python()]


def _inserted(path: Path, cells: list[list[str]]) -> None:
    """What the driver itself takes for as many rows: requirement, line, citation, decision and entry of each."""
    marks = ", ".join("?" * len(cells[0]))
    with sqlite3.connect(path) as plain:
        plain.execute("PRAGMA journal_mode=WAL")
        for table in ("requirement", "line", "citation", "decision", "entry"):
            columns = ", ".join(f"c{number}" for number in range(len(cells[0])))
            plain.execute(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, {columns})")
            plain.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", cells)
    plain.close()


def _timed(figures: Figures, what: str, act: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    made = act()
    figures.setdefault(what, []).append(time.perf_counter() - began)
    return made


def _show(lines: int, size: int, figures: Figures) -> None:
    median = {what: statistics.median(some) for what, some in figures.items()}
    read, insert = median["read the cells only (baseline)"], median["insert the same rows only (baseline)"]
    against = {"plan": read, "plan again, all identical": read, "apply": insert}
    print(f"\n{lines:,} lines, {size / 1024:,.0f} KB")
    for what, seconds in median.items():
        ratio = f"{seconds / against[what]:6.1f} × its baseline" if what in against else ""
        print(f"  {what:38}{seconds * 1000:10,.1f} ms   {ratio}")
    print(f"  {'most memory so far':38}{_megabytes():10,.0f} MB")


def _megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20) if sys.platform == "darwin" else peak / 1024


def _meanwhile(folder: Path, data: bytes) -> None:
    """How public pages answer while another process enters the long list, beside how they answer otherwise."""
    address = f"sqlite:///{folder / 'register.db'}"
    _register(folder / "register.db").dispose()
    (folder / "清单.xlsx").write_bytes(data)
    days = ("--published-on", str(DAY), "--effective-on", str(DAY))
    words = ("import", folder / "清单.xlsx", "--json", "--accept-doubts", "--published", *days)
    with Server(address, folder, afresh=True) as server:
        quiet = list(_asked(server, lambda: False, 200))
        command = start_afresh(*words, env=environment(address, folder), said=folder / "said")
        busy = list(_asked(server, lambda: command.poll() is not None, 100_000))
    assert command.returncode == 0, (folder / "said").read_text("utf-8")
    print(f"\nthe first page while another process enters {SIZES[-1]:,} lines")
    for what, some in (("otherwise", quiet), ("meanwhile", busy)):
        middle, worst = statistics.median(some) * 1000, max(some) * 1000
        print(f"  {what:10} median {middle:7.1f} ms, worst {worst:7.1f} ms, asked {len(some):,} times")


def _asked(server: Server, ended: Callable[[], bool], most: int) -> Iterator[float]:
    client = Client(server)
    for _ in range(most):
        if ended():
            return
        began = time.perf_counter()
        assert client.get("/").status == 200
        yield time.perf_counter() - began
