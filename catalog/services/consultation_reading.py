"""A consultation read for the public: when its draft may be seen, the comments that are shown, where they landed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, case, col, func, select

from catalog.models import (
    Answer,
    Comment,
    CommentLine,
    Consultation,
    ConsultationExtension,
    IssuedDocument,
    LineChange,
    ListVersion,
    Office,
    ProofList,
    Requirement,
    VersionLine,
)
from catalog.rules import consultations as rule
from catalog.rules.line_contents import LineContent
from catalog.services import bulk_editing, landings
from catalog.vocabulary import Adoption, Channel, CommenterKind, CommentState, OfficeKind, Stance, VersionPurpose


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One place of a frozen version. ``content`` is None when it was erased, ``redaction`` says why."""

    position: int
    requirement_id: int
    content: LineContent | None
    digest: str
    redaction: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A comment as the public reads it, with its answer as soon as that is out.

    ``about`` are places in the version that was open, ``moved`` those of lines that changed because of it.
    """

    id: int
    name: str
    kind: CommenterKind
    channel: Channel
    stance: Stance | None
    text: str
    received_on: date
    is_late: bool
    about: tuple[int, ...]
    adoption: Adoption | None = None
    reason: str = ""
    moved: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bearing:
    """How many comments speak of a line, and how many of those the public reads."""

    received: int
    shown: int


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


def positions(session: Session, version_id: int) -> list[int]:
    """The places of a version, in order."""
    query = select(VersionLine.position).where(VersionLine.version_id == version_id)
    return list(session.exec(query.order_by(col(VersionLine.position))))


def draft_lines(session: Session, version_id: int, some: Sequence[int] | None = None) -> list[DraftLine]:
    """The lines of a version at these places (all, when None), erased ones with their notice. One query."""
    query = select(VersionLine).where(VersionLine.version_id == version_id)
    if some is not None:
        query = query.where(col(VersionLine.position).in_(some))
    return [_draft_line(row) for row in session.exec(query.order_by(col(VersionLine.position)))]


def places_of(session: Session, version_id: int, requirement_ids: Collection[int]) -> dict[int, int]:
    """Requirement → its place in a version."""
    query = select(VersionLine.requirement_id, VersionLine.position).where(VersionLine.version_id == version_id)
    query = query.where(col(VersionLine.requirement_id).in_(requirement_ids))
    return dict(session.execute(query).all())


def naming(session: Session, requirement_id: int, *, at: datetime) -> list[tuple[Consultation, DraftLine]]:
    """The consultations that are open now and name the requirement, each with its line. One query."""
    query = (
        select(Consultation, VersionLine)
        .join(VersionLine, col(VersionLine.version_id) == col(Consultation.version_id))
        .where(
            VersionLine.requirement_id == requirement_id,
            Consultation.opens_at <= at,
            Consultation.closes_at > at,
            col(Consultation.ended_at).is_(None) | (col(Consultation.ended_at) > at),
        )
        .order_by(col(Consultation.closes_at))
    )
    return [(one, _draft_line(row)) for one, row in session.exec(query)]


def office_kinds(session: Session, requirement_ids: Collection[int]) -> dict[int, OfficeKind]:
    """What sort of body asks: a utility is spoken of differently from a department."""
    query = select(Requirement.id, Office.kind).join(Office, col(Office.id) == col(Requirement.office_id))
    return dict(session.execute(query.where(col(Requirement.id).in_(requirement_ids))).all())


def bearing(session: Session, consultation_id: int, requirement_ids: Collection[int]) -> dict[int, Bearing]:
    """How many comments bear on each of the requirements. One query."""
    is_shown = case((_is_shown(), 1), else_=0)
    query = (
        select(CommentLine.requirement_id, func.count(), func.sum(is_shown))
        .join(Comment, col(Comment.id) == col(CommentLine.comment_id))
        .where(
            Comment.consultation_id == consultation_id,
            Comment.state != CommentState.WITHDRAWN,
            col(CommentLine.requirement_id).in_(requirement_ids),
        )
        .group_by(col(CommentLine.requirement_id))
    )
    rows: list[tuple[int, int, int]] = list(session.exec(query))
    return {requirement_id: Bearing(count, int(shown or 0)) for requirement_id, count, shown in rows}


def shown_ids(session: Session, consultation_id: int, requirement_id: int | None = None) -> list[int]:
    """The comments that the public reads (on one line only, if given), newest first."""
    query = select(Comment.id).where(Comment.consultation_id == consultation_id, _is_shown())
    if requirement_id is not None:
        query = query.join(CommentLine, col(CommentLine.comment_id) == col(Comment.id))
        query = query.where(CommentLine.requirement_id == requirement_id)
    return [one for one in session.exec(query.order_by(col(Comment.id).desc())) if one is not None]


def shown(session: Session, consultation: Consultation, some: Sequence[int], *, at: datetime) -> list[Shown]:
    """These comments in the order asked, as far as the public may read them. Three queries."""
    query = select(Comment, Answer).outerjoin(Answer, col(Answer.id) == col(Comment.answer_id))
    query = query.where(col(Comment.id).in_(some), Comment.consultation_id == consultation.id, _is_shown())
    rows: dict[int | None, tuple[Comment, Answer | None]] = {row[0].id: row for row in session.exec(query)}
    about = landings.about(session, consultation.version_id, some)
    moved = landings.moved(session, consultation.version_id, some) if is_answered(consultation, at) else {}
    return [_shown(*rows[one], about.get(one, ()), moved.get(one, ()), at) for one in some if one in rows]


def about(session: Session, consultation: Consultation, comment_id: int) -> list[DraftLine]:
    """The lines of the open version that a comment speaks of."""
    places = landings.about(session, consultation.version_id, [comment_id]).get(comment_id, ())
    return draft_lines(session, consultation.version_id, places) if places else []


def shares_answer(session: Session, comment: Comment) -> bool:
    """Whether other comments were given the same answer."""
    query = select(func.count()).select_from(Comment).where(Comment.answer_id == comment.answer_id)
    return comment.answer_id is not None and session.exec(query).one() > 1


def reasons(session: Session, list_id: int) -> dict[int, list[str]]:
    """Requirement → the reasons given for changing its line, first one first; not that a step was taken back."""
    query = select(LineChange.requirement_id, LineChange.reason).where(LineChange.list_id == list_id)
    query = query.where(col(LineChange.reason).not_in(("", bulk_editing.UNDONE))).order_by(col(LineChange.id))
    found: dict[int, list[str]] = defaultdict(list)
    for requirement_id, reason in session.exec(query):
        if reason not in found[requirement_id]:
            found[requirement_id].append(reason)
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


def _is_shown() -> Any:
    """As rules.consultations.is_shown, asked of the table."""
    return (col(Comment.state) == CommentState.PASSED) & col(Comment.publishes)


def _draft_line(row: VersionLine) -> DraftLine:
    content = None
    if row.content is not None:
        content = LineContent.read(row.content, line_id=row.line_id, requirement_id=row.requirement_id)
    return DraftLine(row.position, row.requirement_id, content, row.digest, row.redaction)


def _shown(comment: Comment, answer: Answer | None, about: Iterable[int], moved: Iterable[int], at: datetime) -> Shown:
    if answer is not None and (answer.released_at is None or answer.released_at > at):
        answer = None
    return Shown(
        id=comment.id or 0,
        name=comment.shown_name,
        kind=comment.commenter_kind,
        channel=comment.channel,
        stance=comment.stance,
        text=comment.text,
        received_on=comment.received_on,
        is_late=comment.is_late,
        about=tuple(about),
        adoption=answer.adoption if answer else None,
        reason=answer.reason if answer else "",
        moved=tuple(moved) if answer else (),
    )
