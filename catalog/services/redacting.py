"""Take what must not stand there out of the record: a notice takes its place, and the digest stays (DESIGN §5).

For personal details, 《个人信息保护法》第四十七条. History keeps what officials typed; it holds nothing that the
public wrote.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, or_, select

from catalog import clock
from catalog.errors import Incomplete, NotFound, OutOfTurn
from catalog.models import (
    Consultation,
    Document,
    Evidence,
    ImportedLine,
    ImportPlan,
    Line,
    LineChange,
    ListVersion,
    ProofList,
    ResponseReport,
    VersionLine,
)
from catalog.rules import redactions
from catalog.rules.lifecycles import OVER
from catalog.rules.permissions import Official
from catalog.services import history, leave, line_texts, list_steps, versions
from catalog.storage import Storage
from catalog.vocabulary import Act, ListState

GONE = "（已抹去）"


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done: in how many frozen places, whether a published remark went too, and what is left to do.

    ``otherwise`` counts frozen places that have the line in other words; ``is_drafted`` says that the list itself,
    which is not published yet, still says it.
    """

    copies: int
    published: bool
    otherwise: int
    is_drafted: bool


def line(session: Session, version_id: int, position: int, *, reason: str, by: Official, at: datetime) -> Erased:
    """Erase one line of a frozen version wherever the same words are frozen; every version still verifies.

    Of a published list the remark goes as well; what a decision says can only be corrected. Raises NotFound,
    OutOfTurn (erased already), Incomplete (no reason), NotYourDesk.
    """
    _ask(session, reason, by=by, at=at)
    # The list first: two who erase copies of the same line must not wait for each other crosswise.
    list_id = list_steps.locked(session, versions.get(session, version_id).list_id).id or 0
    query = select(VersionLine).where(VersionLine.version_id == version_id, VersionLine.position == position)
    row = session.exec(query).first()
    if row is None:
        raise NotFound("这一版没有这一条。")
    if row.content is None:
        raise OutOfTurn("这一条的内容已经抹去了。")
    said, notice = redactions.words(row.content), redactions.notice(reason, by.office, by.name)
    family = _family(session, row.line_id)
    frozen = list(session.exec(select(VersionLine).where(col(VersionLine.line_id).in_(family))))
    held = [one for one in frozen if one.content is not None]
    same = [one for one in held if redactions.words(one.content or {}) == said]
    for one in same:
        one.content, one.redaction = None, notice
    lists = {list_id, *session.exec(select(Line.list_id).where(col(Line.id).in_(family)))}
    _erase_changes(session, lists, said)
    _erase_taken_in(session, lists, family, row.requirement_id, said)
    _erase_reports(session, family, said, notice)
    published = _erase_remarks(session, family, said["remark"], notice, by=by, reason=reason)
    drafted = _is_drafted(session, family, said)
    after = {"version": version_id, "position": position, "digest": row.digest, "copies": len(same)}
    _record(session, list_id, after, reason=reason, by=by)
    return Erased(len(same), published, len(held) - len(same), drafted)


def document(session: Session, evidence_id: int, *, reason: str, by: Official, at: datetime) -> str:
    """Erase the file of a piece of evidence: its row keeps the digest and says why. The digest.

    The bytes go with ``drop_files``, once this is written. Raises as ``line``.
    """
    _ask(session, reason, by=by, at=at)
    evidence = session.get(Evidence, evidence_id)
    if evidence is None or evidence.digest is None:
        raise NotFound("没有这份文件，可能刚被取下。")
    _erase_file(session, evidence.digest, evidence.list_id, evidence.kind, reason=reason, by=by)
    return evidence.digest


def import_file(session: Session, plan_id: int, *, reason: str, by: Official, at: datetime) -> str:
    """Erase a file that was read into a list, its name, and the cells kept as they stood in it; lines stay. The digest.

    Raises as ``line``; OutOfTurn too while it only waits to be read in.
    """
    _ask(session, reason, by=by, at=at)
    plan = session.get(ImportPlan, plan_id)
    if plan is None:
        raise NotFound("没有这次导入。")
    if plan.applied_list_id is None:
        raise OutOfTurn("这份文件还没有写入清单，没有什么要抹去的。")
    _erase_file(session, plan.digest, plan.applied_list_id, "导入的文件", reason=reason, by=by)
    for each in session.exec(select(ImportPlan).where(ImportPlan.digest == plan.digest)):
        each.filename = GONE
        if each.applied_list_id:
            _erase_cells(session, each.applied_list_id)
    return plan.digest


def _ask(session: Session, reason: str, *, by: Official, at: datetime) -> None:
    """Raise NotYourDesk or Incomplete when this person may not erase anything, or not for this reason."""
    leave.ask(session, by, Act.REDACT_RECORD, on=clock.day_of(at))
    if why := redactions.refusal(reason):
        raise Incomplete(why, field="reason")


def _erase_file(session: Session, digest: str, list_id: int, kind: str, *, reason: str, by: Official) -> None:
    found = session.get_one(Document, digest, with_for_update=True)
    if found.redaction:
        raise OutOfTurn("这份文件的内容已经抹去了。")
    found.name, found.redaction = GONE, redactions.notice(reason, by.office, by.name)
    _record(session, list_id, {"document": digest, "kind": kind}, reason=reason, by=by)


