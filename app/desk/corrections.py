"""A requirement for officials: its decisions, and new ones that correct, withdraw, supersede or annul them."""

from flask import Blueprint, abort, flash, g, redirect, request, url_for
from sqlmodel import col, select

from app.access import person, staff_only
from app.answers import words
from app.database import session
from app.desk import telling
from app.desk.forms import Typed, choices, errors_of, shown
from app.desk.standing import badge
from app.fragments import render
from app.index import follow
from app.once import once
from app.pages.desk import FormPage, Input
from app.pages.desk_parts import Badge
from app.pages.desk_publications import DecisionRow, RequirementDeskPage
from app.wording import decision_tone, zh_date
from catalog import clock
from catalog.errors import Refused
from catalog.models import Decision, Line, ProofList, Requirement
from catalog.rules import document_numbers
from catalog.rules.verdict import Fact
from catalog.services import correcting, desk_reading, leave, requirements, verdicts
from catalog.services.correcting import Correction
from catalog.services.issuing import Publication
from catalog.vocabulary import Act, Authority, DecisionKind, Disposition, DocumentForm, Method

pages = Blueprint("desk_requirements", __name__, url_prefix="/desk")
KINDS = (DecisionKind.CORRECTION, DecisionKind.WITHDRAWAL, DecisionKind.SUPERSESSION, DecisionKind.ANNULMENT)
STATED = (Disposition.CANCEL, Disposition.REPLACE, Disposition.KEEP)
ABOUT = (
    "更正：原来写错了，从原来的施行日起就按新的算。",
    "撤回：本市收回这条决定，从写的那天起不算。",
    "被替代：用新的决定代替，从写的那天起按新的算。",
    "被撤销：行政复议、法院、上级或备案审查撤销，写明从哪天起。",
)


@pages.get("/requirements/<int:requirement_id>")
@staff_only
def show(requirement_id):
    g.nav = "lists"
    found = session().get(Requirement, requirement_id) or abort(404)
    on, at = clock.today(), clock.now()
    key = requirements.keys(session(), col(Requirement.id) == requirement_id)[requirement_id]
    described = requirements.describe(session(), [requirement_id], on=on, known=at, cited=False).get(requirement_id)
    facts = verdicts.facts(session(), [requirement_id]).get(requirement_id, [])
    done = desk_reading.corrected_ids(session(), requirement_id)
    why = leave.refusal(session(), person(), Act.CORRECT_DECISION, on=on)
    page = RequirementDeskPage(
        id=requirement_id,
        heading=f"{key.office}，{key.service_item}，{key.material}",
        words=words(described, on=on) if described else None,
        public=found.public_from is not None and found.public_from <= at,
        decisions=tuple(_decision(fact, fact.id not in done and why is None) for fact in reversed(facts)),
        lists=_lists(requirement_id),
        moments=telling.moments(session(), desk_reading.entries_of(session(), "requirement", requirement_id, limit=20)),
        why_not=why or "",
    )
    return render("desk/publications/requirement.html", page=page)


@pages.get("/decisions/<int:decision_id>/correction")
@staff_only
def ask(decision_id):
    leave.ask(session(), person(), Act.CORRECT_DECISION, on=clock.today())
    return _form(decision_id, Typed())


@pages.post("/decisions/<int:decision_id>/correction")
@staff_only
def correct(decision_id):
    typed = Typed(request.form)
    decision = session().get(Decision, decision_id) or abort(404)
    requirement_id = decision.requirement_id
    try:
        kind = typed.word("kind", DecisionKind, "是哪一种")
        states = kind in correcting.STATING
        correction = Correction(
            kind=kind,
            reason=typed.text("reason"),
            effective_on=typed.day("effective_on", "从哪一天起"),
            disposition=typed.maybe_word("disposition", Disposition) if states else None,
            method=typed.maybe_word("method", Method) if states else None,
            replacement=typed.text("replacement") if states else "",
            authority=typed.maybe_word("authority", Authority) if kind is DecisionKind.ANNULMENT else None,
        )
        publication = _publication(typed, correction)
        with once(url_for(".show", requirement_id=requirement_id)) as register:
            correcting.correct(
                register, [decision_id], correction, publication=publication, by=person(), at=clock.now()
            )
    except Refused as refusal:
        return _form(decision_id, typed, refusal)
    follow()
    flash(f"{kind.label}已登记。原来的页面标明了，前后都查得到。", "done")
    return redirect(url_for(".show", requirement_id=requirement_id), 303)


def _publication(typed: Typed, correction: Correction) -> Publication | None:
    number = typed.text("number")
    if not number:
        return None
    return Publication(
        number=document_numbers.normalise(number) or number,
        published_on=typed.day("published_on", "公布日期"),
        effective_on=correction.effective_on,
        form=typed.word("form", DocumentForm, "文种"),
    )


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


def _form(decision_id: int, typed: Typed, refusal: Refused | None = None):
    g.nav = "lists"
    decision = session().get(Decision, decision_id) or abort(404)
    key = requirements.keys(session(), col(Requirement.id) == decision.requirement_id)[decision.requirement_id]
    back = url_for(".show", requirement_id=decision.requirement_id)
    heading = f"{key.office}，{key.service_item}，{key.material}"
    page = FormPage(
        heading=f"更正或收回决定：{heading}",
        trail=(("待办", url_for("desk_home.index")), (heading, back)),
        here="更正或收回",
        action=url_for(".correct", decision_id=decision_id),
        button="登记",
        inputs=(
            Input("kind", "哪一种", "radio", choices=choices(KINDS, typed.text("kind"))),
            Input(
                "reason", "理由", "textarea", typed.text("reason"), "会公开。", extra={"rows": "3", "maxlength": "900"}
            ),
            Input("effective_on", "从哪一天起", "date", typed.text("effective_on"), width="w-date"),
            Input(
                "disposition",
                "改成怎样处理",
                "select",
                choices=choices(STATED, typed.text("disposition"), none="（只收回，不另写）"),
                hint="更正和被替代要选。",
                width="w-name",
            ),
            Input(
                "method",
                "替代办法",
                "select",
                choices=choices(Method, typed.text("method"), none="（不用）"),
                width="w-name",
            ),
            Input("replacement", "取消后怎样办理", "textarea", typed.text("replacement"), extra={"rows": "2"}),
            Input(
                "authority",
                "由谁撤销",
                "select",
                choices=choices(Authority, typed.text("authority"), none="（不是被撤销）"),
                width="w-name",
            ),
            Input("number", "文号", value=typed.text("number"), hint="另发了文件的写，没有的空着。", width="w-name"),
            Input("form", "文种", "select", choices=choices(DocumentForm, typed.text("form")), width="w-name"),
            Input("published_on", "公布日期", "date", typed.text("published_on"), width="w-date"),
        ),
        intro=(
            f"现在的决定：{_said(decision.disposition, decision.method)}，{zh_date(decision.effective_on)}起。",
            "公布过的不改，另记一条新的决定；两条都留着，互相连着。",
        ),
        errors=errors_of(refusal),
        grave=True,
        back=back,
        aside=(("四种分别是", ABOUT),),
    )
    return shown(page, refusal)
