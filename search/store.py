"""One index on disk: opened only when every file is as it was sealed, and committed all or nothing."""

# Whoosh carries few annotations; this file and the two beside it are all that calls it.
# mypy: disable-error-code="no-untyped-call"

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from whoosh.codec.base import Segment as WhooshSegment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from search import documents, extracts, seals
from search.analysis import stamp
from search.schema import ID, MATERIAL, NAMES, OFFICE, PLACE, PUBLIC_FROM, SERVICE_ITEM, schema
from search.seals import Damaged
from search.source import Record
from search.storage import InMemory

# Raise it when the files, the stored documents or the kept sounds change their shape.
FORMAT = 5
_NAME = "MAIN"
Made = TypeVar("Made")
# Segments are put together when there are more than this many; the largest stays out of it while it is
# at least four times the rest, so that a commit into a large index stays small.
_SEGMENTS = 8
_LARGE = 4


def build() -> str:
    """The format and analysis that an index must have to be used."""
    return f"{FORMAT}/{stamp()}"


@dataclass(frozen=True, slots=True)
class Place:
    """How far an index has followed: the number and digest of an entry, and the instant ``at`` which it looked.

    ``due`` is when something published ahead changes what it must hold; None when nothing does.
    """

    number: int
    stamp: str
    at: datetime
    due: datetime | None

    def write(self) -> str:
        due = self.due.isoformat() if self.due else None
        said = {"place": self.number, "stamp": self.stamp, "at": self.at.isoformat(), "due": due, "build": build()}
        return json.dumps(said)

    @classmethod
    def read(cls, written: str) -> "Place":
        """Raises Damaged when it cannot be read, or another format or analysis wrote it."""
        try:
            said = json.loads(written)
            if said["build"] != build():
                raise Damaged(f"built as {said['build']}, read as {build()}")
            due = datetime.fromisoformat(said["due"]) if said["due"] else None
            return cls(int(said["place"]), str(said["stamp"]), datetime.fromisoformat(said["at"]), due)
        except (ValueError, KeyError, TypeError) as error:
            raise Damaged(repr(error)) from error


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes that become visible together. ``names`` is None when the names stay."""

    place: Place
    records: Iterable[Record]
    names: str | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A segment as a commit has it: ``name`` stays its own, ``deleted`` are the documents replaced since."""

    name: str
    size: int
    deleted: frozenset[int]
    source: WhooshSegment


class Store:
    """The index in one folder, as its newest commit left it when this object was made."""

    def __init__(self, folder: Path, verified: set[str]) -> None:
        """Open the newest commit. ``verified`` remembers the files whose sums were seen to agree.

        Raises Damaged for whatever is wrong, FileNotFoundError when a writer was faster: look again then.
        """
        self.folder = folder
        self.commit = latest(folder)
        toc = folder / TOC._filename(_NAME, self.commit)
        self._verify(toc, verified)
        self.segments: Sequence[Stored] = _guarded(self._read)
        for segment in self.segments:
            self._verify(_file(folder, segment.source), verified)
            self._verify(self.extract(segment), verified)

    def reader(self, segment: Stored) -> SegmentReader:
        """A reader of one segment, the files in memory. Raises Damaged."""
        return _guarded(lambda: SegmentReader(InMemory(self.folder), schema(), segment.source))

    def extract(self, segment: Stored) -> Path:
        """The file beside a segment that tells at once what Whoosh tells one by one."""
        return _extract(_file(self.folder, segment.source))

    def _read(self) -> Sequence[Stored]:
        toc = TOC.read(InMemory(self.folder), _NAME, gen=self.commit, schema=schema())
        return [self._stored(segment) for segment in toc.segments]

    def _stored(self, segment: WhooshSegment) -> Stored:
        name = f"{self.folder.name}/{segment.segment_id()}"
        return Stored(name, segment.doc_count_all(), frozenset(segment.deleted_docs()), segment)

    def _verify(self, path: Path, verified: set[str]) -> None:
        mark = f"{path}@{path.stat().st_mtime_ns}"
        if mark not in verified:
            seals.verify(path)
            verified.add(mark)


def latest(folder: Path) -> int:
    """The number of the newest commit in ``folder``; -1 when there is none."""
    return int(TOC._latest_generation(FileStorage(str(folder)), _NAME))


