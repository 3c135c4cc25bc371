"""What a word of a query is worth: the terms that speak for a document, and how strongly each does."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from search import documents
from search.analysis import grams, whole_grams
from search.dictionary import Dictionary
from search.interface import Noun, Stage, Suggestion
from search.naming import How, Key
from search.reading import Part

NAMED_BY = {Noun.MATERIAL: documents.MATERIAL, Noun.SERVICE_ITEM: documents.SERVICE_ITEM, Noun.OFFICE: documents.OFFICE}
_NOUN = {mark: noun for noun, mark in NAMED_BY.items()}
# Each piece of evidence counts more than any difference inside one, so that what has both comes first.
BASE = 128
# Naming the proof says more than naming the errand, and that more than naming the office.
_NAMED = {Noun.MATERIAL: 60, Noun.SERVICE_ITEM: 44, Noun.OFFICE: 28}
_THERE = 16
_STANDS_IN = {documents.NAME: 12, documents.ITEM: 8, documents.REST: 2}
_HOW = {How.NAME: 0, How.ALIAS: 0, How.SYNONYM: 2, How.FORM: 3, How.STEM: 6}
_SOUND, _SOUND_STEP = 60, 2
_SOUNDS_LESS = {Noun.MATERIAL: 0, Noun.SERVICE_ITEM: 2, Noun.OFFICE: 3}
_NEARNESS = 10


@dataclass(frozen=True, slots=True)
class Clue:
    """Documents that have all ``tokens`` in ``field`` earn ``weight``."""

    field: str
    tokens: tuple[str, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one word says. ``named`` when the word is itself a name; a document needs some ``core`` evidence."""

    word: str
    clues: tuple[Clue, ...]
    core: bool = True
    named: bool = False

    @property
    def of_office(self) -> bool:
        """True when only the names of offices contain the word: 旅游 is in 文化广电旅游体育局."""
        exact = [clue.tokens[0] for clue in self.clues if clue.field == documents.EXACT]
        return bool(exact) and all(token.startswith(documents.OFFICE) for token in exact)

    @property
    def rivals(self) -> list[Clue]:
        """The materials and errands that the word may mean, likeliest first."""
        things = (documents.MATERIAL, documents.SERVICE_ITEM)
        exact = [clue for clue in self.clues if clue.field == documents.EXACT and clue.tokens[0].startswith(things)]
        return sorted(exact, key=lambda clue: -clue.weight)

    def named_keys(self) -> Iterator[Key]:
        """What the exact clues name, strongest first."""
        exact = sorted((clue for clue in self.clues if clue.field == documents.EXACT), key=lambda clue: -clue.weight)
        return ((_NOUN[clue.tokens[0][:2]], int(clue.tokens[0][2:])) for clue in exact)

    def names(self, dictionary: Dictionary) -> Iterator[str]:
        return (dictionary.official[key] for key in self.named_keys())


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

    @property
    def meaning(self) -> Hashable:
        """Two plans with the same find the same, in the same order: in what order things were named does not count."""
        return self.stage, tuple(sorted(self.evidence, key=hash)), self.every, self.ambiguous

    @property
    def ambiguous(self) -> bool:
        """True when a word was found that is no name of one thing only."""
        if self.stage in (Stage.WORDS, Stage.SOUND):
            return True
        hows = [how for part in self.parts for how in part.keys.values()]
        spoken = hows.count(How.SYNONYM)
        return spoken > 1 if min(hows, default=How.STEM) is How.SYNONYM else not any(how <= How.SYNONYM for how in hows)


def of_part(part: Part, *, core: bool) -> Evidence:
    """Evidence of a name: its documents, and those whose names contain it."""
    # 车管所 is an office and what one goes there for: the errands only come before the office's others.
    both = part.names(Noun.OFFICE) and part.names(Noun.SERVICE_ITEM)
    named = _NAMED | {Noun.SERVICE_ITEM: _THERE} if both else _NAMED
    clues = [_exact(key, named[key[0]] - _HOW[how]) for key, how in part.keys.items()]
    if not all(noun is Noun.OFFICE for noun, _ in part.keys):
        clues += _standing(part.surface, documents.NAME, documents.ITEM)
    return Evidence(part.surface, tuple(clues), core, named=True)


def of_piece(piece: str, dictionary: Dictionary) -> Evidence:
    """Evidence of a word that stands in names, the nearest names first; a stem (死亡) is nearly a name."""
    weights: dict[Key, int] = {}
    for surface, keys in dictionary.containing(piece):
        for key, how in keys.items():
            near = _NEARNESS * len(piece) // len(surface) if surface != piece else _NAMED[key[0]] // 2
            weights[key] = max(weights.get(key, 1), near - _HOW[how] // 2, 1)
    # 离婚 is in 补离婚证, but 离婚证明 is what it is before.
    of_office = any(noun is Noun.OFFICE for noun, _ in dictionary.keys(piece))
    for key in dictionary.keys(f"{piece}证明") if weights and not of_office else ():
        weights[key] = max(weights.get(key, 1), _NEARNESS)
    # 农村 is in 农业农村局, but whoever types it wants no office while an errand or a proof has it.
    things = {key: weight for key, weight in weights.items() if key[0] is not Noun.OFFICE}
    clues = [_exact(key, weight) for key, weight in (things or weights).items()]
    named = any(noun is not Noun.OFFICE for noun, _ in dictionary.keys(piece))
    standing = _standing(piece, documents.NAME, documents.ITEM) if whole_grams(piece) else []
    return Evidence(piece, (*clues, *standing), named=named)


def of_rest(word: str) -> Evidence:
    """Evidence of a word that stands only in the rest of a record."""
    return Evidence(word, tuple(_standing(word, documents.REST)), core=False)


def of_sounds(typed: str, surfaces: Sequence[str], dictionary: Dictionary) -> Evidence:
    """Evidence of letters that stand for one of several surfaces, the likeliest first."""
    weights: dict[Key, int] = {}
    for position, surface in enumerate(surfaces):
        for key, how in dictionary.keys(surface).items():
            weight = _SOUND - _SOUND_STEP * position - _HOW[how] - _SOUNDS_LESS[key[0]]
            weights[key] = max(weights.get(key, 1), weight)
    return Evidence(typed, tuple(_exact(key, weight) for key, weight in weights.items()), named=True)


def surfaces(parts: Iterable[Part], dictionary: Dictionary) -> Iterator[str]:
    """The surfaces to mark in what is found: those typed and the names that they mean."""
    for part in parts:
        yield part.surface
        yield from (dictionary.official[key] for key, how in part.keys.items() if how is not How.STEM)


def _exact(key: Key, weight: int) -> Clue:
    return Clue(documents.EXACT, (f"{NAMED_BY[key[0]]}{key[1]}",), weight)


def _standing(word: str, *fields: str) -> list[Clue]:
    tokens = tuple(dict.fromkeys(grams(word)))
    return [Clue(field, tokens, _STANDS_IN[field]) for field in fields]
