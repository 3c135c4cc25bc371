"""Names under which files are saved: in any script, and never a path or a header of their own (RFC 6266)."""

import re
from pathlib import PurePosixPath
from urllib.parse import quote

from flask import Response

# What no file system or header takes: separators, quotes, wildcards; control signs go as well.
NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|;%]')
LONGEST = 120
PLAIN = "file"


def saved_as(response: Response, name: str, *, kind: str = "attachment") -> Response:
    """Let the browser save the answer as ``name``; old programs see a plain name with the same ending."""
    safe = file_name(name)
    ending = PurePosixPath(safe).suffix
    plain = safe if safe.isascii() else PLAIN + (ending if ending.isascii() else "")
    disposition = f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"
    response.headers["Content-Disposition"] = disposition
    return response


def file_name(name: str) -> str:
    """The name with nothing in it that means something to a file system or a header."""
    shown = "".join(sign for sign in name if sign.isprintable())
    safe = NOT_IN_NAMES.sub("_", shown).strip(" .")
    stem, dot, ending = safe.rpartition(".")
    if not dot:
        return safe[:LONGEST] or PLAIN
    return f"{stem[: max(0, LONGEST - len(ending) - 1)] or PLAIN}.{ending[:LONGEST]}"
