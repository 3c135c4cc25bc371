"""The search engine of one process: answers from the index as it last stood, and keeps it following the register."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from threading import Lock, Thread

from catalog import clock
from catalog.rules.verdict import Fact
from search import answering, checking, following, generations, snapshot, store, watching
from search.interface import Difference, Discrepancy, Query, Rebuilding, Results, State, Suggestion
from search.lock import REBUILDING
from search.lock import Lock as WriterLock
from search.outcomes import Outcomes
from search.seals import Damaged
from search.segments import TermCache
from search.snapshot import Snapshot
from search.source import Source
from search.store import Store

# Octets that the postings in memory may weigh, in one process.
MEMORY = 64 << 20
# A folder can be swapped away between reading the pointer and opening it; not so many times in a row.
_TRIES = 5

_log = logging.getLogger(__name__)


class Search:
    """One for each process; every method may be called from any thread.

    ``source_factory`` opens the register for reading. With ``heals`` off, a missing or damaged index is
    rebuilt only by ``catch_up`` or ``rebuild``; otherwise a thread sees to it when a query meets one.
    """

    def __init__(
        self,
        directory: Path,
        source_factory: Callable[[], AbstractContextManager[Source]],
        *,
        memory: int = MEMORY,
        heals: bool = True,
    ) -> None:
        self._directory = directory
        self._source = source_factory
        self._heals = heals
        self._pointer = directory / generations.POINTER
        self._snapshot: Snapshot | None = None
        # Which snapshot was seen to be the newest, and how its files stood just before.
        self._current: tuple[int, watching.Marks | None] | None = None
        self._terms = TermCache(memory, lambda bits: bits.bit_length() // 8 + 32)
        self._outcomes = Outcomes()
        self._verified: set[str] = set()
        self._unusable: tuple[Path, int] | None = None
        self._loading, self._writing, self._healing = Lock(), Lock(), Lock()
        self._lock = WriterLock(directory / "LOCK")

    def find(self, query: Query, *, on: date, known: datetime) -> Results:
        """The requirements that answer ``query``, with their outcomes of day ``on``. Raises Rebuilding."""
        try:
            found = self._ready()
            results = answering.answer(query, found, self._outcomes, self._facts, on=on, known=known)
            return replace(results, is_behind=True) if found.is_due(clock.now()) else results
        except Damaged as error:
            self._distrust(error)
            raise Rebuilding from error

    def suggest(self, text: str, limit: int = 8, *, known: datetime | None = None) -> tuple[Suggestion, ...]:
        """Names that begin or sound like what has been typed so far; () while there is no index."""
        try:
            return answering.suggestions(text, limit, self._ready(), known or clock.now())
        except Rebuilding:
            return ()
        except Damaged as error:
            self._distrust(error)
            return ()

    def warm(self) -> None:
        """Work out now what the first questions would wait for: sounds, spellings, what is decided, counts."""
        try:
            self._ready().lexicon.dictionary.prepare()
            self.find(Query(by_material=True), on=clock.today(), known=clock.now())
        except Rebuilding:
            return

    def catch_up(self) -> int:
        """Follow the history to its head; build an index where none can be used. The place reached.

        While another thread or process writes, returns at once with the place of the index as it stands.
        """
        if not self._writing.acquire(blocking=False):
            return self._place()
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
            with self._lock.held(wait=False) as mine:
                return self._write() if mine else self._place()
        finally:
            self._writing.release()

    def rebuild(self) -> int:
        """Build the index anew beside the old one, which answers meanwhile, and swap. Waits for other writers."""
        with self._writing:
            self._directory.mkdir(parents=True, exist_ok=True)
            with self._lock.held(wait=True), self._source() as source:
                return self._build(source)

    def check(self) -> tuple[Discrepancy, ...]:
        """Compare the index with the register in full; () when they agree."""
        try:
            found = self._newest()
            with self._source() as source:
                return tuple(checking.discrepancies(found, source))
        except (Damaged, OSError):
            return (Discrepancy(Difference.UNREADABLE),)

    def state(self) -> State:
        """How the index stands."""
        try:
            found: Snapshot | None = self._ready()
        except Rebuilding:
            found = None
        with self._source() as source:
            head = source.head()
        return State(
            place=found.place if found else None,
            behind=head - found.place if found else head,
            rebuilding=found is None or self._lock.rebuilding(),
            format=store.build(),
            documents=found.size if found else 0,
        )

    def _write(self) -> int:
        try:
            old: Snapshot | None = self._newest()
        except (Damaged, OSError) as error:
            self._tell("The search index cannot be used and is built anew: %s", error)
            old = None
        with self._source() as source:
            if old is None or not following.goes_on(old, source):
                return self._build(source)
            try:
                place = following.follow(old, source)
                generations.clean(self._directory)
            except Damaged as error:
                _log.warning("The search index could not be read on and is built anew: %s", error)
                return self._build(source)
        self._ready().lexicon.keep_heard()
        return place

    def _build(self, source: Source) -> int:
        self._lock.mark(REBUILDING)
        place = following.build(self._directory, source)
        self._unusable = None
        self._ready().lexicon.keep_heard()
        return place

    def _place(self) -> int:
        try:
            return self._ready().place
        except Rebuilding:
            return 0

    def _ready(self) -> Snapshot:
        """The snapshot to answer from: the newest that can be used. Raises Rebuilding when there is none."""
        seen = self._snapshot
        written = watching.marks((self._pointer, seen.folder)) if seen else None
        if seen and written and self._current == (id(seen), written):
            return seen
        folder = generations.current(self._directory)
        if folder and seen and seen.folder == folder and seen.commit == store.latest(folder):
            self._current = id(seen), written
            return seen
        try:
            return self._newest()
        except (Damaged, OSError) as error:
            self._heal(error)
        if self._snapshot:
            return self._snapshot
        raise Rebuilding

    def _newest(self) -> Snapshot:
        """The newest commit, opened. Raises Damaged, or OSError when files are missing."""
        with self._loading:
            for attempt in range(_TRIES):
                folder = generations.current(self._directory)
                if folder is None:
                    raise Damaged("no index")
                try:
                    return self._open(folder)
                except FileNotFoundError:
                    if attempt == _TRIES - 1:
                        raise
        raise Damaged("no index")

    def _open(self, folder: Path) -> Snapshot:
        mark = (folder, store.latest(folder))
        if mark == self._unusable:
            raise Damaged("seen to be damaged")
        try:
            opened = Store(folder, self._verified)
            if self._snapshot and (self._snapshot.folder, self._snapshot.commit) == mark:
                return self._snapshot
            self._snapshot = snapshot.load(opened, self._snapshot, self._terms)
        except Damaged:
            self._unusable = mark
            raise
        return self._snapshot

    def _distrust(self, error: Damaged) -> None:
        found = self._snapshot
        if found:
            self._unusable = (found.folder, found.commit)
        self._snapshot = None
        self._heal(error)

    def _heal(self, error: Exception) -> None:
        if self._heals and self._healing.acquire(blocking=False):
            self._tell("The search index cannot be used: %s", error)
            Thread(target=self._heal_now, name="search-rebuild", daemon=True).start()

    def _heal_now(self) -> None:
        try:
            self.catch_up()
        except Exception:
            _log.exception("The search index could not be rebuilt")
        finally:
            self._healing.release()

    def _tell(self, sentence: str, error: Exception) -> None:
        """A first start has no index, which is nothing to warn of."""
        is_first = generations.current(self._directory) is None
        _log.log(logging.INFO if is_first else logging.WARNING, sentence, error)

    def _facts(self, requirement_ids: Sequence[int] | None) -> Mapping[int, Sequence[Fact]]:
        with self._source() as source:
            return source.facts(requirement_ids)
