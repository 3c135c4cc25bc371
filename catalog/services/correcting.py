"""Correct published decisions by new ones: 更正, 撤回, 被替代, 被撤销. What was published is never edited."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from catalog import clock
from catalog.errors import Conflicting, Incomplete, NotFound, Refused
from catalog.models import Decision, IssuedDocument, Line
from catalog.rules import dry_runs
from catalog.rules.permissions import Official
from catalog.services import history, issuing, leave, verdicts
from catalog.services.issuing import Publication
from catalog.services.registering import insert_many
from catalog.vocabulary import Act, Authority, DecisionKind, Disposition, Method, Outcome

STATING = frozenset({DecisionKind.CORRECTION, DecisionKind.SUPERSESSION})
# An error or an annulled decision was wrong from its first day; these two change what was right.
FORWARD = frozenset({DecisionKind.WITHDRAWAL, DecisionKind.SUPERSESSION})
# Beside it the column has room for who annulled.
LONGEST_REASON = 900


@dataclass(frozen=True)
class Correction:
    """What is to become of a decision. Corrections and supersessions state anew, the others take back.

    ``authority`` says who annulled it; ``publication`` is the document behind it, where there is one.
    """

    kind: DecisionKind
    reason: str
    effective_on: date
    disposition: Disposition | None = None
    method: Method | None = None
    replacement: str = ""
    authority: Authority | None = None


@dataclass(frozen=True)
class Rehearsal:
    """What a correction would do: on which day, from when the public sees it, how many verdicts turn how."""

    on: date
    public_from: datetime
    turns: dict[tuple[Outcome, Outcome], int]


def correct(
    session: Session,
    decision_ids: Collection[int],
    correction: Correction,
    *,
    by: Official,
    at: datetime,
    publication: Publication | None = None,
) -> list[int]:
    """Record a new decision on each of the decisions; the new ones' ids. All or none.

    Raises NotFound, Incomplete (no reason, nothing stated, effective before the decision), Conflicting (one
    was corrected already: correct the correction), Refused (number), NotYourDesk.
    """
    leave.ask(session, by, Act.CORRECT_DECISION, on=clock.day_of(at))
    _check(correction, on=clock.day_of(at))
    # Held, so that two who correct one decision at once do not both find it uncorrected.
    found = _decisions(session, decision_ids, correction, held=True)
    document = _document(session, publication, correction, at)
    public_from = document.public_from if document else at
    rows = [_row(decision, correction, document, at=at, public_from=public_from) for decision in found]
    ids = insert_many(session, Decision, rows)
    for decision, fresh in zip(found, ids, strict=True):
        _note(session, decision, fresh, correction, document, by=by)
    return ids


def rehearse(
    session: Session,
    decision_ids: Collection[int],
    correction: Correction,
    *,
    by: Official,
    at: datetime,
    publication: Publication | None = None,
) -> Rehearsal:
    """What ``correct`` would do, without writing. Raises what it would raise. A fixed number of queries."""
    today = clock.day_of(at)
    leave.ask(session, by, Act.CORRECT_DECISION, on=today)
    _check(correction, on=today)
    found = _decisions(session, decision_ids, correction, held=False)
    if publication and (why := issuing.refusal(session, publication)):
        raise Refused(why, field="number")
    public_from = max(_public_from(publication, at), *(decision.public_from for decision in found))
    on = max(correction.effective_on, today)
    restated = dry_runs.Restated(
        correction.kind,
        correction.disposition,
        correction.method,
        correction.replacement,
        correction.effective_on,
    )
    pairs = [(decision.requirement_id, decision.id or 0) for decision in found]
    facts = verdicts.facts(session, [requirement_id for requirement_id, _ in pairs])
    return Rehearsal(on, public_from, dry_runs.turns(pairs, facts, restated, on=on, known=public_from))


def standing(session: Session, list_id: int, line_ids: Collection[int]) -> dict[int, int]:
    """Line → the decision on it that stands last and still states something: the one to be corrected. Two queries."""
    lines = select(Line.id).where(Line.list_id == list_id)
    query = select(Decision).where(col(Decision.line_id).in_(lines)).order_by(col(Decision.id))
    chosen = set(line_ids)
    found = [one for one in session.exec(query) if one.line_id in chosen]
    corrected = {one.corrects_id for one in found}
    return {one.line_id or 0: one.id or 0 for one in found if one.id not in corrected and one.disposition is not None}


def of_the_list(session: Session, list_id: int) -> set[int]:
    """Every decision on a line of the list, corrections included."""
    lines = select(Line.id).where(Line.list_id == list_id)
    return {int(one or 0) for one in session.exec(select(Decision.id).where(col(Decision.line_id).in_(lines)))}


def about(session: Session, decision_ids: Collection[int]) -> dict[int, list[Decision]]:
    """The decisions that speak of these ones, in the order they were recorded: for the mark on the old page."""
    found: dict[int, list[Decision]] = {decision_id: [] for decision_id in decision_ids}
    query = select(Decision).where(col(Decision.corrects_id).in_(found)).order_by(col(Decision.id))
    for one in session.exec(query):
        found[one.corrects_id or 0].append(one)
    return found


def of_list(session: Session, list_id: int, at: datetime) -> list[tuple[Decision, Decision]]:
    """Each public correction to a decision of the list, with the decision it speaks of, oldest first."""
    old = (
        select(Decision.id)
        .join(Line, col(Line.id) == col(Decision.line_id))
        .where(Line.list_id == list_id, Decision.kind == DecisionKind.PUBLISHED)
    )
    query = select(Decision).where(col(Decision.corrects_id).in_(old), Decision.public_from <= at)
    fresh = list(session.exec(query.order_by(col(Decision.id))))
    ids = {one.corrects_id for one in fresh}
    before = {one.id: one for one in session.exec(select(Decision).where(col(Decision.id).in_(ids)))}
    return [(before[one.corrects_id], one) for one in fresh]


def _check(correction: Correction, *, on: date) -> None:
    if correction.kind is DecisionKind.PUBLISHED:
        raise ValueError("a publication is no correction")
    reason = correction.reason.strip()
    if not reason:
        raise Incomplete(f"{correction.kind.label}要写明理由，理由会公开。", field="reason")
    if len(reason) > LONGEST_REASON:
        raise Incomplete(f"理由最多{LONGEST_REASON}个字，现在有{len(reason):,}个。请写短些。", field="reason")
    if (correction.kind in STATING) != (correction.disposition is not None):
        what = "要写明改成怎样处理" if correction.kind in STATING else "只是收回，不另写处理方式"
        raise Incomplete(f"{correction.kind.label}{what}。", field="disposition")
    if correction.disposition is Disposition.REPLACE and (not correction.method or not correction.replacement.strip()):
        raise Incomplete("是“替代取消”，请写办法和取消后怎样办理。", field="method")
    if correction.kind is DecisionKind.ANNULMENT and correction.authority is None:
        raise Incomplete("请选由谁撤销：行政复议、人民法院、上级机关或备案审查。", field="authority")
    if correction.effective_on < on and correction.kind in FORWARD:
        raise Incomplete("生效日期不能早于今天。", field="effective_on")


def _decisions(
    session: Session, decision_ids: Collection[int], correction: Correction, *, held: bool
) -> Sequence[Decision]:
    query = select(Decision).where(col(Decision.id).in_(set(decision_ids))).order_by(col(Decision.id))
    found = list(session.exec(query.with_for_update() if held else query))
    if not found or len(found) != len(set(decision_ids)):
        raise NotFound("没有这条决定。")
    corrected = session.exec(select(Decision.corrects_id).where(col(Decision.corrects_id).in_(set(decision_ids))))
    if corrected.first() is not None:
        raise Conflicting("这条决定已经更正、撤回或被替代过。请从最新的一条改起。")
    if any(correction.effective_on < decision.effective_on for decision in found):
        latest = max(decision.effective_on for decision in found)
        day = f"{latest.year}年{latest.month}月{latest.day}日"
        raise Incomplete(f"生效日期不能早于原来决定的施行日期（{day}）。", field="effective_on")
    return found


def _document(
    session: Session, publication: Publication | None, correction: Correction, at: datetime
) -> IssuedDocument | None:
    if publication is None:
        return None
    title = f"关于{correction.kind.label}的决定"
    return issuing.issue(session, publication, title, public_from=_public_from(publication, at))


def _public_from(publication: Publication | None, at: datetime) -> datetime:
    return max(at, clock.start_of(publication.published_on)) if publication else at


def _row(
    decision: Decision,
    correction: Correction,
    document: IssuedDocument | None,
    *,
    at: datetime,
    public_from: datetime,
) -> dict[str, Any]:
    who = f"{correction.authority.label}：" if correction.authority else ""
    return {
        "requirement_id": decision.requirement_id,
        "issued_document_id": document.id if document else None,
        "line_id": decision.line_id,
        "kind": correction.kind,
        "corrects_id": decision.id,
        "disposition": correction.disposition,
        "method": correction.method,
        "replacement": correction.replacement.strip(),
        "reason": f"{who}{correction.reason.strip()}",
        "effective_on": correction.effective_on,
        "recorded_at": at,
        # What is not public yet is not given away by its correction.
        "public_from": max(public_from, decision.public_from),
    }


def _note(
    session: Session,
    decision: Decision,
    fresh: int,
    correction: Correction,
    document: IssuedDocument | None,
    *,
    by: Official,
) -> None:
    history.write(
        session,
        by=by.login,
        act=Act.CORRECT_DECISION,
        noun="requirement",
        record_id=decision.requirement_id,
        before={"decision": decision.id, "disposition": decision.disposition.value if decision.disposition else None},
        after={
            "decision": fresh,
            "kind": correction.kind.value,
            "disposition": correction.disposition.value if correction.disposition else None,
            "method": correction.method.value if correction.method else None,
            "effective_on": correction.effective_on.isoformat(),
            "authority": correction.authority.value if correction.authority else None,
            "number": document.number if document else None,
        },
        reason=correction.reason.strip(),
    )
