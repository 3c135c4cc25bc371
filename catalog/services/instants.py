"""The instants at which the public sees something else without anybody writing: what was published ahead, comes."""

from datetime import datetime

from sqlmodel import Session, col, select

from catalog.models import Consultation, Decision, IssuedDocument

_COLUMNS = (
    (IssuedDocument.public_from, None),
    # Decisions of a document are public with it; the others say so themselves.
    (Decision.public_from, col(Decision.issued_document_id).is_(None)),
    (Consultation.opens_at, None),
    (Consultation.closes_at, None),
    (Consultation.report_public_from, None),
)


def turning_points(session: Session) -> list[datetime]:
    """Every such instant that the register knows of, in order. A few short queries; ask once for each state of it."""
    found: set[datetime] = set()
    for column, condition in _COLUMNS:
        query = select(column).where(col(column).is_not(None)).distinct()
        found.update(session.exec(query if condition is None else query.where(condition)))  # type: ignore[arg-type]
    return sorted(found)
