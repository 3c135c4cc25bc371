"""A stored file is kept under its hash and known by its content, whatever it was called."""

import pytest

from catalog.models import Document
from catalog.services import documents


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("函.pdf", b"%PDF-1.7", "application/pdf"),
        ("函.html", b"%PDF-1.7 ", "application/pdf"),
        ("函.pdf", b"<script>alert(1)</script>", "application/octet-stream"),
        ("照片.svg", b"\xff\xd8\xff", "image/jpeg"),
    ],
)
def test_the_kind_on_record_is_that_of_the_content(database, storage, name, data, media_type):
    digest = documents.keep(database, storage, data, name)
    with database.reading() as session:
        found = session.get(Document, digest)
        assert (found.media_type, found.name, found.size) == (media_type, name, len(data))
    assert storage.read(digest) == data


def test_the_same_bytes_twice_are_one_file_with_its_first_name(database, storage):
    first = documents.keep(database, storage, b"%PDF-1.7", "../一.pdf")
    assert documents.keep(database, storage, b"%PDF-1.7", "二.pdf") == first
    with database.reading() as session:
        assert session.get(Document, first).name == "一.pdf"
