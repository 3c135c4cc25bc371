"""The register of instruments that lists are read against, and the lists with what must be read from them."""

import csv
from pathlib import Path

import pytest

from catalog.exchange.register import ListedInstruments

ROOT = Path(__file__).parents[3]
LISTS = ROOT / "tests" / "fixtures" / "lists"
EXAMPLE = ROOT / "catalog" / "seed" / "example" / "first-batch.xlsx"


@pytest.fixture(scope="session")
def register() -> ListedInstruments:
    return ListedInstruments.from_csv(ROOT / "catalog" / "seed" / "instruments.csv")


def expected_rows(name: str) -> list[dict[str, str]]:
    with (LISTS / f"{name}.expected.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))
