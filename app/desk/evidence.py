"""Evidence for a selection of lines, and signed reasons why lines stand as they do."""

from flask import Blueprint, Response, abort, flash, g, redirect, request, url_for

from app.access import person, staff_only
from app.attachments import saved_as
from app.database import database, session, writing
from app.desk import standing
from app.desk.forms import Typed, choices, errors_of, shown
from app.desk.steps import urgent
from app.desk.table_pages import Table
from app.once import once
from app.pages.desk import FormPage, Input
from app.pages.parts import Choice
from app.storage import storage
from catalog import clock
from catalog.errors import Incomplete, Refused
from catalog.models import Document, Evidence, ProofList
from catalog.rules.lifecycle import Step
from catalog.services import documents, evidences, leave, list_steps
from catalog.services.findings import Point
from catalog.vocabulary import Act, ExceptionKind

pages = Blueprint("desk_evidence", __name__, url_prefix="/desk")
MOST_NAMED = 12


@pages.post("/lists/<int:list_id>/evidence/new")
@staff_only
def ask(list_id):
    """The form for the lines that were chosen in the table; nothing is written."""
    return _form(list_id, Typed(request.form))


@pages.post("/lists/<int:list_id>/evidence")
@staff_only
def attach(list_id):
    typed = Typed(request.form)
    file = request.files.get("file")
    data = file.read() if file else b""
    try:
        # Asked before the file is kept, so that nobody stores what they may not attach.
        _ask_leave(list_id)
        kind = typed.text("kind") or typed.text("other_kind")
        if not kind:
            raise Incomplete("请选或写这份证据证明什么。", field="kind")
        digest = documents.keep(database(), storage(), data, file.filename or "证据") if file and data else None
        with once(url_for("desk_lists.show", list_id=list_id)) as register:
            evidences.attach(
                register,
                list_id,
                typed.numbers("line"),
                kind=kind,
                digest=digest,
                note=typed.text("note"),
                by=person(),
                at=clock.now(),
            )
    except Refused as refusal:
        return _form(list_id, typed, refusal)
    flash(f"已给{len(typed.numbers('line')):,}条附上证据。", "done")
    return redirect(url_for("desk_lists.show", list_id=list_id), 303)


@pages.post("/evidence/<int:evidence_id>/removal")
@staff_only
def detach(evidence_id):
    found = session().get(Evidence, evidence_id) or abort(404)
    list_id = found.list_id
    with writing() as register:
        evidences.detach(register, evidence_id, by=person(), at=clock.now())
    flash("证据已取下。记录里还看得到它附过。", "done")
    return redirect(url_for("desk_lists.show", list_id=list_id), 303)


@pages.get("/evidence/<int:evidence_id>/file")
@staff_only
def download(evidence_id):
    found = session().get(Evidence, evidence_id) or abort(404)
    document = session().get(Document, found.digest) if found.digest else None
    if document is None or document.redaction:
        abort(404)
    response = Response(storage().read(document.digest), mimetype=document.media_type)
    return saved_as(response, document.name)


@pages.post("/lists/<int:list_id>/exceptions/new")
@staff_only
def ask_signature(list_id):
    return _signature_form(list_id, Typed(request.form))


@pages.post("/lists/<int:list_id>/exceptions")
@staff_only
def sign(list_id):
    typed = Typed(request.form)
    try:
        with once(url_for("desk_lists.show", list_id=list_id)) as register:
            evidences.sign(
                register,
                list_id,
                typed.numbers("line"),
                kind=typed.word("kind", ExceptionKind, "哪一种例外"),
                reason=typed.text("reason"),
                by=person(),
                at=clock.now(),
                emergency=typed.text("emergency"),
            )
    except Refused as refusal:
        return _signature_form(list_id, typed, refusal)
    flash(f"已给{len(typed.numbers('line')):,}条签署理由。这几条改了处理方式，要重新签署。", "done")
    return redirect(url_for("desk_lists.show", list_id=list_id), 303)


