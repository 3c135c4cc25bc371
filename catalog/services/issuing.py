"""Issue a document and turn lines into decisions: what publishing and entering a published list share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from catalog import clock
from catalog.errors import Refused
from catalog.models import Decision, IssuedDocument, Requirement
from catalog.rules import document_numbers
from catalog.rules.document_numbers import DocumentNumber
from catalog.services import history
from catalog.services.registering import insert_many
from catalog.vocabulary import Act, DecisionKind, DocumentForm

CHUNK = 500


@dataclass(frozen=True)
class Publication:
    """How a list was or is published. Days are Beijing days; ``number`` may be missing.

    ``adopted_on`` is the day of the meeting or signature (成文), ``issued_on`` that of the paper (印发).
    """

    number: str | None
    published_on: date
    effective_on: date
    issued_here: bool = True
    title: str = ""
    form: DocumentForm = DocumentForm.NOTICE
    adopted_on: date | None = None
    issued_on: date | None = None


def refusal(session: Session, publication: Publication) -> str | None:
    """Why the number cannot be given, or None: it must read as one, and be free among those issued here."""
    if not publication.number:
        return None
    number = document_numbers.parse(publication.number)
    if number is None:
        return f"“{publication.number}”不像文号。请写成：示府办〔2026〕1号。"
    if publication.issued_here and (clash := _clash(session, number)):
        free = _next_free(session, number)
        return f"{number}已经用在“{clash.title}”上。请核对，或用下一个号{free}。"
    return None


def issue(
    session: Session, publication: Publication, title: str, *, public_from: datetime | None = None
) -> IssuedDocument:
    """The document that publishes, with its number normalised. Raises Refused when the number cannot be given.

    ``public_from`` is by default the beginning of the day of publication.
    """
    if why := refusal(session, publication):
        raise Refused(why, field="number")
    number = document_numbers.parse(publication.number) if publication.number else None
    document = IssuedDocument(
        title=publication.title or title,
        number=str(number) if number else None,
        issuer_word=number.issuer if number else None,
        year=number.year if number else None,
        serial=number.serial if number else None,
        form=publication.form,
        issued_here=publication.issued_here,
        adopted_on=publication.adopted_on,
        issued_on=publication.issued_on,
        published_on=publication.published_on,
        effective_on=publication.effective_on,
        public_from=public_from or clock.start_of(publication.published_on),
    )
    session.add(document)
    session.flush()
    return document


def _clash(session: Session, number: DocumentNumber) -> IssuedDocument | None:
    query = select(IssuedDocument).where(IssuedDocument.number == str(number), col(IssuedDocument.issued_here))
    return session.exec(query).first()


def _next_free(session: Session, number: DocumentNumber) -> DocumentNumber:
    query = select(IssuedDocument.serial).where(
        IssuedDocument.issuer_word == number.issuer, IssuedDocument.year == number.year, IssuedDocument.issued_here
    )
    highest = max((serial for serial in session.exec(query) if serial), default=0)
    return DocumentNumber(number.issuer, number.year, highest + 1, number.kind)


def decide(
    session: Session, lines: Sequence[dict[str, Any]], document: IssuedDocument, *, at: datetime, by: str
) -> list[int]:
    """Turn every line into a decision, all in the caller's transaction or none; the decisions' ids.

    A line with an ``effective_on`` of its own takes effect on that day, the others on the document's.
    """
    rows = [
        {
            "requirement_id": line["requirement_id"],
            "issued_document_id": document.id,
            "line_id": line["id"],
            "kind": DecisionKind.PUBLISHED,
            "disposition": line["disposition"],
            "method": line["method"],
            "replacement": line["replacement"],
            "effective_on": line.get("effective_on") or document.effective_on,
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
    show(session, [row["requirement_id"] for row in rows], document.public_from)
    return ids


def show(session: Session, requirement_ids: Sequence[int], public_from: datetime) -> None:
    """Let the public see these requirements from that instant, if not earlier already."""
    earlier = col(Requirement.public_from).is_(None) | (col(Requirement.public_from) > public_from)
    ids = sorted(set(requirement_ids))
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        # Held even when nothing changes: a consultation that is given up at once must see what else shows them.
        held = select(Requirement.id).where(col(Requirement.id).in_(some)).order_by(col(Requirement.id))
        session.exec(held.with_for_update()).all()
        query = update(Requirement).where(col(Requirement.id).in_(some), earlier).values(public_from=public_from)
        session.execute(query)
