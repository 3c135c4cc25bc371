"""The index directory: one folder for each index built, and a file that names the one in use."""

import re
import shutil
from pathlib import Path
from uuid import uuid4

from search import seals

POINTER = "CURRENT"
_FOLDER = re.compile(r"index-[0-9a-f]{12}")


def current(directory: Path) -> Path | None:
    """The folder in use; None when there is none yet or the pointer is no pointer."""
    try:
        name = (directory / POINTER).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
    folder = directory / name
    return folder if _FOLDER.fullmatch(name) and folder.is_dir() else None


def new(directory: Path) -> Path:
    """An empty folder to build an index in, which nobody looks at before ``swap``."""
    folder = directory / f"index-{uuid4().hex[:12]}"
    folder.mkdir(parents=True)
    return folder


def swap(directory: Path, folder: Path) -> None:
    """Make ``folder``, whose files are on the disk, the one in use."""
    seals.flush_directory(folder)
    seals.flush_directory(directory)
    seals.place_file(directory / POINTER, folder.name)


def clean(directory: Path) -> None:
    """Remove every folder that is not in use, and what broken writes left. Only for who holds the lock.

    Processes that still read a removed folder have its files open; those about to open it look again.
    """
    kept = current(directory)
    for path in directory.iterdir():
        if _FOLDER.fullmatch(path.name) and path != kept:
            shutil.rmtree(path, ignore_errors=True)
        elif ".new" in path.suffixes:
            path.unlink(missing_ok=True)
