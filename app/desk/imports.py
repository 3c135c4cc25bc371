"""Reading a list in: upload, look at the plan, correct the mapping, write it."""

import time
from dataclasses import replace

from flask import Blueprint, abort, flash, g, redirect, request, url_for
from sqlmodel import Session

from app import keyboard, wording
from app.access import person, staff_only
from app.database import database, session, writing
from app.desk import comparing, import_forms, import_pages, plans, targets
from app.desk.targets import Target
from app.errors import status_of
from app.fragments import render
from app.index import follow
from app.once import leads_to, once
from app.pages import FieldError, ImportDonePage, NewImportPage, Ref
from app.record_numbers import number_in
from app.storage import storage
from catalog import clock
from catalog.errors import Conflicting, Refused, UnreadableFile
from catalog.exchange import applying, containers, errands, undoing
from catalog.exchange.planning import Plan
from catalog.models import ImportPlan, ProofList
from catalog.rules import permissions
from catalog.services import documents, leave, list_reading
from catalog.vocabulary import Act, ListState

CHANGED = "登记簿刚被别人改过，没有写入。下面是按现在的内容重新核对的，请再看一遍，再点“写入”。"

pages = Blueprint("desk_imports", __name__, url_prefix="/desk/imports")


@pages.get("/new")
@staff_only
def new():
    _ask_for_any()
    return _form(_opened_from(request.args.get("list", "")))


@pages.post("/")
@staff_only
def create():
    _ask_for_any()
    typed = import_forms.Typed.from_form(request.form)
    file = request.files.get("file")
    data = file.read() if file else b""
    errors = [*typed.errors(), *([] if data else [FieldError("file", "请选一个文件。")])]
    if why := _not_yours(typed):
        errors.append(FieldError("published_on", why))
    if not errors:
        try:
            containers.sheets_of(data, file.filename or "")
        except UnreadableFile as error:
            errors = [FieldError("file", error.sentence)]
    if errors:
        return _form(typed, errors, status=422)
    name = keyboard.plain(file.filename or "清单")[-200:]
    digest = documents.keep(database(), storage(), data, name)
    waiting = ImportPlan(
        digest=digest,
        filename=name,
        title=typed.title,
        kind=typed.kind,
        form=typed.document_form,
        published=typed.is_published,
        number=typed.number,
        published_on=typed.day("published_on"),
        effective_on=typed.day("effective_on"),
        person_id=person().id,
        created_at=clock.now(),
    )
    with once() as register:
        register.add(waiting)
        register.flush()
        address = leads_to(url_for(".show", plan_id=waiting.id, target=typed.target or None))
    return redirect(address, 303)


@pages.get("/<int:plan_id>")
@staff_only
def show(plan_id):
    waiting = _find(plan_id)
    if waiting.applied_list_id:
        return redirect(url_for(".done", plan_id=plan_id), 303)
    return _plan_page(waiting)


@pages.post("/<int:plan_id>/mapping")
@staff_only
def remap(plan_id):
    waiting = _find(plan_id)
    if waiting.applied_list_id:
        return redirect(url_for(".done", plan_id=plan_id), 303)
    leave.ask(session(), person(), _act(waiting), on=clock.today())
    mapping = import_forms.mapping_from(request.form, plans.of(waiting, session(), storage()).reading.mapping)
    with writing() as register:
        register.get_one(ImportPlan, plan_id).mapping = mapping.to_json()
    return redirect(url_for(".show", plan_id=plan_id, target=request.form.get("target") or None), 303)


@pages.post("/<int:plan_id>/application")
@staff_only
def apply(plan_id):
    waiting = _find(plan_id)
    if waiting.applied_list_id:
        return redirect(url_for(".done", plan_id=plan_id), 303)
    # Entering what was in force before makes decisions; a draft only waits for its life to begin.
    leave.ask(session(), person(), _act(waiting), on=clock.today())
    started, chosen = time.monotonic(), request.form.get("target", "")
    plan = plans.of(waiting, session(), storage())
    try:
        target = None if waiting.published else Target.read(chosen)
        if why := _refusal(plan, target, accept_doubts=request.form.get("accept_doubts") == "yes"):
            return _plan_page(waiting, refusal=why, status=422)
        entered, told = _enter(waiting, plan, target)
    except Refused as refusal:
        return _plan_page(_find(plan_id), refusal=refusal, status=status_of(refusal))
    if not entered:
        return _plan_page(_find(plan_id), refusal=Refused(CHANGED), status=409)
    follow()
    flash(told + wording.done_sentence(plan.summary["rows"], seconds=time.monotonic() - started), "done")
    return redirect(url_for(".done", plan_id=plan_id), 303)


