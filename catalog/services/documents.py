"""Files that were handed in: their bytes in storage, their name and kind on record."""

import mimetypes

from catalog import clock
from catalog.database import Database
from catalog.models import Document
from catalog.storage import Storage


def keep(database: Database, storage: Storage, data: bytes, name: str) -> str:
    """Store a file and note it; its digest. The same bytes twice are one file with its first name."""
    digest = storage.keep(data)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    with database.writing() as session:
        if session.get(Document, digest) is None:
            session.add(
                Document(digest=digest, name=name[-200:], media_type=kind, size=len(data), stored_at=clock.now())
            )
    return digest
