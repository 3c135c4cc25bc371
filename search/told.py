"""Plans for texts that describe what a proof or an errand is for, instead of naming it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from search import questions, situations
from search.analysis import plain
from search.clues import Plan, of_part, surfaces
from search.dictionary import Dictionary
from search.interface import Noun, Stage
from search.naming import How
from search.reading import Part, Reading
from search.situations import Told

_PROOF = "证明"


def told(reading: Reading, dictionary: Dictionary) -> Plan | None:
    """The plan for a situation that somebody describes; None when it is none that a proof or an errand is for.

    A proof comes before an errand unless the text says more of the errand and asks for no papers.
    """
    if reading.off_topic:
        return None
    text = "".join(reading.words)
    proofs, errands = situations.proofs(text), situations.errands(text)
    core = _parts(errands if not proofs or _is_errand(text, proofs, errands) else proofs, dictionary)
    if not core:
        return None
    beside = [part for part in (*_parts(errands, dictionary), *reading.parts) if part not in core]
    evidence = (*(of_part(one, core=True) for one in core), *(of_part(one, core=False) for one in beside))
    return Plan(Stage.NAMES, evidence, parts=core, surfaces=tuple(surfaces(core, dictionary)))


def with_told(decided: Plan, reading: Reading, dictionary: Dictionary) -> Plan:
    """``decided`` with the proof that is described by what it leaves unread: 单位证明我干了十年.

    Nothing is added where the official name of a proof was understood, or the whole text, unless it begins as who
    wants something proved does: 证明我还在上学. An errand told at greater length takes the place of a proof
    that stands in the story: 红本烧了怎么补.
    """
    if not _leaves_something_unsaid(decided, reading):
        return decided
    text = "".join(reading.words)
    beside = reduce(_without, (part for part in decided.parts if not part.names(Noun.MATERIAL)), text)
    described = situations.proofs(beside) or situations.proofs(text)
    named = max((part.length for part in decided.parts if part.names(Noun.MATERIAL)), default=0)
    if errand := _errand_told(text, decided, max(named, *(one.said for one in described), 0), dictionary):
        core = tuple(of_part(one, core=True) for one in errand)
        others = tuple(replace(one, core=False) for one in decided.evidence)
        return replace(decided, evidence=(*core, *others), parts=(*errand, *decided.parts))
    parts = _parts([one for one in described if one.said >= named], dictionary)
    evidence = (*(of_part(one, core=True) for one in parts), *decided.evidence)
    return replace(decided, evidence=evidence, parts=(*parts, *decided.parts))


def _leaves_something_unsaid(decided: Plan, reading: Reading) -> bool:
    named = [part for part in decided.parts if part.names(Noun.MATERIAL)]
    if decided.stage not in (Stage.NAMES, Stage.WORDS) or any(min(part.keys.values()) < How.SYNONYM for part in named):
        return False
    wants_proof = not named and "".join(reading.words).startswith(_PROOF)
    office_only = reading.papers and all(part.names(Noun.OFFICE) for part in decided.parts)
    return wants_proof or bool(decided.unread) or office_only


def _errand_told(text: str, decided: Plan, least: int, dictionary: Dictionary) -> tuple[Part, ...]:
    """The errands told in more than ``least`` characters, where none was named and no papers are asked for."""
    if questions.asks_for_papers(text) or any(part.names(Noun.SERVICE_ITEM) for part in decided.parts):
        return ()
    return _parts([one for one in situations.errands(text) if one.said > least], dictionary)


def _without(text: str, part: Part) -> str:
    return text.replace(part.typed or part.surface, " ")


def _is_errand(text: str, proofs: Sequence[Told], errands: Sequence[Told]) -> bool:
    return bool(errands) and not questions.asks_for_papers(text) and errands[0].said > proofs[0].said


def _parts(described: Sequence[Told], dictionary: Dictionary) -> tuple[Part, ...]:
    """The parts for what a description says most of."""
    names = (plain(one.name) for one in described if one.said == described[0].said)
    return tuple(Part(name, keys) for name in names if (keys := dictionary.keys(name)))
