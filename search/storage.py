"""The index's folder as Whoosh reads it: into memory, and no more of it than is needed."""

# mypy: disable-error-code="no-untyped-call"

from pathlib import Path
from typing import Any

from whoosh.codec.base import Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile, StructFile


class InMemory(FileStorage):
    """A folder whose files are read, not mapped: a file cut short under us cannot hurt a running process."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), supports_mmap=False)

    def open_file(self, name: str, **kwargs: Any) -> Any:
        path = Path(self.folder) / name
        is_segment = path.suffix == Segment.COMPOUND_EXT
        return _Parts(path) if is_segment else BufferFile(path.read_bytes(), name=name)


class _Parts(StructFile):
    """A segment's file, of which Whoosh takes the parts that it needs into memory: not what its documents store."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.open("rb"), name=path.name)
        self._path = path

    def subset(self, position: int, length: int, name: str | None = None) -> BufferFile:
        self.file.close()  # Whoosh has read where the parts lie; an open file could not be removed everywhere
        with self._path.open("rb") as stream:
            stream.seek(position)
            return BufferFile(stream.read(length), name=name)
