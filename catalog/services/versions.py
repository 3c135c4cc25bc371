"""Frozen versions of a list: what stood there at a moment, provably, and what changed since."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from catalog.errors import NotFound
from catalog.models import ListVersion, ProofList, VersionLine
from catalog.rules import line_contents
from catalog.rules.line_changes import Comparison, compare
from catalog.rules.line_contents import LineContent
from catalog.rules.permissions import Official
from catalog.services import history, line_texts
from catalog.services.registering import insert_many
from catalog.vocabulary import Act, VersionPurpose


def freeze(session: Session, listing: ProofList, purpose: VersionPurpose, *, by: Official, at: datetime) -> ListVersion:
    """Freeze the list as it stands; the version before it, when that says the same."""
    lines = line_texts.of_list(session, listing.id or 0)
    digest = line_contents.digest_of_all(line.digest for line in lines)
    before = newest(session, listing.id or 0, purpose)
    if before and before.digest == digest:
        return before
    version = ListVersion(
        list_id=listing.id or 0,
        purpose=purpose,
        number=before.number + 1 if before else 1,
        frozen_at=at,
        person_id=by.id,
        title=listing.title,
        lines=len(lines),
        digest=digest,
    )
    session.add(version)
    session.flush()
    insert_many(session, VersionLine, [_row(version.id or 0, line) for line in lines])
    after = {"version": version.number, "purpose": purpose.value, "lines": len(lines), "digest": digest}
    history.write(session, by=by.login, act=Act.FREEZE_VERSION, record=listing, after=after)
    return version


def _row(version_id: int, line: LineContent) -> dict[str, object]:
    return {
        "version_id": version_id,
        "position": line.position,
        "line_id": line.line_id,
        "requirement_id": line.requirement_id,
        "digest": line.digest,
        "content": line.said(),
    }


def newest(session: Session, list_id: int, purpose: VersionPurpose) -> ListVersion | None:
    """The last version frozen for that purpose."""
    query = select(ListVersion).where(ListVersion.list_id == list_id, ListVersion.purpose == purpose)
    return session.exec(query.order_by(col(ListVersion.number).desc()).limit(1)).first()


def frozen(session: Session, list_id: int, purpose: VersionPurpose = VersionPurpose.PUBLIC) -> list[ListVersion]:
    """The versions frozen for a purpose (by default those that the public saw or will see), oldest first."""
    query = select(ListVersion).where(ListVersion.list_id == list_id, ListVersion.purpose == purpose)
    return list(session.exec(query.order_by(col(ListVersion.number))))


def get(session: Session, version_id: int) -> ListVersion:
    """The version; NotFound when there is none."""
    if (found := session.get(ListVersion, version_id)) is None:
        raise NotFound("没有这一版。")
    return found


def lines(session: Session, version_id: int, *, positions: Sequence[int] | None = None) -> list[LineContent]:
    """The lines of a version in their order (those at ``positions`` only); erased ones are left out. One query."""
    query = select(VersionLine).where(VersionLine.version_id == version_id)
    if positions is not None:
        query = query.where(col(VersionLine.position).in_(list(positions)))
    rows = session.exec(query.order_by(col(VersionLine.position)))
    return [
        LineContent.read(row.content, line_id=row.line_id, requirement_id=row.requirement_id)
        for row in rows
        if row.content is not None
    ]


def digest_now(session: Session, list_id: int) -> str:
    """The digest of the list as it stands."""
    return line_contents.digest_of_all(line.digest for line in line_texts.of_list(session, list_id))


def compared(session: Session, old_id: int, new_id: int) -> Comparison:
    """What changed between two versions; what was erased from either is not compared. Three queries."""
    return compare(lines(session, old_id), lines(session, new_id), erased=_erased(session, old_id, new_id))


def changed_since(session: Session, version: ListVersion) -> Comparison:
    """What changed between a version and the list as it stands."""
    now = line_texts.of_list(session, version.list_id)
    return compare(lines(session, version.id or 0), now, erased=_erased(session, version.id or 0))


def _erased(session: Session, *version_ids: int) -> list[tuple[int, int]]:
    """Line and requirement of what was erased from these versions."""
    query = select(VersionLine.line_id, VersionLine.requirement_id)
    query = query.where(col(VersionLine.version_id).in_(version_ids), col(VersionLine.content).is_(None))
    return [(int(line_id), int(requirement_id)) for line_id, requirement_id in session.exec(query)]


def verify(session: Session, version_id: int) -> str | None:
    """Recompute every digest of a version; None when it holds, else a sentence. Erased lines count by their digest."""
    version = get(session, version_id)
    rows = list(
        session.exec(
            select(VersionLine).where(VersionLine.version_id == version_id).order_by(col(VersionLine.position))
        )
    )
    for row in rows:
        if row.content is not None and line_contents.digest_of(row.content) != row.digest:
            return f"第{version.number}版第{row.position}条的摘要对不上，内容被改动过。"
        if row.content is None and not row.redaction:
            return f"第{version.number}版第{row.position}条的内容不见了，也没有说明。"
    if line_contents.digest_of_all(row.digest for row in rows) != version.digest:
        return f"第{version.number}版的总摘要对不上，有条目增减过。"
    return None
