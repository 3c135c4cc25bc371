"""Lists and their lines: enter a drafted or an already published list as one whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from catalog import clock
from catalog.errors import Refused
from catalog.models import Decision, IssuedDocument, Line, LineCitation, ProofList, Requirement
from catalog.rules import citations, document_numbers
from catalog.rules.citations import Citation
from catalog.services import history
from catalog.services.registering import Directory, insert_many
from catalog.vocabulary import Act, DecisionKind, Disposition, ItemType, ListState, Method

COUNTING_RULE = "一个单位办一件事要一种证明，算一条。同一种证明在几个镇街各要一次，各算一条。"


@dataclass(frozen=True)
class LineDraft:
    """One line as it is to be entered: names as text, attributes as words, citations taken apart."""

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


@dataclass(frozen=True)
class Publication:
    """How a list was or is published. Days are Beijing days; ``number`` may be missing."""

    number: str | None
    published_on: date
    effective_on: date
    issued_here: bool = True
    title: str = ""


def enter(
    session: Session,
    drafts: Sequence[LineDraft],
    *,
    title: str,
    by: str,
    instruments: dict[str, int],
    source_digest: str | None = None,
    publication: Publication | None = None,
) -> ProofList:
    """Enter a list with all its lines, as a draft or, with ``publication``, with its decisions.

    ``instruments`` maps title keys to instrument ids. All or nothing: the caller's transaction.
    Raises Refused when the document number is used by another document issued here.
    """
    at = clock.now()
    document = _issue(session, publication, title) if publication else None
    entered = ProofList(
        title=title,
        state=ListState.PUBLISHED if document else ListState.DRAFTING,
        counting_rule=COUNTING_RULE,
        issued_document_id=document.id if document else None,
        source_digest=source_digest,
        created_at=at,
    )
    session.add(entered)
    session.flush()
    after = {"title": title, "lines": len(drafts), "number": document.number if document else None}
    history.write(session, by=by, act=Act.IMPORT_LIST, record=entered, after=after)
    lines = _add_lines(session, entered, drafts, by=by, instruments=instruments)
    if document:
        _decide(session, lines, document, at=at, by=by)
    return entered


def _issue(session: Session, publication: Publication, title: str) -> IssuedDocument:
    number = document_numbers.parse(publication.number) if publication.number else None
    if publication.number and number is None:
        raise Refused(f"“{publication.number}”不像文号。请写成：示府办〔2026〕1号。", field="number")
    if number and publication.issued_here and (clash := _clash(session, number)):
        raise Refused(f"{number}已经用在“{clash.title}”上。请核对文号。", field="number")
    document = IssuedDocument(
        title=publication.title or title,
        number=str(number) if number else None,
        issuer_word=number.issuer if number else None,
        year=number.year if number else None,
        serial=number.serial if number else None,
        issued_here=publication.issued_here,
        published_on=publication.published_on,
        effective_on=publication.effective_on,
        public_from=clock.start_of(publication.published_on),
    )
    session.add(document)
    session.flush()
    return document


def _clash(session: Session, number: document_numbers.DocumentNumber) -> IssuedDocument | None:
    query = select(IssuedDocument).where(IssuedDocument.number == str(number), col(IssuedDocument.issued_here))
    return session.exec(query).first()


def _add_lines(
    session: Session, entered: ProofList, drafts: Sequence[LineDraft], *, by: str, instruments: dict[str, int]
) -> list[dict[str, Any]]:
    keys = _requirement_keys(session, drafts, by=by)
    requirement_ids = _ensure_requirements(session, keys)
    rows = [_line_row(entered, place, draft, requirement_ids[key]) for place, (draft, key) in _numbered(drafts, keys)]
    ids = insert_many(session, Line, rows)
    insert_many(session, LineCitation, list(_citation_rows(drafts, ids, instruments)))
    return [row | {"id": line_id} for row, line_id in zip(rows, ids, strict=True)]


def _numbered(drafts: Sequence[LineDraft], keys: Sequence[tuple[int, int, int]]) -> Iterable[Any]:
    return enumerate(zip(drafts, keys, strict=True), start=1)


def _requirement_keys(session: Session, drafts: Sequence[LineDraft], *, by: str) -> list[tuple[int, int, int]]:
    directory = Directory(session)
    directory.add_offices((draft.demanding_office for draft in drafts), by=by)
    directory.add_service_items({draft.service_item: draft.item_type for draft in drafts}, by=by)
    directory.add_materials((draft.material for draft in drafts), by=by)
    return [_key(directory, draft) for draft in drafts]


def _key(directory: Directory, draft: LineDraft) -> tuple[int, int, int]:
    office = directory.office(draft.demanding_office)
    item = directory.service_item(draft.service_item)
    material = directory.material(draft.material)
    assert office and item and material  # all three were registered just before
    return office, item, material


def _ensure_requirements(session: Session, keys: Sequence[tuple[int, int, int]]) -> dict[tuple[int, int, int], int]:
    offices = {key[0] for key in keys}
    query = select(Requirement.id, Requirement.office_id, Requirement.service_item_id, Requirement.material_id)
    rows = session.exec(query.where(col(Requirement.office_id).in_(offices)))
    known = {(office, item, material): int(record_id or 0) for record_id, office, item, material in rows}
    fresh = [key for key in dict.fromkeys(keys) if key not in known]
    fields = ("office_id", "service_item_id", "material_id")
    ids = insert_many(session, Requirement, [dict(zip(fields, key, strict=True)) for key in fresh])
    return known | dict(zip(fresh, ids, strict=True))


def _line_row(entered: ProofList, position: int, draft: LineDraft, requirement_id: int) -> dict[str, Any]:
    return {
        "list_id": entered.id,
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
    }


def _citation_rows(
    drafts: Sequence[LineDraft], line_ids: Sequence[int], instruments: dict[str, int]
) -> Iterable[dict[str, Any]]:
    for draft, line_id in zip(drafts, line_ids, strict=True):
        for position, cited in enumerate(draft.citations, start=1):
            yield {
                "line_id": line_id,
                "position": position,
                "instrument_id": instruments.get(citations.title_key(cited.title)) if cited.title else None,
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


def _decide(
    session: Session, lines: Sequence[dict[str, Any]], document: IssuedDocument, *, at: datetime, by: str
) -> None:
    """Turn every line into a decision: all in the caller's transaction, or none."""
    rows = [
        {
            "requirement_id": line["requirement_id"],
            "issued_document_id": document.id,
            "line_id": line["id"],
            "kind": DecisionKind.PUBLISHED,
            "disposition": line["disposition"],
            "method": line["method"],
            "replacement": line["replacement"],
            "effective_on": document.effective_on,
            "recorded_at": at,
            "public_from": document.public_from,
        }
        for line in lines
    ]
    ids = insert_many(session, Decision, rows)
    for row, decision_id in zip(rows, ids, strict=True):
        history.write(
            session,
            by=by,
            act=Act.PUBLISH_DECISION,
            noun="requirement",
            record_id=row["requirement_id"],
            after={
                "decision": decision_id,
                "disposition": row["disposition"].value,
                "method": row["method"].value if row["method"] else None,
                "effective_on": row["effective_on"].isoformat(),
                "number": document.number,
            },
        )
    _show(session, [row["requirement_id"] for row in rows], document.public_from)


def _show(session: Session, requirement_ids: Sequence[int], public_from: datetime) -> None:
    """Let the public see these requirements from that instant, if not earlier already."""
    earlier = col(Requirement.public_from).is_(None) | (col(Requirement.public_from) > public_from)
    for start in range(0, len(requirement_ids), 500):
        some = requirement_ids[start : start + 500]
        query = update(Requirement).where(col(Requirement.id).in_(some), earlier).values(public_from=public_from)
        session.execute(query)