@pages.get("/<int:plan_id>/done")
@staff_only
def done(plan_id):
    g.nav = "imports"
    waiting = _find(plan_id)
    entered = session().get(ProofList, waiting.applied_list_id or 0) or abort(404)
    lines, _offices = list_reading.counts(session(), entered.id)
    page = ImportDonePage(
        list_ref=Ref(entered.id if waiting.published else None, entered.title),
        draft_href="" if waiting.published else url_for("desk_lists.show", list_id=entered.id),
        undo_href=""
        if undoing.refusal(session(), waiting, clock.now())
        else url_for("desk_undoing.ask", plan_id=plan_id),
        undone=waiting.undone_at is not None,
        sentence=f"这份清单有{lines:,}条，"
        + ("已经作为决定公开。" if waiting.published else "作为草稿存好，公众还看不到。"),
        number=waiting.number,
        effective_on=waiting.effective_on,
    )
    return render("desk/imports/done.html", page=page)


def _find(plan_id: int) -> ImportPlan:
    g.nav = "imports"
    found = session().get(ImportPlan, plan_id) or abort(404)
    # A record of the reading session is let go with it; a copy stays readable.
    return ImportPlan(**found.model_dump())


def _refusal(plan: Plan, target: Target | None, *, accept_doubts: bool) -> Refused | None:
    """Why the plan is not applied. A file that only leaves lines out changes the draft it is put over."""
    only_removes = target is not None and target.list_id is not None and plan.changes_nothing
    return None if only_removes else applying.refusal(plan, accept_doubts=accept_doubts)


def _enter(waiting: ImportPlan, plan: Plan, target: Target | None) -> tuple[bool, str]:
    """Write the plan, once however often it is sent; False when the register has moved on since it was made.

    Beside it what changed in the list that was overwritten.
    """
    with writing() as register:
        current = applying.is_current(register, plan)
        held = register.get_one(ImportPlan, waiting.id)
        told = ""
        if held.applied_list_id is None and current:
            told = _write(register, held, plan, target)
        return held.applied_list_id is not None, told


def _write(register: Session, held: ImportPlan, plan: Plan, target: Target | None) -> str:
    """Write the plan into the register, with what is needed to take it back; what changed in an overwritten list."""
    about = {"title": held.title, "kind": held.kind, "source_digest": held.digest}
    if target is None:
        held.applied_list_id = applying.enter(register, plan, by=person().login, **about).id
        return ""
    before = undoing.stood(register, target.list_id)
    entered, found = targets.enter(register, plan, target, by=person(), **about)
    errands.enter(register, plan.completions, by=person().login)
    undoing.remember(register, held, entered.id or 0, before, at=clock.now())
    return comparing.summary(found) if found else ""


def _act(waiting: ImportPlan) -> Act:
    return Act.ENTER_PUBLISHED_LIST if waiting.published else Act.IMPORT_LIST


def _not_yours(typed: import_forms.Typed) -> str:
    """Why this person cannot enter a list of this sort, before a file is read for nothing; "" when they can."""
    act = Act.ENTER_PUBLISHED_LIST if typed.is_published else Act.IMPORT_LIST
    why = leave.refusal(session(), person(), act, on=clock.today())
    if why and not typed.is_published:
        return f"您只能录入以前公布过的清单，请写公布日期和施行日期。{why}"
    return why or ""


def _ask_for_any() -> None:
    """Whoever may enter either kind of list sees the form; the file is refused where it would be written."""
    if not permissions.may(person(), Act.ENTER_PUBLISHED_LIST):
        leave.ask(session(), person(), Act.IMPORT_LIST, on=clock.today())


def _plan_page(waiting: ImportPlan, *, refusal: Refused | None = None, status: int = 200):
    plan = plans.of(waiting, session(), storage())
    page = import_pages.plan_page(waiting, plan, plans.sheets_of(waiting, storage()))
    if not waiting.published:
        chosen = request.form.get("target") or request.args.get("target", "")
        page = replace(page, targets=targets.choices(session(), person(), chosen))
        warnings, closed = targets.closed(session(), plan, page.targets, person())
        page = replace(page, warnings=warnings, closed=frozenset(closed))
        if page.chosen_target not in closed:
            page = replace(page, notes=targets.foretold(session(), plan, page.chosen_target))
    if isinstance(refusal, Conflicting):
        page = replace(page, form_errors=(FieldError("accept_doubts", "请先看过拿不准的地方，再打勾确认。"),))
    elif refusal:
        page = replace(page, refusal=refusal.sentence)
    return render("desk/imports/plan.html", status=status, page=page)


def _opened_from(number: str) -> import_forms.Typed:
    """The form as it opens from a draft: its name and kind are there already."""
    listing = session().get(ProofList, number_in(number) or 0)
    if listing is None or listing.state is not ListState.DRAFTING:
        return import_forms.Typed()
    return import_forms.Typed({"title": listing.title, "kind": listing.kind.value, "list": str(listing.id)})


def _form(typed, errors=(), status: int = 200):
    g.nav = "imports"
    page = NewImportPage(
        kinds=import_forms.kinds(typed),
        forms=import_forms.document_forms(typed),
        may_draft=permissions.may(person(), Act.IMPORT_LIST),
        may_enter=permissions.may(person(), Act.ENTER_PUBLISHED_LIST),
        values=typed.values,
        errors=tuple(errors),
    )
    return render("desk/imports/new.html", status=status, page=page)
