"""Which opinions say nearly the same, so that they are read and answered together; each still counts as itself."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from catalog import text

GRAM = 4
# Alike are texts that share four of five of the runs that either has (Jaccard 0.8), counted in whole numbers.
SHARED, OF = 4, 5


def grams(said: str) -> frozenset[str]:
    """The runs of four characters in a text, whatever its width, script, blanks and punctuation; itself when shorter.

    >>> sorted(grams('建议 保留！不'))
    ['建议保留', '议保留不']
    """
    plain = "".join(filter(str.isalnum, text.fold(said)))
    return frozenset(plain[place : place + GRAM] for place in range(max(1, len(plain) - GRAM + 1)))


def are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts, told by their runs, are nearly the same."""
    return OF * len(one & other) >= SHARED * len(one | other)


def groups(texts: Mapping[int, str]) -> list[tuple[int, ...]]:
    """Numbers of texts that are nearly alike: each group has the first of its texts in front, all others like it.

    A text joins the first it is like; those that are like none are left out. Texts are compared only where they
    share one of their rarest runs: two that are alike cannot share none of them.
    """
    runs = {number: grams(said) for number, said in sorted(texts.items())}
    commonness = Counter(run for some in runs.values() for run in some)
    heads: dict[str, list[int]] = defaultdict(list)
    found: dict[int, list[int]] = {}
    for number, some in runs.items():
        rare = sorted(some, key=lambda run: (commonness[run], run))[: len(some) - -(-SHARED * len(some) // OF) + 1]
        near = sorted({head for run in rare for head in heads[run]})
        head = next((one for one in near if are_alike(runs[one], some)), None)
        if head is not None:
            found[head].append(number)
            continue
        found[number] = [number]
        for run in rare:
            heads[run].append(number)
    return [tuple(some) for some in found.values() if len(some) > 1]