def _record(session: Session, list_id: int, after: dict[str, object], *, reason: str, by: Official) -> None:
    """Write in the history of the list what was erased, by its digest."""
    history.write(
        session,
        by=by.login,
        act=Act.REDACT_RECORD,
        noun=ProofList.__tablename__,
        record_id=list_id,
        after=after,
        reason=reason.strip(),
    )


def drop_files(session: Session, storage: Storage) -> int:
    """Take the bytes of erased files off the disk; how many there still were. Safe to repeat."""
    erased = session.exec(select(Document.digest).where(Document.redaction != ""))
    return sum(storage.drop(digest) for digest in erased)


def _family(session: Session, line_id: int) -> set[int]:
    """The line with the department's line it was copied from, and the copies made of it."""
    origin = session.exec(select(Line.origin_line_id).where(Line.id == line_id)).first()
    roots = {line_id, origin} - {None}
    query = select(Line.id).where(or_(col(Line.id).in_(roots), col(Line.origin_line_id).in_(roots)))
    return {line_id} | {int(one or 0) for one in session.exec(query)}


def _erase_changes(session: Session, lists: set[int], said: Mapping[str, Any]) -> None:
    """The same words where a change of the line is told: what may name somebody goes, what it was about stays."""
    for change in session.exec(select(LineChange).where(col(LineChange.list_id).in_(lists))):
        change.before = redactions.without(change.before, said)
        change.after = redactions.without(change.after, said)


def _erase_cells(session: Session, list_id: int) -> None:
    """The cells of sheets as they stood: with the lines of a list, and with what its imports may be taken back to."""
    lines = Line.__table__  # type: ignore[attr-defined]
    session.execute(update(lines).where(lines.c.list_id == list_id).values(raw={}))
    query = select(ImportedLine).join(ImportPlan, col(ImportPlan.id) == col(ImportedLine.plan_id))
    for one in session.exec(query.where(ImportPlan.applied_list_id == list_id)):
        one.before = redactions.taken_in(one.before) if one.before else None


def _erase_taken_in(
    session: Session, lists: set[int], family: set[int], requirement_id: int, said: Mapping[str, Any]
) -> None:
    """The same words where an import could be taken back to them, also to a line that was removed and added anew."""
    query = select(ImportedLine).join(ImportPlan, col(ImportPlan.id) == col(ImportedLine.plan_id))
    theirs = or_(col(ImportedLine.line_id).in_(family), col(ImportPlan.applied_list_id).in_(lists))
    for one in session.exec(query.where(theirs)):
        if one.before and (one.line_id in family or one.before["row"]["requirement_id"] == requirement_id):
            one.before = redactions.taken_in(one.before, said)


def _erase_reports(session: Session, family: set[int], said: Mapping[str, Any], notice: str) -> None:
    """The sentences of frozen response reports that tell how the line was changed, wherever it stood by then."""
    places = select(ListVersion.list_id, VersionLine.position)
    places = places.join(VersionLine, col(VersionLine.version_id) == col(ListVersion.id))
    positions: dict[int, set[int]] = defaultdict(set)
    for list_id, position in session.exec(places.where(col(VersionLine.line_id).in_(family))):
        positions[list_id].add(position)
    quoted = redactions.told(said)
    query = select(ResponseReport, Consultation.list_id)
    query = query.join(Consultation, col(Consultation.id) == col(ResponseReport.consultation_id))
    for report, list_id in session.exec(query.where(col(Consultation.list_id).in_(positions))):
        changes = [redactions.change(one, positions[list_id], quoted, notice) for one in report.content["changes"]]
        report.content = {**report.content, "changes": changes}


def _erase_remarks(session: Session, family: set[int], remark: str, notice: str, *, by: Official, reason: str) -> bool:
    """Put the notice in the place of a published remark, and let search follow; whether there was one."""
    query = select(Line).join(ProofList, col(ProofList.id) == col(Line.list_id))
    query = query.where(ProofList.state == ListState.PUBLISHED, col(Line.id).in_(family), Line.remark == remark)
    found = [one for one in session.exec(query) if one.remark]
    for one in found:
        one.remark, one.raw = notice, {}
        history.write(
            session,
            by=by.login,
            act=Act.REDACT_RECORD,
            noun="requirement",
            record_id=one.requirement_id,
            after={"list": one.list_id, "position": one.position},
            reason=reason.strip(),
        )
    return bool(found)


def _is_drafted(session: Session, family: set[int], said: Mapping[str, Any]) -> bool:
    """Whether a list that is on its way still says the same, so that it would be frozen again."""
    query = select(Line.id).join(ProofList, col(ProofList.id) == col(Line.list_id))
    query = query.where(col(ProofList.state).not_in(OVER), col(Line.id).in_(family))
    ids = [one for one in session.exec(query) if one]
    return any(redactions.words(one.said()) == said for one in line_texts.of_lines(session, ids))
