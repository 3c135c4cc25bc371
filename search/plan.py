"""What to look for in the index, decided from the reading of a text: stages from names to the rest of the record."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from search import documents, questions
from search.analysis import grams
from search.by_sound import by_sound
from search.clues import Evidence, Plan, of_part, of_piece, of_rest, surfaces
from search.dictionary import Dictionary
from search.interface import Noun, Stage, Suggestion
from search.naming import How, Key
from search.pieces import Index, Rest, resolve
from search.reading import Part, Reading, is_paper, read
from search.spoken import settled
from search.told import told, with_told

# Of the content of a text, what must be understood before words alone, or an errand among other things, answer it.
_ENOUGH_WORDS = 0.7
_ENOUGH_NAMED = 0.5
_ENOUGH_LONG = 0.4
# Of what was said otherwise, what may be left over.
_LEFT_OVER = 0.2
# Of a text, what a name must be whose words stand apart in it.
_MOST_IN_PIECES = 0.7
# When not all words stand together, all but one of so many may, if these are this share of the text.
_WORDS, _MOST = 6, 0.6
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
    if decided.stage is Stage.NOTHING and not reading.letters:
        decided = _as_spoken(reading, dictionary, index) or told(reading, dictionary) or decided
    else:
        decided = with_told(decided, reading, dictionary)
    return replace(decided, shortened=True) if reading.shortened else decided


def _decide(reading: Reading, dictionary: Dictionary, index: Index) -> Plan:
    if reading.blank:
        return Plan(Stage.BROWSE)
    if reading.letters:
        return by_sound(reading.letters, dictionary)
    if not reading.length:
        is_open = reading.papers and not (reading.other_question or questions.says_which("".join(reading.words)))
        return Plan(Stage.BROWSE if is_open else Stage.NOTHING)
    if (giver := questions.committee("".join(reading.words))) and _in_rest((giver,), index):
        return _by_rest((giver,))
    rest = resolve(reading, dictionary, index)
    parts = (*reading.parts, *rest.parts)
    if reading.off_topic and not any(part.firm for part in rest.parts):
        return _nothing(parts, rest, dictionary)
    if rest.unread and _in_rest(reading.words, index):
        return _by_rest(reading.words)
    if reading.parts and _is_another(reading, rest):
        return _nothing(parts, rest, dictionary)
    return _by_names(reading, parts, rest, dictionary, index) if parts else _by_words(reading, rest, dictionary, index)


def _as_spoken(reading: Reading, dictionary: Dictionary, index: Index) -> Plan | None:
    """The plan for what was said in other everyday words than any name is known by; None when that is not all of it."""
    words = [settled(word) for word in reading.words]
    said = read(" ".join(words), dictionary.spoken)
    if said.off_topic:
        return None
    decided = _decide(said, dictionary.spoken, index)
    named = decided.stage in (Stage.NAMES, Stage.WORDS) and any(one.core and one.named for one in decided.evidence)
    if named and sum(map(len, decided.unread)) <= _LEFT_OVER * said.length:
        return decided
    return _in_pieces("".join(chunk for word in words for chunk in questions.content(word)), dictionary.spoken)


def _in_pieces(content: str, dictionary: Dictionary) -> Plan | None:
    """The plan for names whose words stand in a text in another order or with others between them."""
    found = [one for one in dictionary.in_pieces(content) if len(one) >= _MOST_IN_PIECES * len(content)]
    if not found:
        return None
    parts = tuple(Part(one, dictionary.keys(one)) for one in found)
    evidence = tuple(of_part(part, core=True) for part in parts)
    return Plan(Stage.NAMES, evidence, parts=parts, surfaces=tuple(surfaces(parts, dictionary)))


def _by_names(reading: Reading, parts: tuple[Part, ...], rest: Rest, dictionary: Dictionary, index: Index) -> Plan:
    meant = questions.wants_to_get("".join(reading.words)) or any(part.firm for part in parts)
    parts = tuple(_as_errand(part) if meant else part for part in parts)
    things = [part for part in parts if part.names(Noun.MATERIAL) or part.names(Noun.SERVICE_ITEM)]
    named = [of_part(part, core=part in things) for part in parts]
    pieces = [of_piece(piece, dictionary) for piece in rest.pieces]
    if not (reading.papers or any(part.firm or (reading.asks_need and part.proof) for part in parts)):
        beside = [one.word for one in pieces if any(index.together(one, name) for name in named)]
        known = sum(part.length for part in parts) + sum(map(len, beside))
        apart = [one for one in rest.pieces[-1:] if one not in beside and is_paper(one)]
        strange = sum(len(word) for word in (*rest.unread, *apart) if len(word) > 1)
        most = _STRANGE * reading.length if things else 0
        unsure = strange > most and not _ends_with(things, reading)
        enough = _ENOUGH_LONG if any(part.length > _SHORT for part in things) else _ENOUGH_NAMED
        if known < enough * reading.length or unsure:
            return _nothing(parts, rest, dictionary)
    telling = [one for one in pieces if _tells(one, index)]
    if not (things or telling):
        named = [replace(one, core=True) for one in named]
    boosts = [replace(one, core=one in telling and (one.named or not things) and not one.of_office) for one in pieces]
    boosts += [of_rest(word) for word in rest.unread if index.count(documents.REST, grams(word))]
    corrected = [part.surface for part in parts if part.typed]
    return Plan(
        Stage.CORRECTED if corrected else Stage.NAMES,
        (*named, *boosts),
        parts=parts,
        corrected_to=" ".join(corrected) or None,
        surfaces=(*surfaces(parts, dictionary), *rest.pieces),
        unread=rest.unread,
    )


def _as_errand(part: Part) -> Part:
    """The errand that ``part`` may be, beside a proof or where something is to be got: 办居住证要租房合同吗."""
    if not part.names(Noun.SERVICE_ITEM):
        return part
    return replace(part, keys={key: how for key, how in part.keys.items() if key[0] is not Noun.MATERIAL})


def _by_words(reading: Reading, rest: Rest, dictionary: Dictionary, index: Index) -> Plan:
    pieces = [of_piece(piece, dictionary) for piece in rest.pieces]
    telling = tuple(one for one in pieces if _tells(one, index)) or tuple(pieces)
    if (reading.names_proof and all(one.of_office for one in telling)) or _is_part_of_speech(reading, dictionary):
        return _nothing((), rest, dictionary)
    if telling and rest.covered / reading.length > _ENOUGH_WORDS and not _is_another(reading, rest):
        some = any(one.named for one in telling)
        if not (some or index.together(*telling)) and (most := _most_together(telling, reading.length, index)):
            telling = most
        evidence = tuple(replace(one, core=one.named) for one in telling) if some else telling
        if some or index.together(*telling):
            return Plan(Stage.WORDS, evidence, every=not some, surfaces=rest.pieces, unread=rest.unread)
    if not reading.other_question and _in_rest(reading.rest, index):
        return _by_rest(reading.rest)
    return _nothing((), rest, dictionary)


def _is_part_of_speech(reading: Reading, dictionary: Dictionary) -> bool:
    """True when the text is one short word that stands in everyday words only: 生日 in 改生日 is another thing.

    So is one with a character more that says nothing: 请假条 is none of 病假条.
    """
    whole = "".join(reading.words)
    word = "".join(reading.rest) if len(whole) == _SHORT + 1 else whole
    if len(word) != _SHORT or dictionary.keys(word):
        return False
    hows = [how for _, keys in dictionary.holding(word) for how in keys.values()]
    return bool(hows) and all(how is How.SYNONYM for how in hows)


def _most_together(telling: tuple[Evidence, ...], length: int, index: Index) -> tuple[Evidence, ...]:
    """The words among ``telling`` that stand together, when they are most of what was asked; else ()."""
    without = [tuple(other for other in telling if other is not one) for one in telling if len(telling) <= _WORDS]
    longest = sorted(without, key=lambda some: -sum(len(one.word) for one in some))
    enough = (some for some in longest if len(some) > 1 and sum(len(one.word) for one in some) > _MOST * length)
    return next((some for some in enough if index.together(*some)), ())


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
