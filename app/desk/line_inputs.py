"""What the form of a line asks, with what was written so far, and the comments that may have moved it."""

from collections.abc import Collection

from flask import url_for
from sqlmodel import select

from app.database import session
from app.desk.forms import Typed, choices
from app.pages.desk import Input
from app.pages.parts import Choice
from catalog.models import Material, Office, ProofList, ServiceItem
from catalog.services import desk_choices, received_comments
from catalog.vocabulary import Disposition, ItemType, Method

MOST_NAMES = 1_500
SHOWN_OF_COMMENT = 40
# So many comments can be ticked; the others are named by their numbers.
MOST_COMMENTS = 60


def inputs(listing: ProofList, values: dict[str, str]) -> tuple[Input, ...]:
    """The cells of a line, filled with ``values`` by field name."""

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
