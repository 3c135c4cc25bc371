"""Results by material: which come first, how many requirements each has, and what they mean on the day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from catalog.vocabulary import Method, Outcome
from search import documents
from search.evaluation import Level, masked
from search.interface import MAX_TOGETHER, Group, Hit
from search.outcomes import Day
from search.snapshot import Sets, Snapshot, count

# So many requirements of a material are read one by one rather than parted as sets.
_FEW = 2_000
# What a requirement takes in memory, in octets.
_HIT = 130


def groups(match: Sets, levels: Iterable[Level], snapshot: Snapshot) -> tuple[Group, ...]:
    """The materials of ``match`` in the order in which their first documents appear."""
    waiting = dict(snapshot.counts(documents.MATERIAL, match))
    ordered: list[Group] = []
    for _, sets in levels:
        firsts = snapshot.firsts(documents.MATERIAL, sets, waiting) if waiting else {}
        ordered += [Group(int(value), waiting.pop(value)) for value in sorted(firsts, key=firsts.__getitem__)]
    return tuple(ordered)


def members(levels: Sequence[Level], snapshot: Snapshot, some: Sequence[Group]) -> list[Hit]:
    """The requirements of some materials, material after material; each has an equal share of what is shown at once.

    In it errand stands after errand, the best first, and each whole, so that whoever shows them can say that all
    offices agree. Only a first errand that is larger than the share is cut.
    """
    share = MAX_TOGETHER // max(1, len(some))
    return [hit for group in some for hit in _members(_of(levels, snapshot, group), snapshot, share)]


def _members(levels: Sequence[Sets], snapshot: Snapshot, share: int) -> tuple[Hit, ...]:
    """The same questions about a material part its requirements alike: kept, because many people ask them."""

    def work_out() -> tuple[int, tuple[Hit, ...]]:
        few = sum(map(count, levels)) <= _FEW
        hits = tuple((_all_read if few else _whole_errands)(levels, snapshot, share))
        octets = sum(found.bit_length() for sets in levels for found in sets) // 8
        return octets + _HIT * (len(hits) + 2), hits

    found: tuple[Hit, ...] = snapshot.members.get((share, levels), work_out)[1]
    return found


def _all_read(levels: Sequence[Sets], snapshot: Snapshot, share: int) -> list[Hit]:
    """Reading every requirement is the shortest way while they are few."""
    errands: dict[int, list[Hit]] = {}
    for sets in levels:
        for hit in snapshot.ordered(sets):
            errands.setdefault(hit.service_item_id, []).append(hit)
    found: list[Hit] = []
    for hits in errands.values():
        if found and len(found) + len(hits) > share:
            break
        found += hits[:share]
    return found


def _whole_errands(levels: Sequence[Sets], snapshot: Snapshot, share: int) -> list[Hit]:
    found: list[Hit] = []
    for errand in _errands(levels, snapshot):
        mask = snapshot.having(documents.SERVICE_ITEM, (errand,))
        every = (hit for sets in levels for hit in snapshot.ordered(masked(sets, mask)))
        hits = list(islice(every, share + 1))
        if found and len(found) + len(hits) > share:
            break
        found += hits[:share]
    return found


def _errands(levels: Iterable[Sets], snapshot: Snapshot) -> Iterator[str]:
    """The errands of some documents in the order in which their first documents appear."""
    seen: set[str] = set()
    for sets in levels:
        values = dict(snapshot.counts(documents.SERVICE_ITEM, sets)).keys() - seen
        firsts = snapshot.firsts(documents.SERVICE_ITEM, sets, values) if values else {}
        yield from sorted(firsts, key=firsts.__getitem__)
        seen |= values


def told(groups: tuple[Group, ...], part: slice, match: Sets, snapshot: Snapshot, day: Day) -> tuple[Group, ...]:
    """The groups, those of a part with what they mean on the day."""
    some = groups[part]
    return (
        *groups[: part.start],
        *(_told(one, match, snapshot, day) for one in some),
        *groups[part.start + len(some) :],
    )


def _told(group: Group, match: Sets, snapshot: Snapshot, day: Day) -> Group:
    found = masked(match, _having(snapshot, group))
    numbers = ((*code, count(masked(found, sets))) for code, sets in day.codes.items())
    return replace(group, outcomes=tuple(sorted((one for one in numbers if one[2]), key=_by_number)))


def _by_number(one: tuple[Outcome, Method | None, int]) -> tuple[int, str, str]:
    outcome, method, number = one
    return -number, outcome.value, method.value if method else ""


def _of(levels: Iterable[Level], snapshot: Snapshot, group: Group) -> tuple[Sets, ...]:
    """The documents of a material, the best first."""
    mask = _having(snapshot, group)
    found = (masked(sets, mask) for _, sets in levels)
    return tuple(sets for sets in found if any(sets))


def _having(snapshot: Snapshot, group: Group) -> Sets:
    return snapshot.having(documents.MATERIAL, (str(group.material_id),))
