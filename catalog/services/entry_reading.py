"""Entries of history as the desk reads them: of a list with its lines, and of one record."""

from sqlmodel import Session, and_, col, or_, select

from catalog.models import Entry, Line, ListVersion, Person, VersionLine


def of_list(session: Session, list_id: int, *, limit: int, after: int = 0) -> list[Entry]:
    """What happened to a list and to its lines, newest first; ``after`` is the number to go on below."""
    lines = select(Line.id).where(Line.list_id == list_id)
    frozen = select(VersionLine.line_id).join(ListVersion, col(ListVersion.id) == col(VersionLine.version_id))
    frozen = frozen.where(ListVersion.list_id == list_id)
    of_lines = and_(col(Entry.noun) == "line", or_(col(Entry.record_id).in_(lines), col(Entry.record_id).in_(frozen)))
    own = and_(col(Entry.noun).in_(("proof_list", "emergency")), col(Entry.record_id) == list_id)
    query = select(Entry).where(or_(own, of_lines))
    if after:
        query = query.where(col(Entry.number) < after)
    return list(session.exec(query.order_by(col(Entry.number).desc()).limit(limit)))


def of_record(session: Session, noun: str, record_id: int, *, limit: int = 50) -> list[Entry]:
    """The newest entries on one record."""
    query = select(Entry).where(Entry.noun == noun, Entry.record_id == record_id)
    return list(session.exec(query.order_by(col(Entry.number).desc()).limit(limit)))


def names_of_logins(session: Session) -> dict[str, str]:
    """Login → what the person is called, those who left included."""
    return dict(session.exec(select(Person.login, Person.name)).all())
