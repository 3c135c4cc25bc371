"""Take a personal detail out of a frozen version or an attached file: a notice takes its place."""

from flask import Blueprint, abort, flash, g, redirect, request, url_for

from app.access import person, staff_only
from app.database import session, writing
from app.desk import comparing, standing
from app.desk.forms import Typed, errors_of, shown
from app.index import follow
from app.pages.desk import FormPage, Input
from app.storage import storage
from catalog import clock
from catalog.errors import OutOfTurn, Refused
from catalog.models import Document, Evidence, ImportPlan, ProofList
from catalog.rules import redactions
from catalog.services import leave, redacting, versions
from catalog.services.redacting import Erased
from catalog.vocabulary import Act

pages = Blueprint("desk_redactions", __name__, url_prefix="/desk")
REASON = "为什么抹去"
HINT = "例如“含个人信息”。公众页会照着写，并写明是谁抹去的；要抹去的内容请不要再写进来。"
NO_WAY_BACK = "抹去以后不能恢复。摘要还在，看得出这里原来有内容，也验得出别处没有动过。"
LINE = (
    NO_WAY_BACK,
    "同样的内容定版过几次，就一起抹去几处；意见采纳情况里说到这一条改动的句子也一起抹去。",
    "已经公布的清单，抹去备注；处理、办法等写错了的，请用“更正”。",
)
IMPORTED = (
    NO_WAY_BACK,
    "文件、文件名和照原样存着的格子一起抹去；读出来的条目不动，条目里有个人信息的，另外改或者抹去。",
    "以后也不能再导入这一份，请去掉个人信息再导入。",
)
FILE = (NO_WAY_BACK, "同一份文件附在几处，几处都抹去；以后也不能再交这一份。")


@pages.get("/versions/<int:version_id>/lines/<int:position>/redaction")
@staff_only
def ask_line(version_id, position):
    leave.ask(session(), person(), Act.REDACT_RECORD, on=clock.today())
    return _line_form(version_id, position, Typed())


@pages.post("/versions/<int:version_id>/lines/<int:position>/redaction")
@staff_only
def redact_line(version_id, position):
    typed = Typed(request.form)
    try:
        with writing() as register:
            done = redacting.line(
                register, version_id, position, reason=typed.text("reason"), by=person(), at=clock.now()
            )
    except Refused as refusal:
        return _line_form(version_id, position, typed, refusal)
    follow()
    flash(_done(done), "done")
    return redirect(url_for("desk_frozen.show", version_id=version_id), 303)


@pages.get("/evidence/<int:evidence_id>/redaction")
@staff_only
def ask_document(evidence_id):
    leave.ask(session(), person(), Act.REDACT_RECORD, on=clock.today())
    return _document_form(evidence_id, Typed())


@pages.post("/evidence/<int:evidence_id>/redaction")
@staff_only
def redact_document(evidence_id):
    typed = Typed(request.form)
    try:
        with writing() as register:
            redacting.document(register, evidence_id, reason=typed.text("reason"), by=person(), at=clock.now())
    except Refused as refusal:
        return _document_form(evidence_id, typed, refusal)
    redacting.drop_files(session(), storage())
    flash("文件已抹去，证据的名目和摘要还在。", "done")
    list_id = session().get_one(Evidence, evidence_id).list_id
    return redirect(url_for("desk_lists.show", list_id=list_id), 303)


@pages.get("/imports/<int:plan_id>/redaction")
@staff_only
def ask_import(plan_id):
    leave.ask(session(), person(), Act.REDACT_RECORD, on=clock.today())
    return _import_form(plan_id, Typed())


@pages.post("/imports/<int:plan_id>/redaction")
@staff_only
def redact_import(plan_id):
    typed = Typed(request.form)
    try:
        with writing() as register:
            redacting.import_file(register, plan_id, reason=typed.text("reason"), by=person(), at=clock.now())
    except Refused as refusal:
        return _import_form(plan_id, typed, refusal)
    redacting.drop_files(session(), storage())
    flash("文件已抹去，读出来的条目还在。", "done")
    list_id = session().get_one(ImportPlan, plan_id).applied_list_id
    return redirect(url_for("desk_lists.show", list_id=list_id), 303)


def _done(done: Erased) -> str:
    said = [f"已抹去{done.copies:,}处。"]
    if done.published:
        said.append("已公布清单里这一条的备注也抹去了。")
    if done.otherwise:
        said.append(f"这一条另有{done.otherwise:,}处定版写得不一样，没有抹去，请逐处看。")
    if done.is_drafted:
        said.append("清单现在还这样写着：下次定版以前请改掉。")
    return "".join(said)


def _line_form(version_id: int, position: int, typed: Typed, refusal: Refused | None = None):
    g.nav = "lists"
    version = versions.get(session(), version_id)
    listing = session().get_one(ProofList, version.list_id)
    found = versions.lines(session(), version_id, positions=[position])
    if not found and position > version.lines:
        abort(404)
    if not found:
        refusal = refusal or OutOfTurn("这一条的内容已经抹去了。")
    name = f"{version.purpose.label}第{version.number}版"
    back = url_for("desk_frozen.show", version_id=version_id)
    page = FormPage(
        heading=f"抹去第{position}条：{name}",
        trail=(*standing.trail(listing.id, listing.title), (name, back)),
        here="抹去",
        action=url_for(".redact_line", version_id=version_id, position=position),
        button="抹去",
        inputs=_inputs(typed),
        intro=tuple(comparing.named(one) + "。" for one in found),
        aside=(("抹去以后", LINE),),
        errors=errors_of(refusal),
        grave=True,
        back=back,
    )
    return shown(page, refusal)


def _document_form(evidence_id: int, typed: Typed, refusal: Refused | None = None):
    evidence = session().get(Evidence, evidence_id) or abort(404)
    action = url_for(".redact_document", evidence_id=evidence_id)
    return _file_form(evidence.digest or "", evidence.list_id, evidence.kind, action, FILE, typed, refusal)


def _import_form(plan_id: int, typed: Typed, refusal: Refused | None = None):
    plan = session().get(ImportPlan, plan_id) or abort(404)
    if plan.applied_list_id is None:
        abort(404)
    action = url_for(".redact_import", plan_id=plan_id)
    return _file_form(plan.digest, plan.applied_list_id, plan.filename, action, IMPORTED, typed, refusal)


def _file_form(
    digest: str, list_id: int, about: str, action: str, says: tuple[str, ...], typed: Typed, refusal: Refused | None
):
    g.nav = "lists"
    document = session().get(Document, digest) or abort(404)
    listing = session().get_one(ProofList, list_id)
    if document.redaction:
        refusal = refusal or OutOfTurn("这份文件的内容已经抹去了。")
    page = FormPage(
        heading=f"抹去文件：{about}",
        trail=standing.trail(list_id, listing.title),
        here="抹去文件",
        action=action,
        button="抹去",
        inputs=_inputs(typed),
        intro=(f"文件：{document.name}",),
        aside=(("抹去以后", says),),
        errors=errors_of(refusal),
        grave=True,
        back=url_for("desk_lists.show", list_id=list_id),
    )
    return shown(page, refusal)


def _inputs(typed: Typed) -> tuple[Input, ...]:
    extra = {"rows": "3", "maxlength": str(redactions.MOST_REASON)}
    return (Input("reason", REASON, "textarea", typed.text("reason"), HINT, extra=extra),)
