"""Put lines into a list: names resolved to nouns, requirements found or made, citations linked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from catalog.models import Instrument, Line, LineCitation, Requirement
from catalog.rules import citations
from catalog.rules.citations import Citation
from catalog.services import instruments as registered
from catalog.services.registering import Directory, alone, insert_many
from catalog.vocabulary import Disposition, ItemType, Method

Key = tuple[int, int, int]


@dataclass(frozen=True)
class LineDraft:
    """One line as it is to be entered: names as text, attributes as words, citations taken apart.

    ``has_no_basis`` says that the line states to rest on nothing, which is not the same as saying nothing.
    """

    demanding_office: str
    service_item: str
    material: str
    disposition: Disposition
    method: Method | None = None
    replacement: str = ""
    issuing_office: str = ""
    item_type: ItemType | None = None
    remark: str = ""
    citations: tuple[Citation, ...] = ()
    sheet: str = ""
    sheet_line: int | None = None
    raw: dict[str, str] = field(default_factory=dict)
    findings: tuple[dict[str, Any], ...] = ()
    has_no_basis: bool = False


def add_lines(
    session: Session,
    list_id: int,
    drafts: Sequence[LineDraft],
    *,
    by: str,
    instruments: dict[str, int] | None = None,
    first: int = 1,
) -> list[dict[str, Any]]:
    """Enter the lines from position ``first`` on; their rows with ids, in the same order.

    Nouns that the register does not know yet are registered. ``instruments`` maps what is cited
    (``citations.instrument_key``) to ids; without it they are looked up.
    """
    found = instrument_ids(session, drafts) if instruments is None else instruments
    keys = requirement_keys(session, drafts, by=by)
    requirement_ids = ensure_requirements(session, keys)
    rows = [
        line_row(list_id, position, draft, requirement_ids[key])
        for position, (draft, key) in enumerate(zip(drafts, keys, strict=True), start=first)
    ]
    ids = insert_many(session, Line, rows)
    add_citations(session, drafts, ids, found)
    return [row | {"id": line_id} for row, line_id in zip(rows, ids, strict=True)]


def requirement_keys(session: Session, drafts: Sequence[LineDraft], *, by: str) -> list[Key]:
    """Office, errand and material of each draft, registered where they are new."""
    directory = Directory(session)
    directory.add_offices((draft.demanding_office for draft in drafts), by=by)
    directory.add_service_items({draft.service_item: draft.item_type for draft in drafts}, by=by)
    directory.add_materials((draft.material for draft in drafts), by=by)
    return [_key(directory, draft) for draft in drafts]


def _key(directory: Directory, draft: LineDraft) -> Key:
    office = directory.office(draft.demanding_office)
    item = directory.service_item(draft.service_item)
    material = directory.material(draft.material)
    assert office and item and material  # all three were registered just before
    return office, item, material


def ensure_requirements(session: Session, keys: Sequence[Key]) -> dict[Key, int]:
    """The requirement of each key, made where there is none."""
    known = _known_requirements(session, keys)
    if any(key not in known for key in keys):
        alone(session)
        known = _known_requirements(session, keys)
    fresh = [key for key in dict.fromkeys(keys) if key not in known]
    fields = ("office_id", "service_item_id", "material_id")
    ids = insert_many(session, Requirement, [dict(zip(fields, key, strict=True)) for key in fresh])
    return known | dict(zip(fresh, ids, strict=True))


def _known_requirements(session: Session, keys: Sequence[Key]) -> dict[Key, int]:
    offices = {key[0] for key in keys}
    query = select(Requirement.id, Requirement.office_id, Requirement.service_item_id, Requirement.material_id)
    rows = session.exec(query.where(col(Requirement.office_id).in_(offices)))
    return {(office, item, material): int(record_id or 0) for record_id, office, item, material in rows}


def line_row(list_id: int, position: int, draft: LineDraft, requirement_id: int) -> dict[str, Any]:
    """The columns of a line."""
    return {
        "list_id": list_id,
        "position": position,
        "sheet": draft.sheet,
        "sheet_line": draft.sheet_line,
        "requirement_id": requirement_id,
        "item_type": draft.item_type,
        "issuing_office": draft.issuing_office,
        "disposition": draft.disposition,
        "method": draft.method,
        "replacement": draft.replacement,
        "remark": draft.remark,
        "raw": draft.raw,
        "findings": list(draft.findings),
        "has_no_basis": draft.has_no_basis,
    }


def add_citations(
    session: Session, drafts: Sequence[LineDraft], line_ids: Sequence[int], instruments: dict[str, int]
) -> None:
    """Store the legal references of the lines."""
    insert_many(session, LineCitation, list(_citation_rows(drafts, line_ids, instruments)))


def instrument_ids(session: Session, drafts: Sequence[LineDraft]) -> dict[str, int]:
    """Title key, or document number, → instrument for what the drafts cite; of several versions the newest."""
    if any(cited.number and not cited.title for draft in drafts for cited in draft.citations):
        return {key: one.id or 0 for key, one in registered.known(session).items()}
    keys = {citations.title_key(cited.title) for draft in drafts for cited in draft.citations if cited.title}
    newest = (col(Instrument.last_changed).nulls_first(), col(Instrument.first_published).nulls_first(), Instrument.id)
    query = select(Instrument.key, Instrument.id).where(col(Instrument.key).in_(keys)).order_by(*newest)  # type: ignore[arg-type]
    return {key: int(instrument_id or 0) for key, instrument_id in session.exec(query)}


def _citation_rows(
    drafts: Sequence[LineDraft], line_ids: Sequence[int], instruments: dict[str, int]
) -> Iterator[dict[str, Any]]:
    for draft, line_id in zip(drafts, line_ids, strict=True):
        for position, cited in enumerate(draft.citations, start=1):
            yield {
                "line_id": line_id,
                "position": position,
                "instrument_id": instruments.get(citations.instrument_key(cited)),
                "title": cited.title,
                "clause": cited.clause,
                "article": cited.article,
                "inserted": cited.inserted,
                "paragraph": cited.paragraph,
                "item": cited.item,
                "subitem": cited.subitem,
                "is_ground": citations.is_ground(cited),
                "raw": cited.raw,
            }
