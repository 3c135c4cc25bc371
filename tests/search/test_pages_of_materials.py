"""A page of so many materials holds the requirements of each together, and what they come to."""

from collections import Counter
from math import ceil

from search.interface import MAX_TOGETHER, Facet

ALL = {"by_material": True, "per_page": 8}


def test_pages_follow_one_another_material_by_material(ask, example):
    materials = [group.material_id for group in ask().groups]
    shown = []
    for number in range(1, ceil(len(materials) / 8) + 1):
        shown += dict.fromkeys(hit.material_id for hit in ask(page=number, **ALL).hits)
    assert shown == materials == list(dict.fromkeys(materials))


def test_the_requirements_of_a_material_stand_together_and_are_the_best_of_it(ask):
    plain = ask("领高龄津贴还要开生存证明吗", per_page=100)
    page = ask("领高龄津贴还要开生存证明吗", **ALL)
    assert page.total == plain.total == len(page.hits)
    for group in page.groups:
        of_it = [hit.requirement_id for hit in plain.hits if hit.material_id == group.material_id]
        assert [hit.requirement_id for hit in page.hits if hit.material_id == group.material_id] == of_it


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
