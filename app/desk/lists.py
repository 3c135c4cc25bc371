"""Lists at the desk: all of them, a new one, one with everything that belongs to it, and its history."""

from flask import Blueprint, abort, flash, g, redirect, request, url_for

from app.access import person, staff_only
from app.database import session, writing
from app.desk import list_pages, standing, telling
from app.desk.forms import Typed, choices, errors_of, shown
from app.fragments import render
from app.once import leads_to, once
from app.pages.desk import FormPage, HistoryPage, Input
from app.pages.desk_home import ListsDeskPage
from app.pages.parts import Choice
from app.record_numbers import number_in
from catalog import clock
from catalog.errors import Refused
from catalog.models import ProofList
from catalog.rules.permissions import Case
from catalog.services import desk_choices, desk_reading, drafting, entry_reading, leave, list_steps
from catalog.vocabulary import Act, ListKind, Role

pages = Blueprint("desk_lists", __name__, url_prefix="/desk/lists")
HISTORY_PAGE = 50


@pages.get("/")
@staff_only
def index():
    g.nav = "lists"
    at, today = clock.now(), clock.today()
    page = ListsDeskPage(
        cards=tuple(standing.card(one, today) for one in desk_reading.standings(session(), at)),
        over=tuple(standing.card(one, today) for one in desk_reading.standings(session(), at, over=True)),
        may_start=bool(_owners()),
    )
    return render("desk/lists/index.html", page=page)


@pages.get("/new")
@staff_only
def new():
    return _form(Typed())


@pages.post("/")
@staff_only
def create():
    typed = Typed(request.form)
    try:
        office_id = typed.number("office", "单位") if typed.text("office") else None
        batch_id = typed.number("batch", "批次") if typed.text("batch") and office_id else None
        with once() as register:
            started = drafting.start(
                register,
                title=typed.text("title"),
                kind=typed.word("kind", ListKind, "清单的种类"),
                is_normative=typed.ticked("is_normative"),
                office_id=office_id,
                batch_id=batch_id,
                due_on=typed.maybe_day("due_on"),
                by=person(),
                at=clock.now(),
            )
            address = leads_to(url_for(".show", list_id=started.id))
    except Refused as refusal:
        return _form(typed, refusal)
    flash("清单建好了。可以添加，也可以导入表格。", "done")
    return redirect(address, 303)


@pages.get("/<int:list_id>")
@staff_only
def show(list_id):
    g.nav = "lists"
    listing = session().get(ProofList, list_id) or abort(404)
    return render("desk/lists/show.html", page=list_pages.page(session(), listing, by=person(), at=clock.now()))


@pages.get("/<int:list_id>/history")
@staff_only
def history(list_id):
    g.nav = "lists"
    listing = session().get(ProofList, list_id) or abort(404)
    after = number_in(request.args.get("below", "")) or 0
    entries = entry_reading.of_list(session(), list_id, limit=HISTORY_PAGE + 1, after=after)
    page = HistoryPage(
        heading=f"{listing.title}：记录",
        trail=standing.trail(list_id, listing.title),
        moments=telling.moments(session(), entries[:HISTORY_PAGE]),
        older=url_for(".history", list_id=list_id, below=entries[HISTORY_PAGE - 1].number)
        if len(entries) > HISTORY_PAGE
        else "",
    )
    return render("desk/history.html", page=page)


@pages.post("/<int:list_id>/emergencies/<int:emergency_id>/confirmation")
@staff_only
def confirm(list_id, emergency_id):
    with writing() as register:
        list_steps.confirm_emergency(register, emergency_id, by=person(), at=clock.now())
    flash("已追认。公众页不再标“待追认”。", "done")
    return redirect(url_for(".show", list_id=list_id), 303)


def _owners() -> list[tuple[str, str]]:
    """Whose list this person may begin: (value, name), the whole city's first."""
    found = [("", "全市的（市级汇总）")] if Role.CONSULTATION in person().roles else []
    names = dict(desk_choices.offices(session()))
    own = person().offices_as(Role.CLERK, Role.HEAD)
    return found + [(str(one), names[one]) for one in sorted(one for one in own if one) if one in names]


def _form(typed: Typed, refusal: Refused | None = None):
    g.nav = "lists"
    if not (owners := _owners()):
        # Refuses, with who can.
        leave.ask(session(), person(), Act.START_LIST, Case(bureau_edits=True), on=clock.today())
    chosen = typed.text("office", owners[0][0] if owners else "")
    batches = desk_choices.batches(session())
    page = FormPage(
        heading="新建清单",
        trail=standing.trail(),
        here="新建",
        action=url_for(".create"),
        button="新建",
        inputs=(
            Input(
                "title",
                "清单名称",
                value=typed.text("title"),
                hint="例如 示例市民政局第二批证明材料取消清单",
                extra={"required": "", "maxlength": "200"},
            ),
            Input(
                "office",
                "谁的清单",
                "select",
                choices=tuple(Choice(value, name, value == chosen) for value, name in owners),
                hint="一个单位的清单只写本单位的；全市的由司法局汇总。",
                width="w-name",
            ),
            Input("kind", "哪一种清单", "select", choices=choices(ListKind, typed.text("kind")), width="w-name"),
            Input(
                "batch",
                "报给哪一批",
                "select",
                choices=(
                    Choice("", "（以后再定）", not typed.text("batch")),
                    *(Choice(str(one.id), one.title, str(one.id) == typed.text("batch")) for one in batches),
                ),
                width="w-name",
            ),
            Input("due_on", "哪一天前报送", "date", value=typed.text("due_on"), hint="可以不填。", width="w-date"),
            Input("is_normative", "是规范性文件（要公开征求意见、报备案）", "tick", value=typed.text("is_normative")),
        ),
        errors=errors_of(refusal),
        back=url_for(".index"),
    )
    return shown(page, refusal)
