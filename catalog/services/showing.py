"""From when on the public sees a requirement: with the first consultation that opens on it, or its publication."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, func, select

from catalog.models import Consultation, Decision, Requirement, VersionLine
from catalog.rules.permissions import Official
from catalog.services import history, issuing
from catalog.vocabulary import Act


def announce(session: Session, consultation: Consultation, *, by: Official) -> None:
    """Let the public see what the draft names, from the opening on; one entry each, so that search follows."""
    opens_at = consultation.opens_at
    held = _held(session, consultation)
    ids = [one for one, public_from in held.items() if public_from is None or public_from > opens_at]
    issuing.show(session, ids, opens_at)
    for requirement_id in ids:
        _note(session, requirement_id, opens_at, consultation, by=by)


def take_back(session: Session, consultation: Consultation, *, by: Official) -> None:
    """Let what only this consultation would have shown stay hidden, because it ended before it opened.

    Another consultation that opens, or a publication ahead, still shows a requirement at its own instant.
    What is public already stays. Three queries, however long the draft.
    """
    session.flush()
    held = _held(session, consultation)
    others = _earliest(session, consultation)
    opens_at = consultation.opens_at
    shown_by_it = [one for one, public_from in held.items() if public_from is not None and public_from >= opens_at]
    later = {one: others.get(one) for one in shown_by_it if others.get(one) != held[one]}
    _set(session, later)
    for requirement_id, public_from in later.items():
        _note(session, requirement_id, public_from, consultation, by=by)


def _held(session: Session, consultation: Consultation) -> dict[int, datetime | None]:
    """From when each requirement of the draft is public, held so that two who show and hide it take turns."""
    lines = select(VersionLine.requirement_id).where(VersionLine.version_id == consultation.version_id)
    query = select(Requirement.id, Requirement.public_from).where(col(Requirement.id).in_(lines))
    return dict(session.execute(query.order_by(col(Requirement.id)).with_for_update()).all())


def _earliest(session: Session, consultation: Consultation) -> dict[int, datetime]:
    """When anything else shows each requirement of the draft: consultations that open, and publications."""
    lines = select(VersionLine.requirement_id).where(VersionLine.version_id == consultation.version_id)
    rounds = (
        select(VersionLine.requirement_id, func.min(Consultation.opens_at))
        .join(Consultation, col(Consultation.version_id) == col(VersionLine.version_id))
        .where(col(VersionLine.requirement_id).in_(lines), _opens())
        .group_by(col(VersionLine.requirement_id))
    )
    published = (
        select(Decision.requirement_id, func.min(Decision.public_from))
        .where(col(Decision.requirement_id).in_(lines))
        .group_by(col(Decision.requirement_id))
    )
    return _soonest([*session.exec(rounds), *session.exec(published)])


def _opens() -> Any:
    """As rules.consultations.was_open, asked of the table."""
    return col(Consultation.ended_at).is_(None) | (col(Consultation.ended_at) > col(Consultation.opens_at))


def _soonest(found: Iterable[tuple[int, datetime]]) -> dict[int, datetime]:
    soonest: dict[int, datetime] = {}
    for requirement_id, instant in found:
        soonest[requirement_id] = min(instant, soonest.get(requirement_id, instant))
    return soonest


def _set(session: Session, later: dict[int, datetime | None]) -> None:
    table = Requirement.__table__  # type: ignore[attr-defined]
    statement = update(table).where(table.c.id == bindparam("which")).values(public_from=bindparam("shown_from"))
    if later:
        rows = [{"which": one, "shown_from": instant} for one, instant in later.items()]
        session.connection().execute(statement, rows)
        session.expire_all()


def _note(
    session: Session, requirement_id: int, public_from: datetime | None, consultation: Consultation, *, by: Official
) -> None:
    act = Act.HIDE_REQUIREMENT if public_from is None else Act.SHOW_REQUIREMENT
    after = {"public_from": public_from.isoformat() if public_from else None, "list": consultation.list_id}
    history.write(session, by=by.login, act=act, noun="requirement", record_id=requirement_id, after=after)
