"""What can be chosen at the desk: offices, drafts and batches, lists to go out together, and the next number."""

from collections.abc import Collection

from sqlmodel import Session, col, func, or_, select

from catalog.models import IssuedDocument, Office, ProofList
from catalog.rules.document_numbers import DocumentNumber
from catalog.vocabulary import ListState


def offices(session: Session) -> list[tuple[int, str]]:
    """Every office that carries on, in the order of its sound."""
    query = select(Office.id, Office.name).where(col(Office.successor_id).is_(None)).order_by(Office.sort_key)
    return [(int(office_id or 0), name) for office_id, name in session.exec(query)]


def drafts_of(session: Session, office_ids: Collection[int | None]) -> list[ProofList]:
    """The lists being drafted that belong to one of these offices (None: the whole city's), newest first."""
    own = [col(ProofList.office_id).in_([one for one in office_ids if one])]
    if None in office_ids:
        own.append(col(ProofList.office_id).is_(None))
    query = select(ProofList).where(ProofList.state == ListState.DRAFTING, or_(*own))
    return list(session.exec(query.order_by(col(ProofList.id).desc())))


def batches(session: Session) -> list[ProofList]:
    """The lists of the whole city that departments can hand lists in for."""
    query = select(ProofList).where(ProofList.state == ListState.DRAFTING, col(ProofList.office_id).is_(None))
    return list(session.exec(query.order_by(col(ProofList.id).desc())))


def waiting_for(session: Session, batch: ProofList) -> list[ProofList]:
    """The departments' lists that have been handed in for this batch, or for none yet."""
    query = select(ProofList).where(
        ProofList.state == ListState.SUBMITTED,
        col(ProofList.office_id).is_not(None),
        or_(col(ProofList.batch_id).is_(None), col(ProofList.batch_id) == batch.id),
    )
    return list(session.exec(query.order_by(col(ProofList.id))))


def approved_lists(session: Session, besides: int) -> list[ProofList]:
    """Other lists that are approved and could be published in the same document."""
    query = select(ProofList).where(ProofList.state == ListState.APPROVED, ProofList.id != besides)
    return list(session.exec(query.order_by(col(ProofList.id))))


def next_number(session: Session, year: int) -> str:
    """The next free number of the word that was used last here; "" when nothing was issued here yet."""
    own = select(IssuedDocument).where(col(IssuedDocument.issued_here), col(IssuedDocument.issuer_word).is_not(None))
    newest = session.exec(own.order_by(col(IssuedDocument.published_on).desc(), col(IssuedDocument.id).desc())).first()
    if newest is None or newest.issuer_word is None:
        return ""
    query = select(func.max(IssuedDocument.serial)).where(
        IssuedDocument.issuer_word == newest.issuer_word, IssuedDocument.year == year, col(IssuedDocument.issued_here)
    )
    return str(DocumentNumber(newest.issuer_word, year, (session.exec(query).one() or 0) + 1))
