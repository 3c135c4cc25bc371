"""Bring an index to the head of the history, or build one anew. Only for the process that holds the lock."""

import shutil
from pathlib import Path

from search import generations, names, schema, snapshot, store
from search.evaluation import masked
from search.segments import TermCache
from search.snapshot import Snapshot
from search.source import Record, Source
from search.store import Batch, Place, Store


def follow(old: Snapshot, source: Source) -> int:
    """Apply what the history tells since ``old``, and what has come by the clock, in one commit with the place."""
    head = source.head()
    if head == old.place and not old.is_due(source.at):
        return head
    ids, renamed = source.changed(old.place, head)
    ids = ids | source.came(old.at)
    text = names.write(source.names()) if renamed else old.lexicon.text
    changed_names = text != old.lexicon.text
    if changed_names:
        ids = ids | _named_otherwise(old, text)
    batch = Batch(_place(source, head), _records(source, ids), text if changed_names else None)
    replaced = [number for id_ in ids for number in old.numbers(id_)]
    replaced += old.extra_numbers(schema.PLACE)
    replaced += old.extra_numbers(schema.NAMES) if changed_names else []
    store.commit(old.folder, batch, replaced)
    return head


def goes_on(old: Snapshot, source: Source) -> bool:
    """True when the history still is the one that ``old`` followed."""
    return old.place <= source.head() and old.stamp == source.stamp(old.place)


def build(directory: Path, source: Source) -> int:
    """Write a whole index into a new folder, see that it can be read, and swap."""
    folder = generations.new(directory)
    try:
        head = source.head()
        text = names.write(source.names())
        store.create(folder, Batch(_place(source, head), source.records(), text))
        snapshot.load(Store(folder, set()), None, TermCache(1, int.bit_length))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    generations.swap(directory, folder)
    generations.clean(directory)
    return head


def _place(source: Source, head: int) -> Place:
    return Place(head, source.stamp(head), source.at, source.comes())


def _records(source: Source, ids: set[int]) -> list[Record]:
    return list(source.records(sorted(ids))) if ids else []


def _named_otherwise(old: Snapshot, text: str) -> set[int]:
    changed = names.changed(old.lexicon.names, names.read(text))
    return {id_ for value in changed for id_ in old.ids(masked(old.value(value), old.live))}
