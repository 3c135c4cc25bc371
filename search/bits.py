"""Sets of documents as Python integers: bit n stands for document n. Ranking by bit-sliced sums."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice

# Octets that are looked through at once: long numbers are slow to take single bits from.
_CHUNK = 64
_TRUE = bytes.maketrans(b"01", b"\x00\x01")

Contribution = tuple[int, int]
"""A set of documents and the weight that each of them earns."""


def of(positions: Iterable[int], size: int) -> int:
    """The set of ``positions``, each below ``size``."""
    octets = bytearray(size // 8 + 1)
    for position in positions:
        octets[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(octets, "little")


def positions(bits: int, start: int = 0) -> Iterator[int]:
    """The members of ``bits`` that are at least ``start``, in order; never slow for a sparse or a full set."""
    octets = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    for at in range(start // 8 // _CHUNK * _CHUNK, len(octets), _CHUNK):
        chunk = int.from_bytes(octets[at : at + _CHUNK], "little")
        while chunk:
            lowest = chunk & -chunk
            position = at * 8 + lowest.bit_length() - 1
            if position >= start:
                yield position
            chunk ^= lowest


def selectors(bits: int, size: int) -> bytes:
    """For each of ``size`` positions 1 when it is in ``bits``, else 0: what ``itertools.compress`` chooses by."""
    return format(bits, f"0{size}b").encode().translate(_TRUE)[::-1]


def levels(match: int, contributions: Iterable[Contribution]) -> list[tuple[int, int]]:
    """The documents of ``match`` parted by the sum of their weights, highest first: (score, set).

    The sums are held as bit planes (plane n has the documents whose sum has bit n), so that adding a
    weight costs a few operations on whole sets whatever the number of documents.
    """
    planes: list[int] = []
    for bits, weight in contributions:
        _add(planes, bits & match, weight)
    return list(_split(match, planes, len(planes) - 1, 0))


def _add(planes: list[int], bits: int, weight: int) -> None:
    for plane in range(weight.bit_length()):
        if weight >> plane & 1:
            _carry(planes, bits, plane)


def _carry(planes: list[int], carried: int, plane: int) -> None:
    while carried:
        if plane >= len(planes):
            planes.extend([0] * (plane + 1 - len(planes)))
        planes[plane], carried = planes[plane] ^ carried, planes[plane] & carried
        plane += 1


def _split(match: int, planes: Sequence[int], plane: int, score: int) -> Iterator[tuple[int, int]]:
    if not match:
        return
    if plane < 0:
        yield score, match
        return
    yield from _split(match & planes[plane], planes, plane - 1, score | 1 << plane)
    yield from _split(match & ~planes[plane], planes, plane - 1, score)


def page(parts: Sequence[tuple[int, Sequence[int]]], offset: int, limit: int) -> list[int]:
    """Of several sets, each with the ascending ids of its documents, the ids from rank ``offset`` on.

    The id at which a deep page begins is found by halving, so that page 30,000 costs what page 1 does.
    """
    if offset >= sum(bits.bit_count() for bits, _ in parts):
        return []
    first = _id_at(parts, offset) if offset else None
    runs = [_ids(bits, ids, 0 if first is None else bisect_left(ids, first)) for bits, ids in parts if bits]
    return list(islice(merge(*runs), limit))


def _ids(bits: int, ids: Sequence[int], start: int) -> Iterator[int]:
    return (ids[position] for position in positions(bits, start))


def _id_at(parts: Sequence[tuple[int, Sequence[int]]], rank: int) -> int:
    low = min(ids[0] for _, ids in parts if ids)
    high = max(ids[-1] for _, ids in parts if ids) + 1
    while low < high:
        middle = (low + high) // 2
        if _below(parts, middle + 1) <= rank:
            low = middle + 1
        else:
            high = middle
    return low


def _below(parts: Sequence[tuple[int, Sequence[int]]], id_: int) -> int:
    return sum((bits & ((1 << bisect_left(ids, id_)) - 1)).bit_count() for bits, ids in parts)
