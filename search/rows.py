"""A file of long rows, numbers or text, with a table of contents at its end."""

import json
import sys
from array import array
from collections.abc import Mapping
from struct import Struct
from typing import Any, BinaryIO

from search.seals import Damaged

Rows = Mapping[str, "str | array[int]"]
Where = tuple[int, int]
"""Offset and length of some octets in the file."""

# Where the table of contents begins and how long it is: the last octets of the file.
_END = Struct("<QQ")
_TEXT = "text"


def append(stream: BinaryIO, octets: bytes | memoryview) -> Where:
    """Write ``octets`` behind what is there; where they are."""
    offset = stream.tell()
    return offset, stream.write(octets)


def finish(stream: BinaryIO, rows: Rows, about: Any) -> None:
    """Write the rows, and the table of contents with what else is to be known (as JSON)."""
    table = {name: _append(stream, row) for name, row in rows.items()}
    contents = {"order": sys.byteorder, "rows": table, "about": about}
    stream.write(_END.pack(*append(stream, json.dumps(contents).encode())))


def read(stream: BinaryIO) -> tuple[Rows, Any]:
    """The rows of a file, and what else was written. Raises Damaged, or whatever broken files raise."""
    stream.seek(-_END.size, 2)
    contents = json.loads(_take(stream, *_END.unpack(stream.read())))
    if contents["order"] != sys.byteorder:
        raise Damaged("written by another kind of machine")
    return {name: _row(stream, *where) for name, where in contents["rows"].items()}, contents["about"]


def numbers(rows: Rows, name: str) -> "array[int]":
    """A row of numbers; raises Damaged when it is none."""
    row = rows[name]
    if isinstance(row, str):
        raise Damaged(name)
    return row


def text(rows: Rows, name: str) -> str:
    """A row of text; raises Damaged when it is none."""
    row = rows[name]
    if not isinstance(row, str):
        raise Damaged(name)
    return row


def _append(stream: BinaryIO, row: "str | array[int]") -> tuple[int, int, str]:
    if isinstance(row, str):
        return *append(stream, row.encode()), _TEXT
    return *append(stream, memoryview(row)), row.typecode


def _row(stream: BinaryIO, offset: int, length: int, kind: str) -> "str | array[int]":
    octets = _take(stream, offset, length)
    return octets.decode() if kind == _TEXT else array(kind, octets)


def _take(stream: BinaryIO, offset: int, length: int) -> bytes:
    stream.seek(offset)
    return stream.read(length)
