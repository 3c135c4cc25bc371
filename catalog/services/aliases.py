"""Other names of proofs, errands and offices, given and taken by officials with effect at once.

A list that uses an alias speaks of the same proof: unlike a synonym, it is a name.
"""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from catalog import text
from catalog.errors import Incomplete, NotFound
from catalog.models import Material, MaterialAlias, Office, OfficeAlias, ServiceItem, ServiceItemAlias
from catalog.services import history
from catalog.services.registering import Directory
from catalog.vocabulary import Act

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Named:
    """A noun whose records have aliases."""

    label: str
    table: Any
    aliases: Any
    owner: str
    act: Act
    find: str


# The noun as it stands in addresses and in the history.
NOUNS = {
    "material": Named("证明", Material, MaterialAlias, "material_id", Act.AMEND_MATERIAL, "material"),
    "service_item": Named(
        "事项", ServiceItem, ServiceItemAlias, "service_item_id", Act.AMEND_SERVICE_ITEM, "service_item"
    ),
    "office": Named("单位", Office, OfficeAlias, "office_id", Act.AMEND_OFFICE, "office"),
}


def add(session: Session, noun: str, record_id: int, name: str, *, by: str) -> None:
    """Give a record another name. Raises NotFound and Incomplete (empty, too long, taken)."""
    kind, record = NOUNS[noun], _record(session, noun, record_id)
    name = text.squeeze(name)
    key = text.name_key(name)
    if not any(map(str.isalnum, key)):
        raise Incomplete("请写一个名称。", field="alias")
    if len(name) > LONGEST:
        raise Incomplete(f"名称最多{LONGEST}个字。", field="alias")
    if (taken := getattr(Directory(session), kind.find)(name)) is not None:
        whose = session.get_one(kind.table, taken).name
        raise Incomplete(f"“{name}”已经是“{whose}”的名称。", field="alias")
    session.add(kind.aliases(**{kind.owner: record_id, "name": name, "key": key}))
    history.write(session, by=by, act=kind.act, record=record, after={"alias": name})


def remove(session: Session, noun: str, alias_id: int, *, by: str) -> int:
    """Take another name away; the record it belonged to. Raises NotFound."""
    kind = NOUNS[noun]
    if (alias := session.get(kind.aliases, alias_id)) is None:
        raise NotFound("这个名称已经删掉了。")
    record_id: int = getattr(alias, kind.owner)
    history.write(session, by=by, act=kind.act, noun=noun, record_id=record_id, before={"alias": alias.name})
    session.delete(alias)
    return record_id


def containing(session: Session, noun: str, name: str) -> set[int]:
    """The records of which another name contains this, in either script; none for "". One query."""
    kind, key = NOUNS[noun], text.name_key(name)
    query = select(getattr(kind.aliases, kind.owner)).where(col(kind.aliases.key).contains(key, autoescape=True))
    return set(session.exec(query)) if key else set()


def of(session: Session, noun: str, record_id: int) -> list[tuple[int, str]]:
    """The other names of a record with their ids, oldest first."""
    kind = NOUNS[noun]
    query = select(kind.aliases.id, kind.aliases.name).where(getattr(kind.aliases, kind.owner) == record_id)
    return [(alias_id, name) for alias_id, name in session.exec(query.order_by(col(kind.aliases.id)))]


def name_of(session: Session, noun: str, record_id: int) -> str:
    """What a record is called. Raises NotFound."""
    return str(_record(session, noun, record_id).name)


def named(session: Session, noun: str, name: str) -> int | None:
    """The record that goes by a name."""
    found: int | None = getattr(Directory(session), NOUNS[noun].find)(name)
    return found


def _record(session: Session, noun: str, record_id: int) -> Any:
    kind = NOUNS[noun]
    if (found := session.get(kind.table, record_id)) is None:
        raise NotFound(f"没有这个{kind.label}。")
    return found
