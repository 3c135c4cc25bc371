"""What can be found in the register: the texts of every public requirement and the names it goes by."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_
from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from catalog.models import (
    Decision,
    Entry,
    Instrument,
    Line,
    LineCitation,
    Material,
    MaterialAlias,
    Office,
    OfficeAlias,
    Requirement,
    ServiceItem,
    ServiceItemAlias,
    Synonym,
)
from catalog.services.requirements import keys
from catalog.vocabulary import Act

CHUNK = 5_000
# Entries about these nouns change what records are called: noun → the column of Requirement that leads there.
NAMED: Mapping[str, Any] = {
    "material": Requirement.material_id,
    "service_item": Requirement.service_item_id,
    "office": Requirement.office_id,
}
# With these a requirement becomes public or does not after all: its names are told, or no longer.
TELLING = frozenset({Act.SHOW_REQUIREMENT, Act.HIDE_REQUIREMENT, Act.PUBLISH_DECISION})


def changed(session: Session, after: int, upto: int) -> tuple[set[int], bool]:
    """Requirement ids touched by entries in (after, upto], and whether the names that are told changed."""
    query = select(Entry.noun, Entry.record_id, Entry.act)
    query = query.where(col(Entry.number) > after, col(Entry.number) <= upto).distinct()
    touched: dict[str, set[int]] = defaultdict(set)
    acts: set[str] = set()
    for noun, record_id, act in session.exec(query):
        touched[noun].add(record_id or 0)
        acts.add(act)
    ids = set(touched["requirement"])
    for noun, column in NAMED.items():
        for some in _chunks(sorted(touched[noun])):
            ids.update(i for i in session.exec(select(Requirement.id).where(col(column).in_(some))) if i)
    return ids, bool(acts & TELLING) or any(touched[noun] for noun in (*NAMED, "synonym"))


def came(session: Session, after: datetime, upto: datetime) -> set[int]:
    """Requirement ids of which lines published ahead came in (after, upto], so that other texts stand."""
    query = _ahead(col(Requirement.id)).where(col(Decision.public_from) > after, col(Decision.public_from) <= upto)
    return {int(i) for i in session.execute(query).scalars()}


def comes(session: Session, after: datetime) -> datetime | None:
    """The next instant after ``after`` at which such a line comes; None when nothing is ahead."""
    found: datetime | None = session.execute(
        _ahead(func.min(Decision.public_from)).where(col(Decision.public_from) > after)
    ).scalar()
    return found


def _ahead(what: Any) -> Any:
    """Of the decisions that become public after their requirement was public already."""
    query = columns(what).select_from(Requirement)
    query = query.join(Decision, col(Decision.requirement_id) == col(Requirement.id))
    return query.where(col(Decision.public_from) > col(Requirement.public_from))


def rows(
    session: Session, requirement_ids: Iterable[int] | None = None, *, known: datetime
) -> Iterator[dict[str, Any]]:
    """The texts of each public requirement (of all, when None), as ``search.source.Record`` names them.

    They are those of the newest line that is public at ``known``; of a requirement that itself becomes public
    later, those that it will have then.
    """
    aliases = _aliases(session)
    if requirement_ids is None:
        everything = columns(col(Requirement.id)).where(col(Requirement.public_from).is_not(None))
        requirement_ids = (i for i in session.execute(everything).scalars() if i)
    for some in _chunks(sorted(requirement_ids)):
        yield from _rows(session, some, aliases, known)


def _rows(
    session: Session, ids: Sequence[int], aliases: Mapping[str, Mapping[int, tuple[str, ...]]], known: datetime
) -> Iterator[dict[str, Any]]:
    found = keys(session, col(Requirement.id).in_(ids), col(Requirement.public_from).is_not(None))
    public_from = dict(
        session.execute(select(Requirement.id, Requirement.public_from).where(col(Requirement.id).in_(ids))).all()
    )
    lines = _published_lines(session, ids, known)
    for key in found.values():
        texts = lines.get(key.requirement_id, _Texts())
        yield {
            "requirement_id": key.requirement_id,
            "material_id": key.material_id,
            "material": key.material,
            "material_aliases": aliases["material"].get(key.material_id, ()),
            "service_item_id": key.service_item_id,
            "service_item": key.service_item,
            "spoken": key.spoken,
            "office_id": key.office_id,
            "office": key.office,
            "office_aliases": aliases["office"].get(key.office_id, ()),
            "issuing_office": texts.issuing_office,
            "bases": tuple(texts.bases),
            "levels": tuple(sorted(texts.levels)),
            "list_ids": tuple(sorted(texts.list_ids)),
            "remarks": texts.remarks,
            "public_from": public_from[key.requirement_id],
        }


class _Texts:
    """What the published lines of one requirement say; the attributes of the newest that is public stand."""

    def __init__(self) -> None:
        self.issuing_office = ""
        self.remarks = ""
        self.bases: list[str] = []
        self.levels: set[str] = set()
        self.list_ids: set[int] = set()


def _published_lines(session: Session, ids: Sequence[int], known: datetime) -> dict[int, _Texts]:
    query = (
        columns(
            col(Line.requirement_id),
            col(Line.id),
            col(Line.list_id),
            col(Line.issuing_office),
            col(Line.remark),
            col(Line.replacement),
            or_(col(Decision.public_from) <= known, col(Decision.public_from) <= col(Requirement.public_from)),
        )
        .join(Decision, col(Decision.line_id) == col(Line.id))
        .join(Requirement, col(Requirement.id) == col(Line.requirement_id))
        .where(col(Line.requirement_id).in_(ids))
        .order_by(col(Line.id))
    )
    texts: dict[int, _Texts] = defaultdict(_Texts)
    newest: dict[int, int] = {}
    for requirement_id, line_id, list_id, issuer, remark, replacement, is_told in session.execute(query):
        one = texts[requirement_id]
        one.list_ids.add(list_id)
        if is_told:
            one.issuing_office, one.remarks = issuer, f"{replacement} {remark}".strip()
            newest[requirement_id] = line_id
    owner = {line_id: requirement_id for requirement_id, line_id in newest.items()}
    _add_bases(session, texts, owner)
    return texts


def _add_bases(session: Session, texts: Mapping[int, _Texts], owner: Mapping[int, int]) -> None:
    query = (
        columns(
            col(LineCitation.line_id),
            func.coalesce(func.nullif(col(LineCitation.title), ""), Instrument.title, ""),
            col(LineCitation.clause),
            col(LineCitation.is_ground),
            col(Instrument.level),
        )
        .outerjoin(Instrument, col(Instrument.id) == col(LineCitation.instrument_id))
        .where(col(LineCitation.line_id).in_(list(owner)))
        .order_by(col(LineCitation.line_id), col(LineCitation.position))
    )
    for line_id, title, clause, is_ground, level in session.execute(query):
        one = texts[owner[line_id]]
        one.bases.append(f"{title}{clause}")
        if level is not None and not is_ground:
            one.levels.add(level.value)


def names(session: Session) -> dict[str, Any]:
    """What public materials, errands and offices are called, and the everyday words for them."""
    public = col(Requirement.public_from).is_not(None)
    aliases = _aliases(session)
    items = session.exec(
        select(ServiceItem).where(col(ServiceItem.id).in_(select(Requirement.service_item_id).where(public)))
    )
    materials = session.exec(
        select(Material).where(col(Material.id).in_(select(Requirement.material_id).where(public)))
    )
    offices = session.exec(select(Office).where(col(Office.id).in_(select(Requirement.office_id).where(public))))
    spoken: Callable[[ServiceItem], tuple[str, ...]] = lambda item: (item.spoken,) if item.spoken else ()  # noqa: E731
    short: Callable[[Office], tuple[str, ...]] = lambda office: (office.short_name,) if office.short_name else ()  # noqa: E731
    return {
        "materials": {m.id: (m.name, *aliases["material"].get(m.id or 0, ())) for m in materials},
        "service_items": {i.id: (i.name, *spoken(i), *aliases["service_item"].get(i.id or 0, ())) for i in items},
        "offices": {o.id: (o.name, *short(o), *aliases["office"].get(o.id or 0, ())) for o in offices},
        "synonyms": _synonyms(session),
    }


def _synonyms(session: Session) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for surface, name in session.exec(select(Synonym.surface, Synonym.name).order_by(col(Synonym.id))):
        found[surface].append(name)
    return {surface: tuple(some) for surface, some in found.items()}


def _aliases(session: Session) -> dict[str, dict[int, tuple[str, ...]]]:
    tables: Mapping[str, Any] = {
        "material": (MaterialAlias.material_id, MaterialAlias.name, MaterialAlias.id),
        "service_item": (ServiceItemAlias.service_item_id, ServiceItemAlias.name, ServiceItemAlias.id),
        "office": (OfficeAlias.office_id, OfficeAlias.name, OfficeAlias.id),
    }
    return {noun: _grouped(session, *columns) for noun, columns in tables.items()}


def _grouped(session: Session, owner: Any, name: Any, order: Any) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for owner_id, alias in session.exec(select(owner, name).order_by(col(order))):
        found[owner_id].append(alias)
    return {owner_id: tuple(some) for owner_id, some in found.items()}


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
