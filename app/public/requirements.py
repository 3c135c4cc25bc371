"""One requirement: its verdict on a day, the basis, the method, and how it came about."""

from datetime import date

from flask import Blueprint, abort, g, url_for

from app import wording
from app.access import open_to_all
from app.answers import city, words
from app.database import session
from app.fragments import render
from app.frame import today_or_asked
from app.pages import Basis, Moment, Ref, RequirementPage
from app.pages.public import DraftNote
from app.public.consultation_parts import draft_line
from app.wording import deadline
from catalog import clock
from catalog.rules.verdict import Fact
from catalog.services import draft_lines, names, requirements
from catalog.services.requirements import Cited, Described
from catalog.vocabulary import DecisionKind, Disposition

pages = Blueprint("public_requirements", __name__, url_prefix="/requirements")


@pages.get("/<int:requirement_id>")
@open_to_all
def show(requirement_id):
    g.nav = "find"
    on = today_or_asked()
    one = requirements.describe(session(), [requirement_id], on=on, known=clock.now()).get(requirement_id)
    return render("public/requirements/show.html", page=_page(one or abort(404), on))


def _page(one: Described, on: date) -> RequirementPage:
    key, fact = one.key, one.verdict.fact
    return RequirementPage(
        id=one.id,
        words=words(one, on=on),
        on=on,
        material=Ref(key.material_id, key.material),
        service_item=Ref(key.service_item_id, key.service_item),
        offices=(Ref(key.office_id, key.office),),
        issuing_office=one.issuing_office,
        bases=tuple(_basis(cited) for cited in one.bases),
        moments=tuple(_moments(one, on)),
        item_type=key.item_type.label if key.item_type else "",
        aliases=tuple(names.aliases_of_material(session(), key.material_id)),
        disposition=fact.disposition.label if fact and fact.disposition else "",
        method=fact.method.label if fact and fact.method else "",
        replacement=fact.replacement if fact else "",
        remarks=one.remark,
        outside=wording.outside(issuers=[one.issuing_office], stops=wording.issuer_stops(one.verdict)),
        list_ref=_list(fact),
        list_line=f"第{fact.line_position}条" if fact and fact.line_position else "",
        list_position=fact.line_position if fact else None,
        drafts=tuple(_drafts(one.id)),
    )


def _drafts(requirement_id: int):
    """What drafts that are open for comment would do to it."""
    for one, line in draft_lines.naming(session(), requirement_id, at=clock.now()):
        kind = draft_lines.office_kinds(session(), [requirement_id]).get(requirement_id)
        shown = draft_line(line, kind=kind, city=city().name)
        href = url_for("public_consultations.comments", consultation_id=one.id, line=line.position)
        yield DraftNote(one.title, href, f"{shown.mark.text}。{shown.effect}{deadline(one.last_on)}。")


def _list(fact: Fact | None) -> Ref | None:
    if fact is None or fact.list_id is None:
        return None
    found = names.title_of_list(session(), fact.list_id)
    return Ref(fact.list_id, found) if found else None


def _basis(cited: Cited) -> Basis:
    note = "这是取消证明的理由，不是设定这份证明的依据。" if cited.is_ground else ""
    return Basis(
        title=f"《{cited.title}》" if cited.title else "",
        clause=cited.clause,
        level=cited.level.label if cited.level else "层级未核实",
        status=cited.status.label,
        status_tone=wording.basis_status_tone(cited.status),
        instrument_id=cited.instrument_id,
        raw=cited.raw,
        note=note,
    )


def _moments(one: Described, on: date) -> list[Moment]:
    """The timeline, newest first, ending where knowledge begins."""
    ordered = sorted(one.facts, key=lambda fact: (fact.effective_on, fact.recorded_at, fact.id), reverse=True)
    moments = [_moment(fact, on, current=one.verdict.fact) for fact in ordered]
    if ordered:
        moments.append(Moment(when="更早", head="登记簿里没有记录", text="没有记录不等于不需要。"))
    return moments


def _moment(fact: Fact, on: date, *, current: Fact | None) -> Moment:
    state = "ahead" if fact.effective_on > on else "now" if current and fact.id == current.id else "past"
    corrects = fact.kind is not DecisionKind.PUBLISHED
    return Moment(
        when=wording.zh_date(fact.effective_on) + "起",
        day=fact.effective_on,
        head=_what(fact),
        state=state,
        text=fact.reason,
        kind=fact.kind.label if corrects else "",
        tone=wording.decision_tone(fact.kind),
        number=fact.number or "",
        list_id=fact.list_id,
    )


def _what(fact: Fact) -> str:
    if fact.disposition is None:
        return fact.kind.label
    if fact.disposition is Disposition.REPLACE and fact.method:
        return f"{fact.disposition.label}（{fact.method.label}）"
    return fact.disposition.label
