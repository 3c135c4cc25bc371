"""A requirement for officials: its decisions, and new ones that correct, withdraw, supersede or annul them."""

from flask import Blueprint, abort, g, request, url_for
from sqlmodel import col, select

from app.access import person, staff_only
from app.answers import words
from app.database import session
from app.desk import correction_steps, telling
from app.desk.correction_steps import Asked
from app.desk.forms import Typed
from app.desk.standing import badge
from app.fragments import render
from app.pages.desk_parts import Badge
from app.pages.desk_publications import DecisionRow, RequirementDeskPage
from app.wording import decision_tone, zh_date
from catalog import clock
from catalog.models import Decision, Line, ProofList, Requirement
from catalog.rules.verdict import Fact
from catalog.services import correction_reading, entry_reading, leave, requirements, verdicts
from catalog.vocabulary import Act, Disposition, Method

pages = Blueprint("desk_requirements", __name__, url_prefix="/desk")


@pages.get("/requirements/<int:requirement_id>")
@staff_only
def show(requirement_id):
    g.nav = "lists"
    found = session().get(Requirement, requirement_id) or abort(404)
    on, at = clock.today(), clock.now()
    key = requirements.keys(session(), col(Requirement.id) == requirement_id)[requirement_id]
    described = requirements.describe(session(), [requirement_id], on=on, known=at, cited=False).get(requirement_id)
    facts = verdicts.facts(session(), [requirement_id]).get(requirement_id, [])
    done = correction_reading.corrected_ids(session(), requirement_id)
    why = leave.refusal(session(), person(), Act.CORRECT_DECISION, on=on)
    page = RequirementDeskPage(
        id=requirement_id,
        heading=f"{key.office}，{key.service_item}，{key.material}",
        words=words(described, on=on) if described else None,
        public=found.public_from is not None and found.public_from <= at,
        decisions=tuple(_decision(fact, fact.id not in done and why is None) for fact in reversed(facts)),
        lists=_lists(requirement_id),
        moments=telling.moments(session(), entry_reading.of_record(session(), "requirement", requirement_id, limit=20)),
        why_not=why or "",
    )
    return render("desk/publications/requirement.html", page=page)


@pages.get("/decisions/<int:decision_id>/correction")
@staff_only
def ask(decision_id):
    leave.ask(session(), person(), Act.CORRECT_DECISION, on=clock.today())
    return correction_steps.form(Typed(), _asked(decision_id))


@pages.post("/decisions/<int:decision_id>/correction")
@staff_only
def correct(decision_id):
    asked = _asked(decision_id)
    return correction_steps.answer(Typed(request.form), lambda: asked, lambda: [decision_id])


def _decision(fact: Fact, may_correct: bool) -> DecisionRow:
    said = _said(fact.disposition, fact.method)
    return DecisionRow(
        id=fact.id,
        kind=Badge(fact.kind.label, decision_tone(fact.kind)),
        said=said or "不再算数",
        since=fact.effective_on,
        number=fact.number or "",
        list_href=url_for("desk_lists.show", list_id=fact.list_id) if fact.list_id else "",
        reason=fact.reason,
        may_correct=may_correct and fact.disposition is not None,
    )


def _said(disposition: Disposition | None, method: Method | None) -> str:
    if disposition is None:
        return ""
    return f"{disposition.label}（{method.label}）" if method else disposition.label


def _lists(requirement_id: int) -> tuple[tuple[str, str, str], ...]:
    """The lists that name it: title, address, state in words."""
    query = select(ProofList, Line.position).join(Line, col(Line.list_id) == col(ProofList.id))
    found = session().exec(query.where(Line.requirement_id == requirement_id).order_by(col(ProofList.id).desc()))
    return tuple(
        (
            f"{listing.title}第{position}条",
            url_for("desk_lists.show", list_id=listing.id),
            badge(listing.state).text,
        )
        for listing, position in found
    )


def _asked(decision_id: int) -> Asked:
    decision = session().get(Decision, decision_id) or abort(404)
    key = requirements.keys(session(), col(Requirement.id) == decision.requirement_id)[decision.requirement_id]
    back = url_for(".show", requirement_id=decision.requirement_id)
    heading = f"{key.office}，{key.service_item}，{key.material}"
    return Asked(
        heading=f"决定：{heading}",
        trail=(("待办", url_for("desk_home.index")), (heading, back)),
        action=url_for(".correct", decision_id=decision_id),
        back=back,
        button="登记",
        done="已登记。原来的页面标明了，前后都查得到。",
        intro=(
            f"现在的决定：{_said(decision.disposition, decision.method)}，{zh_date(decision.effective_on)}起。",
            "公布过的不改，另记一条新的决定；两条都留着，互相连着。",
        ),
    )
