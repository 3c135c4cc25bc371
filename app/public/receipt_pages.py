"""A receipt as its holder reads it: what was sent, where it stands, what was answered, what may still be done."""

from datetime import datetime, timedelta
from functools import lru_cache

import segno
from flask import redirect, url_for

from app import wording
from app.addresses import absolute
from app.arrival import received_at
from app.database import session
from app.fragments import render
from app.keys import keys
from app.pages import Moment, Ref
from app.pages.consultations import Mark
from app.pages.receipts import ReceiptPage
from app.public import codes, kept_pages, receipt_cookie
from app.public import consultation_parts as parts
from app.public.comment_files import shown_size
from app.wording import consultations as say_of
from app.wording import receipts as say
from app.wording.receipts import zh_second
from catalog import clock
from catalog.models import Answer, Comment, Consultation
from catalog.rules import receipts
from catalog.services import answering, attachments, consultations, shown_comments, versions
from catalog.services import consultation_reading as reading
from catalog.services.keeping import Kept
from catalog.vocabulary import CommentState, ConsultationState

Flash = tuple[str, str, tuple[str, ...]]
# What is said above a receipt, once, by the name under which the session keeps it.
FLASHES: dict[str, Flash] = {
    "": ("", "", ()),
    "received": ("cancelled", "check", say.RECEIVED),
    "late": ("cancelled", "check", say.RECEIVED_LATE),
    "repeated": ("cancelled", "check", (say.REPEATED,)),
    "repeated-files": ("kept", "warning", (say.REPEATED, say.FILES_NOT_ADDED)),
    "corrected": ("cancelled", "check", say.CORRECTED),
    "withdrawn": ("cancelled", "check", say.WITHDRAWN),
    "erased": ("cancelled", "check", say.ERASED),
    "kept": ("cancelled", "check", say.KEPT),
    "kept-no-files": ("kept", "warning", (*say.KEPT, say.FILES_NOT_KEPT)),
}
LATER = Moment("清单公布前", "", "ahead", None, "在这里答复您。")


def go(code: str, says: str = ""):
    """Lead to the page of the receipt; show it at once to a browser that keeps no cookies."""
    if not receipt_cookie.is_kept():
        return show(code, FLASHES[says])
    receipt_cookie.remember(code, says)
    return redirect(url_for("public_receipts.show"), 303)


def show(code: str, flash: Flash = FLASHES[""], *, status: int = 200):
    """The receipt, or what was put aside under the code, as an answer; never kept on the way. Raises NotFound."""
    found = codes.either(code)
    if isinstance(found, Kept):
        return kept_pages.show(found, flash, status=status)
    response = render("public/receipts/show.html", status=status, page=_page(found, code, flash, received_at()))
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(comment: Comment, code: str, flash: Flash, at: datetime) -> ReceiptPage:
    one = consultations.get(session(), comment.consultation_id)
    state = consultations.state(one, at)
    answer = answering.released(session(), comment, at)
    can_change = state is ConsultationState.OPEN and comment.state is not CommentState.WITHDRAWN
    later = reading.next_version(session(), one, at=at) if answer else None
    files = files_of(comment)
    return ReceiptPage(
        code=receipts.normalise(code) or code,
        consultation=Ref(one.id, one.title),
        version=versions.get(session(), one.version_id).number,
        received_at=comment.received_at,
        received=zh_second(comment.received_at),
        mark=_mark(comment, state, answer),
        moments=_moments(comment, one, state, answer),
        about=_about(comment, one),
        text=comment.text,
        shown_as=_shown_as(comment),
        contact="已留，不公开" if comment.has_contact else "没有留",
        qr=qr(absolute("public_receipts.ask")),
        look_up=absolute("public_receipts.ask"),
        stance=comment.stance.label if comment.stance else "",
        late=comment.is_late,
        publishes=comment.publishes,
        withheld=_withheld(comment),
        adoption=parts.adoption_mark(answer.adoption) if answer else None,
        answer=answer.reason if answer else "",
        became=_became(comment) if answer else (),
        next_version=later.number if later else None,
        can_change_until=f"{wording.zh_date(one.last_on)} 24:00" if can_change else "",
        can_change=can_change,
        files=tuple(name for _, name in files),
        has_personal=comment.sealed is not None or bool(comment.shown_name) or bool(files),
        flash=(flash[0], flash[1], tuple(one.format(code=code, until="") for one in flash[2])),
    )


def files_of(comment: Comment) -> tuple[tuple[int, str], ...]:
    """The files of a comment for its author: number, and name with size."""
    found = attachments.names(session(), comment, keys())
    return tuple((one.id or 0, f"{name}（{shown_size(one.size)}）") for one, name in found)


