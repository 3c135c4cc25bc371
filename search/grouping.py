"""Results by material: which come first, how many requirements each has, and what they mean on the day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from catalog.vocabulary import Method, Outcome
from search import documents
from search.evaluation import Level, masked, page
from search.interface import MAX_TOGETHER, Group
from search.outcomes import Code
from search.snapshot import Sets, Snapshot, count


def groups(match: Sets, levels: Iterable[Level], snapshot: Snapshot) -> tuple[Group, ...]:
    """The materials of ``match`` in the order in which their first documents appear."""
    waiting = dict(snapshot.counts(documents.MATERIAL, match))
    ordered: list[Group] = []
    for _, sets in levels:
        firsts = snapshot.firsts(documents.MATERIAL, sets, waiting) if waiting else {}
        ordered += [Group(int(value), waiting.pop(value)) for value in sorted(firsts, key=firsts.__getitem__)]
    return tuple(ordered)


def members(levels: Sequence[Level], snapshot: Snapshot, some: Sequence[Group]) -> list[int]:
    """The requirements of some materials, material after material; each has an equal share of what is shown at once.

    In it errand stands after errand, the best first, and each whole, so that whoever shows them can say that all
    offices agree. Only a first errand that is larger than the share is cut.
    """
    share = MAX_TOGETHER // max(1, len(some))
    return [id_ for group in some for id_ in _whole_errands(_of(levels, snapshot, group), snapshot, share)]


def _whole_errands(levels: Sequence[Level], snapshot: Snapshot, share: int) -> list[int]:
    found: list[int] = []
    for errand in _errands(levels, snapshot):
        mask = snapshot.having(documents.SERVICE_ITEM, (errand,))
        ids = page([(score, masked(sets, mask)) for score, sets in levels], snapshot, 0, share + 1)
        if found and len(found) + len(ids) > share:
            break
        found += ids[:share]
    return found


def _errands(levels: Iterable[Level], snapshot: Snapshot) -> Iterator[str]:
    """The errands of some documents in the order in which their first documents appear."""
    seen: set[str] = set()
    for _, sets in levels:
        values = dict(snapshot.counts(documents.SERVICE_ITEM, sets)).keys() - seen
        firsts = snapshot.firsts(documents.SERVICE_ITEM, sets, values) if values else {}
        yield from sorted(firsts, key=firsts.__getitem__)
        seen |= values


def told(
    groups: tuple[Group, ...], part: slice, match: Sets, snapshot: Snapshot, day: Mapping[Code, Sets]
) -> tuple[Group, ...]:
    """The groups, those of a part with what they mean on the day."""
    some = groups[part]
    return (
        *groups[: part.start],
        *(_told(one, match, snapshot, day) for one in some),
        *groups[part.start + len(some) :],
    )


def _told(group: Group, match: Sets, snapshot: Snapshot, day: Mapping[Code, Sets]) -> Group:
    found = masked(match, _having(snapshot, group))
    numbers = ((*code, count(masked(found, sets))) for code, sets in day.items())
    return replace(group, outcomes=tuple(sorted((one for one in numbers if one[2]), key=_by_number)))


def _by_number(one: tuple[Outcome, Method | None, int]) -> tuple[int, str, str]:
    outcome, method, number = one
    return -number, outcome.value, method.value if method else ""


def _of(levels: Iterable[Level], snapshot: Snapshot, group: Group) -> list[Level]:
    mask = _having(snapshot, group)
    return [(score, masked(sets, mask)) for score, sets in levels]


def _having(snapshot: Snapshot, group: Group) -> Sets:
    return snapshot.having(documents.MATERIAL, (str(group.material_id),))
