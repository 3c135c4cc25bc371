"""Filing with the superior after publication (备案)."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from catalog import clock
from catalog.errors import Incomplete
from catalog.models import Filing
from catalog.rules.permissions import Official
from catalog.services import list_steps


def record(
    session: Session,
    list_id: int,
    *,
    filed_on: date,
    by: Official,
    at: datetime,
    number: str = "",
    objection: str = "",
) -> Filing:
    """Record that a published list was filed, or objected to; the same again is the one on record.

    Raises Incomplete, OutOfTurn, NotYourDesk.
    """
    listing = list_steps.locked(session, list_id)
    step = list_steps.ready(session, listing, "file", by=by, at=at)
    if not number.strip() and not objection.strip():
        raise Incomplete("请写备案号，或者写上级提出的意见。", field="number")
    if filed_on > clock.day_of(at):
        raise Incomplete("备案日期不能晚于今天。", field="filed_on")
    if (known := _known(session, list_id, filed_on, number.strip(), objection.strip())) is not None:
        return known
    filing = Filing(
        list_id=list_id,
        filed_on=filed_on,
        number=number.strip(),
        objection=objection.strip(),
        person_id=by.id,
        at=at,
    )
    session.add(filing)
    session.flush()
    list_steps.take(session, step, filing=filing.id, number=filing.number, filed_on=filed_on.isoformat())
    return filing


def of_list(session: Session, list_id: int) -> list[Filing]:
    """What was filed for the list, oldest first."""
    return list(session.exec(select(Filing).where(Filing.list_id == list_id).order_by(col(Filing.id))))


def _known(session: Session, list_id: int, filed_on: date, number: str, objection: str) -> Filing | None:
    query = select(Filing).where(Filing.list_id == list_id, Filing.filed_on == filed_on)
    return session.exec(query.where(Filing.number == number, Filing.objection == objection)).first()
