"""Every way of naming a material, an errand or an office, and what it names."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from catalog.text import pinyin
from search import forms
from search.analysis import grams
from search.heard import Heard, Shelf
from search.homophones import Homophones
from search.interface import Noun
from search.naming import How, Key, namings, official, places
from search.slips import is_sure
from search.sounds import Sounds
from search.source import Names
from search.spelling import Speller
from search.spoken import says_enough, settled

# An everyday word so short for more errands than this is too general to be taken for one of them inside a sentence.
_SHORTEST, _ERRANDS = 2, 2
# No name of fewer characters is put together from pieces.
_LEAST_BROKEN = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A surface that stands in a text."""

    surface: str
    start: int
    end: int


class Dictionary:
    """The surfaces of all names, in plain form, with the keys that each stands for."""

    def __init__(self, names: Names, old: "Dictionary | None" = None, shelf: Shelf | None = None) -> None:
        """Take in ``names``; their sounds are read from ``shelf``, or else those that ``old`` knows taken from it."""
        self._old = old
        self._shelf = shelf
        self.official = official(names)
        self._keys: defaultdict[str, dict[Key, How]] = defaultdict(dict)
        for surface, key, how in namings(names):
            self._put(surface, key, how)
        self.places = places(self.official)

    def keys(self, surface: str) -> Mapping[Key, How]:
        """What a surface names, and how; {} when it names nothing."""
        return self._keys.get(surface, {})

    def surfaces(self) -> Iterable[str]:
        return self._keys.keys()

    def named(self, word: str, *, stems: bool = False) -> list[Found]:
        """The surfaces that stand in ``word``: the choice that covers most of it with the longest surfaces.

        Stems are too short to trust inside a sentence and count only when ``stems`` says so.
        """
        best: list[tuple[int, list[Found]]] = [(0, [])]
        starts = [start for start in range(len(word) - 1) if word[start : start + 2] in self._beginnings]
        for end in range(1, len(word) + 1):
            choice = best[end - 1]
            for start in starts:
                surface = word[start:end]
                if surface not in self._keys or (surface[-1] == "证" and word[end : end + 1] == "明"):
                    continue
                if stems or not self._is_stem(surface):
                    score = best[start][0] + (end - start) ** 2
                    if score > choice[0]:
                        choice = (score, [*best[start][1], Found(surface, start, end)])
            best.append(choice)
        return best[-1][1]

    def containing(self, piece: str, limit: int = 200) -> Iterator[tuple[str, Mapping[Key, How]]]:
        """The surfaces in which ``piece`` stands, nearest in length first; of everyday words it must be the most."""
        shown = (one for one in self.holding(piece) if self._shows(piece, one[0]))
        return islice(shown, limit)

    def holding(self, piece: str) -> Iterator[tuple[str, Mapping[Key, How]]]:
        """Every surface in which ``piece`` stands, however small a part of it, shortest first."""
        found = (surface for surface in self._candidates(piece) if _stands_in(piece, surface))
        return ((surface, self._keys[surface]) for surface in sorted(found, key=lambda one: (len(one), one)))

    def in_pieces(self, word: str) -> list[str]:
        """The names that stand in ``word`` but for one break, in which words may change places: 没钱上大学."""
        typed = set(grams(word))
        counted = Counter(surface for gram in typed for surface in self._by_gram.get(gram, ()))
        broken = (one for one, shared in counted.items() if shared >= len(set(grams(one))) - 1)
        fitting = [one for one in broken if len(one) >= _LEAST_BROKEN and set(one) <= set(word)]
        longest = max(map(len, fitting), default=0)
        return sorted(one for one in fitting if len(one) == longest)

    def begins(self, piece: str) -> bool:
        """True when some name begins with ``piece``."""
        return any(surface.startswith(piece) for surface in self._candidates(piece))

    def cuts(self, piece: str) -> bool:
        """True when the first character of ``piece`` belongs everywhere to the word before it: 租车, 出租车."""
        found = self._by_gram.get(piece, ())
        before = [(surface.find(piece), surface) for surface in found]
        return bool(found) and all(at > 0 and self._more(surface[at - 1 : at + 1], found) for at, surface in before)

    def _more(self, gram: str, than: Sequence[str]) -> bool:
        return len(self._by_gram.get(gram, ())) > len(than)

    def nearest(self, word: str, furthest: float) -> str | None:
        """The surface that ``word`` is surely a slip of, official names first among the nearest.

        It must be a likely slip unless something in ``word`` stands in no name at all: 参保 is no slip of 退保.
        """
        strange = any(gram not in self._by_gram for gram in grams(word))
        found = ((near, self._how(near.surface)) for near in self.speller.near(word, 6, furthest))
        sure = [
            (near.distance, how, near.surface)
            for near, how in found
            if is_sure(word, near, how, strange=strange) and not self._is_event(near.surface)
        ]
        return min(sure)[2] if sure else None

    @cached_property
    def spoken(self) -> "Dictionary":
        """The same names as everyday speech writes them (see spoken.settled). No slips are looked for among them."""
        other = Dictionary(Names({}, {}, {}, {}))
        other.official, other.places = self.official, self.places
        for surface, keys in self._keys.items():
            said = settled(surface)
            for key, how in keys.items() if said == surface or says_enough(said) else ():
                other._put(said, key, how)
        other.said, other.speller = {}, Speller.of({})
        return other

    @cached_property
    def said(self) -> Mapping[str, tuple[str, ...]]:
        """The syllables of every surface; to read them is what takes time in a large dictionary."""
        old, self._old = self._old, None  # an older dictionary is let go of
        if self._heard:
            return self._heard.said
        known: Mapping[str, tuple[str, ...]] = old.said if old else {}
        return {surface: known.get(surface) or pinyin(surface) for surface in self._keys}

    @cached_property
    def sounds(self) -> Sounds:
        if self._heard:
            return self._heard.sounds
        return Sounds.of({surface: said for surface, said in self.said.items() if self._how(surface) is not How.STEM})

    @cached_property
    def homophones(self) -> Homophones:
        return Homophones(self.said, self._how)

    @cached_property
    def speller(self) -> Speller:
        return self._heard.speller if self._heard else Speller.of(self.said)

    def prepare(self) -> None:
        """Work out now what the first questions would wait for."""
        _ = self.sounds, self.speller, self.homophones, self._by_gram, self.spoken._by_gram

    @property
    def is_heard_anew(self) -> bool:
        """Whether the sounds were worked out here, since the shelf did not have them."""
        return "said" in self.__dict__ and not self._heard

    def keep_heard(self) -> None:
        """Put the sounds on the shelf. Only for who holds the lock of the index."""
        heard = Heard(self.said, self.sounds, self.speller)
        if self._shelf and self._shelf.keep(heard, self._keys, self._sounding()):
            self._heard = heard

    @cached_property
    def _heard(self) -> Heard | None:
        return self._shelf.read(self._keys, self._sounding()) if self._shelf else None

    def _sounding(self) -> list[str]:
        return [surface for surface in self._keys if self._how(surface) is not How.STEM]

    def _candidates(self, piece: str) -> Iterable[str]:
        parts = grams(piece)
        if not parts or len(piece) == 1:
            return self._keys.keys()
        return min((self._by_gram.get(part, ()) for part in parts), key=len)

    @cached_property
    def _by_gram(self) -> Mapping[str, list[str]]:
        by_gram: defaultdict[str, list[str]] = defaultdict(list)
        for surface in self._keys:
            for gram in set(grams(surface)):
                by_gram[gram].append(surface)
        return dict(by_gram)

    @cached_property
    def _beginnings(self) -> Container[str]:
        return frozenset(surface[:2] for surface in self._keys)

    def _how(self, surface: str) -> How:
        return min(self._keys[surface].values())

    def _is_stem(self, surface: str) -> bool:
        how = self._how(surface)
        return (
            how is How.STEM
            or surface in forms.ACTS
            or (how is How.SYNONYM and len(surface) == _SHORTEST and self._is_event(surface))
        )

    def _is_event(self, surface: str) -> bool:
        """True for an everyday word that stands for several errands and no proof: 买房, 退役."""
        keys = self._keys[surface]
        return len(keys) > _ERRANDS and all(noun is Noun.SERVICE_ITEM for noun, _ in keys)

    def _shows(self, piece: str, surface: str) -> bool:
        return 2 * len(piece) > len(surface) or self._how(surface) is not How.SYNONYM

    def _put(self, surface: str, key: Key, how: How) -> None:
        if len(surface) > 1:
            known = self._keys[surface]
            known[key] = min(how, known.get(key, how))


def _stands_in(piece: str, surface: str) -> bool:
    """True when ``surface`` contains ``piece``, but not where it would cut 证明 in two: 身份证 is not in 身份证明."""
    at = surface.find(piece)
    return at >= 0 and not (piece[-1] == "证" and surface[at + len(piece) : at + len(piece) + 1] == "明")
