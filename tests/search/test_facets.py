"""Facets count what choosing them would leave, and combine."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from catalog.vocabulary import LegalLevel, Method, Outcome
from search.interface import Facet, Query
from tests.search.register import NOW, TODAY


def _outcome(fact) -> Outcome:
    if fact.disposition.value == "cancel":
        return Outcome.CANCELLED
    return Outcome.CHOICE if fact.method is Method.COMMITMENT else Outcome.REPLACED


def _matching(example, query):
    """The ids that a plain look at every record keeps."""
    return [
        id_
        for id_, record in example.by_id.items()
        if (not query.office_ids or record.office_id in query.office_ids)
        and (not query.levels or set(record.levels) & {str(level) for level in query.levels})
        and (not query.material_ids or record.material_id in query.material_ids)
        and (not query.outcomes or _outcome(example.decisions[id_][0]) in query.outcomes)
        and (not query.methods or example.decisions[id_][0].method in query.methods)
    ]


COMBINED = [
    Query(),
    Query(outcomes=frozenset({Outcome.CHOICE})),
    Query(outcomes=frozenset({Outcome.CHOICE, Outcome.CANCELLED}), office_ids=frozenset({1, 2})),
    Query(methods=frozenset({Method.DATA_SHARING}), levels=frozenset({LegalLevel.LAW})),
    Query(material_ids=frozenset({1, 4}), levels=frozenset({LegalLevel.LAW, LegalLevel.NORMATIVE_DOCUMENT})),
]


@pytest.mark.parametrize("query", COMBINED)
def test_filters_keep_what_a_plain_look_keeps(engine, example, query):
    assert engine.find(query, on=TODAY, known=NOW).total == len(_matching(example, query))


@pytest.mark.parametrize("query", COMBINED)
def test_choosing_a_value_leaves_what_its_count_said(engine, query):
    facets = engine.find(query, on=TODAY, known=NOW).facets
    for facet, name, word in ((Facet.OUTCOME, "outcomes", Outcome), (Facet.LEVEL, "levels", LegalLevel)):
        for value, counted in facets[facet]:
            chosen = {field: getattr(query, field) for field in query.__dataclass_fields__}
            narrowed = Query(**chosen | {name: frozenset({word(value)})})
            assert engine.find(narrowed, on=TODAY, known=NOW).total == counted


def test_before_the_list_took_effect_nothing_was_on_record(engine, example):
    facets = engine.find(Query(), on=date(2026, 9, 30), known=NOW).facets
    assert facets[Facet.OUTCOME] == (("unknown", len(example.by_id)),)


def test_before_the_list_was_recorded_nothing_was_known(engine, example):
    facets = engine.find(Query(), on=TODAY, known=datetime(2026, 8, 1, tzinfo=UTC)).facets
    assert facets[Facet.OUTCOME] == (("unknown", len(example.by_id)),)
    again = engine.find(Query(), on=TODAY, known=NOW).facets
    assert ("unknown", len(example.by_id)) not in again[Facet.OUTCOME]


def test_filters_that_leave_nothing_say_which_to_drop(ask):
    answer = ask("婚姻状况证明", outcomes=frozenset({Outcome.KEPT}))
    assert (answer.total, answer.without) == (0, {Facet.OUTCOME: 81})


def test_groups_are_the_materials_in_order_and_add_up(ask):
    answer = ask("领高龄津贴还要开生存证明吗")
    assert answer.groups[0].material_id == answer.hits[0].material_id
    assert sum(group.count for group in answer.groups) == answer.total


def test_pages_follow_one_another_without_gap_or_repetition(ask, example):
    pages = [ask(page=number, per_page=100) for number in range(1, 15)]
    ids = [hit.requirement_id for page in pages for hit in page.hits]
    assert ids == sorted(example.by_id)


def test_a_page_beyond_the_last_is_empty_and_still_counts(ask, example):
    answer = ask(page=10**12)
    assert (answer.hits, answer.total) == ((), len(example.by_id))


@pytest.mark.parametrize("ahead_of_it, told", [(timedelta(seconds=1), False), (timedelta(0), True)])
def test_a_list_published_ahead_is_no_value_before_its_instant(small, over, ahead_of_it, told):
    instant = NOW + timedelta(days=2)
    for id_ in (1, 2):
        fact = small.decisions[id_][0]
        later = replace(fact, id=100 + id_, recorded_at=NOW, public_from=instant, list_id=7)
        small.decisions[id_] = [fact, later]
        small.by_id[id_] = replace(small.by_id[id_], list_ids=(1, 7))
    engine = over(small)
    engine.catch_up()
    known = instant - ahead_of_it
    lists = dict(engine.find(Query(), on=TODAY, known=known).facets[Facet.LIST])
    assert lists == {"1": 12} | ({"7": 2} if told else {})
    chosen = Query(list_ids=frozenset({7}))
    assert engine.find(chosen, on=TODAY, known=known).total == (2 if told else 0)
    assert engine.find(Query(list_ids=frozenset({1, 7})), on=TODAY, known=known).total == 12
