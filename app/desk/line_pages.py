"""The pages of one line: its form, its removal, and two versions side by side when somebody was quicker."""

from collections.abc import Collection
from dataclasses import replace

from flask import url_for
from sqlmodel import select

from app.database import session
from app.desk import line_forms, standing, telling
from app.desk.forms import Typed, choices, errors_of, shown
from app.desk.list_pages import city
from app.errors import status_of
from app.fragments import render
from app.pages.desk import FormPage, Input
from app.pages.desk_lines import ClashPage, LineFormPage
from app.pages.parts import Choice, FieldError
from catalog import clock
from catalog.errors import Conflicting, Refused
from catalog.models import Line, Material, Office, ProofList, ServiceItem
from catalog.rules import completeness
from catalog.rules.lifecycles import OVER
from catalog.rules.line_changes import FIELDS as COMPARED
from catalog.rules.line_contents import LineContent
from catalog.services import (
    desk_choices,
    entry_reading,
    findings,
    line_texts,
    list_steps,
    received_comments,
)
from catalog.vocabulary import Disposition, ItemType, ListState, Method

MOST_NAMES = 1_500
SHOWN_OF_COMMENT = 40
# So many comments can be ticked; the others are named by their numbers.
MOST_COMMENTS = 60


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
        inputs=_inputs(listing, values),
        read=line_forms.shown_back(session(), values.get("basis", ""), clock.today()),
        version=typed.number("version", "版本") if typed and line and typed.text("version") else _version(line),
        settling=settling,
        comments=comment_choices(listing, [line.requirement_id] if line else [], typed) if settling else (),
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


def _inputs(listing: ProofList, values: dict[str, str]) -> tuple[Input, ...]:
    def value(name: str) -> str:
        return values.get(name, "")

    return (
        _office(listing, value("office")),
        Input(
            "service_item", "办理事项", value=value("service_item"), options=_names(ServiceItem), extra={"required": ""}
        ),
        Input(
            "material",
            "证明名称",
            value=value("material"),
            options=_names(Material),
            width="w-name",
            extra={"required": ""},
        ),
        Input("issuing_office", "开具单位", value=value("issuing_office"), width="w-name"),
        Input(
            "basis",
            "设定依据和条款",
            "textarea",
            value("basis"),
            "写成《某某办法》第五条；几份文件用分号隔开；没有依据的写“无”。",
            extra={
                "rows": "3",
                "hx-get": url_for("desk_lines.read"),
                "hx-trigger": "change",
                "hx-target": "#read-basis",
                "hx-swap": "outerHTML",
                "hx-params": "basis",
            },
        ),
        Input("disposition", "处理", "radio", choices=choices(OFFERED, value("disposition"))),
        Input(
            "method",
            "替代办法",
            "select",
            choices=choices(Method, value("method"), none="（不用代替）"),
            hint="替代取消的要选。",
            width="w-name",
        ),
        Input(
            "replacement",
            "取消后怎样办理",
            value=value("replacement"),
            hint="替代取消的要写，例如 通过全国婚姻登记信息系统查询。",
            extra={"maxlength": "500"},
        ),
        Input(
            "item_type",
            "事项类型",
            "select",
            choices=choices(ItemType, value("item_type"), none="（不填）"),
            width="w-name",
        ),
        Input(
            "effective_on",
            "这一条的施行日期",
            "date",
            value("effective_on"),
            "和整份清单同一天的空着。",
            width="w-date",
        ),
        Input("remark", "备注", value=value("remark"), extra={"maxlength": "1000"}),
    )


OFFERED = (
    Disposition.CANCEL,
    Disposition.REPLACE,
    Disposition.KEEP,
    Disposition.CONDITIONAL,
    Disposition.DEFER,
)


def _office(listing: ProofList, value: str) -> Input:
    own = session().get(Office, listing.office_id) if listing.office_id else None
    if own:
        return Input(
            "office",
            "索要单位",
            value=value or own.name,
            hint=f"这份清单只写{own.short_name or own.name}的。",
            width="w-name",
            extra={"required": ""},
        )
    names = tuple(name for _, name in desk_choices.offices(session()))
    return Input("office", "索要单位", value=value, options=names, width="w-name", extra={"required": ""})


def _names(noun) -> tuple[str, ...]:
    return tuple(session().exec(select(noun.name).order_by(noun.sort_key).limit(MOST_NAMES)))


def comment_choices(listing: ProofList, requirement_ids: Collection[int], typed: Typed | None) -> tuple[Choice, ...]:
    """The comments on these lines, to be named as what moved them; the newest of very many."""
    chosen = set(typed.numbers("comments")) if typed else set()
    found = received_comments.on_lines(session(), listing.id or 0, requirement_ids)
    offered = {one.id for one in found[-MOST_COMMENTS:]} | chosen
    return tuple(
        Choice(
            str(one.id),
            f"第{one.id}号：{one.text[:SHOWN_OF_COMMENT]}{'…' if len(one.text) > SHOWN_OF_COMMENT else ''}",
            one.id in chosen,
        )
        for one in found
        if one.id in offered
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
