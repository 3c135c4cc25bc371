"""The example register followed once, and small ones made for a test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from search.interface import Query, Results
from search.service import Search
from tests.search import register
from tests.search.register import NOW, TODAY, Register


@pytest.fixture(scope="session")
def example() -> Register:
    return register.example()


@pytest.fixture(scope="session")
def engine(example: Register, tmp_path_factory: pytest.TempPathFactory) -> Search:
    """The engine over the example register. Not to be written to."""
    engine = Search(tmp_path_factory.mktemp("index"), example.opened, heals=False)
    engine.catch_up()
    return engine


@pytest.fixture
def ask(engine: Search) -> Callable[..., Results]:
    """Find in the example register on the tests' day."""

    def ask(text: str = "", **how: object) -> Results:
        return engine.find(Query(text, **how), on=TODAY, known=NOW)  # type: ignore[arg-type]

    return ask


@pytest.fixture
def small() -> Register:
    """Twelve requirements that a test may change."""
    return register.built(register.rows(register.FIXTURES / "lists" / "first-batch.expected.csv")[:12])


@pytest.fixture
def over(tmp_path: Path) -> Callable[[Register], Search]:
    """An engine over a register, its index in the test's folder."""
    return lambda held: Search(tmp_path / "index", held.opened, heals=False)


@pytest.fixture
def all_common(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every term counts as common, so that a small index reads its sets from beside its segments."""
    monkeypatch.setattr("search.extracts._COMMON", 1)
