"""What to look for in the index, decided from the reading of a text: stages from names to the rest of the record."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from catalog.text import pinyin
from search import documents
from search.analysis import grams
from search.clues import Clue, Evidence, of_part, of_piece, of_rest, of_sounds
from search.dictionary import Dictionary, How, Key
from search.interface import Noun, Stage, Suggestion
from search.reading import Part, Reading, read
from search.sounds import Sounding

Count = Callable[[str, tuple[str, ...]], int]
"""How many documents have all tokens in one field."""

# Of the content of a text, what must be understood before words alone, or an errand among other things, answer it.
_ENOUGH_WORDS = 0.6
_ENOUGH_NAMED = 0.5
# A word in more of the documents than this parts nothing from nothing.
_EVERYWHERE = 0.2
# A slip within this is taken for what was meant; beyond it, only suggested.
_SURE, _POSSIBLE = 0.26, 0.5
_SUGGESTIONS = 5
_SOUNDS = 24


@dataclass(frozen=True, slots=True)
class Plan:
    """The evidence to weigh. A document answers when it has some of the core evidence, or all when ``every``."""

    stage: Stage
    evidence: tuple[Evidence, ...] = ()
    every: bool = False
    parts: tuple[Part, ...] = ()
    corrected_to: str | None = None
    suggestions: tuple[Suggestion, ...] = ()
    surfaces: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    shortened: bool = False


@dataclass(frozen=True, slots=True)
class _Rest:
    """What became of the words that name nothing."""

    parts: tuple[Part, ...] = ()
    pieces: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def covered(self) -> int:
        return sum(part.length for part in self.parts) + sum(map(len, self.pieces))


def plan(text: str, dictionary: Dictionary, count: Count, size: int) -> Plan:
    """The plan for a typed text over ``size`` documents."""
    reading = read(text, dictionary)
    decided = _decide(reading, dictionary, count, size)
    return replace(decided, shortened=reading.shortened)


def _decide(reading: Reading, dictionary: Dictionary, count: Count, size: int) -> Plan:
    if reading.blank:
        return Plan(Stage.BROWSE)
    if reading.letters:
        return _by_sound(reading.letters, dictionary)
    if not reading.length:
        return Plan(Stage.BROWSE if reading.papers else Stage.NOTHING)
    rest = _resolve(reading.rest, dictionary, count)
    parts = (*reading.parts, *rest.parts)
    if reading.off_topic and not any(part.firm for part in rest.parts):
        return _nothing(parts, rest, dictionary)
    if parts:
        return _by_names(reading, parts, rest, dictionary, count, size)
    return _by_words(reading, rest, dictionary, count, size)


def _by_names(
    reading: Reading, parts: tuple[Part, ...], rest: _Rest, dictionary: Dictionary, count: Count, size: int
) -> Plan:
    understood = (reading.named_length + rest.covered) / reading.length
    if understood < _ENOUGH_NAMED and not reading.papers and not any(part.firm for part in parts):
        return _nothing(parts, rest, dictionary)
    things = [part for part in parts if part.names(Noun.MATERIAL) or part.names(Noun.SERVICE_ITEM)]
    pieces = [of_piece(piece, dictionary) for piece in rest.pieces]
    told = [one for one in pieces if _tells(one, count, size)]
    evidence = [of_part(part, core=part in things or not (things or told)) for part in parts]
    evidence += [replace(one, core=one in told and (one.named or not things)) for one in pieces]
    evidence += [of_rest(word) for word in rest.unread if count(documents.REST, tuple(grams(word)))]
    corrected = next((part for part in parts if part.typed), None)
    return Plan(
        Stage.CORRECTED if corrected else Stage.NAMES,
        tuple(evidence),
        parts=parts,
        corrected_to=corrected.surface if corrected else None,
        surfaces=(*_surfaces(parts, dictionary), *rest.pieces),
        unread=rest.unread,
    )


def _by_words(reading: Reading, rest: _Rest, dictionary: Dictionary, count: Count, size: int) -> Plan:
    pieces = [of_piece(piece, dictionary) for piece in rest.pieces]
    told = [one for one in pieces if _tells(one, count, size)] or pieces
    if told and rest.covered / reading.length > _ENOUGH_WORDS:
        named = tuple(replace(one, core=one.named) for one in told)
        some = any(one.core for one in named)
        return Plan(Stage.WORDS, named if some else tuple(told), every=not some, surfaces=rest.pieces, unread=rest.unread)
    if all(count(documents.REST, tuple(grams(word))) for word in reading.rest) and not reading.other_question:
        evidence = tuple(replace(of_rest(word), core=True) for word in reading.rest)
        return Plan(Stage.REST, evidence, every=True, surfaces=reading.rest)
    return _nothing((), rest, dictionary)


def _nothing(parts: Iterable[Part], rest: _Rest, dictionary: Dictionary) -> Plan:
    keys = [(key, part.surface) for part in parts for key in _best(part)]
    keys += [(key, piece) for piece in rest.pieces for key in of_piece(piece, dictionary).keys()]
    for word in rest.unread:
        for near in dictionary.speller.near(word, 2, _POSSIBLE):
            keys += [(key, near.surface) for key in dictionary.keys(near.surface)]
    named = {key: Suggestion(key[0], key[1], dictionary.official[key], matched) for key, matched in reversed(keys)}
    suggestions = tuple(reversed(named.values()))[:_SUGGESTIONS]
    return Plan(Stage.NOTHING, suggestions=suggestions, unread=rest.unread)


def _by_sound(letters: tuple[str, ...], dictionary: Dictionary) -> Plan:
    typed = "".join(letters)
    for words in dict.fromkeys(((typed,), letters)):
        found = [[one.surface for one in _sounding(word, dictionary)] for word in words]
        if all(found):
            evidence = tuple(of_sounds(word, one, dictionary) for word, one in zip(words, found, strict=True))
            return Plan(Stage.SOUND, evidence, surfaces=tuple(name for one in evidence for name in one.names(dictionary)))
    near = [one.surface for one in dictionary.speller.near_letters(typed)]
    if not near:
        return Plan(Stage.NOTHING, unread=letters)
    evidence = (of_sounds(typed, near, dictionary),)
    return Plan(
        Stage.CORRECTED, evidence, corrected_to=near[0], surfaces=tuple(evidence[0].names(dictionary))
    )


def _sounding(word: str, dictionary: Dictionary) -> list[Sounding]:
    if len(word) < 2:
        return []
    return [one for one in dictionary.sounds.like(word, _SOUNDS) if one.start == 0 or len(word) > 2]


def _resolve(chunks: Iterable[str], dictionary: Dictionary, count: Count) -> _Rest:
    parts: list[Part] = []
    pieces: list[str] = []
    unread: list[str] = []
    for chunk in chunks:
        known, left = _split(chunk, dictionary, count)
        meant = _meant(chunk, dictionary) if left else None
        if meant:
            parts.append(meant)
        else:
            pieces += known
            unread += left
    return _Rest(tuple(parts), tuple(dict.fromkeys(pieces)), tuple(unread))


def _split(chunk: str, dictionary: Dictionary, count: Count) -> tuple[list[str], list[str]]:
    """The longest pieces of a chunk that stand in some name, and what is left of it."""
    known: list[str] = []
    left = [""]
    at = 0
    while at < len(chunk):
        end = next((end for end in range(len(chunk), at + 1, -1) if _stands(chunk[at:end], dictionary, count)), at + 1)
        if end - at > 1 or len(chunk) == 1 and _stands(chunk, dictionary, count):
            known.append(chunk[at:end])
            left.append("")
        else:
            left[-1] += chunk[at]
        at = end
    return known, [word for word in left if word]


def _stands(piece: str, dictionary: Dictionary, count: Count) -> bool:
    tokens = tuple(grams(piece))
    if any(count(field, tokens) for field in (documents.NAME, documents.ITEM)):
        return True
    return next(iter(dictionary.containing(piece, 1)), None) is not None


def _meant(chunk: str, dictionary: Dictionary) -> Part | None:
    """The name that a chunk is surely a slip of, or sounds like where letters stand among characters."""
    if any(character.isascii() and character.isalpha() for character in chunk):
        surfaces = dictionary.sounds.exactly("".join(pinyin(chunk))) or [
            one.surface for one in _sounding("".join(pinyin(chunk)), dictionary)
        ]
        return Part(surfaces[0], dictionary.keys(surfaces[0]), typed=chunk) if surfaces else None
    for near in dictionary.speller.near(chunk, 1, _SURE):
        if len(chunk) > 2 or set(chunk) & set(near.surface):
            return Part(near.surface, dictionary.keys(near.surface), typed=chunk)
    return None


def _tells(evidence: Evidence, count: Count, size: int) -> bool:
    """False for words that stand everywhere, and so say nothing."""
    found = max((count(clue.field, clue.tokens) for clue in evidence.clues), default=0)
    return found <= max(_EVERYWHERE * size, 1)


def _best(part: Part) -> Iterator[Key]:
    best = min(part.keys.values())
    return (key for key, how in part.keys.items() if how <= max(best, How.SYNONYM))


def _surfaces(parts: Iterable[Part], dictionary: Dictionary) -> Iterator[str]:
    for part in parts:
        yield part.surface
        yield from (dictionary.official[key] for key, how in part.keys.items() if how is not How.STEM)
