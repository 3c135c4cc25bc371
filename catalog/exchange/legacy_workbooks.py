"""What an .xls file says beside its values: locks, formulas, and how far its cells reach ([MS-CFB], [MS-XLS])."""

import struct
from collections.abc import Iterator

from catalog.errors import UnreadableFile
from catalog.exchange import archives
from catalog.exchange.extents import Extent
from catalog.exchange.sheets import Place

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")

_END_OF_CHAIN = 0xFFFFFFFA  # this and everything above marks an end or a gap
_SMALL = 4096
_SECTORS = (512, 4096)
_BOF, _FILEPASS, _BOUNDSHEET = 0x0809, 0x002F, 0x0085
_FORMULAS = (0x0006, 0x0206, 0x0406)
# Records of one cell, whose first two numbers are its row and column.
_CELLS = (0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, *_FORMULAS)
_CELL_RUNS = (0x00BD, 0x00BE)


def is_workbook(data: bytes) -> bool:
    """True when a compound file holds the stream of a workbook."""
    return _workbook(data) is not None


def extents_of(data: bytes) -> dict[str, Extent]:
    """The extent of every worksheet by name. Raises UnreadableFile when the file is locked or damaged."""
    entry = _workbook(data)
    if entry is None:
        raise UnreadableFile(archives.DAMAGED)
    try:
        return _extents(_stream(data, *entry))
    except (struct.error, KeyError) as broken:
        raise UnreadableFile(archives.DAMAGED) from broken


def _workbook(data: bytes) -> tuple[int, int] | None:
    directory = _directory(data)
    return directory.get("Workbook") or directory.get("Book")


def _directory(data: bytes) -> dict[str, tuple[int, int]]:
    """Name → (first sector, size) of every stream."""
    try:
        sector = 1 << struct.unpack_from("<H", data, 30)[0]
        raw = b"".join(_chain(data, struct.unpack_from("<I", data, 48)[0], sector))
    except struct.error:
        return {}
    entries: dict[str, tuple[int, int]] = {}
    for start in range(0, len(raw) - 127, 128):
        length, kind = struct.unpack_from("<H", raw, start + 64)[0], raw[start + 66]
        name = raw[start : start + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        if kind:
            entries[name] = struct.unpack_from("<II", raw, start + 116)
    return entries


def _chain(data: bytes, first: int, sector: int) -> Iterator[bytes]:
    """The sectors that follow one another from ``first``; a chain longer than the file ends it."""
    table = _allocation(data, sector)
    place = first
    for _ in range(len(data) // sector + 1):
        if place >= min(_END_OF_CHAIN, len(table)):
            return
        yield data[(place + 1) * sector : (place + 2) * sector]
        place = table[place]


def _allocation(data: bytes, sector: int) -> list[int]:
    """The table that says which sector follows which."""
    if sector not in _SECTORS:
        return []
    numbers = sector // 4
    places = list(struct.unpack_from("<109I", data, 76))
    more = struct.unpack_from("<I", data, 68)[0]
    for _ in range(len(data) // sector):
        if more >= _END_OF_CHAIN:
            break
        block = struct.unpack_from(f"<{numbers}I", data, (more + 1) * sector)
        places, more = places + list(block[:-1]), block[-1]
    table: list[int] = []
    for place in places:
        if place < _END_OF_CHAIN and (place + 2) * sector <= len(data):
            table += struct.unpack_from(f"<{numbers}I", data, (place + 1) * sector)
    return table


def _stream(data: bytes, first: int, size: int) -> bytes:
    sector = 1 << struct.unpack_from("<H", data, 30)[0]
    if size >= _SMALL:
        return b"".join(_chain(data, first, sector))[:size]
    return _small_stream(data, first, sector)[:size]


def _small_stream(data: bytes, first: int, sector: int) -> bytes:
    """A stream of less than 4,096 bytes lies in pieces of 64 inside the root's stream."""
    root = b"".join(_chain(data, _directory(data)["Root Entry"][0], sector))
    table = b"".join(_chain(data, struct.unpack_from("<I", data, 60)[0], sector))
    pieces: list[bytes] = []
    place = first
    while place * 4 + 4 <= len(table) and len(pieces) < _SMALL // 64:
        pieces.append(root[place * 64 : place * 64 + 64])
        place = struct.unpack_from("<I", table, place * 4)[0]
    return b"".join(pieces)


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield place, kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _extents(stream: bytes) -> dict[str, Extent]:
    names: dict[int, str] = {}
    found: dict[str, Extent] = {}
    current: Extent | None = None
    for place, kind, body in _records(stream):
        if kind == _FILEPASS:
            raise UnreadableFile(archives.LOCKED)
        if kind == _BOUNDSHEET and len(body) >= 8:
            names[struct.unpack_from("<I", body)[0]] = _sheet_name(body)
        elif kind == _BOF:
            current = found.setdefault(names[place], Extent()) if place in names else None
        elif current is not None and len(body) >= 6 and (kind in _CELLS or kind in _CELL_RUNS):
            _note_cell(current, kind, body)
    return found


def _note_cell(extent: Extent, kind: int, body: bytes) -> None:
    row, column = struct.unpack_from("<HH", body)
    if kind in _CELL_RUNS:
        column = struct.unpack_from("<H", body, len(body) - 2)[0]
    extent.reach(row, column)
    if kind in _FORMULAS:
        extent.formulas.add(Place(row, column))


def _sheet_name(body: bytes) -> str:
    """The name in a BOUNDSHEET8 record: a length, a width flag, the characters."""
    length, wide = body[6], body[7] & 1
    return body[8 : 8 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")
