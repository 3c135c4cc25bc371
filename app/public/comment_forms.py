"""Reads a comment form: what was typed, what is wrong with it, and whether a person filled it in."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta

from flask import current_app, request
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError

from app.pages import Choice, FieldError
from app.pages.receipts import Written
from app.wording import receipts as say
from catalog import text
from catalog.rules import receipts
from catalog.services import comment_drafts
from catalog.services.comment_drafts import CommentDraft
from catalog.services.sealing import Personal
from catalog.vocabulary import CommenterKind, Stance

# Nobody reads, thinks and writes faster than this.
QUICKEST = timedelta(seconds=2)
TRAP = "website"
WHOLE, SOME = "list", "lines"
SCOPES = {WHOLE: "整份清单", SOME: "其中几条"}
PUBLISHING = {"yes": "可以公开", "no": "不公开，只给办理人员看（一样会答复）"}
MOST_POSITIONS = 200
SEPARATORS = re.compile(r"[、，,;；\s和及与条第]+")
SPAN = re.compile(r"(\d{1,6})(?:[-–—~～至到](\d{1,6}))?$")


def read(form: Mapping[str, str]) -> Written:
    """What was typed, with the ends of lines and the signs that no text needs made alike."""
    return Written(
        scope=form.get("scope", ""),
        positions=_clean(form.get("positions", "")),
        stance=form.get("stance", ""),
        text=_clean(form.get("text", "")),
        kind=form.get("kind", ""),
        name=_clean(form.get("name", "")),
        contact=_clean(form.get("contact", "")),
        publishes=form.get("publishes", ""),
    )


def draft(written: Written) -> tuple[CommentDraft, tuple[FieldError, ...]]:
    """The comment as the register takes it down, and everything that is wrong with it, by field."""
    positions, why = _positions(written)
    publishes = {"yes": True, "no": False}.get(written.publishes)
    made = CommentDraft(
        text=written.text,
        publishes=publishes,
        positions=positions,
        stance=Stance.named(written.stance),
        kind=CommenterKind.named(written.kind) or CommenterKind.PERSON,
        personal=Personal(written.name.strip(), written.contact.strip()),
    )
    found = [FieldError("positions", why)] if why else []
    found += [FieldError(one.field or "", one.sentence) for one in comment_drafts.faults(made)]
    return made, tuple(found)


def machine_made(form: Mapping[str, str], at: datetime, *, secret: str) -> str:
    """Why the form looks filled in by a machine, as a sentence for the person it may be after all; "" when not."""
    if form.get(TRAP, "").strip():
        return say.TRAPPED
    issued = receipts.issued_at(secret, form.get("ticket", ""))
    return say.TOO_QUICK if issued is not None and at - issued < QUICKEST else ""


def is_stale() -> bool:
    """Whether the form's token is not the one of this browser's session.

    A browser that sends no session at all (cookies refused, or session over) is not turned away: what a form may
    do here hangs on its signed ticket or on the receipt code in it, which no other site can know.
    """
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        return False
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        return True
    return False


def choices(options: Mapping[str, str], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, value == chosen) for value, label in options.items())


def words(kinds: type[Stance] | type[CommenterKind], chosen: str) -> tuple[Choice, ...]:
    """Every word of a vocabulary as a choice."""
    return choices({word.value: word.label for word in kinds}, chosen)


def _positions(written: Written) -> tuple[tuple[int, ...], str]:
    """The lines that were named, and why they cannot be read."""
    if written.scope != SOME:
        return (), ""
    found: set[int] = set()
    for part in filter(None, SEPARATORS.split(text.fold(written.positions))):
        span = SPAN.match(part)
        if span is None:
            return (), say.ODD_POSITIONS.format(typed=written.positions[:40])
        first, last = int(span[1]), int(span[2] or span[1])
        if last - first >= MOST_POSITIONS:
            return (), say.TOO_MANY_POSITIONS.format(limit=MOST_POSITIONS)
        found.update(range(first, last + 1))
    if len(found) > MOST_POSITIONS:
        return (), say.TOO_MANY_POSITIONS.format(limit=MOST_POSITIONS)
    return tuple(sorted(found)), "" if found else say.NO_POSITIONS


def _clean(typed: str) -> str:
    """Browsers end lines with two signs and count them as one; control signs belong in no text."""
    plain = typed.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in plain if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))
