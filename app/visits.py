"""Which page was asked for, when and from where: a line for each request, a file for each day, kept as the law asks.

《网络安全法》 asks for six months at least. What was searched for is not written down: a line holds no query.
"""

import logging
import os
import threading
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote

from flask import Flask, Response, request

from catalog import clock

FOLDER = "visits"
_log = logging.getLogger(__name__)


def init_app(app: Flask, folder: Path) -> None:
    """Write a line for every answer that the application gives. A line that cannot be written hinders no answer."""
    visits = Visits(folder)

    @app.after_request
    def note(response: Response) -> Response:
        try:
            visits.note(clock.now(), request.remote_addr or "-", request.method, request.path, response.status_code)
        except OSError as error:
            _log.warning("a visit could not be written down: %s", error)
        return response


class Visits:
    """The files of one folder. Processes and threads add whole lines to the same file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._day: date | None = None
        self._file = -1

    def note(self, at: datetime, address: str, method: str, path: str, status: int) -> None:
        """Add a line. Raises OSError when the disk does not take it."""
        moment = at.astimezone(clock.BEIJING).isoformat(timespec="seconds")
        words = (
            moment,
            quote(address, ":", errors="replace"),
            quote(method),
            quote(path, errors="replace"),
            str(status),
        )
        with self._lock:
            os.write(self._file_of(clock.day_of(at)), (" ".join(words) + "\n").encode("ascii"))

    def _file_of(self, day: date) -> int:
        if day != self._day:
            if self._file >= 0:
                os.close(self._file)
            self._day, self._file = None, -1
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self._folder / f"{day}.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            self._day = day
        return self._file

    def __del__(self) -> None:
        if self._file >= 0:
            with suppress(OSError):
                os.close(self._file)


def forget(folder: Path, *, at: datetime, months: int) -> int:
    """Delete the files of days that ended so many months ago; how many."""
    gone = 0
    for file in folder.glob("????-??-??.log"):
        with suppress(ValueError):
            day = date.fromisoformat(file.stem)
            if clock.months_later(clock.end_of(day), months) <= at:
                file.unlink(missing_ok=True)
                gone += 1
    return gone
