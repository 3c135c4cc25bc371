"""What to look for in the index, decided from the reading of a text: stages from names to the rest of the record."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from search import documents
from search.analysis import grams
from search.by_sound import by_sound, mixed
from search.clues import Evidence, Plan, of_part, of_piece, of_rest
from search.dictionary import Dictionary, How, Key
from search.interface import Noun, Stage, Suggestion
from search.reading import Part, Reading, read


class Index(Protocol):
    """What a plan asks of the index while it is made."""

    @property
    def size(self) -> int:
        """How many documents there are."""
        ...

    def count(self, field: str, tokens: Sequence[str]) -> int:
        """How many documents have all tokens in one field."""
        ...

    def together(self, *evidence: Evidence) -> int:
        """How many documents have some of each evidence."""
        ...


# Of the content of a text, what must be understood before words alone, or an errand among other things, answer it.
_ENOUGH_WORDS = 0.7
_ENOUGH_NAMED = 0.5
# A word in more of the documents than this parts nothing from nothing.
_EVERYWHERE = 0.2
# A slip within this is taken for what was meant; beyond it, only suggested.
_SURE, _POSSIBLE = 0.26, 0.5
_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class _Rest:
    """What became of the words that name nothing."""

    parts: tuple[Part, ...] = ()
    pieces: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def covered(self) -> int:
        return sum(part.length for part in self.parts) + sum(map(len, self.pieces))


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
    rest = _resolve(reading, dictionary, index)
    parts = (*reading.parts, *rest.parts)
    if reading.off_topic and not any(part.firm for part in rest.parts):
        return _nothing(parts, rest, dictionary)
    if rest.unread and _in_rest(reading.words, index):
        return _by_rest(reading.words)
    return _by_names(reading, parts, rest, dictionary, index) if parts else _by_words(reading, rest, dictionary, index)


def _by_names(reading: Reading, parts: tuple[Part, ...], rest: _Rest, dictionary: Dictionary, index: Index) -> Plan:
    things = [part for part in parts if part.names(Noun.MATERIAL) or part.names(Noun.SERVICE_ITEM)]
    named = [of_part(part, core=part in things) for part in parts]
    pieces = [of_piece(piece, dictionary) for piece in rest.pieces]
    if not (reading.papers or any(part.firm for part in parts)):
        beside = sum(len(one.word) for one in pieces if any(index.together(one, name) for name in named))
        if (sum(part.length for part in parts) + beside) / reading.length < _ENOUGH_NAMED:
            return _nothing(parts, rest, dictionary)
    told = [one for one in pieces if _tells(one, index)]
    if not (things or told):
        named = [replace(one, core=True) for one in named]
    boosts = [replace(one, core=one in told and (one.named or not things)) for one in pieces]
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


def _by_words(reading: Reading, rest: _Rest, dictionary: Dictionary, index: Index) -> Plan:
    pieces = [of_piece(piece, dictionary) for piece in rest.pieces]
    told = tuple(one for one in pieces if _tells(one, index)) or tuple(pieces)
    if told and rest.covered / reading.length > _ENOUGH_WORDS:
        some = any(one.named for one in told)
        evidence = tuple(replace(one, core=one.named) for one in told) if some else told
        if some or index.together(*told):
            return Plan(Stage.WORDS, evidence, every=not some, surfaces=rest.pieces, unread=rest.unread)
    if not reading.other_question and _in_rest(reading.rest, index):
        return _by_rest(reading.rest)
    return _nothing((), rest, dictionary)


def _by_rest(words: tuple[str, ...]) -> Plan:
    return Plan(Stage.REST, tuple(replace(of_rest(word), core=True) for word in words), every=True, surfaces=words)


def _in_rest(words: tuple[str, ...], index: Index) -> bool:
    return bool(words) and index.together(*(of_rest(word) for word in words)) > 0


def _nothing(parts: Iterable[Part], rest: _Rest, dictionary: Dictionary) -> Plan:
    keys = [(key, part.surface) for part in parts for key in _best(part)]
    keys += [(key, piece) for piece in rest.pieces for key in of_piece(piece, dictionary).named_keys()]
    for word in rest.unread:
        for near in dictionary.speller.near(word, 2, _POSSIBLE):
            keys += [(key, near.surface) for key in dictionary.keys(near.surface)]
    named = {key: Suggestion(key[0], key[1], dictionary.official[key], matched) for key, matched in reversed(keys)}
    suggestions = tuple(reversed(named.values()))[:_SUGGESTIONS]
    return Plan(Stage.NOTHING, suggestions=suggestions, unread=rest.unread)


def _resolve(reading: Reading, dictionary: Dictionary, index: Index) -> _Rest:
    parts: list[Part] = []
    pieces: list[str] = []
    unread: list[str] = []
    for chunk in reading.rest:
        known, left = _split(
            chunk, dictionary, index, shortest=1 if reading.words == (chunk,) and len(chunk) == 1 else 2
        )
        meant = _meant(chunk, dictionary) if left else None
        if meant:
            parts.append(meant)
        else:
            pieces += known
            unread += left
    return _Rest(tuple(parts), tuple(dict.fromkeys(pieces)), tuple(unread))


def _split(chunk: str, dictionary: Dictionary, index: Index, *, shortest: int) -> tuple[list[str], list[str]]:
    """The longest pieces of a chunk that stand in some name, and what is left of it."""
    known: list[str] = []
    left = [""]
    at = 0
    while at < len(chunk):
        ends = range(len(chunk), at + shortest - 1, -1)
        end = next((end for end in ends if _stands(chunk[at:end], dictionary, index)), None)
        if end is None:
            left[-1] += chunk[at]
        else:
            known.append(chunk[at:end])
            left.append("")
        at = end or at + 1
    return known, [word for word in left if word]


def _stands(piece: str, dictionary: Dictionary, index: Index) -> bool:
    if any(index.count(field, grams(piece)) for field in (documents.NAME, documents.ITEM)):
        return True
    return next(iter(dictionary.containing(piece, 1)), None) is not None


def _meant(chunk: str, dictionary: Dictionary) -> Part | None:
    """The name that a chunk is surely a slip of, or sounds like where letters stand among characters."""
    if any(character.isascii() and character.isalpha() for character in chunk):
        surface = mixed(chunk, dictionary)
        return Part(surface, dictionary.keys(surface), typed=chunk) if surface else None
    surface = dictionary.nearest(chunk, _SURE)
    if surface and (len(chunk) > 2 or set(chunk) & set(surface)):
        return Part(surface, dictionary.keys(surface), typed=chunk)
    return None


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
