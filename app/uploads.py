"""How much may be sent with a form, and what becomes of files that the disk does not take while they arrive.

The words of a form are read together with its files: whatever is wrong with a file must not cost them.
"""

from collections.abc import Callable
from contextlib import suppress
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from flask import Flask, Request

MEGABYTE = 1024 * 1024
LIMIT = 21 * MEGABYTE
# Photographs of a telephone are larger than what is taken: who sends three of them is told so on the form.
LIMITS = dict.fromkeys(("public_comments.send", "public_receipts.correct", "desk_comment_entry.enter"), 64 * MEGABYTE)
# Smaller files wait in memory.
IN_MEMORY = 500 * 1024


class Arriving(SpooledTemporaryFile[bytes]):
    """A file that is being sent. What the disk did not take is said to who reads it, as OSError."""

    def __init__(self) -> None:
        super().__init__(max_size=IN_MEMORY)
        self._fault: OSError | None = None

    def write(self, data: Any) -> int:
        self._tried(super().write, data)
        return len(data)

    def seek(self, *place: int) -> int:
        return self._tried(super().seek, *place) or 0

    def read(self, *size: int) -> bytes:
        if self._fault:
            raise self._fault
        return super().read(*size)

    def close(self) -> None:
        with suppress(OSError):
            super().close()

    def _tried(self, act: Callable[..., int], *arguments: Any) -> int | None:
        """What ``act`` gives; None once the disk has taken no more."""
        if self._fault is None:
            try:
                return act(*arguments)
            except OSError as error:
                self._fault = error
        return None


class _Limited(Request):
    """A request whose form may hold what its page asks for."""

    @property
    def max_content_length(self) -> int | None:
        return LIMITS.get(self.endpoint or "", LIMIT)

    def _get_file_stream(self, *_told: Any, **_more: Any) -> IO[bytes]:
        return Arriving()


def init_app(app: Flask) -> None:
    """Registered after whatever else gives the application a class of requests of its own."""
    app.request_class = type("Request", (_Limited, app.request_class), {})
