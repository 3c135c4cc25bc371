"""A form sent twice does what it does once: by a ticket in the form, claimed in the transaction that acts on it.

The ticket stands for one form as it was opened; with the same words in it again, it is the same wish. Whoever goes
back and writes something else in it wants something else.
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, flash, g, redirect, request
from werkzeug import Response

from app.access import person
from app.database import writing
from catalog import clock
from catalog.database import WritingSession
from catalog.services import sent_forms

FIELD = "form_ticket"
LONGEST = 64
AGAIN = "这张表刚才已经交过，没有再办一次。"
# What a form holds beside what it says.
NOT_SAID = frozenset({FIELD, "csrf_token"})


class SentBefore(Exception):
    """The form had come before; ``address`` is where it led to."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def init_app(app: Flask) -> None:
    app.register_error_handler(SentBefore, _lead_on)
    app.add_template_global(form_ticket)


def form_ticket() -> str:
    """The ticket of the form on this page; a form that comes back with its errors keeps its own."""
    return request.form.get(FIELD, "")[:LONGEST] or secrets.token_urlsafe(18)


@contextmanager
def once(address: str = "") -> Iterator[WritingSession]:
    """A session to change the register with, for one form. ``address`` is where it leads to (see ``leads_to``).

    Raises SentBefore when the same form was acted on already; nothing is written then.
    """
    digest = _digest()
    g.form_leads_to = address
    with writing() as register:
        if digest and (before := sent_forms.claim(register, digest, at=clock.now())) is not None:
            raise SentBefore(before or address)
        yield register
        if digest:
            sent_forms.lead(register, digest, g.form_leads_to)


def leads_to(address: str) -> str:
    """Say inside ``once`` where the form leads to, when that is only known once something has been made."""
    g.form_leads_to = address
    return address


def _digest() -> str:
    """What stands for this form with this content from this person; "" for one without a ticket."""
    ticket = request.form.get(FIELD, "")[:LONGEST]
    if not ticket:
        return ""
    said = hashlib.sha256(f"{person().id}\n{request.path}\n{ticket}".encode())
    for name, value in request.form.items(multi=True):
        if name not in NOT_SAID:
            said.update(f"\n{name}={len(value)}:{value}".encode())
    for name, file in request.files.items(multi=True):
        file.stream.seek(0)
        said.update(f"\n{name}={file.filename}:".encode())
        said.update(hashlib.file_digest(file.stream, "sha256").digest())  # type: ignore[arg-type]
        file.stream.seek(0)
    return said.hexdigest()


def _lead_on(sent: SentBefore) -> Response:
    flash(AGAIN, "done")
    return redirect(sent.address or request.path.rpartition("/")[0] or "/", 303)
