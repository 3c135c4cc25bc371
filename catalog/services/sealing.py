"""Names and contacts of commenters: sealed with the consultation's key, opened on record, erased in time."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from catalog import clock
from catalog.errors import NotFound
from catalog.models import Comment, Consultation, IssuedDocument, ProofList
from catalog.rules.lifecycles import OVER
from catalog.rules.permissions import Official
from catalog.services import attachments, history, leave
from catalog.services.vault import KeyRing
from catalog.storage import Storage
from catalog.vocabulary import Act

# What the comment form says beside the contact.
RETENTION_MONTHS = 6


@dataclass(frozen=True)
class Personal:
    """What a commenter may leave of themselves: a name and one contact, both optional."""

    name: str = ""
    contact: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.name.strip() and not self.contact.strip()


def seal(keys: KeyRing, consultation: Consultation, personal: Personal) -> str | None:
    """The sealed form of what was left; None when nothing was, or when the key is destroyed already."""
    if personal.is_empty or consultation.erased_at is not None:
        return None
    plain = {name: value.strip() for name, value in asdict(personal).items()}
    return keys.seal(consultation.key_name, json.dumps(plain, ensure_ascii=False))


def see(session: Session, comment_id: int, *, by: Official, at: datetime, keys: KeyRing) -> Personal:
    """Name and contact of a commenter, for who handles the consultation; each look is on record.

    Raises NotYourDesk, NotFound (no such comment, nothing left, erased).
    """
    leave.ask(session, by, Act.SEE_CONTACT, on=clock.day_of(at))
    comment = session.get(Comment, comment_id)
    if comment is None:
        raise NotFound("没有这份意见。")
    if comment.sealed is None:
        raise NotFound("这份意见没有留称呼和联系方式，或者已经删除。")
    consultation = session.get(Consultation, comment.consultation_id)
    assert consultation is not None
    opened = Personal(**json.loads(keys.open(consultation.key_name, comment.sealed)))
    history.write(session, by=by.login, act=Act.SEE_CONTACT, record=comment)
    return opened


def due_for_erasure(session: Session, at: datetime, *, months: int = RETENTION_MONTHS) -> list[int]:
    """The consultations whose personal data must go: so many whole months after the list was published, or given up."""
    query = (
        select(Consultation, IssuedDocument.public_from)
        .join(ProofList, col(ProofList.id) == col(Consultation.list_id))
        .outerjoin(IssuedDocument, col(IssuedDocument.id) == col(ProofList.issued_document_id))
        .where(
            col(Consultation.erased_at).is_(None),
            col(ProofList.state).in_(OVER),
        )
    )
    found = []
    rows: list[tuple[Consultation, datetime | None]] = list(session.exec(query))
    for consultation, published_from in rows:
        given_up = consultation.ended_at or consultation.closes_at
        since = given_up if published_from is None else published_from
        if clock.months_later(since, months) <= at:
            found.append(consultation.id or 0)
    return found


def erase_due(session: Session, *, at: datetime, keys: KeyRing, storage: Storage, by: str) -> int:
    """Erase what has been kept long enough by that instant; of how many consultations. Safe to repeat."""
    due = due_for_erasure(session, at)
    for consultation_id in due:
        erase(session, consultation_id, at=at, keys=keys, storage=storage, by=by)
    return len(due)


def erase(session: Session, consultation_id: int, *, at: datetime, keys: KeyRing, storage: Storage, by: str) -> None:
    """Destroy the consultation's key and what it sealed, files included; masked names go too. Safe to repeat."""
    consultation = session.get(Consultation, consultation_id)
    if consultation is None:
        raise NotFound("没有这次征求意见。")
    cleared = {"sealed": None, "shown_name": "", "has_contact": False}
    session.execute(update(Comment).where(col(Comment.consultation_id) == consultation_id).values(**cleared))
    if consultation.erased_at is None:
        consultation.erased_at = at
        history.write(session, by=by, act=Act.ERASE_CONTACT, record=consultation)
    session.flush()
    attachments.drop_afterwards(session, storage, attachments.take_off_all(session, consultation_id))
    keys.destroy(consultation.key_name)
