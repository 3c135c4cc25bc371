"""Documents on disk under the hash of their content: a file never changes, it is only followed by another, or goes."""

import hashlib
import os
import tempfile
from pathlib import Path


class Storage:
    """A folder of files named by the SHA-256 of what they hold."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, data: bytes) -> str:
        """Store ``data`` durably and return its digest. The same bytes twice are one file. Raises OSError."""
        digest = hashlib.sha256(data).hexdigest()
        target = self.path(digest)
        if target.exists():
            return digest
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as scratch:
            written = Path(scratch.name)
            try:
                scratch.write(data)
                scratch.flush()
                os.fsync(scratch.fileno())
            except BaseException:
                written.unlink()  # a full disk is not to stay so
                raise
        written.replace(target)
        _sync_folder(target.parent)
        return digest

    def read(self, digest: str) -> bytes:
        """The bytes under ``digest``; FileNotFoundError when there are none, ValueError when damaged."""
        data = self.path(digest).read_bytes()
        if hashlib.sha256(data).hexdigest() != digest:
            raise ValueError(f"stored file {digest} is damaged")
        return data

    def drop(self, digest: str) -> bool:
        """Take the bytes under ``digest`` off the disk; False when there were none. Safe to repeat."""
        try:
            self.path(digest).unlink()
        except FileNotFoundError:
            return False
        _sync_folder(self.path(digest).parent)
        return True

    def path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
