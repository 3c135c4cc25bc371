"""What a segment tells only document by document and block by block, in one file beside it."""

import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from whoosh.reading import SegmentReader

from search import bits, postings, rows, schema
from search.documents import EXACT, MATERIAL, OFFICE, SERVICE_ITEM

FILE = ".ext"
NONE = -1
# A term is common when so many documents have it, and so large a part of them: the others are read as fast from Whoosh.
_COMMON, _SHARE = 256, 512
_NUMBERS = {MATERIAL: schema.MATERIAL, SERVICE_ITEM: schema.SERVICE_ITEM, OFFICE: schema.OFFICE}
# Whoosh's numbers fit in four octets; ids are the database's.
_ID, _NUMBER = "q", "i"

Where = tuple[int, int, int]
"""Offset, length and sum of a set in the file."""


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of a segment. A place is a document's rank by requirement id.

    ``ids`` and ``numbers`` (Whoosh's) are by place, ``places`` by Whoosh's number, NONE where no requirement is;
    ``columns`` hold the numbers of what a requirement joins, by mark and place; ``public`` are the instants (in
    seconds) and places of what becomes public later, the earliest first; ``extras`` are the stored fields of
    documents of another kind, by Whoosh's number; ``exact`` are the exact values there are.
    """

    ids: "array[int]"
    numbers: "array[int]"
    places: "array[int]"
    columns: Mapping[str, "array[int]"]
    public: Sequence[tuple[float, int]]
    extras: Mapping[int, Mapping[str, str]]
    exact: frozenset[str]

    def chosen(self, numbers: Iterable[int]) -> int:
        """The set of some documents given by Whoosh's numbers."""
        places = self.places
        return bits.of((place for number in numbers if (place := places[number]) != NONE), len(self.ids))


class CommonSets:
    """The sets of the common terms, read from the file one by one when they are asked for."""

    def __init__(self, path: Path, where: Mapping[str, Mapping[str, Where]]) -> None:
        self._path = path
        self._where = where

    def read(self, field: str, value: str) -> int | None:
        """The documents that have a term; None when it is not common, or the file is not what it was.

        Then Whoosh's own postings, which are in memory, still tell: a file that goes hurts no running process.
        """
        where = self._where.get(field, {}).get(value)
        if where is None:
            return None
        offset, length, total = where
        try:
            with self._path.open("rb") as stream:
                stream.seek(offset)
                packed = stream.read(length)
        except OSError:
            return None
        return int.from_bytes(zlib.decompress(packed), "little") if zlib.crc32(packed) == total else None


def write(path: Path, reader: SegmentReader) -> None:
    """Write the extract of a segment to ``path``."""
    found = _documents(reader)
    with path.open("wb") as stream:
        about = {
            "public": found.public,
            "extras": list(found.extras.items()),
            "exact": sorted(found.exact),
            "common": _write_common(stream, reader, found),
        }
        kept = {"ids": found.ids, "numbers": found.numbers, "places": found.places, **found.columns}
        rows.finish(stream, kept, about)


def read(path: Path) -> tuple[Documents, CommonSets]:
    """The extract at ``path``. Raises whatever reading raises."""
    with path.open("rb") as stream:
        kept, about = rows.read(stream)
    documents = Documents(
        ids=rows.numbers(kept, "ids"),
        numbers=rows.numbers(kept, "numbers"),
        places=rows.numbers(kept, "places"),
        columns={mark: rows.numbers(kept, mark) for mark in _NUMBERS},
        public=[(instant, place) for instant, place in about["public"]],
        extras=dict(about["extras"]),
        exact=frozenset(about["exact"]),
    )
    return documents, CommonSets(path, about["common"])


def _documents(reader: SegmentReader) -> Documents:
    stored = [reader.stored_fields(number) for number in range(reader.doc_count_all())]
    found = sorted((fields[schema.ID], number) for number, fields in enumerate(stored) if schema.ID in fields)
    numbers = array(_NUMBER, (number for _, number in found))
    places = array(_NUMBER, [NONE]) * len(stored)
    for place, number in enumerate(numbers):
        places[number] = place
    public = ((stored[number].get(schema.PUBLIC_FROM), place) for place, number in enumerate(numbers))
    return Documents(
        ids=array(_ID, (id_ for id_, _ in found)),
        numbers=numbers,
        places=places,
        columns={mark: array(_ID, (stored[number][kept] for number in numbers)) for mark, kept in _NUMBERS.items()},
        public=sorted((instant, place) for instant, place in public if instant is not None),
        extras={number: fields for number, fields in enumerate(stored) if schema.ID not in fields},
        exact=frozenset(term.decode() for term in reader.lexicon(EXACT)),
    )


def _write_common(stream: BinaryIO, reader: SegmentReader, found: Documents) -> dict[str, dict[str, Where]]:
    where: dict[str, dict[str, Where]] = {}
    size = len(found.ids)
    for field, text in reader.all_terms():
        if reader.doc_frequency(field, text) >= max(_COMMON, size // _SHARE):
            documents = found.chosen(postings.numbers(reader, field, text))
            packed = zlib.compress(documents.to_bytes(size // 8 + 1, "little"), 1)
            where.setdefault(field, {})[text.decode()] = (*rows.append(stream, packed), zlib.crc32(packed))
    return where
