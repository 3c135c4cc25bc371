"""A typed text, read: the names that stand in it, the other words that carry meaning, and what is asked."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from catalog.text import has_han
from search import questions, variants
from search.analysis import words
from search.dictionary import Dictionary, Found
from search.distance import tolerance
from search.interface import MAX_TEXT, Noun
from search.naming import How, Key

# A word of so many characters may be one misspelt name, at no greater distance from it: (at least, furthest).
_WHOLE = ((5, 0.17), (3, 0.14))
_PROOF = "证明"
# How words for a paper end.
_PAPERS = ("书", "单", "表", _PROOF, "声明", "记录", "报告", "合同", "凭证", "公证", "发票", "单据")
_UMLAUTS = dict.fromkeys(map(ord, "üǖǘǚǜ"), "v")


@dataclass(frozen=True, slots=True)
class Part:
    """A surface that names something. ``typed`` is what stood there, where a correction replaced it."""

    surface: str
    keys: Mapping[Key, How]
    typed: str = ""

    @property
    def length(self) -> int:
        return len(self.typed or self.surface)

    def names(self, noun: Noun) -> bool:
        return any(kind is noun for kind, _ in self.keys)

    @property
    def proof(self) -> bool:
        """True when it names proofs and no errand."""
        return self.names(Noun.MATERIAL) and not self.names(Noun.SERVICE_ITEM)

    @property
    def firm(self) -> bool:
        """True when it leaves no doubt that a proof is meant.

        居住证 is also what somebody may want to get, and 社保缴费 what somebody may ask about.
        """
        if len(self.surface) < 3 or not self.proof:
            return False
        return is_paper(self.surface) or any(how is not How.SYNONYM for how in self.keys.values())

    @property
    def written(self) -> bool:
        """True when it is called a proof, so that it is one even for who asks for a form of it."""
        return self.surface.endswith(_PROOF) or any(how is not How.SYNONYM for how in self.keys.values())


@dataclass(frozen=True, slots=True)
class Reading:
    """``words`` as typed; ``parts`` are named, ``rest`` is content that names nothing; ``blank`` for no text at all.

    ``letters`` stands instead of all these when only letters were typed.
    """

    words: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    rest: tuple[str, ...] = ()
    papers: bool = False
    asks_need: bool = False
    other_question: bool = False
    of_another: bool = False
    blank_wanted: bool = False
    blank: bool = False
    shortened: bool = False
    letters: tuple[str, ...] = ()

    @property
    def names_proof(self) -> bool:
        """True when the text is the name of a proof, known or not."""
        return len(self.words) == 1 and self.words[0].endswith(_PROOF) and not questions.asks_which(self.words[0])

    @property
    def named_length(self) -> int:
        return sum(part.length for part in self.parts)

    @property
    def length(self) -> int:
        return self.named_length + sum(map(len, self.rest))

    @property
    def off_topic(self) -> bool:
        """True when something else than papers is asked, of no proof in particular, or papers that are another's."""
        sure = self.papers or any(part.firm and (part.written or not self.blank_wanted) for part in self.parts)
        return self.of_another or (self.other_question and not sure)


def is_paper(word: str) -> bool:
    """True when ``word`` is called a paper of some kind: 验资报告."""
    return word.endswith(_PAPERS)


def read(text: str, dictionary: Dictionary) -> Reading:
    """The reading of what somebody typed; never raises."""
    shortened = len(text) > MAX_TEXT
    typed = [_written(word) for word in words(text[:MAX_TEXT])]
    if not typed:
        return Reading(blank=not text.strip(), shortened=shortened)
    if all(word.isascii() for word in typed):
        return Reading(letters=tuple(typed), shortened=shortened)
    whole = "".join(typed)
    parts: list[Part] = []
    rest: list[str] = []
    for word in [whole] if dictionary.keys(whole) else typed:
        named, between = _read_word(word, dictionary)
        parts += named
        rest += between
    unnamed = " ".join(rest)
    meant = [one for piece in rest for one in _meant(piece, dictionary)]
    parts += [one for one in meant if isinstance(one, Part)]
    rest = [one for one in meant if isinstance(one, str)]
    chunks = [chunk for piece in rest for chunk in questions.content(piece) if _says(chunk, dictionary)]
    return Reading(
        words=tuple(typed),
        parts=tuple({part.surface: part for part in parts}.values()),
        rest=tuple(dict.fromkeys(chunks)),
        asks_need=any(map(questions.asks_for_need, typed)),
        papers=questions.asks_for_papers(unnamed),
        other_question=questions.asks_something_else(unnamed) or (not parts and variants.LOST in unnamed),
        blank_wanted=questions.asks_for_a_blank(unnamed),
        of_another=any(questions.is_of_another(whole, part.surface) for part in parts if part.names(Noun.MATERIAL))
        or (questions.is_other_errand(unnamed) and not any(part.firm for part in parts)),
        shortened=shortened,
    )


