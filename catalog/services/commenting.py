"""What people say about a draft: taken down, corrected, taken back; each with a receipt."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from catalog import clock
from catalog.errors import Conflicting, Incomplete, OutOfTurn
from catalog.models import Comment, CommentLine, Consultation, KeptComment, VersionLine
from catalog.rules import consultations as rule
from catalog.rules import limits, masking, receipts
from catalog.rules.permissions import Official
from catalog.services import attachments, attempts, comment_drafts, consultations, history, leave, list_steps
from catalog.services.attachments import Sealed
from catalog.services.comment_drafts import CommentDraft
from catalog.services.sealing import seal
from catalog.services.vault import KeyRing
from catalog.vocabulary import Act, Channel, ConsultationState, ListState

PUBLIC = "公众"


@dataclass(frozen=True)
class Receipt:
    """What the author is given. ``is_repeat``: the same form with the same text had come before."""

    code: str
    comment_id: int
    received_at: datetime
    is_late: bool
    is_repeat: bool = False


class AlreadySent(Conflicting):
    """The same form came again with another text: to be offered as a correction of ``code``."""

    def __init__(self, code: str) -> None:
        super().__init__("这张表刚才已经交过一份，内容不一样。要用新写的代替吗？旧的会留在记录里，不公开。")
        self.code = code


def submit(
    session: Session,
    consultation_id: int,
    draft: CommentDraft,
    *,
    ticket: str,
    received_at: datetime,
    secret: str,
    keys: KeyRing,
    address: str = "",
    files: Sequence[Sealed] = (),
) -> Receipt:
    """Take a comment down. ``received_at`` is the instant at which the request was first seen, before any wait.

    The same ``ticket`` with the same text gets the same receipt; its ``files`` (stored already) are those that came
    first. Raises Incomplete (what is missing), OutOfTurn
    (not open yet, ended, answered), AlreadySent (same ticket, other text), TooOften, NotFound.
    """
    check_ticket(secret, ticket)
    comment_drafts.check(draft)
    consultation = consultations.get(session, consultation_id)
    ticket_digest, code = receipts.ticket_digest(ticket), receipts.code_of(secret, ticket)
    if before := sent(session, consultation_id, ticket_digest):
        return _again(session, before, draft, code)
    attempts.count(session, limits.COMMENT_PER_TICKET, ticket_digest, at=received_at)
    if address:
        subject = limits.subject_of_address(address, secret)
        attempts.count(session, limits.COMMENT_PER_ADDRESS, subject, at=received_at)
    if why := refusal(consultation, received_at):
        raise OutOfTurn(why)
    row = _row(consultation, draft, keys, received_at=received_at, received_on=clock.day_of(received_at))
    comment = Comment(**row, ticket_digest=ticket_digest, receipt_digest=receipts.digest(code))
    try:
        with session.begin_nested():
            _add(session, consultation, comment, draft)
            digests = attachments.note(session, comment, files)
    except IntegrityError:
        # The same form arrived twice at the same moment; the other one was first.
        before = sent(session, consultation_id, ticket_digest)
        if before is None:
            raise
        return _again(session, before, draft, code)
    # What was put aside under this code has arrived.
    session.execute(delete(KeptComment).where(col(KeptComment.receipt_digest) == comment.receipt_digest))
    note(session, Act.SEND_COMMENT, comment, by=PUBLIC, lines=len(draft.positions), files=digests)
    return Receipt(code, comment.id or 0, comment.received_at, comment.is_late)


def enter(
    session: Session,
    consultation_id: int,
    draft: CommentDraft,
    *,
    channel: Channel,
    received_on: date,
    ticket: str,
    by: Official,
    at: datetime,
    secret: str,
    keys: KeyRing,
    files: Sequence[Sealed] = (),
) -> Receipt:
    """Take down what came by letter (day of the postmark), telephone, e-mail or at the counter.

    Possible until the list is settled. Raises Incomplete, OutOfTurn, AlreadySent, NotYourDesk.
    """
    leave.ask(session, by, Act.ENTER_COMMENT, on=clock.day_of(at))
    check_ticket(secret, ticket)
    comment_drafts.check(draft)
    if channel is Channel.WEB:
        raise Incomplete("网页上的意见由本人提交。请选来信、电话、电子邮件或当面。", field="channel")
    consultation = consultations.get(session, consultation_id)
    listing = list_steps.locked(session, consultation.list_id)
    ticket_digest, code = receipts.ticket_digest(ticket), receipts.code_of(secret, ticket)
    if before := sent(session, consultation_id, ticket_digest):
        return _again(session, before, draft, code)
    if list_steps.state(session, listing, at) not in (ListState.CONSULTING, ListState.SETTLING):
        raise OutOfTurn("这份清单的意见已经研究完了，不能再登记。请另行答复来信人。")
    if not consultation.opens_on <= received_on <= clock.day_of(at):
        raise Incomplete("收到的日期要在开始征求意见以后，不能晚于今天。", field="received_on")
    row = _row(consultation, draft, keys, received_at=at, received_on=received_on, channel=channel)
    comment = Comment(**row, ticket_digest=ticket_digest, receipt_digest=receipts.digest(code), entered_by_id=by.id)
    _add(session, consultation, comment, draft)
    more = {"lines": len(draft.positions), "files": attachments.note(session, comment, files)}
    note(session, Act.ENTER_COMMENT, comment, by=by.login, channel=channel.value, **more)
    return Receipt(code, comment.id or 0, comment.received_at, comment.is_late)


def new_ticket(secret: str, at: datetime) -> str:
    """A ticket for one form."""
    return receipts.ticket(secret, secrets.token_bytes(receipts.TICKET_BYTES), at)


def refusal(consultation: Consultation, at: datetime) -> str | None:
    """Why no comment is taken now, or None. After the close it is, as a late one, until the answers are out."""
    now = consultations.state(consultation, at)
    day = consultation.opens_on
    return {
        ConsultationState.ANNOUNCED: f"还没有开始征求意见，{day.year}年{day.month}月{day.day}日开始。",
        ConsultationState.ENDED: "这次征求意见已经终止，不再收意见。",
        ConsultationState.ANSWERED: "意见采纳情况已经公布，这次不再收意见。有新的想法，请在下一次提，或打12345。",
    }.get(now)


def check_ticket(secret: str, ticket: str) -> None:
    """Raise Incomplete when the ticket is not one that this register gave out."""
    if receipts.issued_at(secret, ticket) is None:
        raise Incomplete("这张表已经失效。请刷新页面再交，您写的内容还在。", field="ticket")


def _row(
    consultation: Consultation,
    draft: CommentDraft,
    keys: KeyRing,
    *,
    received_at: datetime,
    received_on: date,
    channel: Channel = Channel.WEB,
) -> dict[str, Any]:
    timely = rule.is_timely(
        channel,
        received_at=received_at,
        received_on=received_on,
        closes_at=consultation.closes_at,
        last_on=consultation.last_on,
    )
    return {
        "consultation_id": consultation.id,
        "channel": channel,
        "commenter_kind": draft.kind,
        "stance": draft.stance,
        "text": draft.text.strip(),
        "salt": secrets.token_hex(16),
        "shown_name": masking.masked(draft.personal.name),
        "sealed": seal(keys, consultation, draft.personal),
        "has_contact": bool(draft.personal.contact.strip()),
        "publishes": bool(draft.publishes),
        "received_at": received_at,
        "received_on": received_on,
        "is_late": not timely,
    }


def _add(session: Session, consultation: Consultation, comment: Comment, draft: CommentDraft) -> None:
    session.add(comment)
    session.flush()
    name_lines(session, consultation, comment, draft.positions)
    session.flush()


def name_lines(session: Session, consultation: Consultation, comment: Comment, positions: Sequence[int]) -> None:
    """Note which lines of the frozen version the comment is about. Raises Incomplete for one it does not have."""
    for requirement_id in _named(session, consultation.version_id, positions):
        session.add(CommentLine(comment_id=comment.id or 0, requirement_id=requirement_id))


def _named(session: Session, version_id: int, positions: Sequence[int]) -> list[int]:
    """The requirements at these places of the version. Raises Incomplete for a place it does not have."""
    if not positions:
        return []
    query = select(VersionLine.position, VersionLine.requirement_id).where(VersionLine.version_id == version_id)
    rows = session.exec(query.where(col(VersionLine.position).in_(set(positions))))
    found = {int(position): int(requirement_id) for position, requirement_id in rows}
    if missing := sorted(set(positions) - set(found)):
        raise Incomplete(f"清单里没有第{missing[0]}条。请核对条号。", field="positions")
    return [found[position] for position in sorted(found)]


def sent(session: Session, consultation_id: int, ticket_digest: str) -> Comment | None:
    """The comment that came on this form, if one did."""
    query = select(Comment).where(Comment.consultation_id == consultation_id, Comment.ticket_digest == ticket_digest)
    return session.exec(query.execution_options(populate_existing=True)).first()


def _again(session: Session, sent: Comment, draft: CommentDraft, code: str) -> Receipt:
    if sent.text != draft.text.strip():
        raise AlreadySent(code)
    return Receipt(code, sent.id or 0, sent.received_at, sent.is_late, is_repeat=True)


def note(session: Session, act: Act, comment: Comment, *, by: str, **more: Any) -> None:
    """History of a comment: ids and salted digests, never a word of what was written."""
    digest = receipts.text_digest(comment.salt, comment.text)
    after = {"consultation": comment.consultation_id, "text": digest, **more}
    history.write(session, by=by, act=act, record=comment, after=after)
