"""Files that were handed in: their bytes in storage, their name and kind on record."""

import re
from dataclasses import asdict, dataclass

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from catalog import clock
from catalog.database import Database
from catalog.errors import AgainstPolicy
from catalog.models import Document
from catalog.rules import attachments
from catalog.storage import Storage


@dataclass(frozen=True, slots=True)
class Kept:
    """A file whose bytes are in storage and which is not on record yet."""

    digest: str
    name: str
    media_type: str
    size: int


def store(storage: Storage, data: bytes, name: str) -> Kept:
    """Put the bytes into storage: before the write lock is taken, for writing them down is slow."""
    name = "".join(sign for sign in re.split(r"[/\\\\]", name)[-1] if sign.isprintable()) or "清单"
    return Kept(storage.keep(data), name[-200:], _media_type(data), len(data))


def _media_type(data: bytes) -> str:
    """What a file is by its content, never by its name; whatever is not known is only bytes to be saved."""
    kind = attachments.kind_of(data)
    return attachments.MEDIA[kind][0] if kind else "application/octet-stream"


def note(session: Session, kept: Kept) -> None:
    """Put a stored file on record in the caller's transaction. The same bytes twice keep their first name.

    Raises AgainstPolicy for a file that was erased from the record: it does not come back by being handed in.
    """
    before = session.get(Document, kept.digest)
    if before is not None and before.redaction:
        raise AgainstPolicy(f"这份文件已经从记录里抹去：{before.redaction}。请换一份没有个人信息的。", field="file")
    row = asdict(kept) | {"stored_at": clock.now()}
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert(Document).values(row).on_conflict_do_nothing(index_elements=["digest"]))


def keep(database: Database, storage: Storage, data: bytes, name: str) -> str:
    """Store a file and note it; its digest. The same bytes twice are one file with its first name."""
    kept = store(storage, data, name)
    with database.writing() as session:
        note(session, kept)
    return kept.digest
