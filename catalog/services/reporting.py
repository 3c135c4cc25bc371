"""The response report of a consultation: gathered from what came in, frozen at approval, published."""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from catalog.models import (
    Answer,
    Comment,
    Consultation,
    ConsultationExtension,
    ListVersion,
    ProofList,
    ResponseReport,
)
from catalog.rules import response_reports
from catalog.rules.line_changes import Comparison, FieldChange
from catalog.rules.line_contents import LineContent
from catalog.rules.permissions import Official
from catalog.rules.response_reports import Opinion, Period, Report
from catalog.services import consultation_reading, history, landings, versions
from catalog.vocabulary import Act, Adoption, CommentState, ListState

# In these states the final text stands: when no later version was frozen, nothing was changed.
FINAL = frozenset({ListState.REVIEWED, ListState.APPROVED, ListState.PUBLISHED})


def of_consultation(session: Session, consultation: Consultation, *, at: datetime) -> Report:
    """The report as the public reads it: the frozen one when there is one, else as things stand.

    Of the draft it tells only what the public may compare: a text still being changed is not published by it.
    """
    stored = frozen(session, consultation.id or 0)
    if stored:
        return response_reports.read(stored.content)
    return _report(session, consultation, since(session, consultation, at=at))


def at_work(session: Session, consultation: Consultation) -> Report:
    """The same for those who work on it: before it is frozen, the changes made so far are told too."""
    stored = frozen(session, consultation.id or 0)
    return response_reports.read(stored.content) if stored else gathered(session, consultation)


def counts(session: Session, some: Collection[Consultation]) -> dict[int, tuple[int, dict[str, int]]]:
    """Of each consultation how many comments came in time and what became of them, as its report says. Two queries."""
    found: dict[int, tuple[int, dict[str, int]]] = {one.id or 0: (0, {}) for one in some}
    newest = select(func.max(ResponseReport.id)).where(col(ResponseReport.consultation_id).in_(found))
    content = col(ResponseReport.content)
    stored = columns(
        col(ResponseReport.consultation_id), content["received"].as_integer(), content["adoptions"].as_json()
    ).where(col(ResponseReport.id).in_(newest.group_by(col(ResponseReport.consultation_id))))
    frozen_ones = {
        consultation_id: (received, adoptions) for consultation_id, received, adoptions in session.execute(stored)
    }
    query = (
        columns(col(Comment.consultation_id), col(Answer.adoption), func.count())
        .outerjoin(Answer, col(Answer.id) == col(Comment.answer_id))
        .where(
            col(Comment.consultation_id).in_(found.keys() - frozen_ones.keys()),
            col(Comment.state) != CommentState.WITHDRAWN,
            col(Comment.is_late).is_(False),
        )
        .group_by(col(Comment.consultation_id), col(Answer.adoption))
    )
    for consultation_id, adoption, number in session.execute(query):
        received, adoptions = found[consultation_id]
        told = adoptions | ({adoption.label: number} if adoption else {})
        found[consultation_id] = (received + number, told)
    ordered = {one: (received, _in_order(adoptions)) for one, (received, adoptions) in found.items()}
    return ordered | frozen_ones


def _in_order(adoptions: dict[str, int]) -> dict[str, int]:
    return {word.label: adoptions[word.label] for word in Adoption if word.label in adoptions}


def gathered(session: Session, consultation: Consultation) -> Report:
    """The report on the list as it stands now. A fixed number of queries."""
    version = versions.get(session, consultation.version_id)
    return _report(session, consultation, versions.changed_since(session, version))


def since(session: Session, consultation: Consultation, *, at: datetime) -> Comparison | None:
    """What changed up to the newest version that the public may see; None while no final text has been frozen."""
    later = consultation_reading.next_version(session, consultation, at=at)
    if later:
        return versions.compared(session, consultation.version_id, later.id or 0)
    state = session.exec(select(ProofList.state).where(ProofList.id == consultation.list_id)).one()
    return Comparison() if state in FINAL else None


def _report(session: Session, consultation: Consultation, comparison: Comparison | None) -> Report:
    return response_reports.report(
        _period(session, consultation, versions.get(session, consultation.version_id)),
        opinions(session, consultation),
        changes=None if comparison is None else change_sentences(comparison),
    )


