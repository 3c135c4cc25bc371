"""Judged queries: what people type, and which requirements a good answer must show."""

from dataclasses import dataclass

from search.interface import Query
from search.service import Search
from search.source import Record
from tests.search.register import FIXTURES, NOW, TODAY, Register, rows

SHOWN = 10
NOTHING = "nothing"


@dataclass(frozen=True)
class Judged:
    """A query with the rank of its first right requirement (0: none shown) and how many were found."""

    kind: str
    query: str
    rank: int
    total: int


def judged(engine: Search, register: Register, queries: str = "judged_queries.csv") -> list[Judged]:
    """Every judged query of a fixture, asked."""
    return [_judge(row, engine, register) for row in rows(FIXTURES / queries)]


def _judge(row: dict[str, str], engine: Search, register: Register) -> Judged:
    found = engine.find(Query(row["query"], per_page=SHOWN), on=TODAY, known=NOW)
    shown = [register.by_id[hit.requirement_id] for hit in found.hits]
    rank = next((rank for rank, record in enumerate(shown, 1) if _is_right(record, row)), 0)
    return Judged(row["kind"], row["query"], rank, found.total)


def _is_right(record: Record, row: dict[str, str]) -> bool:
    items = [name for name in row["service_items"].split(",") if name]
    return (
        (row["materials"] == "*" or record.material in row["materials"].split(","))
        and (not items or record.service_item in items)
        and row["office"] in record.office
    )
