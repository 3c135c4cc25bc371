"""Letters read as pinyin or initials: of one name, of several in a row, or of one with a slip."""

import re
from collections.abc import Sequence

from catalog.text import initials, pinyin
from search.clues import Evidence, Plan, of_sounds
from search.dictionary import Dictionary
from search.interface import Stage
from search.naming import How
from search.sounds import Sounding

_LOOKED_AT = 24
# Fewer letters than this say nothing in the middle of a name; fewer than that, beside other words.
_INSIDE, _BESIDE = 4, 4
# Unless they are all the initials of a name.
_INITIALS = 3
# Of an everyday word most must be typed: huoguo is 火锅 and not 开火锅店.
_MOST_MORE = 0.6
# 证明 in initials behind a name in full.
_PROOF, _PROOF_IN_FULL = "zm", "zhengming"
# The same as many type it.
_NEARLY_PROOF = re.compile("(?:zh?en|zheng|zhegn|zehng|zhneg|zeng)(?:min|mign|mng|ming)$")
# No name in a row of names is looked for that has more letters.
_LONGEST = 48
# Initials are mostly of official names and of their beginnings, less of everyday words.
OFTEN = (How.NAME, How.ALIAS, How.FORM, How.SYNONYM, How.STEM)
# Of a row of names, what must have been recognised.
_ENOUGH = 0.7


def by_sound(words: tuple[str, ...], dictionary: Dictionary) -> Plan:
    """The plan for a text of letters only."""
    words = tuple(_NEARLY_PROOF.sub(_PROOF_IN_FULL, word) for word in words)
    typed = "".join(words)
    named = "".join(word for word in words if word not in (_PROOF, _PROOF_IN_FULL))
    others = (re.sub(f"{_PROOF}$", _PROOF_IN_FULL, typed), f"{named}{_PROOF_IN_FULL}" if named != typed else typed)
    written = dict.fromkeys((typed, *others))
    if found := next((some for one in written if (some := _sounding(one, dictionary))), None):
        return _plan([of_sounds(typed, found, dictionary)], dictionary)
    if len(words) > 1:
        several = [_beside(word, dictionary) for word in words]
        if all(several):
            pairs = zip(words, several, strict=True)
            return _plan([of_sounds(word, found, dictionary) for word, found in pairs], dictionary)
    row, read = _row(typed, dictionary)
    near = _near(typed, dictionary) if read < len(typed) else []
    if not near:
        enough = read >= _ENOUGH * len(typed)
        return _plan(row, dictionary) if enough else Plan(Stage.NOTHING, unread=words)
    evidence = of_sounds(typed, near, dictionary)
    official = next(iter(evidence.names(dictionary)), near[0])
    return Plan(Stage.CORRECTED, (evidence,), corrected_to=official, surfaces=tuple(evidence.names(dictionary)))


def _near(typed: str, dictionary: Dictionary) -> list[str]:
    """The surfaces that letters are a slip of; what begins with them to the letter was looked at before."""
    near = [one.surface for one in dictionary.speller.near_letters(typed)]
    return [surface for surface in near if not "".join(dictionary.said[surface]).startswith(typed)]


def mixed(chunk: str, dictionary: Dictionary) -> str | None:
    """The surface that characters and letters together sound like: 无fanzui, 无房zm."""
    found = _sounding("".join(pinyin(chunk)), dictionary) or [
        surface
        for surface in _sounding(initials(chunk), dictionary)
        if all(character.isascii() or character in surface for character in chunk)
    ]
    return min(found, key=lambda surface: min(dictionary.keys(surface).values()), default=None)


def _plan(evidence: Sequence[Evidence], dictionary: Dictionary) -> Plan:
    surfaces = tuple(name for one in evidence for name in one.names(dictionary))
    return Plan(Stage.SOUND, tuple(evidence), surfaces=surfaces)


def _sounding(typed: str, dictionary: Dictionary) -> list[str]:
    """The surfaces that some letters stand for: whole ones first, of these the official names."""
    if len(typed) < 2:
        return []
    found = [one for one in dictionary.sounds.like(typed, _LOOKED_AT) if _says(one, typed, dictionary)]
    ranks = sorted({one.rank for one in found})
    return [
        surface
        for rank in ranks
        for surface in _by_name([one.surface for one in found if one.rank == rank], dictionary)
    ]


def _says(found: Sounding, typed: str, dictionary: Dictionary) -> bool:
    """False for a few letters that are not all the initials of a name, or are a small part of a mere everyday word.

    Two are read only as the initials of what an official name begins with (wf), three also as a part of them (hky).
    """
    hows = dictionary.keys(found.surface).values()
    if len(typed) >= _INSIDE:
        is_most = found.start == 0 and found.longer <= len(typed) * _MOST_MORE
        return found.rank == 0 or is_most or any(how is not How.SYNONYM for how in hows)
    if len(typed) < _INITIALS:
        return found.rank == 0 and How.STEM in hows and _is_initials(typed, found.surface)
    return _is_initials(typed, found.surface) and (found.rank == 0 or (found.start == 0 and min(hows) <= How.ALIAS))


def _is_initials(typed: str, surface: str) -> bool:
    return initials(surface).startswith(typed)


def _by_name(surfaces: Sequence[str], dictionary: Dictionary) -> list[str]:
    """Surfaces that sound alike: what people rarely say last, though it is spelt the same."""
    return sorted(surfaces, key=lambda surface: OFTEN.index(min(dictionary.keys(surface).values())))


def _beside(word: str, dictionary: Dictionary) -> list[str]:
    if len(word) >= _BESIDE:
        return _sounding(word, dictionary)
    return _by_name(dictionary.sounds.exactly(word), dictionary) if len(word) >= _INITIALS else []


def _row(typed: str, dictionary: Dictionary) -> tuple[list[Evidence], int]:
    """The names that stand one after another in a row of letters, and how many letters they are."""
    row: list[Evidence] = []
    at = read = 0
    while at < len(typed):
        ends = range(min(len(typed), at + _LONGEST), at + _BESIDE - 1, -1)
        end = next((end for end in ends if dictionary.sounds.exactly(typed[at:end])), None)
        if end:
            row.append(of_sounds(typed[at:end], dictionary.sounds.exactly(typed[at:end]), dictionary))
            read += end - at
        at = end or at + 1
    return row, read