def _says(chunk: str, dictionary: Dictionary) -> bool:
    return chunk not in dictionary.places and chunk not in questions.PERSONS


def _written(word: str) -> str:
    """A word without accents where it is pinyin (ǚ is typed v), and one way of saying that a paper is gone."""
    if has_han(word) or word.isascii():
        return variants.settled(word)
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFC", word).translate(_UMLAUTS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _read_word(word: str, dictionary: Dictionary) -> tuple[list[Part], list[str]]:
    found = dictionary.named(word, stems=bool(dictionary.keys(word)))
    parts = [_as_proof(one, word, dictionary) for one in found]
    spans = [(one.start, one.start + part.length) for one, part in zip(found, parts, strict=True)]
    edges = [0, *(edge for span in spans for edge in span), len(word)]
    between = [word[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
    proofs = any(part.names(Noun.MATERIAL) for part in parts)
    other = variants.written if proofs and any(map(questions.content, between)) else variants.proof
    if found and (other is variants.written or not proofs) and (meant := other(word, dictionary)):
        return [Part(*meant, typed=word)], []
    if parts and any(map(questions.content, between)) and (misspelt := _misspelt(word, parts, dictionary)):
        return [misspelt], []
    return parts, between


def _as_proof(found: Found, word: str, dictionary: Dictionary) -> Part:
    """The part that ``found`` is; before 证明 it may be a proof by another name, as in 结婚证明."""
    part = Part(found.surface, dictionary.keys(found.surface))
    if part.names(Noun.MATERIAL) or not word.startswith(_PROOF, found.end):
        return part
    typed = found.surface + _PROOF
    meant = variants.proof(typed, dictionary)
    return Part(*meant, typed=typed) if meant else part


def _meant(piece: str, dictionary: Dictionary) -> list[Part | str]:
    """An unnamed piece as the name that it is a slip of, or as names of the same sound with a question around them."""
    if slip := _slip(piece, dictionary):
        return [slip]
    meant: list[Part | str] = []
    at = 0
    for name, start, end in dictionary.homophones.heard(piece):
        meant += [piece[at:start], Part(name, dictionary.keys(name), typed=piece[start:end])]
        at = end
    meant.append(piece[at:])
    between = (one for one in meant if isinstance(one, str))
    return [one for one in meant if one] if not any(map(questions.content, between)) else [piece]


def _slip(piece: str, dictionary: Dictionary) -> Part | None:
    """The name that an unnamed piece is a slip of, as a whole or without the question around it."""
    if not questions.content(piece):
        return None
    for core in questions.cores(piece):
        if heard := variants.heard(core, dictionary):
            return Part(*heard, typed=core)
        if len(core) > 2 and (surface := dictionary.nearest(core, tolerance(core))):
            return Part(surface, dictionary.keys(surface), typed=core)
        if longer := variants.shortened(core, dictionary):
            return Part(*longer, typed=core)
    meant = variants.proof(piece, dictionary)
    return Part(*meant, typed=piece) if meant else None


def _misspelt(word: str, parts: list[Part], dictionary: Dictionary) -> Part | None:
    """The one name that the whole word is a slip of, though shorter names stand in it as well."""
    for name, start, end in dictionary.homophones.heard(word):
        if end - start == len(word):
            return Part(name, dictionary.keys(name), typed=word)
    for whole in dict.fromkeys((word, "".join(questions.content(word)))):
        furthest = next((furthest for least, furthest in _WHOLE if len(whole) >= least), 0.0)
        surface = dictionary.nearest(whole, furthest) if furthest else None
        if surface and len(surface) > max(part.length for part in parts):
            return Part(surface, dictionary.keys(surface), typed=whole)
    return None
