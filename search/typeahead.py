"""What somebody may be about to type: names that begin so, contain it, or sound like it."""

from catalog.text import initials, pinyin
from search import questions
from search.analysis import words
from search.by_sound import OFTEN
from search.dictionary import Dictionary
from search.interface import MAX_TEXT, Noun, Suggestion
from search.naming import How, Key
from search.sounds import Fits, Sounding

# So many surfaces are looked at; several may be of one name.
_LOOKED_AT = 120
_LEAST_LETTERS = 2
# Words that names put together of others often hold: what begins inside one of them cuts it, as 民政 does in 人民政府
# and 保证 in 社保证明.
_WHOLE = frozenset({
    "人民", "居民", "村民", "农民", "渔民", "灾民", "公民", "良民", "扰民", "难民", "移民",
    "社保", "医保", "低保", "五保", "参保", "农保", "退保", "续保", "环保",
})  # fmt: skip
_ORDER = {Noun.MATERIAL: 0, Noun.SERVICE_ITEM: 1, Noun.OFFICE: 2}


def offers(text: str, dictionary: Dictionary) -> tuple[Suggestion, ...]:
    """Every name that fits what has been typed, nearest first."""
    typed = "".join(words(text[:MAX_TEXT]))
    for part in dict.fromkeys((typed, *reversed(questions.content(typed)))):
        if found := _fitting(part, dictionary):
            return found
    return ()


def _fitting(typed: str, dictionary: Dictionary) -> tuple[Suggestion, ...]:
    if not typed or (typed.isascii() and len(typed) < _LEAST_LETTERS):
        return ()
    best: dict[Key, tuple[tuple[int, ...], str]] = {}
    for sounding in _like(typed, dictionary, _begins_a_word) or _like(typed, dictionary):
        for key, how in dictionary.keys(sounding.surface).items():
            inside, everyday = sounding.start > 0, OFTEN.index(how)
            spoken = everyday >= OFTEN.index(How.SYNONYM)
            rank = (inside, spoken, sounding.rank, everyday, _ORDER[key[0]], sounding.start, sounding.longer, key[1])
            best[key] = min(best.get(key, (rank, sounding.surface)), (rank, sounding.surface))
    ordered = sorted(best.items(), key=lambda pair: pair[1])
    return tuple(Suggestion(key[0], key[1], dictionary.official[key], surface) for key, (_, surface) in ordered)


def _begins_a_word(surface: str, start: int) -> bool:
    """False for a place in the middle of one of the words that are whole."""
    return start == 0 or surface[start - 1 : start + 1] not in _WHOLE


def _like(typed: str, dictionary: Dictionary, fits: Fits | None = None) -> list[Sounding]:
    found = dictionary.sounds.like(typed, _LOOKED_AT, fits)
    if found or typed.isascii() or not any(map(str.isascii, typed)):
        return found
    # Half of a word is chosen already while the other half is still letters: 无f, 无房zm.
    heard = [dictionary.sounds.like(said, _LOOKED_AT, fits) for said in ("".join(pinyin(typed)), initials(typed))]
    return [one for like in heard for one in like if all(sign.isascii() or sign in one.surface for sign in typed)]
