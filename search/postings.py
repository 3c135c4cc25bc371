"""What a Whoosh segment tells of a term: the documents that have it, by Whoosh's own numbers."""

from collections.abc import Iterator
from typing import Any

from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.reading import SegmentReader


def numbers(reader: SegmentReader, field: str, text: bytes) -> Iterator[int]:
    """The documents of a term that the segment has, by Whoosh's numbers, in their order."""
    postings = reader.postings(field, text)
    return _by_block(postings) if isinstance(postings, W3LeafMatcher) else postings.all_ids()


def _by_block(postings: Any) -> Iterator[int]:
    """Block by block as they lie on the disk: one by one they take half as long again or more."""
    while postings.is_active():
        postings.id()  # reads the block
        yield from postings._ids
        postings._next_block()
