"""One writer among several processes: a lock that the system frees when its holder dies."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REBUILDING = b"rebuilding"


class Lock:
    """The right to write, held by one process at a time. ``mark`` tells the others what is being done."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def held(self, *, wait: bool) -> Iterator[bool]:
        """Hold the lock for the block; False, without holding it, when somebody else does and ``wait`` is off."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            taken = _take(descriptor, wait=wait)
            if taken:
                os.ftruncate(descriptor, 0)
            yield taken
            if taken:
                os.ftruncate(descriptor, 0)
        finally:
            os.close(descriptor)

    def mark(self, what: bytes) -> None:
        """Say what the holder is doing. Only for the holder."""
        self._path.write_bytes(what)

    def rebuilding(self) -> bool:
        """True while some process holds the lock and builds an index."""
        try:
            descriptor = os.open(self._path, os.O_RDWR)
        except OSError:
            return False
        try:
            return os.read(descriptor, 32) == REBUILDING and not _take(descriptor, wait=False)
        finally:
            os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # beyond the text, which others may read while the lock is held

    def _take(descriptor: int, *, wait: bool) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
            else:
                return True
else:
    import fcntl

    def _take(descriptor: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
