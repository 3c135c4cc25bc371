"""The form of a correction: what it asks, and how what was typed is read."""

from app.desk.forms import Typed, choices
from app.pages.desk import Input
from catalog.rules import document_numbers
from catalog.services import correcting
from catalog.services.correcting import Correction
from catalog.services.issuing import Publication
from catalog.vocabulary import Authority, DecisionKind, Disposition, DocumentForm, Method

KINDS = (DecisionKind.CORRECTION, DecisionKind.WITHDRAWAL, DecisionKind.SUPERSESSION, DecisionKind.ANNULMENT)
STATED = (Disposition.CANCEL, Disposition.REPLACE, Disposition.KEEP)
ABOUT = (
    "更正：原来写错了，从原来的施行日起就按新的算。",
    "撤回：本市收回这条决定，从写的那天起不算。",
    "被替代：用新的决定代替，从写的那天起按新的算。",
    "被撤销：行政复议、法院、上级或备案审查撤销，写明从哪天起。",
)
# The fields of the form, as they are sent on from a rehearsal.
FIELDS = (
    "kind",
    "reason",
    "effective_on",
    "disposition",
    "method",
    "replacement",
    "authority",
    "number",
    "form",
    "published_on",
)


def read(typed: Typed) -> Correction:
    """The correction as it was typed. Raises Incomplete for what cannot be read."""
    kind = typed.word("kind", DecisionKind, "是哪一种")
    states = kind in correcting.STATING
    return Correction(
        kind=kind,
        reason=typed.text("reason"),
        effective_on=typed.day("effective_on", "从哪一天起"),
        disposition=typed.maybe_word("disposition", Disposition) if states else None,
        method=typed.maybe_word("method", Method) if states else None,
        replacement=typed.text("replacement") if states else "",
        authority=typed.maybe_word("authority", Authority) if kind is DecisionKind.ANNULMENT else None,
    )


def publication(typed: Typed, correction: Correction) -> Publication | None:
    """The document behind it; None where no number was typed. Raises Incomplete."""
    number = typed.text("number")
    if not number:
        return None
    return Publication(
        number=document_numbers.normalise(number) or number,
        published_on=typed.day("published_on", "公布日期"),
        effective_on=correction.effective_on,
        form=typed.word("form", DocumentForm, "文种"),
    )


def inputs(typed: Typed) -> tuple[Input, ...]:
    """What a correction states, with what was typed so far."""
    return (
        Input("kind", "哪一种", "radio", choices=choices(KINDS, typed.text("kind"))),
        Input("reason", "理由", "textarea", typed.text("reason"), "会公开。", extra={"rows": "3", "maxlength": "900"}),
        Input("effective_on", "从哪一天起", "date", typed.text("effective_on"), width="w-date"),
        Input(
            "disposition",
            "改成怎样处理",
            "select",
            choices=choices(STATED, typed.text("disposition"), none="（只收回，不另写）"),
            hint="更正和被替代要选。",
            width="w-name",
        ),
        Input(
            "method",
            "替代办法",
            "select",
            choices=choices(Method, typed.text("method"), none="（不用）"),
            width="w-name",
        ),
        Input("replacement", "取消后怎样办理", "textarea", typed.text("replacement"), extra={"rows": "2"}),
        Input(
            "authority",
            "由谁撤销",
            "select",
            choices=choices(Authority, typed.text("authority"), none="（不是被撤销）"),
            width="w-name",
        ),
        Input("number", "文号", value=typed.text("number"), hint="另发了文件的写，没有的空着。", width="w-name"),
        Input("form", "文种", "select", choices=choices(DocumentForm, typed.text("form")), width="w-name"),
        Input("published_on", "公布日期", "date", typed.text("published_on"), width="w-date"),
    )
