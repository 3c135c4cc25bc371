"""Compare an index with the register in full: every requirement, and every posting of it."""

from collections.abc import Iterator

from search import documents, names
from search.interface import Difference, Discrepancy
from search.snapshot import Snapshot
from search.source import Source


def discrepancies(index: Snapshot, source: Source) -> Iterator[Discrepancy]:
    """Where the index departs from the register, apart from what it has not followed yet. Raises Damaged."""
    head = source.head()
    behind, renamed = source.changed(index.place, head) if head > index.place else (set[int](), False)
    behind = behind | source.came(index.at)
    if not renamed and names.write(source.names()) != index.lexicon.text:
        yield Discrepancy(Difference.NAMES)
    held = _held(index)
    for record in source.records():
        id_ = record.requirement_id
        prints = held.pop(id_, [])
        if id_ in behind:
            continue
        if not prints:
            yield Discrepancy(Difference.MISSING, id_)
        elif prints != [documents.fingerprint(record)]:
            yield Discrepancy(Difference.STALE, id_)
    yield from (Discrepancy(Difference.SURPLUS, id_) for id_ in sorted(held) if id_ not in behind)


def _held(index: Snapshot) -> dict[int, list[int]]:
    """The fingerprints that the index holds of each requirement: one, unless something is wrong."""
    held: dict[int, list[int]] = {}
    for segment, live in zip(index.segments, index.live, strict=True):
        for place, print_ in segment.prints(live):
            held.setdefault(segment.ids[place], []).append(print_)
    return held
