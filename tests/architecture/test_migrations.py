"""A migrated register has just the tables that the models describe, and keeps what was written once."""

import re

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, inspect, text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, SQLModel

from catalog.models import Office
from catalog.services import history
from catalog.vocabulary import Act
from tests.architecture import ROOT

WRITTEN_ONCE = ("entry", "decision")


def test_migrations_equal_models(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_every_word_column_is_checked_by_the_database(database):
    expected = {
        (table.name, str(check.name))
        for table in SQLModel.metadata.tables.values()
        for check in table.constraints
        if isinstance(check, CheckConstraint)
    }
    inspector = inspect(database.engine)
    found = {
        (table, check["name"])
        for table in inspector.get_table_names()
        for check in inspector.get_check_constraints(table)
    }
    assert expected <= found


def test_the_checks_know_every_word(database):
    """A new member of a vocabulary needs a migration: autogenerate does not see it."""
    inspector = inspect(database.engine)
    checks = {
        (table, check["name"]): set(re.findall(r"'([^']*)'", check["sqltext"]))
        for table in inspector.get_table_names()
        for check in inspector.get_check_constraints(table)
    }
    for table in SQLModel.metadata.tables.values():
        for column in table.columns:
            for word in getattr(column.type, "enums", ()):
                assert any(word in words for (name, _), words in checks.items() if name == table.name), (
                    table.name,
                    word,
                )


@pytest.mark.parametrize("statement", ["UPDATE entry SET who = 'x'", "DELETE FROM entry"])
def test_history_refuses_to_be_changed(database, statement):
    with database.writing() as session:
        office = Office(name="局", key="局", sort_key="ju")
        session.add(office)
        history.write(session, by="测试", act=Act.REGISTER_OFFICE, record=office)
    with pytest.raises(DatabaseError, match="written once"), database.writing() as session:
        session.execute(text(statement))


@pytest.mark.parametrize("table", WRITTEN_ONCE)
def test_the_triggers_stand_after_migration(database, table):
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"
        if database.is_sqlite
        else "SELECT tgname FROM pg_trigger WHERE tgrelid = CAST(:table AS regclass) AND NOT tgisinternal"
    )
    with Session(database.engine) as session:
        names = session.execute(text(query), {"table": table}).scalars().all()
    assert len(names) >= (2 if database.is_sqlite else 1)


def test_migrations_say_why():
    for path in (ROOT / "catalog/migrations/versions").glob("*.py"):
        assert re.match(r'"""[A-Z].{20,}\."""', path.read_text().splitlines()[0]), path.name
