"""The page that rehearses a publication: what it asks, what would change for whom, and what still stands in the way."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from flask import abort, g

from app import wording
from app.access import person
from app.database import session
from app.desk.forms import Typed, choices, errors_of
from app.desk.list_pages import city, point_row
from app.desk.steps import not_yours, urgent
from app.errors import status_of
from app.fragments import render
from app.pages.desk import Input
from app.pages.desk_parts import Badge
from app.pages.desk_publications import FlipRow, RehearsalPage
from app.pages.parts import Choice, FieldError, Figure
from catalog import clock
from catalog.errors import Incomplete, Refused
from catalog.models import ProofList
from catalog.rules import document_numbers, dry_runs
from catalog.rules.dry_runs import Flip
from catalog.rules.lifecycles import LIST
from catalog.services import desk_choices, publishing
from catalog.services.issuing import Publication
from catalog.services.publishing import Rehearsal
from catalog.vocabulary import DocumentForm, ExceptionKind, Outcome

FIELDS = ("title", "number", "form", "published_on", "effective_on", "issued_on")
OUTCOME_TONES = {outcome: (outcome.value, wording.icon_of(outcome)) for outcome in Outcome}
MOST_POINTS = 20


def stated(typed: Typed) -> Publication:
    """The publication as it was typed. Raises Incomplete."""
    number = typed.text("number")
    return Publication(
        number=document_numbers.normalise(number) or number or None,
        published_on=typed.day("published_on", "公布日期"),
        effective_on=typed.day("effective_on", "施行日期"),
        title=typed.text("title"),
        form=typed.word("form", DocumentForm, "文种"),
        issued_on=typed.maybe_day("issued_on"),
    )


def together(list_id: int, typed: Typed) -> list[int]:
    """The lists that go out in one document: this one, and those ticked beside it."""
    return [list_id, *typed.numbers("also")]


def _first(listing: ProofList) -> dict[str, str]:
    today = clock.today()
    number = desk_choices.next_number(session(), today.year)
    return {"title": listing.title, "number": number, "published_on": today.isoformat(), "form": "notice"}


def page(list_id: int, typed: Typed, *, tried: bool, refusal: Refused | None = None):
    """The page; once ``tried`` with what a publication under this number and on these days would change."""
    g.nav = "lists"
    listing = session().get(ProofList, list_id) or abort(404)
    first = {} if tried else _first(listing)
    values = {name: typed.text(name) or first.get(name, "") for name in FIELDS}
    errors = errors_of(refusal)
    rehearsal: Rehearsal | None = None
    if tried:
        try:
            publication = stated(typed)
            rehearsal = publishing.rehearse(
                session(), together(list_id, typed), publication, city=city(), by=person(), at=clock.now()
            )
        except Incomplete as missing:
            errors = errors or (FieldError(missing.field or "", missing.sentence),)
    step = LIST.step("publish", listing.state)
    why = not_yours(listing, step)
    watch = publishing.watch(session(), listing, on=clock.today())
    page = RehearsalPage(
        list_id=list_id,
        list_title=listing.title,
        inputs=_inputs(list_id, values, typed),
        hidden=_hidden(values, typed),
        tried=rehearsal is not None,
        on=typed.maybe_day("effective_on") if rehearsal else None,
        missing=rehearsal.missing if rehearsal else (),
        rows=_rows(rehearsal.flips) if rehearsal else (),
        changing=len(rehearsal.changing) if rehearsal else 0,
        total=len(rehearsal.flips) if rehearsal else 0,
        days=_days(rehearsal.flips) if rehearsal else (),
        points=tuple(point_row(one) for one in rehearsal.points if one.is_open)[:MOST_POINTS] if rehearsal else (),
        public_from=rehearsal.public_from if rehearsal else None,
        figures=_figures(rehearsal) if rehearsal else (),
        urgent=urgent(listing, step, typed) if step else (),
        why_not=why.sentence if why else "" if step else LIST.refusal("publish", listing.state) or "",
        watch=_watch(watch),
        errors=errors,
    )
    return render("desk/publications/show.html", page=page, status=status_of(refusal) if refusal else 200)


def _inputs(list_id: int, values: dict[str, str], typed: Typed) -> tuple[Input, ...]:
    others = desk_choices.approved_lists(session(), list_id)
    chosen = set(typed.numbers("also"))
    return (
        Input("title", "文件标题", value=values["title"], extra={"maxlength": "200"}),
        Input(
            "number",
            "文号",
            value=values["number"],
            hint="例如 示府办〔2026〕1号。括号写成什么样都认得。",
            width="w-name",
        ),
        Input("form", "文种", "select", choices=choices(DocumentForm, values["form"]), width="w-name"),
        Input(
            "published_on",
            "公布日期",
            "date",
            values["published_on"],
            "写以后的日期，到那天 0:00 公众才看得到。",
            "w-date",
        ),
        Input("effective_on", "施行日期", "date", values["effective_on"], width="w-date"),
        Input("issued_on", "印发日期", "date", values["issued_on"], "可以不填。", "w-date"),
        *(
            (
                Input(
                    "also",
                    "用同一份文件一起公布的",
                    "ticks",
                    choices=tuple(Choice(str(one.id), one.title, one.id in chosen) for one in others),
                ),
            )
            if others
            else ()
        ),
    )


def _hidden(values: dict[str, str], typed: Typed) -> tuple[tuple[str, str], ...]:
    also = tuple(("also", str(one)) for one in typed.numbers("also"))
    return (*((name, value) for name, value in values.items() if value), *also)


def _rows(flips: Sequence[Flip]) -> tuple[FlipRow, ...]:
    return tuple(
        FlipRow(
            before=_badge(before),
            after=_badge(after),
            count=sum(how.values()),
            how="、".join(f"{label}{number:,}" for label, number in how.items()),
            changes=before is not after,
        )
        for (before, after), how in dry_runs.summary(flips).items()
    )


def _badge(outcome: Outcome) -> Badge:
    tone, icon = OUTCOME_TONES[outcome]
    return Badge(outcome.label, tone, icon)


def _days(flips: Sequence[Flip]) -> tuple[tuple[str, int], ...]:
    """On which day how many lines take effect."""
    counts: Counter[date] = Counter(one.on for one in flips)
    return tuple((wording.zh_date(day), counts[day]) for day in sorted(counts))


def _figures(rehearsal: Rehearsal) -> tuple[Figure, ...]:
    conflicts = [one for one in rehearsal.points if one.kind is ExceptionKind.CONFLICT]
    return (
        Figure("和现行决定不一致", len(conflicts)),
        Figure("其中还没有解决", sum(one.is_open for one in conflicts)),
        Figure(
            "依据不允许、没有解决", sum(one.is_open for one in rehearsal.points if one.kind is ExceptionKind.POLICY)
        ),
        Figure("要通知的单位", len({one.line.office for one in rehearsal.flips}), "个"),
    )


def _watch(watch: publishing.Watch | None) -> str:
    if watch is None:
        return ""
    due = wording.zh_date(watch.due_on)
    if watch.is_late:
        return f"{wording.zh_date(watch.decided_on)}审签，{due}前要公布，已经超过20个工作日。"
    return f"{wording.zh_date(watch.decided_on)}审签，要在20个工作日内公布，就是{due}前。"
