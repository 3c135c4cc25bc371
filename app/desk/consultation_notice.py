"""The notice that asks the public: what the form proposes, what was typed into it, and the rules beside it."""

from dataclasses import replace

from flask import url_for

from app.desk.forms import Typed, choices
from app.pages.desk import Input
from catalog import clock
from catalog.models import ProofList
from catalog.rules import periods
from catalog.services.consultations import Contact, Notice
from catalog.vocabulary import DraftKind, PeriodUnit

CONTACT = (
    ("office", "联系单位", ""),
    ("address", "来信地址", "信封上注明“征求意见”。"),
    ("telephone", "电话", ""),
    ("email", "电子邮箱", ""),
    ("fax", "传真", ""),
    ("hours", "接待时间", "例如 工作日 9:00—17:30"),
)
NOTICE = (
    "为了让群众和企业少开证明，我们起草了《{title}（征求意见稿）》，现在公开征求意见。\n\n"
    "有意见的，可以在网页上提，不用注册；也可以写信、打电话、发邮件或者当面提。每一份按时收到的意见，我们都会研究并公布采纳情况。"
)


def notice(typed: Typed) -> Notice:
    """The notice as it was typed. Raises Incomplete for what cannot be read."""
    return replace(
        period(typed),
        title=typed.text("title"),
        notice=typed.text("notice"),
        explanation=typed.text("explanation"),
        contact=Contact(**{name: typed.text(f"contact_{name}") for name, _, _ in CONTACT}),
    )


def period(typed: Typed) -> Notice:
    """The part of the notice that the last day depends on."""
    return Notice(
        title="",
        notice="",
        explanation="",
        draft_kind=typed.word("draft_kind", DraftKind, "文件的种类"),
        opens_on=typed.day("opens_on", "开始的日期"),
        length=typed.number("length", "期限"),
        unit=typed.word("unit", PeriodUnit, "天或者工作日"),
        last_on=typed.maybe_day("last_on"),
        shortening_reason=typed.text("shortening_reason"),
    )


def first(listing: ProofList) -> dict[str, str]:
    """What the form proposes: the longer period, today, and words to begin with."""
    kind = DraftKind.BUSINESS_DOCUMENT if listing.is_normative else DraftKind.MAJOR_DECISION
    return {
        "title": f"关于公开征求《{listing.title}（征求意见稿）》意见的公告",
        "notice": NOTICE.format(title=listing.title),
        "draft_kind": kind.value,
        "opens_on": clock.today().isoformat(),
        "length": str(periods.DEFAULT_LENGTH),
        "unit": periods.DEFAULT_UNIT.value,
        "contact_office": "",
    }


def period_inputs(list_id: int, listing: ProofList, typed: Typed) -> tuple[Input, ...]:
    live = {
        "hx-get": url_for("desk_consultations.closing", list_id=list_id),
        "hx-trigger": "change",
        "hx-include": "#period",
        "hx-target": "#closing",
        "hx-swap": "outerHTML",
    }
    kinds = [kind for kind in DraftKind if not (listing.is_normative and kind is DraftKind.BARE_LIST)]
    return (
        Input("draft_kind", "文件的种类", "radio", choices=choices(kinds, typed.text("draft_kind"))),
        Input("opens_on", "哪一天开始", "date", typed.text("opens_on"), "发布当天不算在期限里。", "w-date", extra=live),
        Input(
            "length",
            "征求多久",
            "number",
            typed.text("length"),
            width="w-line",
            extra={"min": "1", "max": str(periods.MOST_DAYS)} | live,
        ),
        Input("unit", "按什么算", "radio", choices=choices(PeriodUnit, typed.text("unit"))),
        Input(
            "last_on",
            "另定截止日",
            "date",
            typed.text("last_on"),
            "一般空着，按上面算。要更晚的，写在这里。",
            "w-date",
            extra=live,
        ),
        Input(
            "shortening_reason",
            "为什么缩短",
            "textarea",
            typed.text("shortening_reason"),
            "比规定的短才写，会一起公开。",
            extra={"rows": "2"} | live,
        ),
    )


def rules() -> tuple[tuple[str, str, str], ...]:
    """Each kind with its minimum and the rule behind it."""
    return tuple(
        (kind.label, f"{minimum.length}{minimum.unit.label}" if minimum.length else "没有规定", minimum.source)
        for kind, minimum in periods.MINIMUMS.items()
    )
