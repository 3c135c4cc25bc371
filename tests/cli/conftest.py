"""The command line in this process: a home of its own, commands as they are typed, what they say."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app import cli
from catalog.database import Database
from tests.conftest import copied

FIXTURES = Path(__file__).parent.parent / "fixtures"
EXAMPLE_LIST = Path(cli.__file__).parent.parent.parent / "catalog/seed/example/first-batch.xlsx"


@dataclass(frozen=True)
class Said:
    """What a command left behind: its exit status, its answer and what it told beside it."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Terminal:
    """Somebody at the command line, at one home."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: object, status: int = 0) -> Said:
        """Type a command; it must leave with ``status``."""
        self._capsys.readouterr()
        try:
            left = cli.main([str(word) for word in words])
        except SystemExit as leaving:
            left = int(leaving.code or 0)
        out, err = self._capsys.readouterr()
        assert left == status, (left, out[-500:], err[-1500:])
        return Said(left, out, err)


@pytest.fixture
def database(begun_register: str, home: Path) -> Iterator[Database]:
    """A register at which somebody has given a command before; the first takes half a second more."""
    with copied(begun_register, home) as register:
        yield register


@pytest.fixture
def run(database: Database, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """A terminal at a register without lists, on the engine under test."""
    surround(monkeypatch, database.url, home)
    return Terminal(capsys)


@pytest.fixture
def read(example_register, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """A terminal at the example city, for commands that only read."""
    address, home = example_register
    surround(monkeypatch, address, home)
    return Terminal(capsys)


def surround(monkeypatch: pytest.MonkeyPatch, address: str, home: Path) -> None:
    """Set the environment that a command reads its settings from."""
    for name, value in {"DATABASE_URL": address, "MIANZHENG_HOME": str(home), "MIANZHENG_EXAMPLE": "yes"}.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def write_list(tmp_path: Path):
    """Make a small list as a .csv file: rows of (office, errand, material, disposition, method)."""

    def write(name: str, *rows: tuple[str, str, str, str, str]) -> Path:
        path = tmp_path / f"{name}.csv"
        head = "索要单位,办理事项,证明名称,设定依据,取消方式,替代办法"
        lines = [f"{office},{item},{material},无,{how},{way}" for office, item, material, how, way in rows]
        path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        return path

    return write
