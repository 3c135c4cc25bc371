"""Which opinions say nearly the same, so that they are read and answered together; each still counts as itself.

The work grows with the texts and not with their pairs, however the texts were made: anybody may send some.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from catalog import text

GRAM = 4
# Alike are texts that share four of five of the runs that either has (Jaccard 0.8), counted in whole numbers.
SHARED, OF = 4, 5
# Of a long text so many runs stand for all: those with the lowest numbers, which are spread evenly over it.
KEPT = 200
# So many texts are looked up by a run, and so many of those found are compared, those that share most runs first.
BY_RUN, COMPARED = 50, 20

Runs = frozenset[int]


def grams(said: str) -> Runs:
    """The runs of four characters in a text, whatever its width, script, blanks and punctuation; itself when shorter.

    Each is told by a number, the same in every process; of a long text ``KEPT`` are.

    >>> grams('建议 保留！不') == grams('建議保留不'), len(grams('建议保留不'))
    (True, 2)
    """
    plain = "".join(filter(str.isalnum, text.fold(said)))
    found = {plain[place : place + GRAM] for place in range(max(1, len(plain) - GRAM + 1))}
    numbers = {zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in found}
    return frozenset(numbers if len(numbers) <= KEPT else sorted(numbers)[:KEPT])


def are_alike(one: Runs, other: Runs) -> bool:
    """Whether two texts, told by their runs, are nearly the same; of long texts as well as their kept runs tell."""
    either, both = one | other, one & other
    if len(either) > KEPT and KEPT in (len(one), len(other)):
        # Beyond the lowest of both nobody knows what the long one has.
        either = frozenset(sorted(either)[:KEPT])
        both &= either
    return OF * len(both) >= SHARED * len(either)


def groups(texts: Mapping[int, str]) -> list[tuple[int, ...]]:
    """Numbers of texts that are nearly alike: each group has the first of its texts in front, all others like it.

    A text joins the first it is like; those that are like none are left out. Texts are compared only where they
    share one of their rarest runs: two that are alike cannot share none of them. Among very many that share runs and
    are not alike some that are may be overlooked: they are then answered one by one, as all were before.
    """
    runs = {number: grams(said) for number, said in sorted(texts.items())}
    commonness = Counter(run for some in runs.values() for run in some)
    heads: dict[int, list[int]] = defaultdict(list)
    found: dict[int, list[int]] = {}
    for number, some in runs.items():
        rare = sorted(some, key=lambda run: (commonness[run], run))[: len(some) - -(-SHARED * len(some) // OF) + 1]
        near = _nearest(head for run in rare for head in heads.get(run, ()))
        head = next((one for one in near if are_alike(runs[one], some)), None)
        if head is not None:
            found[head].append(number)
            continue
        found[number] = [number]
        for run in rare:
            if len(heads[run]) < BY_RUN:
                heads[run].append(number)
    return [tuple(some) for some in found.values() if len(some) > 1]


def _nearest(heads: Iterable[int]) -> list[int]:
    """Those that were met most often, in the order of their numbers."""
    return sorted(head for head, _ in Counter(heads).most_common(COMPARED))
