"""What an office is, stated by officials: kind, code, days, and who carries on."""

from flask import Blueprint, flash, g, redirect, request, url_for

from app.access import person, staff_only
from app.database import session, writing
from app.desk.forms import Typed, choices, errors_of, shown
from app.index import follow
from app.pages.desk import FormPage, Input
from catalog import clock
from catalog.errors import Conflicting, Refused
from catalog.services import leave, offices
from catalog.services.offices import Amended, OfficeFacts
from catalog.vocabulary import Act, OfficeKind

pages = Blueprint("desk_offices", __name__, url_prefix="/desk/offices")
MERGED = (
    "写了由谁承担，这个单位要的证明就归承担单位：公众页、查找和以后导入的清单都照这样算，不会分成两项。",
    "承担单位已经有同一事项、同一证明的，不并，两边的决定各自留着，请用“更正”处理旧的。",
    "还在办的清单也归承担单位，接着办；审查过的要再审查。决定、文号和定下来的版本都不改。归过去以后不会自己归回来。",
)


@pages.get("/<int:office_id>")
@staff_only
def ask(office_id):
    leave.ask(session(), person(), Act.AMEND_OFFICE, on=clock.today())
    return _form(office_id)


@pages.post("/<int:office_id>")
@staff_only
def amend(office_id):
    typed = Typed(request.form)
    try:
        stated = OfficeFacts(
            kind=typed.word("kind", OfficeKind, "是哪一类单位"),
            code=typed.text("code"),
            begins_on=typed.maybe_day("begins_on"),
            ends_on=typed.maybe_day("ends_on"),
            successor=typed.text("successor"),
        )
        with writing() as register:
            done = offices.amend(register, office_id, stated, over=typed.text("over"), by=person())
    except Refused as refusal:
        return _form(office_id, typed, refusal)
    follow()
    flash(_done(done), "done")
    return redirect(url_for(".ask", office_id=office_id), 303)


def _done(done: Amended) -> str:
    said = "已存好。"
    if done.moved:
        said += f"{done.moved:,}项证明改归承担单位。"
    if done.left:
        said += f"另有{done.left:,}项承担单位已经有了，没有并，请看旧的要不要更正。"
    return said


def _form(office_id: int, typed: Typed | None = None, refusal: Refused | None = None):
    g.nav = "words"
    office = offices.get(session(), office_id)
    now = offices.facts(session(), office)
    value = _written(typed) if typed else _stored(now)
    page = FormPage(
        heading=f"{office.name}：种类、代码和承继",
        trail=(
            ("查找用词", url_for("desk_words.index")),
            ("单位的别名", url_for("desk_office_names.index")),
            (office.name, url_for("desk_office_names.show", record_id=office_id)),
        ),
        here="种类、代码和承继",
        action=url_for(".amend", office_id=office_id),
        button="存好",
        inputs=_inputs(value, offices.seen(now)),
        intro=_meanwhile(now) if isinstance(refusal, Conflicting) else (),
        aside=(("合并、改名以后", MERGED),),
        errors=errors_of(refusal),
        back=url_for("desk_office_names.show", record_id=office_id),
    )
    return shown(page, refusal)


def _stored(now: OfficeFacts) -> dict[str, str]:
    return {
        "kind": now.kind.value,
        "code": now.code,
        "begins_on": now.begins_on.isoformat() if now.begins_on else "",
        "ends_on": now.ends_on.isoformat() if now.ends_on else "",
        "successor": now.successor,
    }


def _written(typed: Typed) -> dict[str, str]:
    return {name: typed.text(name) for name in ("kind", "code", "begins_on", "ends_on", "successor")}


def _meanwhile(now: OfficeFacts) -> tuple[str, ...]:
    """What somebody else stated in between."""
    stored = _stored(now) | {"kind": now.kind.label}
    told = "，".join(
        f"{label}{stored[name] or '（空）'}"
        for name, label in (
            ("kind", "种类："),
            ("code", "代码："),
            ("begins_on", "设立："),
            ("ends_on", "撤销："),
            ("successor", "承担单位："),
        )
    )
    return (f"现在登记的是：{told}。",)


def _inputs(value: dict[str, str], over: str) -> tuple[Input, ...]:
    names = {"data-suggest": url_for("public_find.suggestions"), "data-stay": "", "autocomplete": "off"}
    return (
        Input("over", "", "hidden", over),
        Input("kind", "种类", "radio", choices=choices(OfficeKind, value["kind"])),
        Input("code", "统一社会信用代码", value=value["code"], hint="18位，没有可以空着。", width="w-name"),
        Input("begins_on", "哪一天设立", "date", value["begins_on"], "不知道可以空着。", "w-date"),
        Input("ends_on", "哪一天撤销或合并", "date", value["ends_on"], "还在的空着。", "w-date"),
        Input("successor", "职责现在由谁承担", value=value["successor"], hint="写登记的名称。", extra=names),
    )
