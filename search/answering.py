"""A query answered from a snapshot: plan, evaluation, filters, counts, and what to say about it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count as counting
from itertools import islice
from typing import TypeVar

from search import facets, forms, grouping, typeahead
from search.clues import NAMED_BY, Evidence, Plan
from search.dictionary import Dictionary
from search.evaluation import carry_out, having, masked, page, ranked, together
from search.interface import (
    MAX_PER_PAGE,
    Explanation,
    Facet,
    Group,
    Hit,
    Noun,
    Query,
    Results,
    Stage,
    Suggestion,
    Understood,
)
from search.naming import How, Key
from search.outcomes import Day, Facts, Outcomes
from search.plan import plan
from search.reading import Part
from search.snapshot import Sets, Snapshot, count

Name = TypeVar("Name", Suggestion, Understood)

# What an answer takes in memory, and each hit, group and count of it, in octets.
_EACH, _PART = 3_000, 150
# A word that stands for more names than this is not listed name by name.
_NAMES_TOLD = 3
# Numbers for what is found; no number comes twice in a process.
_numbers = counting(1)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a plan finds on a day under some filters: the same for every question that is understood alike."""

    number: int
    anything: bool
    together: bool
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[Facet, tuple[tuple[str, int], ...]]
    groups: tuple[Group, ...]
    without: Mapping[Facet, int]
    joined_offices: int


def answer(query: Query, snapshot: Snapshot, outcomes: Outcomes, facts: Facts, *, on: date, known: datetime) -> Results:
    """The results of a query; raises Damaged when the index cannot be read."""
    day = outcomes.of_day(snapshot, on, known, facts)
    visible = snapshot.visible(known)
    planned = plan(query.text, snapshot.lexicon.dictionary, _Visible(snapshot, visible))

    def work_out() -> tuple[int, _Found]:
        found = _find(planned, query, snapshot, day, visible)
        return _weight(found), found

    asked = planned.meaning, replace(query, text="")
    found: _Found = snapshot.answers.get((asked, day.mark, snapshot.ahead(known)), work_out)[1]
    return Results(
        total=found.total,
        page=max(1, query.page),
        per_page=_size(query),
        hits=found.hits,
        facets=found.facets,
        groups=found.groups,
        stage=planned.stage if found.anything else Stage.NOTHING,
        explanation=_explanation(planned, snapshot, visible, together=found.together),
        place=snapshot.place,
        without=found.without,
        joined_offices=found.joined_offices,
        likeness=found.number,
    )


def _find(planned: Plan, query: Query, snapshot: Snapshot, day: Day, visible: Sets) -> _Found:
    found = carry_out(planned, snapshot, visible)
    choices = facets.choices(query, snapshot, day)
    match = choices.apply(found.match)
    levels = ranked(match, found.contributions)
    total, size = count(match), _size(query)
    offset = (max(1, query.page) - 1) * size
    groups = grouping.groups(match, levels, snapshot)
    if query.by_material:
        hits = grouping.members(levels, snapshot, groups[offset : offset + size])
        groups = grouping.told(groups, slice(offset, offset + size), match, snapshot, day)
    else:
        ids = page(levels, snapshot, offset, size) if offset < total else []
        hits = [Hit(id_, *snapshot.about(id_)) for id_ in ids]
    return _Found(
        number=next(_numbers),
        anything=any(found.match),
        together=found.together,
        total=total,
        hits=tuple(hits),
        facets=facets.counts(found.match, choices, snapshot, day),
        groups=groups,
        without=facets.without(found.match, choices) if not total else {},
        joined_offices=facets.joined_offices(query, found.match, choices, snapshot),
    )


def _size(query: Query) -> int:
    return min(max(1, query.per_page), MAX_PER_PAGE)


def _weight(found: _Found) -> int:
    parts = len(found.hits) + len(found.groups) + sum(map(len, found.facets.values()))
    return _EACH + _PART * parts


def suggestions(text: str, limit: int, snapshot: Snapshot, known: datetime) -> tuple[Suggestion, ...]:
    """The names that what has been typed so far may become."""
    visible = snapshot.visible(known)
    offered = typeahead.offers(text, snapshot.lexicon.dictionary)
    return tuple(islice(_seen(offered, snapshot, visible), limit))


@dataclass(frozen=True, slots=True)
class _Visible:
    """The visible part of a snapshot, as a plan asks about it."""

    snapshot: Snapshot
    sets: Sets

    @property
    def size(self) -> int:
        return self.snapshot.size

    def count(self, field: str, tokens: Sequence[str]) -> int:
        return count(masked(having(self.snapshot, field, tokens), self.sets))

    def together(self, *evidence: Evidence) -> int:
        return count(together(evidence, self.snapshot, self.sets))


def _explanation(planned: Plan, snapshot: Snapshot, visible: Sets, *, together: bool) -> Explanation:
    dictionary = snapshot.lexicon.dictionary
    understood = (one for part in planned.parts for one in _understood(part, dictionary))
    errands = (one for part in planned.parts for one in _errands(part, dictionary))
    named = (key for one in planned.evidence if one.named for key in islice(one.named_keys(), 1))
    return Explanation(
        understood=tuple(_seen(understood, snapshot, visible)),
        corrected_to=planned.corrected_to if all(_is_seen(key, snapshot, visible) for key in named) else None,
        suggestions=tuple(_seen(planned.suggestions, snapshot, visible)),
        surfaces=tuple(dict.fromkeys(planned.surfaces)),
        together=together,
        unread=planned.unread,
        shortened=planned.shortened,
        errands=tuple(_seen(dict.fromkeys(errands), snapshot, visible)),
    )


def _understood(part: Part, dictionary: Dictionary) -> list[Understood]:
    named = [_as_understood(key, part, dictionary) for key in _meant(part.keys)]
    return [one for noun in Noun for one in named if one.kind is noun][:_NAMES_TOLD]


def _errands(part: Part, dictionary: Dictionary) -> list[Understood]:
    """Every errand that a word may mean: also those done with other things, where it says only what is done."""
    meant = [key for key in _meant(part.keys) if key[0] is Noun.SERVICE_ITEM]
    if meant and part.surface in forms.ACTS:
        with_others = (_meant(keys) for _, keys in dictionary.holding(part.surface))
        meant += [key for keys in with_others for key in keys if key[0] is Noun.SERVICE_ITEM]
    return [_as_understood(key, part, dictionary) for key in dict.fromkeys(meant)]


def _meant(keys: Mapping[Key, How]) -> list[Key]:
    best = min(keys.values())
    return [key for key, how in keys.items() if how <= max(best, How.SYNONYM)]


def _as_understood(key: Key, part: Part, dictionary: Dictionary) -> Understood:
    return Understood(*key, dictionary.official[key], part.typed or part.surface)


def _seen(offered: Iterable[Name], snapshot: Snapshot, visible: Sets) -> Iterator[Name]:
    """Those whose name has a requirement that the public may see: the dictionary holds what is published ahead too."""
    return (one for one in offered if _is_seen((one.kind, one.id), snapshot, visible))


def _is_seen(key: Key, snapshot: Snapshot, visible: Sets) -> bool:
    noun, id_ = key
    return any(masked(snapshot.value(f"{NAMED_BY[noun]}{id_}"), visible))
