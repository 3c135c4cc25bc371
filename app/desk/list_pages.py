"""The page of one list: where it stands, what is missing, what to press, and what belongs to it."""

from collections.abc import Sequence
from datetime import datetime

from flask import current_app, url_for
from sqlmodel import Session

from app.desk import gates, list_papers, standing, telling
from app.pages.desk_list import (
    ListDeskPage,
    StepButton,
    Urgency,
)
from app.pages.desk_parts import PointRow
from app.pages.parts import Option
from app.wording import count, lives, zh_date
from catalog import clock
from catalog.models import ProofList
from catalog.rules import completeness, permissions
from catalog.rules.lifecycles import OVER
from catalog.rules.line_contents import LineContent
from catalog.rules.permissions import Case, Official
from catalog.services import (
    desk_reading,
    drafting,
    entry_reading,
    findings,
    leave,
    line_texts,
    list_steps,
    people,
)
from catalog.services.desk_reading import Standing
from catalog.services.findings import Point
from catalog.vocabulary import (
    Act,
    ExceptionKind,
    ListState,
)

MOST_POINTS, MOST_MOMENTS = 5, 8
POINT_WORDS = {ExceptionKind.POLICY: "依据不允许", ExceptionKind.CONFLICT: "和现行决定不一致"}
# Steps with a page of their own; the others share the plain form.
STEP_PAGES = {
    "gather": "desk_gathering.ask",
    "clear": "desk_reviews.new",
    "review": "desk_reviews.new",
    "consult": "desk_consultations.new",
    "extend": "desk_extensions.ask",
    "approve": "desk_reviews.ask_approval",
    "publish": "desk_publications.ask",
    "file": "desk_filings.ask",
}
GRAVE = frozenset({"send-back", "end"})
# The steps that bring a list forward; the others are there when they are wanted.
FORWARD = frozenset({"submit", "assemble", "gather", "clear", "consult", "review", "approve", "publish"})


def city() -> str:
    """The city whose own documents the rules tell from others'."""
    name: str = current_app.extensions["settings"].city.name
    return name


def page(session: Session, listing: ProofList, *, by: Official, at: datetime) -> ListDeskPage:
    """Everything about a list, in a fixed number of queries."""
    one = desk_reading.of_lists(session, [listing], at)[0]
    lines = line_texts.of_list(session, one.id)
    points = [] if one.now in OVER else findings.of_list(session, one.id, city=city(), at=at)
    known = gates.Known(session, one, lines, points, by, at)
    shown = [point for point in points if point.is_open] or list(points)
    return ListDeskPage(
        id=one.id,
        title=listing.title,
        office=one.case.office,
        about=_about(one),
        badge=standing.badge(one.now, returned=one.is_returned),
        marks=standing.marks(one, clock.day_of(at)),
        gates_heading=gates.HEADINGS[one.now],
        gates=gates.of_list(known),
        buttons=buttons(session, one, by=by, at=at),
        remark=_remark(one),
        urgencies=_urgencies(session, one, by=by, at=at),
        points=tuple(point_row(point) for point in shown[:MOST_POINTS]),
        more_points=max(0, len(shown) - MOST_POINTS),
        chips=chips(one.id, lines, points),
        may_edit=may_edit(one, by),
        may_answer=permissions.may(by, Act.MODERATE_COMMENT),
        evidence=list_papers.evidence(session, one.id),
        may_redact=permissions.may(by, Act.REDACT_RECORD),
        may_detach=one.now not in OVER and permissions.may(by, Act.ATTACH_EVIDENCE, one.case),
        reviews=list_papers.reviews(session, one),
        rounds=list_papers.rounds(session, one, at),
        versions=list_papers.frozen(session, one.id),
        parts=list_papers.parts(session, one),
        imports=list_papers.imports(session, one, by=by),
        batch=_batch(session, listing),
        public_href=_public(one),
        moments=telling.moments(session, entry_reading.of_list(session, one.id, limit=MOST_MOMENTS)),
        changed_href=_changed(session, one),
    )


def may_edit(one: Standing, by: Official) -> bool:
    """True when the lines may be changed now, by this person."""
    return one.now in (ListState.DRAFTING, ListState.SETTLING) and permissions.may(by, Act.CHANGE_LINE, one.case)


