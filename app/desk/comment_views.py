"""The pages of comments at the desk: all of a consultation, narrowed and to be answered together, and one by itself."""

from flask import abort, g, request

from app import wording
from app.database import session
from app.desk import comment_pages, telling
from app.desk.alike import Alike
from app.desk.forms import Typed, choices, errors_of
from app.errors import status_of
from app.fragments import render
from app.pages.desk_consultations import CommentDeskPage, CommentsDeskPage
from app.pages.parts import Figure
from app.paging import page_of
from catalog import clock
from catalog.errors import Refused
from catalog.models import Comment, Consultation, ProofList
from catalog.services import (
    answering,
    consultations,
    entry_reading,
    list_steps,
    moderating,
    received_comments,
)
from catalog.services.sealing import Personal
from catalog.vocabulary import ConsultationState, ListState, WithheldReason

# A group of nearly equal comments is answered from one page, if it can be.
PER_PAGE, PER_GROUP = 20, 200


def find(consultation_id: int) -> tuple[Consultation, ProofList]:
    g.nav = "lists"
    found = session().get(Consultation, consultation_id) or abort(404)
    return found, session().get_one(ProofList, found.list_id)


def index(consultation_id: int, typed: Typed, refusal: Refused | None = None):
    consultation, listing = find(consultation_id)
    at = clock.now()
    comments = received_comments.of_consultation(session(), consultation_id)
    only, query = request.values.get("narrow", ""), request.values.get("q", "").strip()
    alike = Alike.told(received_comments.alike(consultation_id, comments))
    like = alike.asked(request.values.get("like", ""))
    found = comment_pages.narrowed(comments, only, query, alike, like)
    per_page = PER_GROUP if like else PER_PAGE
    part, number, pages_ = page_of(found, request.values.get("page", "1"), per_page)
    picked = typed.numbers("pick") if refusal else [one.id or 0 for one in found if like and not one.answer_id]
    why = _why_no_answers(listing)
    counts = moderating.counts(session(), consultation_id)
    page = CommentsDeskPage(
        id=consultation_id,
        title=consultation.title,
        list_id=listing.id or 0,
        list_title=listing.title,
        deadline=wording.deadline(consultation.last_on),
        figures=(
            Figure("收到", counts.received, "份"),
            Figure("公开", counts.shown, "份"),
            Figure("等核看", counts.waiting, "份"),
            Figure("暂不公开", sum(counts.withheld.values()), "份"),
        ),
        chips=comment_pages.chips(comments, alike),
        chosen=only or (comment_pages.ALIKE if like else ""),
        query=query,
        comments=comment_pages.rows(
            session(), consultation, part, may_answer=not why, at=at, alike=alike, picked=picked
        ),
        found=len(found),
        page=number,
        pages=pages_,
        reasons=choices(WithheldReason, none="（请选）"),
        answer_inputs=comment_pages.answer_inputs(typed),
        like=like,
        alike_note=alike.note(),
        why_not=why,
        may_enter=list_steps.state(session(), listing, at) in (ListState.CONSULTING, ListState.SETTLING),
        may_release=consultations.state(consultation, at) is ConsultationState.CLOSED,
        errors=errors_of(refusal),
    )
    return render("desk/comments/index.html", page=page, status=status_of(refusal) if refusal else 200)


def _why_no_answers(listing: ProofList) -> str:
    now = list_steps.state(session(), listing, clock.now())
    if now in answering.OPEN_TO_ANSWERS:
        return ""
    return f"清单现在是“{now.label}”，按时收到的意见答复已经定下来了；逾期的还可以答复。"


def one(
    comment_id: int,
    typed: Typed,
    refusal: Refused | None = None,
    *,
    personal: Personal | None = None,
    receipt: str = "",
):
    comment = session().get(Comment, comment_id) or abort(404)
    consultation, listing = find(comment.consultation_id)
    may_answer = comment.is_late or not _why_no_answers(listing)
    (row,) = comment_pages.rows(session(), consultation, [comment], may_answer=may_answer, at=clock.now())
    page = CommentDeskPage(
        consultation_id=consultation.id or 0,
        consultation_title=consultation.title,
        comment=row,
        reasons=choices(WithheldReason, typed.text("withheld_reason"), none="（请选）"),
        withheld_note=typed.text("note"),
        answer_inputs=comment_pages.answer_inputs(typed),
        moments=telling.moments(session(), entry_reading.of_record(session(), "comment", comment_id)),
        name=personal.name if personal else "",
        contact=personal.contact if personal else "",
        opened=personal is not None,
        receipt=receipt,
        errors=errors_of(refusal),
    )
    return render("desk/comments/show.html", page=page, status=status_of(refusal) if refusal else 200)
