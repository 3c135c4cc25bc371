"""The pages of one line: its form, its removal, and two versions side by side when somebody was quicker."""

from dataclasses import replace

from flask import url_for

from app.database import session
from app.desk import line_forms, line_inputs, standing, telling
from app.desk.forms import Typed, errors_of, shown
from app.desk.list_pages import city
from app.errors import status_of
from app.fragments import render
from app.pages.desk import FormPage, Input
from app.pages.desk_lines import ClashPage, LineFormPage
from app.pages.parts import FieldError
from catalog import clock
from catalog.errors import Conflicting, Refused
from catalog.models import Line, ProofList
from catalog.rules import completeness
from catalog.rules.lifecycles import OVER
from catalog.rules.line_changes import FIELDS as COMPARED
from catalog.rules.line_contents import LineContent
from catalog.services import entry_reading, findings, line_texts, list_steps
from catalog.vocabulary import ListState


def form(listing: ProofList, typed: Typed | None, refusal: Refused | None = None, *, line: Line | None = None):
    """The form of a new line, or of one that is there; ``typed`` is what was written already."""
    stored = _content(line)
    values = line_forms.from_form(typed) if typed else line_forms.typed_of(stored) if stored else {}
    now = list_steps.state(session(), listing, clock.now())
    settling = now is ListState.SETTLING
    page = LineFormPage(
        heading=f"第{line.position}条" if line else "加一条",
        list_id=listing.id or 0,
        list_title=listing.title,
        action=url_for("desk_lines.change", line_id=line.id) if line else url_for("desk_lines.add", list_id=listing.id),
        inputs=line_inputs.inputs(listing, values),
        read=line_forms.shown_back(session(), values.get("basis", ""), clock.today()),
        version=typed.number("version", "版本") if typed and line and typed.text("version") else _version(line),
        settling=settling,
        comments=line_inputs.comment_choices(listing, [line.requirement_id] if line else [], typed) if settling else (),
        more_comments=typed.text("more_comments") if typed else "",
        reason=typed.text("reason") if typed else "",
        line_id=line.id if line else None,
        checks=_checks(listing, stored, now) if stored and not refusal else (),
        moments=_moments(line),
        errors=_errors(refusal),
    )
    return render("desk/lines/edit.html", page=page, status=status_of(refusal) if refusal else 200)


def clash(line: Line, values: dict[str, str], typed: Typed, refusal: Conflicting):
    """Both versions side by side: mine, and what stands there now."""
    theirs = line_texts.of_lines(session(), [line.id or 0])[0]
    mine = _as_content(theirs, values)
    cells = tuple((label, read(theirs), read(mine)) for label, read in COMPARED.values() if read(theirs) != read(mine))
    hidden = [(name, value) for name, value in values.items() if value]
    hidden += [("comments", str(one)) for one in typed.numbers("comments")]
    hidden += [(name, typed.text(name)) for name in ("more_comments", "reason") if typed.text(name)]
    page = ClashPage(
        heading=f"没有保存：第{line.position}条刚被别人改过",
        says=refusal.sentence,
        cells=cells,
        action=url_for("desk_lines.change", line_id=line.id),
        hidden=(*hidden, ("version", str(line.version))),
        theirs=url_for("desk_lines.edit", line_id=line.id),
    )
    return render("desk/lines/clash.html", page=page, status=409)


def removal(listing: ProofList, line: Line, typed: Typed, refusal: Refused | None = None):
    """Asks before a line is taken out."""
    content = _content(line)
    assert content is not None
    settling = list_steps.state(session(), listing, clock.now()) is ListState.SETTLING
    more = (
        (
            Input(
                "more_comments",
                "因为哪几份意见",
                value=typed.text("more_comments"),
                hint="写意见的编号，例如 3、8。不是因为意见的，写理由。",
                width="w-name",
            ),
            Input("reason", "理由", "textarea", typed.text("reason")),
        )
        if settling
        else ()
    )
    page = FormPage(
        heading=f"删去第{line.position}条",
        trail=standing.trail(listing.id, listing.title),
        here=f"删去第{line.position}条",
        action=url_for("desk_lines.remove", line_id=line.id),
        button="删去这一条",
        inputs=(Input("version", "", "hidden", typed.text("version") or str(line.version)), *more),
        intro=(
            f"{content.office}，{content.service_item}，{content.material}。",
            "删去以后，记录和已经定下来的版本里还看得到。",
        ),
        errors=errors_of(refusal),
        grave=True,
        back=url_for("desk_lines.edit", line_id=line.id),
    )
    return shown(page, refusal)


def _content(line: Line | None) -> LineContent | None:
    return line_texts.of_lines(session(), [line.id or 0])[0] if line else None


def _version(line: Line | None) -> int:
    return line.version if line else 0


def _as_content(theirs: LineContent, values: dict[str, str]) -> LineContent:
    draft = line_forms.draft_of(values)
    bases = tuple(f"《{one.title}》{one.clause}" if one.title else one.clause or one.raw for one in draft.citations)
    return replace(
        theirs,
        office=draft.demanding_office,
        service_item=draft.service_item,
        material=draft.material,
        disposition=draft.disposition,
        method=draft.method,
        replacement=draft.replacement,
        issuing_office=draft.issuing_office,
        item_type=draft.item_type,
        bases=bases,
        has_no_basis=draft.has_no_basis,
        effective_on=line_forms.effective_on(values),
        remark=draft.remark,
    )


def _checks(listing: ProofList, line: LineContent, now: ListState) -> tuple[str, ...]:
    """What is still wrong with the line, as sentences."""
    found = [gap.sentence for gap in completeness.gaps(line)]
    if now not in OVER:
        points = findings.of_list(session(), listing.id or 0, city=city(), at=clock.now())
        found += [point.sentence for point in points if point.line.line_id == line.line_id and point.is_open]
    return tuple(found)


def _moments(line: Line | None):
    if line is None:
        return ()
    return telling.moments(session(), entry_reading.of_record(session(), "line", line.id or 0, limit=10))


def _errors(refusal: Refused | None) -> tuple[FieldError, ...]:
    return (FieldError(line_forms.field_of(refusal.field), refusal.sentence),) if refusal else ()
