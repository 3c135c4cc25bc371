"""Whether a word that is near a name is surely a slip of it."""

from catalog.text import is_word
from search.distance import without_tail
from search.naming import How
from search.spelling import Near

# A likely slip of a short or everyday word is no further from it, unless its two characters are swapped.
_LIKELY_SLIP, _SHORTEST = 0.14, 2
# In so short a name a wrong character must at least look or sound like the right one: 车险理赔 is not 保险理赔.
_SHORT_NAME, _RELATED = 4, 0.2
# Of an official name with more characters than this one may be left out.
_LEAST_LEFT = 4


def is_sure(word: str, near: Near, how: How, *, strange: bool) -> bool:
    """True when ``word`` is surely meant for ``near``. ``strange``: something in it stands in no name at all."""
    if not set(without_tail(word)) & set(near.surface) or (len(word) == _SHORTEST and is_word(word)):
        return False
    if len(word) == _SHORTEST and sorted(word) == sorted(near.surface):
        return True
    left_out = how <= How.ALIAS and len(near.surface) == len(word) + 1 and len(word) > _LEAST_LEFT
    if len(word) == len(near.surface) <= _SHORT_NAME and near.distance > _RELATED:
        return False
    return near.distance <= _LIKELY_SLIP or (len(word) > _SHORTEST and (strange or left_out))
