"""The fields of the Whoosh index: tokens made by us, kept as bare postings without positions or lengths."""

from collections.abc import Iterable, Iterator
from typing import Any

from whoosh import fields, formats

from search.documents import EXACT, ITEM, NAME, REST

ID, MATERIAL, SERVICE_ITEM, OFFICE = "id", "material", "service_item", "office"
PUBLIC_FROM, PLACE, NAMES = "public", "place", "names"
"""What is stored. Of a requirement: its id, those of what it joins, and when it becomes public (in seconds).
In documents of their own: the place in the history, and the names."""


class Tokens(fields.FieldType):
    """A field whose value is the tokens themselves."""

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.analyzer = None
        self.scorable = False
        self.stored = False
        self.unique = False
        self.vector = None
        self.column_type = None

    def index(self, value: Iterable[str], **kwargs: Any) -> Iterator[tuple[bytes, int, float, bytes]]:  # type: ignore[override]
        return ((token.encode(), 1, 1.0, b"") for token in sorted(value))


def schema() -> fields.Schema:
    """The schema of an index. It is given to Whoosh on opening, never read from the directory."""
    text = {name: Tokens() for name in (NAME, ITEM, REST, EXACT)}
    stored = {name: fields.STORED() for name in (ID, MATERIAL, SERVICE_ITEM, OFFICE, PUBLIC_FROM, PLACE, NAMES)}
    return fields.Schema(**text, **stored)
