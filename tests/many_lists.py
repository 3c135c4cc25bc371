"""One list with its whole story, copied until there are many: what a page asks must not grow with them."""

from itertools import count
from typing import Any
from uuid import uuid4

from sqlalchemy import Table, insert, select
from sqlmodel import Session, SQLModel

from catalog.database import Database
from catalog.services import history
from catalog.vocabulary import Act

# What belongs to a list. Requirements, people and everything else stay the ones that all share.
STORY = frozenset(
    {
        "answer",
        "comment",
        "comment_line",
        "consultation",
        "consultation_extension",
        "decision",
        "emergency",
        "evidence",
        "evidence_line",
        "filing",
        "issued_document",
        "line",
        "line_change",
        "line_change_comment",
        "list_step",
        "list_version",
        "proof_list",
        "response_report",
        "review",
        "version_line",
    }
)
SERIALS = count(100)


def copied(database: Database, times: int) -> None:
    """Let there be ``times`` more of every list that there is, each with its story."""
    tables = [table for table in SQLModel.metadata.sorted_tables if table.name in STORY]
    with database.writing() as session:
        stories = {table.name: [dict(row._mapping) for row in session.execute(select(table))] for table in tables}
        for _ in range(times):
            fresh: dict[tuple[str, int], int] = {}
            for table in tables:
                for row in stories[table.name]:
                    fresh[table.name, row["id"]] = _insert(session, table, row, fresh)
        # The register has changed: nobody answers from what was kept.
        history.write(session, by="test", act=Act.START_LIST, noun="proof_list", record_id=1)


def _insert(session: Session, table: Table, row: dict[str, Any], fresh: dict[tuple[str, int], int]) -> int:
    values = {name: value for name, value in row.items() if name != "id"}
    for column in table.columns:
        for key in column.foreign_keys:
            owner = (key.column.table.name, row[column.name])
            values[column.name] = fresh.get(owner, row[column.name])
    for name in ("receipt_digest", "ticket_digest"):
        if name in values:
            values[name] = uuid4().hex
    if values.get("serial") is not None:
        serial = next(SERIALS)
        values |= {"serial": serial, "number": f"示府办〔2026〕{serial}号"}
    inserted = session.execute(insert(table).values(**values))
    return int(inserted.inserted_primary_key[0])
