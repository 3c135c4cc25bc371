"""The files chosen on a comment form: read, sealed and stored, and taken off the disk when they came to nothing."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from flask import request
from werkzeug.datastructures import FileStorage

from app import faults
from app.database import session
from app.keys import keys
from app.record_numbers import number_in
from app.storage import storage
from catalog.errors import NotStored
from catalog.services import attachments, consultations
from catalog.services.attachments import Sealed

FIELD, DROPPED = "files", "drop_file"


def chosen_names() -> tuple[str, ...]:
    """What the files were called that came with this request: a browser does not choose them again by itself."""
    return tuple(one.filename for one in request.files.getlist(FIELD) if one.filename)


def dropped() -> frozenset[int]:
    """The numbers of the files that the form of this request takes off a comment."""
    return frozenset(number for one in request.form.getlist(DROPPED) if (number := number_in(one)))


@contextmanager
def stored(consultation_id: int) -> Iterator[list[Sealed]]:
    """The files of this request, sealed and in storage; dropped when what is done with them fails.

    Raises Incomplete when there are too many, or one is too big or of no kind that is taken; NotStored when the
    machine cannot take them just now.
    """
    kept = _store(consultation_id)
    try:
        yield kept
    except BaseException:
        drop(kept)
        raise


def _store(consultation_id: int) -> list[Sealed]:
    try:
        files = [(one.filename, _whole(one)) for one in request.files.getlist(FIELD) if one.filename]
        if not files:
            return []
        return attachments.store(storage(), keys(), consultations.get(session(), consultation_id), files)
    except OSError as error:
        if (why := faults.while_serving(error)) is None:
            raise
        raise NotStored(why) from error


def _whole(file: FileStorage) -> bytes:
    """What is in a file that was sent; a large one waited on the disk and is let go of."""
    with closing(file):
        return file.read()


def drop(files: list[Sealed]) -> None:
    """Take them off the disk again."""
    attachments.drop(storage(), files)


def shown_size(size: int) -> str:
    """A size as people say it: 1.2 MB, 340 KB."""
    return f"{size / 1_048_576:.1f} MB" if size >= 1_048_576 else f"{max(1, round(size / 1024))} KB"
