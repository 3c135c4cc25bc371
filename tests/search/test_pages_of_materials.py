"""A page of so many materials holds the requirements of each together, and what they come to."""

from collections import Counter
from itertools import groupby
from math import ceil

from search.interface import MAX_TOGETHER, Facet, Query
from tests.search.register import NOW, TODAY, moved

ALL = {"by_material": True, "per_page": 8}


def test_pages_follow_one_another_material_by_material(ask, example):
    materials = [group.material_id for group in ask().groups]
    shown = []
    for number in range(1, ceil(len(materials) / 8) + 1):
        shown += dict.fromkeys(hit.material_id for hit in ask(page=number, **ALL).hits)
    assert shown == materials == list(dict.fromkeys(materials))


def errands(example, hits):
    """The errands of some hits in the order of their first appearance."""
    return list(dict.fromkeys(example.by_id[hit.requirement_id].service_item_id for hit in hits))


def test_the_requirements_of_a_material_stand_together_the_best_errand_first(ask, example):
    plain = ask("领高龄津贴还要开生存证明吗", per_page=100)
    page = ask("领高龄津贴还要开生存证明吗", **ALL)
    assert page.total == plain.total == len(page.hits)
    for group in page.groups:
        of_it, shown = ([hit for hit in one.hits if hit.material_id == group.material_id] for one in (plain, page))
        assert set(of_it) == set(shown) and errands(example, of_it) == errands(example, shown)


def test_an_errand_is_there_whole_or_not_at_all(ask, example):
    page = ask(**ALL)
    pairs = Counter((one.material_id, one.service_item_id) for one in example.by_id.values())
    shown = Counter((hit.material_id, example.by_id[hit.requirement_id].service_item_id) for hit in page.hits)
    assert {pair: pairs[pair] for pair in shown} == shown


def test_an_errand_stands_in_one_piece(ask, example):
    for hits in (ask(**ALL).hits, ask("单身证明 公租房", **ALL).hits):
        pairs = [(hit.material_id, example.by_id[hit.requirement_id].service_item_id) for hit in hits]
        assert [pair for pair, _ in groupby(pairs)] == list(dict.fromkeys(pairs))


def test_an_errand_larger_than_its_share_is_cut(over, small):
    record = small.by_id[1]
    small.put(*(moved(record, requirement_id=1000 + number, office_id=1000 + number) for number in range(500)))
    for number in range(500):
        small.decisions[1000 + number] = small.decisions[1]
    engine = over(small)
    engine.catch_up()
    query = Query(material_ids=frozenset({record.material_id}), by_material=True, per_page=8)
    page = engine.find(query, on=TODAY, known=NOW)
    assert page.total > MAX_TOGETHER == len(page.hits)


def test_what_a_material_comes_to_adds_up(ask):
    page = ask("结婚登记还要单身证明吗", **ALL)
    assert all(sum(number for *_, number in group.outcomes) == group.count for group in page.groups)
    summed = Counter()
    for group in page.groups:
        for outcome, _, number in group.outcomes:
            summed[outcome.value] += number
    assert dict(page.facets[Facet.OUTCOME]) == summed


def test_no_page_holds_more_than_it_may(ask):
    assert all(len(ask(by_material=True, page=number, per_page=100).hits) <= MAX_TOGETHER for number in (1, 2))


def test_a_page_of_materials_beyond_the_last_is_empty(ask):
    page = ask("生存证明", page=10**9, **ALL)
    assert page.hits == () and page.total
