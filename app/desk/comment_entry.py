"""Comments that came by letter, telephone, e-mail or at the counter, entered by whoever took them."""

from flask import Blueprint, request, url_for

from app.access import person, staff_only
from app.arrival import received_at
from app.database import session, writing
from app.desk import comment_views, line_forms, standing
from app.desk.forms import Typed, choices, errors_of, shown
from app.keys import keys, secret
from app.pages.desk import FormPage, Input
from app.pages.parts import Choice
from app.public import comment_files
from catalog import clock
from catalog.errors import Refused
from catalog.rules import attachments
from catalog.services import commenting, leave
from catalog.services.comment_drafts import CommentDraft
from catalog.services.sealing import Personal
from catalog.vocabulary import Act, Channel, CommenterKind, Stance

pages = Blueprint("desk_comment_entry", __name__, url_prefix="/desk")


@pages.get("/consultations/<int:consultation_id>/comments/new")
@staff_only
def new(consultation_id):
    leave.ask(session(), person(), Act.ENTER_COMMENT, on=clock.today())
    return _entry_form(consultation_id, Typed())


@pages.post("/consultations/<int:consultation_id>/comments")
@staff_only
def enter(consultation_id):
    typed = Typed(request.form)
    try:
        draft = CommentDraft(
            text=typed.text("text"),
            publishes={"yes": True, "no": False}.get(typed.text("publishes")),
            positions=line_forms.numbers_in(typed.text("positions")),
            stance=typed.maybe_word("stance", Stance),
            kind=typed.word("kind", CommenterKind, "是谁的意见"),
            personal=Personal(typed.text("name"), typed.text("contact")),
        )
        with comment_files.stored(consultation_id) as files, writing() as register:
            receipt = commenting.enter(
                register,
                consultation_id,
                draft,
                channel=typed.word("channel", Channel, "怎样收到的"),
                received_on=typed.day("received_on", "收到的日期"),
                ticket=typed.text("ticket"),
                by=person(),
                at=received_at(),
                secret=secret(),
                keys=keys(),
                files=files,
            )
            if receipt.is_repeat:
                comment_files.drop(files)
    except Refused as refusal:
        return _entry_form(consultation_id, typed, refusal)
    return comment_views.one(receipt.comment_id, Typed(), receipt=receipt.code)


def _entry_form(consultation_id: int, typed: Typed, refusal: Refused | None = None):
    _, listing = comment_views.find(consultation_id)
    others = [one for one in Channel if one is not Channel.WEB]
    again = comment_files.chosen_names() if refusal else ()
    page = FormPage(
        heading=f"登记来信、来电、邮件或当面的意见：{listing.title}",
        trail=(
            *standing.trail(listing.id, listing.title),
            ("意见", url_for("desk_comments.index", consultation_id=consultation_id)),
        ),
        here="登记",
        action=url_for(".enter", consultation_id=consultation_id),
        button="登记",
        inputs=(
            Input("ticket", "", "hidden", typed.text("ticket") or commenting.new_ticket(secret(), clock.now())),
            Input("channel", "怎样收到的", "radio", choices=choices(others, typed.text("channel"))),
            Input(
                "received_on",
                "收到的日期",
                "date",
                typed.text("received_on"),
                "来信按邮戳，其他按收到的那天。",
                "w-date",
            ),
            Input("text", "意见内容", "textarea", typed.text("text"), "照原话写。", extra={"maxlength": "5000"}),
            Input(
                "files",
                "附件",
                "file",
                hint="信的照片、扫描件等，最多3个，每个最多5MB。没有的空着。"
                + (f"刚才选的请再选一次：{'、'.join(again)}。" if again else ""),
                extra={"multiple": "", "accept": attachments.ACCEPTED},
            ),
            Input(
                "positions",
                "对哪几条",
                value=typed.text("positions"),
                hint="写条号，例如 3、8；对整份清单的空着。",
                width="w-name",
            ),
            Input(
                "stance",
                "态度",
                "select",
                choices=choices(Stance, typed.text("stance"), none="（没有说）"),
                width="w-name",
            ),
            Input(
                "kind",
                "是谁的意见",
                "radio",
                choices=choices(CommenterKind, typed.text("kind") or CommenterKind.PERSON.value),
            ),
            Input("name", "称呼", value=typed.text("name"), hint="本人没有留的空着。公布时只留姓。", width="w-name"),
            Input(
                "contact",
                "联系方式",
                value=typed.text("contact"),
                hint="本人没有留的空着。加密保存，不公布。",
                width="w-name",
            ),
            Input(
                "publishes",
                "本人同意公开意见内容吗",
                "radio",
                choices=(
                    Choice("yes", "同意", typed.text("publishes") == "yes"),
                    Choice("no", "不同意，或者没有问到", typed.text("publishes") == "no"),
                ),
            ),
        ),
        intro=("登记以后有一个回执码，请告诉本人，凭它看答复。按收到的日期算按时还是逾期。",),
        errors=errors_of(refusal),
        upload=True,
        back=url_for("desk_comments.index", consultation_id=consultation_id),
    )
    return shown(page, refusal)
