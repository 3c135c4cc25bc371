"""A comment that is put aside: sealed whole under the code it will have when sent, gone at the close at the latest.

It is no comment: nothing counts it, nobody at the desk sees it, and it opens to nobody but who holds its code.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select

from catalog.errors import Conflicting, Incomplete, NotFound, OutOfTurn
from catalog.models import Consultation, KeptComment
from catalog.rules import limits, receipts
from catalog.services import attempts, comment_drafts, commenting, consultations, history
from catalog.services.vault import KeyRing
from catalog.vocabulary import Act, ConsultationState

NONE = "没有这个回执码。请看清每个字；我们的码里没有0、O、1、I。"


@dataclass(frozen=True)
class Kept:
    """What was put aside: everything typed, by field, and the ticket of its form. It is kept until ``until``."""

    code: str
    consultation_id: int
    ticket: str
    typed: Mapping[str, str]
    kept_at: datetime
    until: datetime


class KeptMeanwhile(Conflicting):
    """Another text was put aside under the same code since: nobody is to lose the ``text`` kept at ``kept_at``."""

    def __init__(self, text: str, kept_at: datetime) -> None:
        super().__init__("存着的那一份和现在写的不一样，列在下面。要用的请抄进来；再按一次，就以现在写的为准。")
        self.text, self.kept_at = text, kept_at


def check_newest(
    session: Session,
    consultation_id: int,
    text: str,
    *,
    ticket: str,
    over: str,
    received_at: datetime,
    secret: str,
    keys: KeyRing,
) -> None:
    """Raises KeptMeanwhile when to keep or send ``text`` would lose what was put aside with the same ticket.

    ``over`` is the instant (ISO) of the state that its writer has seen, "" for none. Raises Incomplete (no ticket
    of ours) and NotFound as well. The row is held until the transaction ends.
    """
    commenting.check_ticket(secret, ticket)
    consultation = consultations.get(session, consultation_id)
    found = _of(session, receipts.digest(receipts.code_of(secret, ticket)), held=True)
    if found is None or found.kept_at.isoformat() == over:
        return
    if consultations.state(consultation, received_at) is not ConsultationState.OPEN:
        return
    before = json.loads(keys.open(consultation.key_name, found.sealed))["typed"].get("text", "").strip()
    if before not in text:
        raise KeptMeanwhile(before, found.kept_at)


def keep(
    session: Session,
    consultation_id: int,
    typed: Mapping[str, str],
    *,
    ticket: str,
    received_at: datetime,
    secret: str,
    keys: KeyRing,
    address: str = "",
) -> str:
    """Put a form aside as it was filled in (``text`` is what it says); its code, the receipt's once it is sent.

    The same ``ticket`` keeps the newest state under the same code. Raises Incomplete (nothing written, too long,
    no ticket of ours), OutOfTurn (not open), AlreadySent (the form was sent meanwhile), TooOften, NotFound.
    """
    commenting.check_ticket(secret, ticket)
    if why := _fault(typed):
        raise why
    consultation = consultations.get(session, consultation_id)
    code = receipts.code_of(secret, ticket)
    if commenting.sent(session, consultation_id, receipts.ticket_digest(ticket)):
        raise commenting.AlreadySent(code)
    attempts.count(session, limits.KEEPING_PER_TICKET, receipts.ticket_digest(ticket), at=received_at)
    if address:
        subject = limits.subject_of_address(address, secret)
        attempts.count(session, limits.KEEPING_PER_ADDRESS, subject, at=received_at)
    if consultations.state(consultation, received_at) is not ConsultationState.OPEN:
        raise OutOfTurn("现在不在征求意见的期限里，不能先存着。")
    plain = json.dumps({"ticket": ticket, "typed": dict(typed)}, ensure_ascii=False)
    row = {
        "sealed": keys.seal(consultation.key_name, plain),
        "salt": secrets.token_hex(16),
        "kept_at": received_at,
    }
    kept = _put(session, consultation_id, receipts.digest(code), row)
    after = {"consultation": consultation_id, "text": receipts.text_digest(kept.salt, typed["text"])}
    history.write(session, by=commenting.PUBLIC, act=Act.KEEP_COMMENT, record=kept, after=after)
    return code


def find(session: Session, written: str, *, at: datetime, keys: KeyRing) -> Kept:
    """What was put aside under a code as somebody typed it. Raises NotFound, also once the period is over."""
    found = _held(session, written)
    consultation = consultations.get(session, found.consultation_id)
    if consultations.state(consultation, at) is not ConsultationState.OPEN:
        raise NotFound("存稿只留到截止，已经删去。现在还可以另写一份，会标明“逾期”，照样答复。")
    held = json.loads(keys.open(consultation.key_name, found.sealed))
    code = receipts.normalise(written) or ""
    return Kept(code, found.consultation_id, held["ticket"], held["typed"], found.kept_at, consultation.closes_at)


def drop(session: Session, written: str) -> None:
    """Throw away what was put aside, before the close. Raises NotFound."""
    found = _held(session, written)
    before = {"consultation": found.consultation_id}
    history.write(
        session,
        by=commenting.PUBLIC,
        act=Act.DROP_KEPT_COMMENT,
        noun=KeptComment.__tablename__,
        record_id=found.id,
        before=before,
    )
    session.delete(found)


def forget_closed(session: Session, *, at: datetime, by: str) -> int:
    """Delete what was put aside in consultations that are over; how many. One entry for each consultation."""
    over = (col(Consultation.closes_at) <= at) | (col(Consultation.ended_at) <= at)
    query = select(KeptComment.consultation_id, func.count()).join(Consultation).where(over)
    counts = dict(session.exec(query.group_by(col(KeptComment.consultation_id))).all())
    for consultation_id, number in counts.items():
        history.write(
            session,
            by=by,
            act=Act.DROP_KEPT_COMMENT,
            noun=Consultation.__tablename__,
            record_id=consultation_id,
            before={"count": number},
        )
    session.execute(delete(KeptComment).where(col(KeptComment.consultation_id).in_(counts)))
    return sum(counts.values())


def _fault(typed: Mapping[str, str]) -> Incomplete | None:
    """Why this is not kept. What a comment lacks beside its text may still come."""
    text = typed.get("text", "").strip()
    if not text:
        return Incomplete("还没有写意见，没有可存的。", field="text")
    if len(text) > comment_drafts.LONGEST_TEXT:
        return Incomplete(f"最多{comment_drafts.LONGEST_TEXT:,}字，现在有{len(text):,}字。请写短些再存。", field="text")
    longest = {"name": comment_drafts.LONGEST_NAME, "contact": comment_drafts.LONGEST_CONTACT}
    for field, most in longest.items():
        if len(typed.get(field, "")) > most:
            return Incomplete(f"这一格最多{most}个字。", field=field)
    return None


def _put(session: Session, consultation_id: int, digest: str, row: dict[str, object]) -> KeptComment:
    """Write it under its code, over what was kept there before."""
    if found := _of(session, digest):
        found.sqlmodel_update(row)
        return found
    made = KeptComment(consultation_id=consultation_id, receipt_digest=digest, **row)  # type: ignore[arg-type]
    try:
        with session.begin_nested():
            session.add(made)
            session.flush()
    except IntegrityError:
        # The same form arrived twice at the same moment; the other one was first.
        found = _of(session, digest)
        if found is None:
            raise
        found.sqlmodel_update(row)
        return found
    return made


def _held(session: Session, written: str) -> KeptComment:
    code = receipts.normalise(written)
    found = _of(session, receipts.digest(code)) if code else None
    if found is None:
        raise NotFound(NONE)
    return found


def _of(session: Session, digest: str, *, held: bool = False) -> KeptComment | None:
    query = select(KeptComment).where(KeptComment.receipt_digest == digest)
    query = query.with_for_update() if held else query
    return session.exec(query.execution_options(populate_existing=True)).first()
