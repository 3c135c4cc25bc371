"""Where the words that were searched stand in a text that is shown."""

import re
from collections.abc import Iterable
from functools import lru_cache

from catalog.text import HAN, fold_same_length

_MARK = f"[^\\w{HAN}]*"


def spans(text: str, surfaces: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """The stretches of ``text`` in which one of the folded ``surfaces`` stands, in order and apart.

    Blanks and marks inside the text do not hinder: 住所经营场所证明 stands in 住所（经营场所）证明.

    >>> spans('無犯罪記錄證明', ['无犯罪', '犯罪记录'])
    ((0, 5),)
    """
    folded = fold_same_length(text)
    possible = (surface for surface in surfaces if surface and surface[0] in folded and surface[-1] in folded)
    found = sorted(match.span() for surface in possible for match in _pattern(surface).finditer(folded))
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


@lru_cache(maxsize=2048)
def _pattern(surface: str) -> re.Pattern[str]:
    return re.compile(_MARK.join(map(re.escape, surface)))
