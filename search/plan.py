"""What to look for in the index, decided from the reading of a text: stages from names to the rest of the record."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from search import documents
from search.analysis import grams
from search.by_sound import by_sound
from search.clues import Evidence, Plan, of_part, of_piece, of_rest
from search.dictionary import Dictionary, How, Key
from search.interface import Noun, Stage, Suggestion
from search.pieces import Index, Rest, resolve
from search.reading import Part, Reading, read

# Of the content of a text, what must be understood before words alone, or an errand among other things, answer it.
_ENOUGH_WORDS = 0.7
_ENOUGH_NAMED = 0.5
# Of an errand's text, what may be of unknown meaning; beside an office alone, nothing may.
_STRANGE = 0.34
# A word in more of the documents than this parts nothing from nothing.
_EVERYWHERE = 0.2
# A slip within this is suggested.
_POSSIBLE = 0.5
_SHORT = 2
_SUGGESTIONS = 5


def plan(text: str, dictionary: Dictionary, index: Index) -> Plan:
    """The plan for a typed text."""
    reading = read(text, dictionary)
    decided = _decide(reading, dictionary, index)
    return replace(decided, shortened=reading.shortened)


def _decide(reading: Reading, dictionary: Dictionary, index: Index) -> Plan:
    if reading.blank:
        return Plan(Stage.BROWSE)
    if reading.letters:
        return by_sound(reading.letters, dictionary)
    if not reading.length:
        return Plan(Stage.BROWSE if reading.papers else Stage.NOTHING)
    rest = resolve(reading, dictionary, index)
    parts = (*reading.parts, *rest.parts)
    if reading.off_topic and not any(part.firm for part in rest.parts):
        return _nothing(parts, rest, dictionary)
    if rest.unread and _in_rest(reading.words, index):
        return _by_rest(reading.words)
    if reading.parts and _is_another(reading, rest):
        return _nothing(parts, rest, dictionary)
    return _by_names(reading, parts, rest, dictionary, index) if parts else _by_words(reading, rest, dictionary, index)


def _by_names(reading: Reading, parts: tuple[Part, ...], rest: Rest, dictionary: Dictionary, index: Index) -> Plan:
    things = [part for part in parts if part.names(Noun.MATERIAL) or part.names(Noun.SERVICE_ITEM)]
    named = [of_part(part, core=part in things) for part in parts]
    pieces = [of_piece(piece, dictionary) for piece in rest.pieces]
    if not (reading.papers or any(part.firm for part in parts)):
        beside = sum(len(one.word) for one in pieces if any(index.together(one, name) for name in named))
        known = sum(part.length for part in parts) + beside
        strange = sum(len(word) for word in rest.unread if len(word) > 1)
        most = _STRANGE * reading.length if things else 0
        unsure = strange > most and not _ends_with(things, reading)
        if known < _ENOUGH_NAMED * reading.length or unsure:
            return _nothing(parts, rest, dictionary)
    told = [one for one in pieces if _tells(one, index)]
    if not (things or told):
        named = [replace(one, core=True) for one in named]
    boosts = [replace(one, core=one in told and (one.named or not things) and not one.of_office) for one in pieces]
    boosts += [of_rest(word) for word in rest.unread if index.count(documents.REST, grams(word))]
    corrected = next((part for part in parts if part.typed), None)
    return Plan(
        Stage.CORRECTED if corrected else Stage.NAMES,
        (*named, *boosts),
        parts=parts,
        corrected_to=corrected.surface if corrected else None,
        surfaces=(*_surfaces(parts, dictionary), *rest.pieces),
        unread=rest.unread,
    )


def _by_words(reading: Reading, rest: Rest, dictionary: Dictionary, index: Index) -> Plan:
    pieces = [of_piece(piece, dictionary) for piece in rest.pieces]
    told = tuple(one for one in pieces if _tells(one, index)) or tuple(pieces)
    if told and rest.covered / reading.length > _ENOUGH_WORDS and not _is_another(reading, rest):
        some = any(one.named for one in told)
        evidence = tuple(replace(one, core=one.named) for one in told) if some else told
        if some or index.together(*told):
            return Plan(Stage.WORDS, evidence, every=not some, surfaces=rest.pieces, unread=rest.unread)
    if not reading.other_question and _in_rest(reading.rest, index):
        return _by_rest(reading.rest)
    return _nothing((), rest, dictionary)


def _ends_with(things: Iterable[Part], reading: Reading) -> bool:
    """True when the last word is one of ``things``: what stands before it only says which (本科毕业证)."""
    return any(reading.words[-1].endswith(part.typed or part.surface) for part in things)


def _is_another(reading: Reading, rest: Rest) -> bool:
    """True when the text is the name of something else. What a Chinese word is stands at its end: 房产税."""
    if not rest.unread:
        return False
    if reading.parts:
        short = len(reading.parts) == 1 and reading.parts[0].length == _SHORT and not reading.papers
        return short and reading.words[0].endswith(rest.unread[-1]) and reading.length == _SHORT + 1
    return reading.names_proof or reading.rest[-1].endswith(rest.unread)


def _by_rest(words: tuple[str, ...]) -> Plan:
    return Plan(Stage.REST, tuple(replace(of_rest(word), core=True) for word in words), every=True, surfaces=words)


def _in_rest(words: tuple[str, ...], index: Index) -> bool:
    return bool(words) and index.together(*(of_rest(word) for word in words)) > 0


def _nothing(parts: Iterable[Part], rest: Rest, dictionary: Dictionary) -> Plan:
    keys = [(key, part.surface) for part in parts for key in _best(part)]
    keys += [(key, piece) for piece in rest.pieces for key in of_piece(piece, dictionary).named_keys()]
    for word in rest.unread:
        for near in dictionary.speller.near(word, 2, _POSSIBLE):
            keys += [(key, near.surface) for key in dictionary.keys(near.surface)]
    named = {key: Suggestion(key[0], key[1], dictionary.official[key], matched) for key, matched in reversed(keys)}
    suggestions = tuple(reversed(named.values()))[:_SUGGESTIONS]
    return Plan(Stage.NOTHING, suggestions=suggestions, unread=rest.unread)


def _tells(evidence: Evidence, index: Index) -> bool:
    """False for words that stand everywhere, and so say nothing."""
    found = max((index.count(clue.field, clue.tokens) for clue in evidence.clues), default=0)
    return found <= max(_EVERYWHERE * index.size, 1)


def _best(part: Part) -> Iterator[Key]:
    best = min(part.keys.values())
    return (key for key, how in part.keys.items() if how <= max(best, How.SYNONYM))


def _surfaces(parts: Iterable[Part], dictionary: Dictionary) -> Iterator[str]:
    for part in parts:
        yield part.surface
        yield from (dictionary.official[key] for key, how in part.keys.items() if how is not How.STEM)
