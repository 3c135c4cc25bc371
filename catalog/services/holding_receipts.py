"""What a receipt lets its holder do: look, correct, take back, erase what is personal."""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from catalog.errors import NotFound, OutOfTurn
from catalog.models import Comment, CommentLine, CommentRevision, Consultation
from catalog.rules import masking, receipts
from catalog.services import attachments, comment_drafts, commenting, consultations
from catalog.services.attachments import Sealed
from catalog.services.comment_drafts import CommentDraft
from catalog.services.sealing import Personal, seal
from catalog.services.vault import KeyRing
from catalog.storage import Storage
from catalog.vocabulary import Act, CommentState, ConsultationState


def correct(
    session: Session,
    code: str,
    draft: CommentDraft,
    *,
    received_at: datetime,
    keys: KeyRing,
    storage: Storage,
    files: Sequence[Sealed] = (),
    without: Collection[int] = (),
) -> Comment:
    """Let the author say something else until the close; the earlier text is kept and never shown.

    An empty name and contact leave those that were given. ``files`` (stored already) come to those that were handed
    in, those with the ids ``without`` go for good. Raises NotFound, OutOfTurn, Incomplete.
    """
    comment_drafts.check(draft)
    comment, consultation = _still_open(session, code, received_at)
    session.add(
        CommentRevision(comment_id=comment.id or 0, text=comment.text, salt=comment.salt, replaced_at=received_at)
    )
    comment.text, comment.salt = draft.text.strip(), secrets.token_hex(16)
    comment.stance, comment.commenter_kind, comment.publishes = draft.stance, draft.kind, bool(draft.publishes)
    if not draft.personal.is_empty:
        _seal(comment, consultation, draft.personal, keys)
    comment.state, comment.withheld_reason, comment.withheld_note = CommentState.RECEIVED, None, ""
    comment.corrected_at = received_at
    comment.version += 1
    session.execute(delete(CommentLine).where(col(CommentLine.comment_id) == comment.id))
    commenting.name_lines(session, consultation, comment, draft.positions)
    more: dict[str, Any] = {"lines": len(draft.positions)}
    gone = attachments.take_off(session, comment, only=set(without))
    if gone:
        more["files_removed"] = len(gone)
    more["files"] = attachments.note(session, comment, files)
    commenting.note(session, Act.CORRECT_COMMENT, comment, by=commenting.PUBLIC, **more)
    attachments.drop_afterwards(session, storage, gone)
    return comment


def withdraw(session: Session, code: str, *, at: datetime, storage: Storage) -> Comment:
    """Take a comment back before the close: not shown, not answered, its files gone. Raises NotFound, OutOfTurn."""
    comment, _ = _still_open(session, code, at)
    comment.state, comment.withdrawn_at = CommentState.WITHDRAWN, at
    comment.version += 1
    commenting.note(session, Act.WITHDRAW_COMMENT, comment, by=commenting.PUBLIC)
    attachments.drop_afterwards(session, storage, attachments.take_off(session, comment))
    return comment


def erase_personal(session: Session, code: str, *, storage: Storage) -> Comment:
    """Erase name, contact and files, at any time; the text stays and belongs to nobody any more. Raises NotFound."""
    comment = find(session, code)
    comment.sealed, comment.shown_name, comment.has_contact = None, "", False
    comment.version += 1
    commenting.note(session, Act.ERASE_CONTACT, comment, by=commenting.PUBLIC)
    attachments.drop_afterwards(session, storage, attachments.take_off(session, comment))
    return comment


def find(session: Session, written: str) -> Comment:
    """The comment that belongs to a code as somebody typed it. Raises NotFound."""
    code = receipts.normalise(written)
    query = select(Comment).where(Comment.receipt_digest == receipts.digest(code or ""))
    found = session.exec(query).first() if code else None
    if found is None:
        raise NotFound(
            "没有这个回执码。请看清每个字；我们的码里没有0、O、1、I。",
        )
    return found


def _still_open(session: Session, code: str, at: datetime) -> tuple[Comment, Consultation]:
    comment = find(session, code)
    consultation = consultations.get(session, comment.consultation_id)
    if comment.state is CommentState.WITHDRAWN:
        raise OutOfTurn("这份意见已经撤回了。截止前可以重新提。")
    if consultations.state(consultation, at) is not ConsultationState.OPEN:
        raise OutOfTurn("已经截止，不能再改或撤回。想补充的话，可以另写一份，会标明“逾期”，照样答复。")
    return comment, consultation


def _seal(comment: Comment, consultation: Consultation, personal: Personal, keys: KeyRing) -> None:
    comment.sealed = seal(keys, consultation, personal)
    comment.shown_name = masking.masked(personal.name)
    comment.has_contact = bool(personal.contact.strip())
