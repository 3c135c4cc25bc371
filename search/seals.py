"""Sums beside the index's files, so that damage is noticed before anything is read from them."""

import os
import zlib
from pathlib import Path

SEAL = ".sum"


class Damaged(Exception):
    """The index cannot be trusted: a file is missing, cut, changed, of another format, or unreadable."""


def write(path: Path) -> None:
    """Bring ``path`` to the disk, and beside it what it must be found to be."""
    _flush(path)
    place_file(path.with_name(path.name + SEAL), _sum(path))


def place(draft: Path, path: Path) -> None:
    """Seal ``draft`` and put it in the place of ``path``."""
    write(draft)
    draft.with_name(draft.name + SEAL).replace(path.with_name(path.name + SEAL))
    draft.replace(path)
    flush_directory(path.parent)


def verify(path: Path) -> None:
    """Raise Damaged unless ``path`` is as it was sealed."""
    try:
        sealed = path.with_name(path.name + SEAL).read_text(encoding="ascii")
        found = _sum(path)
    except (OSError, ValueError) as error:
        raise Damaged(f"{path.name}: {error}") from error
    if sealed != found:
        raise Damaged(f"{path.name} is not as it was written")


def place_file(path: Path, text: str) -> None:
    """Replace ``path`` by one holding ``text``; even after a power cut it is the old one or the new one, whole."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    beside.write_text(text, encoding="ascii")
    _flush(beside)
    beside.replace(path)
    flush_directory(path.parent)


def flush_directory(directory: Path) -> None:
    """Bring the names in ``directory`` to the disk, where the system can."""
    if os.name != "nt":
        _flush(directory)


def _sum(path: Path) -> str:
    total = size = 0
    with path.open("rb") as stream:
        while part := stream.read(1 << 20):
            total = zlib.crc32(part, total)
            size += len(part)
    return f"{size} {total:08x}"


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
