"""Saying something about a draft: the form, and taking down what comes back on it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from flask import Blueprint, abort, g, request

from app import index, wording
from app.access import open_to_all
from app.answers import city
from app.arrival import received_at
from app.database import session, writing
from app.errors import retry_after, status_of
from app.fragments import render
from app.keys import keys, secret
from app.pages import FieldError, Ref
from app.pages.receipts import CommentFormPage, Written
from app.public import comment_files, comment_forms, receipt_pages
from app.public import consultation_parts as parts
from app.record_numbers import number_in
from app.security import csrf
from app.wording import consultations as say_of
from app.wording import receipts as say
from catalog.database import WritingSession
from catalog.errors import Incomplete, NotStored, OutOfTurn, TooOften
from catalog.rules import attachments
from catalog.services import comment_drafts, commenting, consultations, draft_lines, keeping
from catalog.services import consultation_reading as reading
from catalog.services.attachments import Sealed
from catalog.services.comment_drafts import CommentDraft
from catalog.services.commenting import AlreadySent, Receipt
from catalog.services.keeping import KeptMeanwhile
from catalog.vocabulary import CommenterKind, ConsultationState, Stance

pages = Blueprint("public_comments", __name__, url_prefix="/consultations")
# The token is looked at by the views, so that a stale one costs nobody what they wrote.
csrf.exempt(pages)


@pages.get("/<int:consultation_id>/comments/new")
@open_to_all
def new(consultation_id):
    g.nav = "consultations"
    asked = [one for one in request.args.getlist("line")[: comment_forms.MOST_POSITIONS] if number_in(one)]
    chosen = "、".join(asked)
    scope = comment_forms.SOME if chosen else comment_forms.WHOLE
    return form(consultation_id, Written(scope=scope, positions=chosen))


@pages.post("/<int:consultation_id>/comments")
@open_to_all
def send(consultation_id):
    g.nav = "consultations"
    at, written = received_at(), comment_forms.read(request.form)
    ticket = request.form.get("spare_ticket" if request.form.get("act") == "another" else "ticket", "")
    if comment_forms.is_stale():
        return form(consultation_id, written, ticket=ticket, says=say.STALE, status=400)
    keeping_it = request.form.get("act") == "keep"
    draft, errors = comment_forms.draft(written)
    if errors and not keeping_it:
        return form(consultation_id, written, ticket=ticket, errors=errors, status=422)
    if why := comment_forms.machine_made(request.form, at, secret=secret()):
        return form(consultation_id, written, ticket=ticket, says=why, status=422)
    try:
        if keeping_it:
            code = _keep(consultation_id, written, ticket, at)
            return receipt_pages.go(code, "kept-no-files" if comment_files.chosen_names() else "kept")
        with comment_files.stored(consultation_id) as files:
            receipt = _submit(consultation_id, draft, ticket, at, files)
            if receipt.is_repeat:
                comment_files.drop(files)  # what came first stands
    except KeptMeanwhile as other:
        return form(consultation_id, written, ticket=ticket, other=other, status=status_of(other))
    except AlreadySent as sent:
        return form(consultation_id, written, code=sent.code, sent=True, ticket=ticket, status=409)
    except Incomplete as lacking:
        return _lacking(consultation_id, written, ticket, lacking)
    except TooOften as often:
        return retry_after(form(consultation_id, written, ticket=ticket, says=often.sentence, status=429), often)
    except NotStored as full:
        return retry_after(form(consultation_id, written, ticket=ticket, says=full.sentence, status=503), full)
    except OutOfTurn as late:
        if keeping_it:  # too late to put it aside, though not to send it
            return form(consultation_id, written, ticket=ticket, says=late.sentence, status=status_of(late))
        return form(consultation_id, written, ticket=ticket, closed=late.sentence, status=status_of(late))
    index.follow()
    if receipt.is_repeat and files:
        return receipt_pages.go(receipt.code, "repeated-files")
    says = "repeated" if receipt.is_repeat else "late" if receipt.is_late else "received"
    return receipt_pages.go(receipt.code, says)


def form(
    consultation_id: int,
    written: Written,
    *,
    ticket: str = "",
    kept_at: str = "",
    other: KeptMeanwhile | None = None,
    code: str = "",
    sent: bool = False,
    files: Sequence[tuple[int, str]] = (),
    errors: Sequence[FieldError] = (),
    says: str = "",
    closed: str = "",
    status: int = 200,
):
    """The form with whatever was typed. ``code`` makes it a correction of that comment, which has ``files``.

    ``kept_at`` is when what it begins with was put aside, ``other`` what was put aside elsewhere since.
    """
    at = received_at()
    found = reading.find(session(), consultation_id, at=at) or abort(404)
    one, _, version = found
    state = consultations.state(one, at)
    page = CommentFormPage(
        consultation=Ref(consultation_id, one.title),
        deadline=parts.deadline(one, consultations.extensions(session(), consultation_id), at),
        written=written,
        stances=comment_forms.words(Stance, written.stance),
        kinds=comment_forms.words(CommenterKind, written.kind),
        scopes=comment_forms.choices(comment_forms.SCOPES, written.scope or comment_forms.WHOLE),
        publishing=comment_forms.choices(comment_forms.PUBLISHING, written.publishes),
        total=version.lines,
        privacy=say.privacy(
            one.contact.get("office") or city().maintainer, one.contact.get("telephone") or city().hotline
        ),
        ticket=ticket or commenting.new_ticket(secret(), at),
        kept_at=other.kept_at.isoformat() if other else kept_at or request.form.get("kept_at", "")[:40],
        kept_text=other.text if other else "",
        spare_ticket=commenting.new_ticket(secret(), at) if sent else "",
        code=code,
        sent=sent,
        longest=comment_drafts.LONGEST_TEXT,
        accepts=attachments.ACCEPTED,
        files=tuple(files),
        files_dropped=comment_files.dropped() if files else frozenset(),
        files_again=comment_files.chosen_names() if status != 200 else (),
        chosen=_chosen(version.id, written) if reading.is_seen(one, at) else (),
        errors=tuple(errors),
        flash=_flash(other.sentence if other else says, sent),
        late_note=say_of.LATE_NOTE if state is ConsultationState.CLOSED and not code else "",
        keeps_until=f"{wording.zh_date(one.last_on)} 24:00"
        if state is ConsultationState.OPEN and not code and not sent
        else "",
        closed=closed or commenting.refusal(one, at) or "",
    )
    response = render("public/consultations/comment.html", status=status, page=page)
    response.headers["Cache-Control"] = "no-store"
    return response


def _submit(consultation_id: int, draft: CommentDraft, ticket: str, at: datetime, files: Sequence[Sealed]) -> Receipt:
    with writing() as changing:
        _check_newest(changing, consultation_id, draft.text, ticket, at)
        return commenting.submit(
            changing,
            consultation_id,
            draft,
            ticket=ticket,
            received_at=at,
            secret=secret(),
            keys=keys(),
            address=request.remote_addr or "",
            files=files,
        )


def _keep(consultation_id: int, written: Written, ticket: str, at: datetime) -> str:
    """Put the form aside as it was filled in; its code."""
    with writing() as changing:
        _check_newest(changing, consultation_id, written.text, ticket, at)
        return keeping.keep(
            changing,
            consultation_id,
            asdict(written),
            ticket=ticket,
            received_at=at,
            secret=secret(),
            keys=keys(),
            address=request.remote_addr or "",
        )


def _check_newest(changing: WritingSession, consultation_id: int, text: str, ticket: str, at: datetime) -> None:
    keeping.check_newest(
        changing,
        consultation_id,
        text,
        ticket=ticket,
        over=request.form.get("kept_at", ""),
        received_at=at,
        secret=secret(),
        keys=keys(),
    )


def _lacking(consultation_id: int, written: Written, ticket: str, lacking: Incomplete):
    """The register found something missing that only it can know: a line that is not there, a form not ours."""
    if lacking.field == "ticket":
        return form(consultation_id, written, says=say.STALE, status=422)
    error = FieldError(lacking.field or "", lacking.sentence)
    return form(consultation_id, written, ticket=ticket, errors=(error,), status=422)


def _flash(says: str, sent: bool) -> tuple[str, str, str]:
    if sent:
        return "kept", "warning", say.ALREADY_SENT
    return ("bad", "warning", says) if says else ("", "", "")


def _chosen(version_id: int, written: Written):
    """The lines that the form speaks of, by name."""
    places = comment_forms.draft(written)[0].positions
    if not places:
        return ()
    lines = draft_lines.of_version(session(), version_id, places)
    return tuple((line.position, parts.line_title(line.content)) for line in lines if line.content)
