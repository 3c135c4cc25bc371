"""Writes the little of an .xls file that is needed to read one ([MS-CFB], [MS-XLS])."""

import struct

from catalog.exchange import legacy_workbooks
from tests.catalog.exchange.writing import Grid

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512
_LEAST = 4096  # smaller streams would have to lie elsewhere


def xls(grids: list[Grid], formulas: set[tuple[int, int]] = frozenset(), *, locked: bool = False) -> bytes:  # type: ignore[assignment]
    """A workbook with a sheet for each grid; cells in ``formulas`` hold the formula =1 on every sheet."""
    bodies = [_sheet(grid, formulas) for grid in grids]
    lock = _record(0x002F, bytes(54)) if locked else b""
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 1997, 0, 0)) + lock + _record(0x0042, b"\xb0\x04")
    place = len(start) + sum(len(_bound(grid.name, 0)) for grid in grids) + len(_record(0x000A, b""))
    bounds = b""
    for grid, body in zip(grids, bodies, strict=True):
        bounds += _bound(grid.name, place)
        place += len(body)
    return compound({"Workbook": start + bounds + _record(0x000A, b"") + b"".join(bodies)})


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams."""
    padded = {
        name: data.ljust(-(-max(len(data), _LEAST) // _SECTOR) * _SECTOR, b"\0") for name, data in streams.items()
    }
    sectors = sum(len(data) for data in padded.values()) // _SECTOR
    tables = next(count for count in range(1, 100) if count * 128 >= sectors + count + 1)
    chain = [_TABLE] * tables + [_END]
    entries = _entry("Root Entry", 5, _END, 0)
    for name, data in padded.items():
        first, count = len(chain), len(data) // _SECTOR
        chain += [*range(first + 1, first + count), _END]
        entries += _entry(name, 2, first, len(data))
    header = bytearray(_SECTOR)
    header[:8] = legacy_workbooks.MAGIC
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 40, 0, tables, tables, 0, _LEAST, _END, 0, _END, 0)
    struct.pack_into("<109I", header, 76, *range(tables), *([_FREE] * (109 - tables)))
    allocation = struct.pack(f"<{tables * 128}I", *chain, *([_FREE] * (tables * 128 - len(chain))))
    return bytes(header) + allocation + entries.ljust(_SECTOR, b"\0") + b"".join(padded.values())


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    entry = bytearray(128)
    encoded = name.encode("utf-16-le") + b"\0\0"
    entry[: len(encoded)] = encoded
    struct.pack_into("<HBBIII", entry, 64, len(encoded), kind, 1, _FREE, _FREE, 1 if kind == 5 else _FREE)
    struct.pack_into("<II", entry, 116, first, size)
    return bytes(entry)


def _sheet(grid: Grid, formulas: set[tuple[int, int]]) -> bytes:
    width = max(map(len, grid.rows))
    out = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 1997, 0, 0))
    out += _record(0x0200, struct.pack("<IIHHH", 0, len(grid.rows), 0, width, 0))
    for row, cells in enumerate(grid.rows):
        for column, cell in enumerate(cells):
            if (row, column) in formulas:
                tokens = b"\x1e\x01\x00"  # the number 1
                out += _record(0x0006, struct.pack("<HHHdHIH", row, column, 0, 1.0, 0, 0, len(tokens)) + tokens)
            elif cell.isdecimal():
                out += _record(0x0203, struct.pack("<HHHd", row, column, 0, float(cell)))
            elif cell:
                words = struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le")
                out += _record(0x0204, struct.pack("<HHH", row, column, 0) + words)
    for top, left, bottom, right in grid.merges:
        out += _record(0x00E5, struct.pack("<HHHHH", 1, top, bottom, left, right))
    return out + _record(0x000A, b"")


def _bound(name: str, place: int) -> bytes:
    return _record(0x0085, struct.pack("<IHBB", place, 0, len(name), 1) + name.encode("utf-16-le"))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body
