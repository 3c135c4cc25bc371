"""The lines of a frozen draft as the public reads them: at which place, in which words, and why they were changed."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from catalog.models import Consultation, LineChange, Office, Requirement, VersionLine
from catalog.rules.line_contents import LineContent
from catalog.services import bulk_editing
from catalog.vocabulary import OfficeKind


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One place of a frozen version. ``content`` is None when it was erased, ``redaction`` says why."""

    position: int
    requirement_id: int
    content: LineContent | None
    digest: str
    redaction: str


def positions(session: Session, version_id: int) -> list[int]:
    """The places of a version, in order."""
    query = select(VersionLine.position).where(VersionLine.version_id == version_id)
    return list(session.exec(query.order_by(col(VersionLine.position))))


def of_version(session: Session, version_id: int, some: Sequence[int] | None = None) -> list[DraftLine]:
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


def reasons(session: Session, list_id: int) -> dict[int, list[str]]:
    """Requirement → the reasons given for changing its line, first one first; not that a step was taken back."""
    query = select(LineChange.requirement_id, LineChange.reason).where(LineChange.list_id == list_id)
    query = query.where(col(LineChange.reason).not_in(("", bulk_editing.UNDONE))).order_by(col(LineChange.id))
    found: dict[int, list[str]] = defaultdict(list)
    for requirement_id, reason in session.exec(query):
        if reason not in found[requirement_id]:
            found[requirement_id].append(reason)
    return found


def _draft_line(row: VersionLine) -> DraftLine:
    content = None
    if row.content is not None:
        content = LineContent.read(row.content, line_id=row.line_id, requirement_id=row.requirement_id)
    return DraftLine(row.position, row.requirement_id, content, row.digest, row.redaction)
