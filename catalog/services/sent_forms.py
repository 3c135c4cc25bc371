"""Forms that made something: the same form sent twice makes it once, and leads to the same place."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from catalog.models import SentForm

LONGEST_ADDRESS = 400


def claim(session: Session, digest: str, *, at: datetime) -> str | None:
    """Be the one who acts on a form; None, or the address that it led to when it had come before.

    Whoever sends the same form at the same moment waits here until this transaction ends.
    """
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = insert(SentForm).values(digest=digest, leads_to="", at=at).on_conflict_do_nothing()
    if session.execute(row.returning(SentForm.digest)).first() is not None:  # type: ignore[call-overload]
        return None
    return session.exec(select(SentForm.leads_to).where(SentForm.digest == digest)).first() or ""


def lead(session: Session, digest: str, address: str) -> None:
    """Note where the form led to; what an address too long to be kept asks for is left out."""
    address = address if len(address) <= LONGEST_ADDRESS else address.partition("?")[0]
    session.execute(update(SentForm).where(col(SentForm.digest) == digest).values(leads_to=address))


def forget(session: Session, *, before: datetime) -> None:
    """Forget the forms that were sent before an instant: nobody presses their button any more."""
    session.execute(delete(SentForm).where(col(SentForm.at) < before))
