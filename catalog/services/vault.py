"""Keys for what is personal: one per consultation, kept beside the register and destroyed at the end of retention.

The keys lie in files of their own, wrapped with the register's secret, so that a copy of the database
alone opens nothing, and a copy that outlives a key opens nothing any more (DESIGN §5).
"""

import base64
import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from catalog.errors import NotFound


class KeyRing:
    """The keys in a folder, wrapped with a key drawn from the register's secret."""

    def __init__(self, folder: Path, secret: str) -> None:
        self.folder = folder
        self._wrap = Fernet(_drawn_from(secret))

    def create(self) -> str:
        """Make a key, durably; its name."""
        name = secrets.token_hex(16)
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / name
        path.touch(mode=0o600, exist_ok=False)
        with path.open("wb") as made:
            made.write(self._wrap.encrypt(Fernet.generate_key()))
            made.flush()
            os.fsync(made.fileno())
        self._sync()
        return name

    def seal(self, name: str, text: str) -> str:
        """``text``, readable only with the key. Raises NotFound when the key is gone."""
        return self._key(name).encrypt(text.encode()).decode()

    def open(self, name: str, sealed: str) -> str:
        """What was sealed. Raises NotFound when the key is gone, or is not the one it was sealed with."""
        try:
            return self._key(name).decrypt(sealed.encode()).decode()
        except InvalidToken as error:
            raise NotFound("联系方式打不开：密钥对不上。请找管理员。") from error

    def seal_bytes(self, name: str, data: bytes) -> bytes:
        """``data``, readable only with the key, and never twice the same. Raises NotFound when the key is gone."""
        return self._key(name).encrypt(data)

    def open_bytes(self, name: str, sealed: bytes) -> bytes:
        """What was sealed. Raises NotFound as ``open``."""
        try:
            return self._key(name).decrypt(sealed)
        except InvalidToken as error:
            raise NotFound("附件打不开：密钥对不上。请找管理员。") from error

    def destroy(self, name: str) -> None:
        """Destroy a key: nothing sealed with it opens ever again. Safe to repeat."""
        path = self.folder / name
        if path.exists():
            # Overwritten first, for what it is worth on the disk at hand.
            path.write_bytes(secrets.token_bytes(path.stat().st_size))
            path.unlink()
            self._sync()

    def _key(self, name: str) -> Fernet:
        try:
            return Fernet(self._wrap.decrypt((self.folder / name).read_bytes()))
        except (FileNotFoundError, InvalidToken) as error:
            raise NotFound("联系方式和附件已经按期删除。") from error

    def _sync(self) -> None:
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _drawn_from(secret: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"mianzheng vault").derive(secret.encode())
    return base64.urlsafe_b64encode(derived)