@lru_cache(maxsize=8)  # drawn once, not for each receipt
def qr(address: str) -> tuple[int, str]:
    """A QR code as the side of its grid and one path: the address of the look-up page, never the code itself."""
    matrix = segno.make(address, error="m", micro=False).matrix
    return len(matrix), "".join(_runs(y, row) for y, row in enumerate(matrix))


def _runs(y: int, row: bytearray) -> str:
    """The dark runs of one row as rectangles."""
    found, x = "", 0
    while x < len(row):
        length = 0
        while x + length < len(row) and row[x + length]:
            length += 1
        if length:
            found += f"M{x} {y}h{length}v1h-{length}z"
        x += length or 1
    return found


def _mark(comment: Comment, state: ConsultationState, answer: Answer | None) -> Mark:
    if comment.state is CommentState.WITHDRAWN:
        return Mark(comment.state.label, "bad", "back")
    if answer:
        return Mark("已答复", "cancelled", "check")
    if comment.state is CommentState.WITHHELD:
        return Mark(comment.state.label, "kept", "info")
    return (
        Mark("已收到", "replaced", "check")
        if state is ConsultationState.OPEN
        else Mark("正在研究", "replaced", "clock")
    )


def _moments(comment: Comment, one: Consultation, state: ConsultationState, answer: Answer | None):
    """What happened to it, in the order of time, and what comes next."""
    late = "（逾期）" if comment.is_late else ""
    found = [_at(comment.received_at, f"已收到{late}")]
    if comment.corrected_at:
        found.append(_at(comment.corrected_at, "您改过意见"))
    if comment.state is CommentState.WITHDRAWN and comment.withdrawn_at:
        return (*found, _at(comment.withdrawn_at, "您撤回了意见", "，不公开、不答复。", state="now"))
    if comment.state is CommentState.RECEIVED:
        found.append(Moment("接下来", "", "ahead", None, "公开前要先看有没有个人信息。"))
    elif comment.moderated_at:
        found.append(_looked_over(comment, comment.moderated_at))
    found += _answering(comment, one, state, answer)
    return tuple(found)


def _looked_over(comment: Comment, at: datetime) -> Moment:
    if comment.state is CommentState.WITHHELD:
        return _at(at, "暂不公开", f"，{_withheld(comment)}")
    said = "，已经公开" if comment.publishes else "，按您的意思不公开"
    return _at(at, "看过了", f"{said}。")


def _answering(comment: Comment, one: Consultation, state: ConsultationState, answer: Answer | None) -> list[Moment]:
    if answer and answer.released_at:
        said = "，已与相同意见合并答复。" if shown_comments.shares_answer(session(), comment) else ""
        return [_at(answer.released_at, "已答复", said, state="now")]
    if state is ConsultationState.ENDED:
        return [Moment("以后", "", "ahead", None, "这次征求意见已经终止，不再逐份答复。")]
    if comment.state is CommentState.WITHHELD:
        return []
    if state is ConsultationState.OPEN:
        day = one.last_on + timedelta(days=1)
        return [Moment(f"{wording.zh_date(day)}起", "", "ahead", day, "研究您的意见，采不采纳都说明理由。"), LATER]
    return [Moment("现在", "正在研究", "now", None, "，采不采纳都说明理由。"), LATER]


def _at(instant: datetime, head: str, text: str = "", state: str = "past") -> Moment:
    return Moment(wording.zh_moment(instant), head, state, clock.day_of(instant), text)


def _about(comment: Comment, one: Consultation) -> tuple[str, ...]:
    lines = shown_comments.about(session(), one, comment.id or 0)
    return tuple(
        f"第{line.position}条：{parts.line_title(line.content) if line.content else '内容已经抹去'}" for line in lines
    )


def _shown_as(comment: Comment) -> str:
    if not comment.publishes:
        return "不公开，只给办理人员看"
    return say_of.who(comment.shown_name, comment.commenter_kind.label)


def _withheld(comment: Comment) -> str:
    if comment.state is not CommentState.WITHHELD or comment.withheld_reason is None:
        return ""
    note = f"{comment.withheld_note.removesuffix('。')}。" if comment.withheld_note else ""
    return f"原因：{comment.withheld_reason.label}。{note}"


def _became(comment: Comment) -> tuple[str, ...]:
    """The lines that changed because of it."""
    found = []
    for change in answering.moved_by(session(), comment.id or 0):
        said = change.after or change.before or {}
        verb = "改了" if change.after and change.before else "加了" if change.after else "删去了"
        found.append(
            f"因为这份意见，{verb}第{said.get('position')}条：{said.get('service_item')} · {said.get('material')}。"
        )
    return tuple(dict.fromkeys(found))