def opinions(session: Session, consultation: Consultation) -> list[Opinion]:
    """Every comment that was not taken back, as the report needs it."""
    query = select(Comment, Answer).outerjoin(Answer, col(Answer.id) == col(Comment.answer_id))
    query = query.where(Comment.consultation_id == consultation.id, Comment.state != CommentState.WITHDRAWN)
    mine = select(Comment.id).where(Comment.consultation_id == consultation.id)
    about = landings.about(session, consultation.version_id, mine)
    moved = landings.moved(session, consultation.version_id, mine)
    return [
        _opinion(comment, answer, about.get(comment.id or 0, ()), moved.get(comment.id or 0, ()))
        for comment, answer in session.exec(query.order_by(col(Comment.id)))
    ]


def change_sentences(comparison: Comparison) -> list[str]:
    """What became of the draft, a sentence to a line."""
    said = [f"增加第{_named(line)}" for line in comparison.added]
    said += [f"删去原第{_named(line)}" for line in comparison.removed]
    for changed in comparison.changed:
        cells = "；".join(_cell(one) for one in changed.fields)
        said.append(f"第{changed.after.position}条：{cells}。")
    return said


def _named(line: LineContent) -> str:
    return f"{line.position}条：{line.office}，{line.service_item}，{line.material}。"


def _cell(one: FieldChange) -> str:
    """One cell in words; what was empty is filled in, what becomes empty is struck out."""
    if not one.before:
        return f"{one.label}填上“{one.after}”"
    if not one.after:
        return f"{one.label}原来的“{one.before}”删去"
    return f"{one.label}由“{one.before}”改为“{one.after}”"


def freeze(session: Session, consultation: Consultation, *, by: Official, at: datetime) -> ResponseReport:
    """Freeze the report as it stands; a later one takes the place of an earlier one that was not published."""
    content = gathered(session, consultation).as_dict()
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    report = ResponseReport(
        consultation_id=consultation.id or 0,
        content=content,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        frozen_at=at,
        person_id=by.id,
    )
    session.add(report)
    session.flush()
    after = {"consultation": consultation.id, "digest": report.digest, "received": content["received"]}
    history.write(session, by=by.login, act=Act.RELEASE_ANSWERS, record=report, after=after)
    return report


def frozen(session: Session, consultation_id: int) -> ResponseReport | None:
    """The newest frozen report."""
    query = select(ResponseReport).where(ResponseReport.consultation_id == consultation_id)
    return session.exec(query.order_by(col(ResponseReport.id).desc()).limit(1)).first()


def withhold(session: Session, comment: Comment, why: str) -> None:
    """Take the words of a comment that is no longer shown out of the reports frozen on its consultation."""
    consultation = session.get_one(Consultation, comment.consultation_id)
    answer = session.get(Answer, comment.answer_id) if comment.answer_id else None
    about = landings.about(session, consultation.version_id, [comment.id or 0]).get(comment.id or 0, ())
    shown = replace(_opinion(comment, answer, about, ()), text=comment.text)
    query = select(ResponseReport).where(ResponseReport.consultation_id == comment.consultation_id)
    for report in session.exec(query):
        report.content = response_reports.withholding(report.content, shown, why)


def show(session: Session, consultation: Consultation, *, by: str, public_from: datetime) -> None:
    """Let answers and report be seen from that instant, if not earlier already."""
    if consultation.report_public_from is None or consultation.report_public_from > public_from:
        consultation.report_public_from = public_from
        after = {"public_from": public_from.isoformat()}
        history.write(session, by=by, act=Act.RELEASE_ANSWERS, record=consultation, after=after)
    for answer in session.exec(select(Answer).where(Answer.consultation_id == consultation.id)):
        if answer.released_at is None or answer.released_at > public_from:
            answer.released_at = public_from


def _period(session: Session, consultation: Consultation, version: ListVersion) -> Period:
    query = select(ConsultationExtension).where(ConsultationExtension.consultation_id == consultation.id)
    extensions = session.exec(query.order_by(col(ConsultationExtension.id)))
    return Period(
        title=consultation.title,
        opens_on=consultation.opens_on,
        last_on=consultation.last_on,
        version=version.number,
        lines=version.lines,
        extensions=tuple((one.previous_last_on, one.last_on, one.reason) for one in extensions),
    )


def _opinion(comment: Comment, answer: Answer | None, about: Iterable[int], moved: Iterable[int]) -> Opinion:
    shown = comment.publishes and comment.state is CommentState.PASSED
    return Opinion(
        comment_id=comment.id or 0,
        channel=comment.channel,
        commenter_kind=comment.commenter_kind,
        shown_name=comment.shown_name,
        text=comment.text if shown else "",
        is_late=comment.is_late,
        withheld=comment.withheld_reason if comment.state is CommentState.WITHHELD else None,
        adoption=answer.adoption if answer else None,
        reason=answer.reason if answer else "",
        about=tuple(about),
        moved=tuple(moved),
    )