def create(folder: Path, batch: Batch) -> None:
    """Write a new index of all records into an empty folder."""
    FileIndex.create(FileStorage(str(folder)), schema(), _NAME)
    _commit(_Writer(folder), batch)


def commit(folder: Path, batch: Batch, replaced: Iterable[int]) -> None:
    """Apply a batch: the documents numbered ``replaced`` give way to its records, in one commit with its place.

    Raises Damaged when Whoosh cannot go on from what is there, OSError when the disk cannot.
    """
    _guarded(lambda: _replace(folder, batch, replaced))


def _replace(folder: Path, batch: Batch, replaced: Iterable[int]) -> None:
    writer = _Writer(folder)
    try:
        for number in replaced:
            writer.delete_document(number)
    except BaseException:
        writer.cancel()
        raise
    _commit(writer, batch)


class _Writer(SegmentWriter):
    """Whoosh's writer, but new files are sealed and on the disk before the commit that names them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        super().__init__(FileIndex(FileStorage(str(folder)), schema(), _NAME), limitmb=256)

    def _commit_toc(self, segments: Sequence[WhooshSegment]) -> None:
        files = [_file(self._folder, segment) for segment in segments]
        for segment, path in zip(segments, files, strict=True):
            if not path.with_name(path.name + seals.SEAL).exists():
                self._extract(segment, _extract(path))
                seals.write(_extract(path))
                seals.write(path)
        toc = self._folder / TOC._filename(_NAME, self.generation)
        draft = self._folder / TOC._filename(_NAME + _DRAFT, self.generation)
        draft.unlink(missing_ok=True)  # a writer that died here may have left one
        TOC(schema(), list(segments), self.generation).write(self.storage, _NAME + _DRAFT)
        seals.place(draft, toc)
        _clean(self._folder, {path.name for path in (toc, *files, *map(_extract, files))})

    def _extract(self, segment: WhooshSegment, path: Path) -> None:
        reader = SegmentReader(InMemory(self._folder), schema(), segment)
        try:
            extracts.write(path, reader)
        finally:
            reader.close()


_DRAFT = "DRAFT"


def _commit(writer: _Writer, batch: Batch) -> None:
    try:
        for record in batch.records:
            _add(writer, record)
        writer.add_document(**{PLACE: batch.place.write()})
        if batch.names is not None:
            writer.add_document(**{NAMES: batch.names})
    except BaseException:
        writer.cancel()
        raise
    writer.commit(mergetype=_merge)


def _add(writer: _Writer, record: Record) -> None:
    later = {PUBLIC_FROM: documents.public_from(record)} if record.public_from else {}
    joined = {MATERIAL: record.material_id, SERVICE_ITEM: record.service_item_id, OFFICE: record.office_id}
    writer.add_document(**{ID: record.requirement_id}, **joined, **later, **documents.terms(record))


def _merge(writer: _Writer, segments: list[WhooshSegment]) -> list[WhooshSegment]:
    """Which segments stay as they are; the others are written anew into the segment of this commit."""
    alive = sorted((one for one in segments if one.doc_count()), key=lambda one: one.doc_count(), reverse=True)
    if len(alive) <= _SEGMENTS:
        return alive
    rest = sum(one.doc_count() for one in alive[1:])
    keep = 1 if alive[0].doc_count() >= _LARGE * rest and alive[0].deleted_count() < alive[0].doc_count() // 4 else 0
    for segment in alive[keep:]:
        reader = SegmentReader(InMemory(writer._folder), writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return alive[:keep]


def _file(folder: Path, segment: WhooshSegment) -> Path:
    return folder / str(segment.make_filename(WhooshSegment.COMPOUND_EXT))


def _extract(path: Path) -> Path:
    return path.with_suffix(extracts.FILE)


def _clean(folder: Path, kept: set[str]) -> None:
    """Remove what no commit names: former commits, and files of writers that died."""
    for path in folder.iterdir():
        if path.is_file() and path.name.removesuffix(seals.SEAL) not in kept and not path.name.endswith("LOCK"):
            path.unlink(missing_ok=True)


def _guarded(read: Callable[[], Made]) -> Made:
    """What ``read`` gives; Damaged for whatever it raises, since broken files raise anything at all."""
    try:
        return read()
    except OSError:
        raise
    except Exception as error:
        raise Damaged(repr(error)) from error