def _ask_leave(list_id: int) -> None:
    listing = session().get(ProofList, list_id) or abort(404)
    now = list_steps.state(session(), listing, clock.now())
    about = list_steps.case(session(), listing, now)
    leave.ask(session(), person(), Act.ATTACH_EVIDENCE, about, on=clock.today())


def _chosen(list_id: int, typed: Typed) -> tuple[ProofList, list[int], list[Point], str]:
    """The list, the chosen lines, what is open about them, and how they are named."""
    g.nav = "lists"
    listing = session().get(ProofList, list_id) or abort(404)
    table = Table(session(), listing, typed, by=person(), at=clock.now())
    ids = typed.numbers("line") or typed.numbers("pick")
    if typed.ticked("all"):
        ids = [line.line_id for line in table.matching()]
    wanted = set(ids)
    places = [line.position for line in table.lines if line.line_id in wanted]
    named = "、".join(str(place) for place in places[:MOST_NAMED]) + ("等" if len(places) > MOST_NAMED else "")
    points = [point for point in table.points if point.line.line_id in wanted and point.is_open]
    return listing, ids, points, f"第{named}条，共{len(places):,}条" if places else ""


def _form(list_id: int, typed: Typed, refusal: Refused | None = None):
    listing, ids, points, named = _chosen(list_id, typed)
    if not ids:
        refusal = refusal or Incomplete("请先在表格里选中要附证据的条。")
    wanted = tuple(dict.fromkeys(point.evidence for point in points if point.evidence))
    kinds = tuple(Choice(kind, kind, kind == (typed.text("kind") or wanted[0])) for kind in wanted)
    page = FormPage(
        heading=f"附上证据：{listing.title}",
        trail=standing.trail(list_id, listing.title),
        here="附上证据",
        action=url_for(".attach", list_id=list_id),
        button="附上",
        inputs=(
            Input("line", "", "hidden", ",".join(map(str, ids))),
            *(
                (Input("kind", "证明什么", "radio", choices=kinds),)
                if kinds
                else (Input("other_kind", "证明什么", value=typed.text("other_kind"), extra={"maxlength": "200"}),)
            ),
            Input("file", "文件", "file", hint="可以不附文件，那就在下面写明文号和名称。"),
            Input("note", "文号和名称，在哪里能找到", "textarea", typed.text("note"), extra={"rows": "2"}),
        ),
        intro=(f"{named}。一份文件可以用于选中的每一条。",) if named else (),
        errors=errors_of(refusal),
        upload=True,
        back=url_for("desk_tables.show", list_id=list_id),
        aside=(("这几条要的", tuple(dict.fromkeys(point.sentence for point in points))[:5]),) if points else (),
    )
    return shown(page, refusal)


def _signature_form(list_id: int, typed: Typed, refusal: Refused | None = None):
    listing, ids, points, named = _chosen(list_id, typed)
    if not ids:
        refusal = refusal or Incomplete("请先在表格里选中要签署的条。")
    kinds = tuple(dict.fromkeys(point.kind for point in points)) or tuple(ExceptionKind)
    page = FormPage(
        heading=f"签署例外：{listing.title}",
        trail=standing.trail(list_id, listing.title),
        here="签署例外",
        action=url_for(".sign", list_id=list_id),
        button="签署",
        inputs=(
            Input("line", "", "hidden", ",".join(map(str, ids))),
            Input("kind", "哪一种", "radio", choices=choices(kinds, typed.text("kind") or kinds[0].value)),
            Input("reason", "理由", "textarea", typed.text("reason"), "为什么这样处理。写上您看过的依据。"),
        ),
        intro=(f"{named}。签署的是这几条现在的处理方式，改了就要重新签。",) if named else (),
        errors=errors_of(refusal),
        back=url_for("desk_tables.show", list_id=list_id),
        aside=(("这几条的问题", tuple(dict.fromkeys(point.sentence for point in points))[:5]),) if points else (),
        urgent=urgent(listing, _SIGNING, typed),
    )
    return shown(page, refusal)


# Signing is no step of the list, but asks for the same leave as one.
_SIGNING = Step("sign", "签署例外", ExceptionKind.POLICY, ExceptionKind.POLICY, Act.SIGN_EXCEPTION)
