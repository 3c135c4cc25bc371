"""Draft a list line by line, hand it in, take it back."""

from datetime import date, datetime

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from catalog import clock
from catalog.errors import Incomplete
from catalog.models import (
    Line,
    Office,
    ProofList,
)
from catalog.rules import completeness
from catalog.rules.line_changes import Comparison
from catalog.rules.permissions import Case, Official
from catalog.services import history, leave, line_texts, list_steps, versions
from catalog.services.lists import COUNTING_RULE
from catalog.vocabulary import Act, ListKind, ListState, VersionPurpose


def start(
    session: Session,
    *,
    title: str,
    by: Official,
    at: datetime,
    office_id: int | None = None,
    kind: ListKind = ListKind.CANCELLATION,
    is_normative: bool = False,
    batch_id: int | None = None,
    due_on: date | None = None,
) -> ProofList:
    """Begin an empty list: a department's (``office_id``), or one of the whole city. Raises Incomplete, NotYourDesk."""
    office = session.get(Office, office_id) if office_id else None
    about = Case(office_id, office.name if office else "", bureau_edits=office_id is None)
    leave.ask(session, by, Act.START_LIST, about, on=clock.day_of(at))
    if not title.strip():
        raise Incomplete("请写清单的名称。", field="title")
    if batch_id is not None and not _takes_parts(session, batch_id):
        raise Incomplete("这一批已经不收各单位的清单了，请重新选，或者以后再定。", field="batch")
    listing = ProofList(
        title=title.strip(),
        kind=kind,
        counting_rule=COUNTING_RULE,
        is_normative=is_normative,
        office_id=office_id,
        batch_id=batch_id,
        due_on=due_on,
        created_at=at,
    )
    session.add(listing)
    session.flush()
    after = {"title": listing.title, "office": office_id, "batch": batch_id}
    history.write(session, by=by.login, act=Act.START_LIST, record=listing, after=after)
    return listing


def _takes_parts(session: Session, batch_id: int) -> bool:
    batch = session.get(ProofList, batch_id)
    return batch is not None and batch.office_id is None and batch.state is ListState.DRAFTING


def submit(session: Session, list_id: int, *, by: Official, at: datetime, emergency: str = "") -> ProofList:
    """Hand the list in to the bureau: complete, numbered through, frozen as it was handed in.

    Raises Incomplete (which lines lack what), OutOfTurn, NotYourDesk.
    """
    listing = list_steps.locked(session, list_id)
    step = list_steps.ready(session, listing, "submit", by=by, at=at, emergency=emergency)
    if why := completeness.refusal(line_texts.of_list(session, list_id)):
        raise Incomplete(why)
    number_through(session, list_id)
    version = versions.freeze(session, listing, VersionPurpose.SUBMITTED, by=by, at=at)
    list_steps.take(session, step, version=version.number, lines=version.lines, digest=version.digest)
    return listing


def recall(session: Session, list_id: int, *, by: Official, at: datetime) -> ProofList:
    """Take a list back that the bureau has not yet assembled. Raises OutOfTurn, NotYourDesk."""
    listing = list_steps.locked(session, list_id)
    list_steps.take(session, list_steps.ready(session, listing, "recall", by=by, at=at))
    return listing


def changed_since_submission(session: Session, list_id: int) -> Comparison | None:
    """What is new since the list was last handed in; while it is handed in, since the time before. None at first."""
    query = select(ProofList.state).where(ProofList.id == list_id)
    drafting = session.exec(query).first() is ListState.DRAFTING
    frozen = versions.frozen(session, list_id, VersionPurpose.SUBMITTED)
    if drafting:
        return versions.changed_since(session, frozen[-1]) if frozen else None
    return versions.compared(session, frozen[-2].id or 0, frozen[-1].id or 0) if len(frozen) > 1 else None


def number_through(session: Session, list_id: int) -> None:
    """Close the gaps that removed lines left in the numbering; two statements whatever their number.

    Lines keep their identity: comparisons, comments and changes know them by requirement and id.
    """
    rows = session.exec(select(Line.id, Line.position).where(Line.list_id == list_id).order_by(col(Line.position)))
    moved = [{"which": line_id, "to": to} for to, (line_id, position) in enumerate(rows, start=1) if to != position]
    if not moved:
        return
    table = Line.__table__  # type: ignore[attr-defined]
    statement = update(table).where(table.c.id == bindparam("which")).values(position=bindparam("to"))
    # By way of negative places, because no place may be taken twice in between.
    session.connection().execute(statement, [{**one, "to": -int(one["to"] or 0)} for one in moved])
    session.connection().execute(statement, moved)
    session.expire_all()
