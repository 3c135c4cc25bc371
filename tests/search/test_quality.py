"""What people type finds what they mean; what the register does not hold is not made up."""

import random

import opencc
import pytest

from catalog.text import initials, pinyin
from search.interface import Stage
from tests.search.judging import NOTHING, SHOWN, judged


def test_judged_queries_show_a_right_requirement_first(engine, example):
    asked = [one for one in judged(engine, example) if one.kind != NOTHING]
    assert len(asked) > 40
    missed = [one.query for one in asked if not one.rank]
    assert 1 - len(missed) / len(asked) >= 0.97, missed
    assert sum(1 / one.rank for one in asked if one.rank) / len(asked) >= 0.92


def test_what_the_register_does_not_hold_finds_nothing(engine, example):
    unknown = [one for one in judged(engine, example) if one.kind == NOTHING]
    assert unknown
    assert [one.query for one in unknown if one.total] == []


@pytest.mark.parametrize(
    "text", ["结婚登记要多少钱", "民政局电话", "居住证有效期多久", "什么是无证明城市", "附近停车场"]
)
def test_questions_about_other_things_than_papers_find_nothing(ask, text):
    assert ask(text).stage is Stage.NOTHING


def test_a_question_about_other_things_still_suggests_the_errand(ask):
    assert [one.name for one in ask("护照照片多大").explanation.suggestions] == ["普通护照签发"]


@pytest.mark.parametrize("text", ["无房证明上有有效期吗", "死亡证明的开具流程是怎样的", "健在证明去哪里开"])
def test_a_proof_that_is_named_is_found_whatever_is_asked_of_it(ask, text):
    assert ask(text).total


def _materials(example):
    return sorted({record.material for record in example.by_id.values()})


def _shows(ask, example, text, material, service_item=None):
    shown = [example.by_id[hit.requirement_id] for hit in ask(text, per_page=SHOWN).hits]
    return any(one.material == material and service_item in (None, one.service_item) for one in shown)


@pytest.mark.parametrize("spelling", [opencc.OpenCC("s2t").convert, lambda name: "".join(pinyin(name)), initials])
def test_every_material_is_found_in_every_spelling(ask, example, spelling):
    missed = [name for name in _materials(example) if not _shows(ask, example, spelling(name), name)]
    assert missed == []


def test_a_sentence_shows_the_proof_for_the_errand_first(ask, example):
    chosen = random.Random(7).sample(sorted(example.by_id.values(), key=lambda one: one.requirement_id), 120)
    for record in chosen:
        first = example.by_id[ask(f"去办{record.service_item}还要{record.material}吗").hits[0].requirement_id]
        assert (first.material, first.service_item) == (record.material, record.service_item)


def test_the_office_that_is_named_comes_first(ask, example):
    chosen = random.Random(8).sample(sorted(example.by_id.values(), key=lambda one: one.requirement_id), 60)
    for record in chosen:
        first = example.by_id[ask(f"{record.office} {record.material}").hits[0].requirement_id]
        assert (first.office, first.material) == (record.office, record.material)


def test_an_errand_shows_all_its_proofs(ask, example):
    wanted = {one.material for one in example.by_id.values() if one.service_item == "不动产继承转移登记"}
    found = {example.by_id[hit.requirement_id].material for hit in ask("继承过户要什么材料", per_page=100).hits}
    assert wanted <= found


def test_a_slip_in_a_name_is_corrected_and_said(ask):
    answer = ask("办理结婚登记要开婚因状况证明吗")
    assert answer.stage is Stage.CORRECTED
    assert "婚姻状况" in (answer.explanation.corrected_to or "")


def test_the_explanation_names_what_was_understood(ask):
    understood = {(one.name, one.surface) for one in ask("领高龄津贴还要健在证明吗").explanation.understood}
    assert {("生存证明", "健在证明"), ("高龄津贴发放", "领高龄津贴")} <= understood


def test_an_answer_to_a_part_of_the_question_says_so(ask):
    assert not ask("结婚登记 无犯罪记录证明").explanation.together
    assert ask("结婚登记 婚姻状况证明").explanation.together


def test_one_word_that_may_mean_several_proofs_shows_each(ask, example):
    shown = {example.by_id[hit.requirement_id].material for hit in ask("zdzm", per_page=SHOWN).hits}
    assert {"诊断证明", "在读证明"} <= shown


def test_the_law_and_the_issuer_are_searched_last(ask):
    answer = ask("居住证暂行条例")
    assert answer.stage is Stage.REST
    assert answer.total == 5
