"""Attach documents to lines, and sign reasons why a line stands as it does."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from catalog import clock
from catalog.errors import Incomplete, NotFound, OutOfTurn
from catalog.models import Evidence, EvidenceLine, Line, LineException, Office, ProofList, Requirement
from catalog.rules.lifecycles import OPEN_TO_EVIDENCE
from catalog.rules.permissions import Case, Official
from catalog.services import history, leave, list_steps
from catalog.services.registering import insert_many
from catalog.vocabulary import Act, ExceptionKind, ListState


def attach(
    session: Session,
    list_id: int,
    line_ids: Collection[int],
    *,
    kind: str,
    by: Official,
    at: datetime,
    digest: str | None = None,
    note: str = "",
) -> Evidence:
    """Attach one piece of evidence to a selection of lines. ``kind`` is what a finding says is missing.

    ``digest`` names a stored document, ``note`` says where it can be found when there is none.
    Raises Incomplete (neither document nor note, no lines), OutOfTurn, NotYourDesk (a line of another office).
    """
    listing, now = _open(session, list_id, at)
    if not digest and not note.strip():
        raise Incomplete("请附上文件，或写明文件的文号和名称。", field="note")
    lines = _lines(session, list_id, line_ids)
    _ask_for_lines(session, listing, now, lines, by=by, at=at)
    evidence = Evidence(
        list_id=list_id, kind=kind.strip()[:200], digest=digest, note=note.strip(), person_id=by.id, at=at
    )
    session.add(evidence)
    session.flush()
    rows = [{"evidence_id": evidence.id, "line_id": line.id} for line in lines]
    insert_many(session, EvidenceLine, rows)
    after = {"kind": evidence.kind, "document": digest, "lines": [line.position for line in lines]}
    history.write(session, by=by.login, act=Act.ATTACH_EVIDENCE, record=evidence, after=after, reason=evidence.note)
    return evidence


def detach(session: Session, evidence_id: int, *, by: Official, at: datetime) -> None:
    """Take a piece of evidence off all its lines; history keeps that it was there. Raises as ``attach``."""
    evidence = session.get(Evidence, evidence_id)
    if evidence is None:
        raise NotFound("没有这份证据，可能刚被取下。")
    listing, now = _open(session, evidence.list_id, at)
    query = select(Line).join(EvidenceLine, col(EvidenceLine.line_id) == col(Line.id))
    lines = list(session.exec(query.where(EvidenceLine.evidence_id == evidence_id)))
    _ask_for_lines(session, listing, now, lines, by=by, at=at)
    before = {"kind": evidence.kind, "document": evidence.digest, "lines": [line.position for line in lines]}
    history.write(session, by=by.login, act=Act.ATTACH_EVIDENCE, noun="evidence", record_id=evidence_id, before=before)
    session.execute(delete(EvidenceLine).where(col(EvidenceLine.evidence_id) == evidence_id))
    session.delete(evidence)


def sign(
    session: Session,
    list_id: int,
    line_ids: Collection[int],
    *,
    kind: ExceptionKind,
    reason: str,
    by: Official,
    at: datetime,
    emergency: str = "",
) -> list[int]:
    """Sign why these lines stand as they do; holds as long as they say the same. The exceptions' ids.

    Raises Incomplete (no reason, no lines), OutOfTurn, NotYourDesk (among others: who submitted the list).
    """
    listing, now = _open(session, list_id, at)
    opened = list_steps.allow(session, listing, Act.SIGN_EXCEPTION, now, by=by, at=at, emergency=emergency)
    if not reason.strip():
        raise Incomplete("签署例外要写明理由。", field="reason")
    lines = _lines(session, list_id, line_ids)
    rows = [
        {
            "line_id": line.id,
            "kind": kind,
            "disposition": line.disposition,
            "method": line.method,
            "reason": reason.strip(),
            "person_id": by.id,
            "at": at,
        }
        for line in lines
    ]
    ids = insert_many(session, LineException, rows)
    list_steps.note_emergency(session, listing, Act.SIGN_EXCEPTION, opened, by=by, at=at)
    after = {"kind": kind.value, "lines": [line.position for line in lines]}
    history.write(session, by=by.login, act=Act.SIGN_EXCEPTION, record=listing, after=after, reason=reason.strip())
    return ids


def of_list(session: Session, list_id: int) -> list[tuple[Evidence, list[int]]]:
    """The evidence of a list with the positions of the lines it bears on. Two queries."""
    query = select(EvidenceLine.evidence_id, Line.position).join(Line, col(Line.id) == col(EvidenceLine.line_id))
    places: dict[int, list[int]] = {}
    for evidence_id, position in session.exec(query.where(Line.list_id == list_id).order_by(col(Line.position))):
        places.setdefault(evidence_id, []).append(position)
    found = session.exec(select(Evidence).where(Evidence.list_id == list_id).order_by(col(Evidence.id)))
    return [(one, places.get(one.id or 0, [])) for one in found]


def exceptions(session: Session, list_id: int) -> list[tuple[LineException, int]]:
    """The signed reasons of a list with the position of their line, lapsed ones included."""
    query = select(LineException, Line.position).join(Line, col(Line.id) == col(LineException.line_id))
    query = query.where(Line.list_id == list_id).order_by(col(Line.position), col(LineException.id))
    return [(one, position) for one, position in session.exec(query)]


def _open(session: Session, list_id: int, at: datetime) -> tuple[ProofList, ListState]:
    listing = list_steps.locked(session, list_id)
    now = list_steps.state(session, listing, at)
    if now not in OPEN_TO_EVIDENCE:
        raise OutOfTurn(f"清单现在是“{now.label}”，证据和例外都已经定下来了。")
    return listing, now


def _lines(session: Session, list_id: int, line_ids: Collection[int]) -> list[Line]:
    query = select(Line).where(Line.list_id == list_id, col(Line.id).in_(set(line_ids))).order_by(col(Line.position))
    found = list(session.exec(query))
    if not found or len(found) != len(set(line_ids)):
        raise Incomplete("请先选中这份清单里的条。", field="lines")
    return found


def _ask_for_lines(
    session: Session, listing: ProofList, now: ListState, lines: Collection[Line], *, by: Official, at: datetime
) -> None:
    ids = {line.requirement_id for line in lines}
    query = select(Office.id, Office.name, Office.short_name).join(Requirement).where(col(Requirement.id).in_(ids))
    bureau = listing.office_id is None or now is ListState.SETTLING
    for office_id, name, short in set(session.exec(query)):
        about = Case(office_id, short or name, bureau_edits=bureau)
        leave.ask(session, by, Act.ATTACH_EVIDENCE, about, on=clock.day_of(at))
