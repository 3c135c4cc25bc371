"""Whether files and folders are as they were, told from when they were last written: quicker than reading them."""

import time
from collections.abc import Sequence
from pathlib import Path

# A file system's clock moves in steps: what was written so lately (in ns) may be written again at the same time.
_SETTLED = 1_000_000_000
Marks = tuple[tuple[int, int, int], ...]
"""Of each path: which it is, its size, and when it was last written, in ns."""


def marks(paths: Sequence[Path]) -> Marks | None:
    """The same for paths to which nothing was written in between. A folder is written to when a name in it changes.

    None when one is not there, or was written so lately that the next write might leave no trace.
    """
    try:
        stats = [path.stat() for path in paths]
    except OSError:
        return None
    if max(stat.st_mtime_ns for stat in stats) > time.time_ns() - _SETTLED:
        return None
    return tuple((stat.st_ino, stat.st_size, stat.st_mtime_ns) for stat in stats)
