"""A consultation read for the public: when its draft may be seen, how much came in, and what came of it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, func, select

from catalog.models import Comment, Consultation, ConsultationExtension, IssuedDocument, ListVersion, ProofList
from catalog.rules import consultations as rule
from catalog.vocabulary import CommentState, VersionPurpose


def find(session: Session, consultation_id: int, *, at: datetime) -> tuple[Consultation, ProofList, ListVersion] | None:
    """A consultation that was made known, with its list and the version that is open; None when there is none."""
    query = (
        select(Consultation, ProofList, ListVersion)
        .join(ProofList, col(ProofList.id) == col(Consultation.list_id))
        .join(ListVersion, col(ListVersion.id) == col(Consultation.version_id))
        .where(Consultation.id == consultation_id, Consultation.recorded_at <= at)
    )
    return session.exec(query).first()


def is_seen(consultation: Consultation, at: datetime) -> bool:
    """Whether the public may see the draft: from the opening on, unless it was given up before (DESIGN §2)."""
    opens = rule.was_open(opens_at=consultation.opens_at, ended_at=consultation.ended_at)
    return opens and consultation.opens_at <= at


def is_answered(consultation: Consultation, at: datetime) -> bool:
    """Whether answers and report are out."""
    return consultation.report_public_from is not None and consultation.report_public_from <= at


def received(session: Session, consultation_ids: Collection[int]) -> dict[int, int]:
    """How many comments came in and were not taken back. One query."""
    query = (
        select(Comment.consultation_id, func.count())
        .where(col(Comment.consultation_id).in_(consultation_ids), Comment.state != CommentState.WITHDRAWN)
        .group_by(col(Comment.consultation_id))
    )
    return dict(session.execute(query).all())


def extensions(session: Session, consultation_ids: Collection[int]) -> dict[int, list[ConsultationExtension]]:
    """How often each was extended, first one first. One query."""
    query = select(ConsultationExtension).where(col(ConsultationExtension.consultation_id).in_(consultation_ids))
    found: dict[int, list[ConsultationExtension]] = defaultdict(list)
    for one in session.exec(query.order_by(col(ConsultationExtension.id))):
        found[one.consultation_id].append(one)
    return found


def next_version(session: Session, consultation: Consultation, *, at: datetime) -> ListVersion | None:
    """The version that came of the consultation, once the public may see it; None before, or when nothing changed.

    It is seen when a further round has opened on it, when the answers are out, or when the list is published;
    never before the opening of a round that is announced on it.
    """
    query = (
        select(ListVersion)
        .where(ListVersion.list_id == consultation.list_id, ListVersion.purpose == VersionPurpose.PUBLIC)
        .where(col(ListVersion.id) > consultation.version_id)
        .order_by(col(ListVersion.number))
    )
    later = list(session.exec(query))
    if not later:
        return None
    rounds = list(session.exec(select(Consultation).where(Consultation.list_id == consultation.list_id)))
    seen = {one.version_id for one in rounds if is_seen(one, at)}
    if is_answered(consultation, at) or _is_published(session, consultation.list_id, at):
        hidden = {one.version_id for one in rounds} - seen
        return next((one for one in reversed(later) if one.id not in hidden), None)
    return next((one for one in reversed(later) if one.id in seen), None)


def _is_published(session: Session, list_id: int, at: datetime) -> bool:
    query = (
        select(ProofList.id)
        .join(IssuedDocument, col(IssuedDocument.id) == col(ProofList.issued_document_id))
        .where(ProofList.id == list_id, col(IssuedDocument.public_from) <= at)
    )
    return session.exec(query).first() is not None
