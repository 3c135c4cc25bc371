"""Find offices, materials and errands by any spelling, and register those that are new, many at a time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert
from sqlalchemy import text as sql
from sqlmodel import Session, SQLModel, func, select

from catalog import lengths, text
from catalog.models import Material, MaterialAlias, Office, OfficeAlias, ServiceItem, ServiceItemAlias
from catalog.rules.office_kinds import kind_of
from catalog.services import history
from catalog.vocabulary import Act, ItemType

# The advisory lock under which nouns are registered on PostgreSQL.
REGISTERING = 7_216_045
# How many rows go to the database at a time.
ROWS = 1_000


class Directory:
    """Who and what is called how: spelling key → id, aliases and successions resolved. Loaded once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.offices = _keys(session, Office, OfficeAlias, "office_id")
        self.materials = _keys(session, Material, MaterialAlias, "material_id")
        self.service_items = _keys(session, ServiceItem, ServiceItemAlias, "service_item_id")
        self._follow_successions()

    def office(self, name: str) -> int | None:
        return self.offices.get(text.name_key(name))

    def material(self, name: str) -> int | None:
        return self.materials.get(text.name_key(name))

    def service_item(self, name: str) -> int | None:
        return self.service_items.get(text.name_key(name))

    def add_offices(self, names: Iterable[str], *, by: str) -> None:
        """Register the offices among ``names`` that are not known yet."""
        self._add(Office, Act.REGISTER_OFFICE, self.offices, names, by, lambda name: {"kind": kind_of(name)})

    def add_materials(self, names: Iterable[str], *, by: str) -> None:
        """Register the materials among ``names`` that are not known yet."""
        self._add(Material, Act.REGISTER_MATERIAL, self.materials, names, by, lambda _: {})

    def add_service_items(self, types: Mapping[str, ItemType | None], *, by: str) -> None:
        """Register the errands (name → type) that are not known yet."""
        more: Callable[[str], dict[str, Any]] = lambda name: {"item_type": types[name], "version": 1}  # noqa: E731
        self._add(ServiceItem, Act.REGISTER_SERVICE_ITEM, self.service_items, types, by, more)

    def _add(
        self,
        table: type[SQLModel],
        act: Act,
        known: dict[str, int],
        names: Iterable[str],
        by: str,
        more: Callable[[str], dict[str, Any]],
    ) -> None:
        wanted = {text.name_key(name): name for name in names}
        if wanted.keys() <= known.keys():
            return
        self._look_again(table, known)
        fresh = {key: name for key, name in wanted.items() if key not in known}
        if not fresh:
            return
        rows = [
            {"name": name, "key": key, "sort_key": text.sort_key(name), **more(name)} for key, name in fresh.items()
        ]
        ids = insert_many(self._session, table, rows)
        known.update(zip(fresh, ids, strict=True))
        noun = str(table.__tablename__)
        for row, record_id in zip(rows, ids, strict=True):
            history.write(self._session, by=by, act=act, noun=noun, record_id=record_id, after={"name": row["name"]})

    def _look_again(self, table: type[SQLModel], known: dict[str, int]) -> None:
        """Register alone from here on, knowing what others have registered since the directory was loaded."""
        alone(self._session)
        for record_id, key in self._session.exec(select(table.id, table.key)):  # type: ignore[attr-defined]
            known.setdefault(key, record_id)

    def _follow_successions(self) -> None:
        """Point every key of an office that was merged away at the office that carries on."""
        rows = self._session.exec(select(Office.id, Office.successor_id).where(Office.successor_id != None))  # noqa: E711
        heirs: dict[int, int] = {old: new for old, new in rows if old is not None and new is not None}
        self.offices = {key: last_heir(office_id, heirs) for key, office_id in self.offices.items()}


def last_heir(office_id: int, heirs: Mapping[int, int]) -> int:
    """The office that carries on after all mergers; a circle ends where it began."""
    seen = {office_id}
    while (heir := heirs.get(office_id)) is not None and heir not in seen:
        office_id = heir
        seen.add(heir)
    return office_id


def alone(session: Session) -> None:
    """Wait until nobody else registers nouns, and keep others waiting until this transaction ends.

    SQLite lets one writer in at a time anyway; PostgreSQL would find two of the same name only when it is too late.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sql("SELECT pg_advisory_xact_lock(:lock)"), {"lock": REGISTERING})


def insert_many(session: Session, table: type[SQLModel], rows: list[dict[str, Any]]) -> list[int]:
    """Insert many rows in few statements and return their ids in the same order. Raises Incomplete (too long)."""
    if not rows:
        return []
    lengths.check(table.__table__, rows)  # type: ignore[attr-defined]
    session.flush()
    # By the connection: the session would insert each run of rows with the same empty values by itself.
    connection, values = session.connection(), _filled(table, rows)
    column = table.__table__.c.id  # type: ignore[attr-defined]
    if session.get_bind().dialect.name == "sqlite":
        # SQLite returns ids in order only row by row. The write lock is held, so the next ids are ours to give.
        first = max(_last_id(connection, column), _last_given(connection, str(table.__tablename__))) + 1
        ids = list(range(first, first + len(values)))
        connection.execute(insert(table), [{"id": i, **value} for i, value in zip(ids, values, strict=True)])
        return ids
    statement = insert(table).returning(column, sort_by_parameter_order=True)
    return list(connection.execute(statement, values).scalars())


def _last_id(connection: Connection, column: Any) -> int:
    return int(connection.execute(select(func.max(column))).scalar_one() or 0)


def _last_given(connection: Connection, name: str) -> int:
    """The highest id that a table whose ids are never given twice has given, its removed rows included."""
    query = sql("SELECT seq FROM sqlite_sequence WHERE name = :name")
    return int(connection.execute(query, {"name": name}).scalar() or 0)


def _filled(table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows with the model's defaults where they say nothing."""
    fields = {name: field for name, field in table.model_fields.items() if name != "id"}
    plain = {name: field.get_default() for name, field in fields.items() if field.default_factory is None}
    made: dict[str, Any] = {name: field.default_factory for name, field in fields.items() if field.default_factory}
    return [{**plain, **{name: make() for name, make in made.items()}, **row} for row in rows]


def _keys(session: Session, table: Any, aliases: Any, owner: str) -> dict[str, int]:
    own = {key: record_id for record_id, key in session.exec(select(table.id, table.key))}
    others = {key: record_id for record_id, key in session.exec(select(getattr(aliases, owner), aliases.key))}
    return others | own
