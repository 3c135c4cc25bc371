"""Offices whose full list of kept proofs is published: what is not on it may not be asked for (DESIGN §3)."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session, col, select

from catalog.models import IssuedDocument, ProofList
from catalog.vocabulary import ListKind, ListState


def closed(session: Session, office_ids: Iterable[int], *, on: date, known: datetime) -> frozenset[int]:
    """Those of the offices for which a complete kept-list is public and in force on that day. One query.

    A list of the whole city closes every office.
    """
    query = (
        select(ProofList.office_id)
        .join(IssuedDocument, col(IssuedDocument.id) == col(ProofList.issued_document_id))
        .where(
            ProofList.kind == ListKind.KEPT,
            ProofList.state == ListState.PUBLISHED,
            col(ProofList.covers_everything).is_(True),
            col(IssuedDocument.public_from) <= known,
            col(IssuedDocument.effective_on) <= on,
        )
    )
    listed, asked = set(session.exec(query)), frozenset(office_ids)
    return asked if None in listed else asked & listed
