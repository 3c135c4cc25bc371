"""How finished answers are sent: made once for each stamp, compressed once, and kept in a bounded memory.

The stamp is exact, so nothing kept is ever stale. Only what is the same for everybody is kept or compressed:
public pages without a form's token, the interface, and the files of the site. Compressing a page that holds a
secret beside what somebody typed would give the secret away (BREACH).
"""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, g, request

from app import htmx_file
from app.shelf import Shelf

# Octets that kept answers may weigh in one process, and the largest that is kept.
MEMORY, LARGEST = 24 << 20, 512 << 10
# Below this, compressing costs more than it saves.
LEAST = 1_000
LEVEL = 6
TEXTS = frozenset(
    {"text/html", "text/css", "text/javascript", "image/svg+xml", "application/json", "text/calendar", "text/csv"}
    | {"application/atom+xml", "application/rss+xml", "application/xml", "text/plain"}
)
FILES = frozenset({"static", "htmx_file.script"})
CONTENT = "v"
FOR_GOOD = "public, max-age=31536000, immutable"
KEPT_HEADERS = ("Content-Type", "Content-Disposition", "Vary", "Cache-Control", "ETag", "Last-Modified")


@dataclass(frozen=True)
class Kept:
    """An answer as it goes out: its body and its own headers; packed when somebody first wants it so.

    ``acts`` are done each time it is sent again.
    """

    body: bytes
    headers: tuple[tuple[str, str], ...]
    acts: tuple[Callable[[], None], ...] = ()

    @cached_property
    def packed(self) -> bytes:
        """The body compressed; b"" when that saves nothing."""
        packed = gzip.compress(self.body, LEVEL, mtime=0) if len(self.body) >= LEAST else b""
        return packed if len(packed) < len(self.body) else b""

    @property
    def weight(self) -> int:
        """What it takes at most, with what is made later."""
        return 2 * len(self.body) + 500


def init_app(app: Flask) -> None:
    """Registered before whatever still changes the text of an answer: Flask calls the last first."""
    app.extensions["shelf"] = Shelf[str, Kept](MEMORY)

    @app.after_request
    def deliver(response: Response) -> Response:
        if request.endpoint in FILES and response.status_code == 304:
            response.close()  # opened to be compared; nobody else closes what is not sent
        if "delivered" in g or response.status_code != 200 or response.mimetype not in TEXTS:
            return response
        if "stamp" in g:
            return _sent(response, _finished(g.stamp, response))
        if request.endpoint in FILES:
            return _sent(response, _file(response))
        return response

    @app.url_defaults
    def by_content(endpoint: str, values: dict[str, Any]) -> None:
        """A file's address names its content: browsers keep it for good, and fetch another when it changes."""
        if endpoint in FILES:
            values.setdefault(CONTENT, _digest(endpoint, values.get("filename", "")))


def kept(stamp: str) -> Response | None:
    """The answer that was made for this stamp before, if it is still there."""
    found = _shelf().get(stamp)
    if found is None:
        return None
    g.delivered = True
    for act in found.acts:
        act()
    return _sent(Response(headers=list(found.headers)), found)


def each_time(act: Callable[[], None]) -> None:
    """Do something now, and again whenever this answer is sent without being made."""
    act()
    g.each_time = (*g.get("each_time", ()), act)


def _finished(stamp: str, response: Response) -> Kept:
    one = _kept(response)
    if len(one.body) <= LARGEST:
        _shelf().put(stamp, one)
    return one


def _file(response: Response) -> Kept:
    """A file of the site, packed once for each state that it had."""
    named = request.args.get(CONTENT) == _digest(request.endpoint or "", (request.view_args or {}).get("filename", ""))
    if named:
        response.headers["Cache-Control"] = FOR_GOOD
    stamp = f"{request.path} {response.headers.get('ETag', '')} {named}"
    opened = response.response
    found = _shelf().get(stamp)
    if found is None:
        response.direct_passthrough = False
        found = _kept(response)
        _shelf().put(stamp, found)
    response.direct_passthrough = False
    # An answer made in memory is a list and needs no closing.
    if hasattr(opened, "close"):
        opened.close()
    return found


def _kept(response: Response) -> Kept:
    response.vary.add("Accept-Encoding")
    headers = tuple((name, response.headers[name]) for name in KEPT_HEADERS if name in response.headers)
    return Kept(response.get_data(), headers, g.get("each_time", ()))


def _sent(response: Response, one: Kept) -> Response:
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] > 0 and one.packed:
        response.headers["Content-Encoding"] = "gzip"
        response.set_data(one.packed)
        # The octets differ from those of the plain answer; what they say does not.
        if response.headers.get("ETag", "").startswith('"'):
            response.headers["ETag"] = f"W/{response.headers['ETag']}"
    else:
        response.set_data(one.body)
    response.content_length = len(response.get_data())
    return response


def _digest(endpoint: str, filename: str) -> str:
    if endpoint != "static":
        return hashlib.sha256(htmx_file.source()).hexdigest()[:10]
    path = Path(current_app.static_folder or "") / filename
    return _digest_of(path, path.stat().st_mtime_ns) if path.is_file() else ""


@lru_cache(maxsize=64)
def _digest_of(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def _shelf() -> Shelf[str, Kept]:
    found: Shelf[str, Kept] = current_app.extensions["shelf"]
    return found