def buttons(session: Session, one: Standing, *, by: Official, at: datetime) -> tuple[StepButton, ...]:
    """The steps onward, read from the table of steps: open ones first, each other with why not."""
    found = []
    for step, why in list_steps.open_steps(session, one.listing, by=by, at=at):
        if step.name == "gather" and one.listing.office_id is not None:
            continue
        grave = step.name in GRAVE
        urgent = why and permissions.without_duties(by, step.act, one.case) is None
        href = _step_href(one.id, step.name)
        found.append(
            StepButton(
                lives.button(step), href, why or "", href if urgent else "", grave, step.name in FORWARD and not why
            )
        )
    return tuple(sorted(found, key=lambda button: (bool(button.why_not), button.grave)))


def _step_href(list_id: int, name: str) -> str:
    if endpoint := STEP_PAGES.get(name):
        return url_for(endpoint, list_id=list_id)
    return url_for("desk_steps.ask", list_id=list_id, name=name)


def _about(one: Standing) -> tuple[str, ...]:
    said = [count(one.lines), count(one.offices, "个单位"), one.listing.kind.label]
    if one.listing.is_normative:
        said.append("规范性文件")
    if one.listing.due_on:
        said.append(f"{zh_date(one.listing.due_on)}前报送")
    return tuple(said)


def _remark(one: Standing) -> str:
    """Why it was sent back, as long as nobody has handed it in again."""
    return one.taken[-1].remark if one.is_returned else ""


def point_row(point: Point) -> PointRow:
    """A point as the pages show it."""
    line = point.line
    settled = {"evidence": "已有证据", "reason": "已签署理由"}.get(point.settled, "")
    subject = f"{line.office}，{line.service_item}，{line.material}"
    word = "还差证据" if point.evidence and point.kind is ExceptionKind.POLICY else POINT_WORDS[point.kind]
    return PointRow(line.line_id, line.position, subject, point.sentence, point.source, settled, point.evidence, word)


def chips(list_id: int, lines: Sequence[LineContent], points: Sequence[Point]) -> tuple[Option, ...]:
    """Ways to narrow the lines, each with how many are left. Empty ones are left out."""
    gaps = sum(bool(completeness.gaps(line)) for line in lines)
    waiting = {
        kind: {point.line.line_id for point in points if point.is_open and point.kind is kind} for kind in ExceptionKind
    }
    settled = {point.line.line_id for point in points if not point.is_open}
    found = (
        Option("", "全部", len(lines)),
        Option("gaps", "没填全", gaps),
        Option("policy", "依据不允许或还差证据", len(waiting[ExceptionKind.POLICY])),
        Option("conflict", "和现行决定不一致", len(waiting[ExceptionKind.CONFLICT])),
        Option("settled", "已有证据或理由", len(settled)),
    )
    return tuple(one for one in found if one.count or not one.value)


def _urgencies(session: Session, one: Standing, *, by: Official, at: datetime) -> tuple[Urgency, ...]:
    found = list_steps.emergencies(session, one.id)
    called = people.names(session, [person for each in found for person in (each.person_id, each.confirmed_by_id)])
    rows = []
    for each in found:
        who, act = called.get(each.person_id, ""), Act(each.act)
        if each.confirmed_at:
            said = f"{who}紧急办理“{act.label}”，{called.get(each.confirmed_by_id or 0, '')}已追认。理由：{each.reason}"
            rows.append(Urgency(each.id or 0, said, False))
            continue
        late = "，已经超过三个工作日的期限" if each.due_on < clock.day_of(at) else ""
        said = (
            f"待追认：{who}紧急办理“{act.label}”，{zh_date(each.due_on)}前要由另一个人追认{late}。理由：{each.reason}"
        )
        why = leave.refusal(session, by, Act.CONFIRM_EMERGENCY, Case(first=each.person_id), on=clock.day_of(at))
        rows.append(Urgency(each.id or 0, said, True, why or ""))
    return tuple(rows)


def _batch(session: Session, listing: ProofList) -> tuple[str, str] | None:
    batch = session.get(ProofList, listing.batch_id) if listing.batch_id else None
    return (batch.title, url_for("desk_lists.show", list_id=batch.id)) if batch else None


def _public(one: Standing) -> str:
    return url_for("public_lists.show", list_id=one.id) if one.now is ListState.PUBLISHED else ""


def _changed(session: Session, one: Standing) -> str:
    """Where what changed since the last submission is shown; "" while it was handed in for the first time."""
    if one.now not in (ListState.DRAFTING, ListState.SUBMITTED, ListState.ASSEMBLED):
        return ""
    found = drafting.changed_since_submission(session, one.id)
    return url_for("desk_versions.changes", list_id=one.id) if found and not found.is_empty else ""
