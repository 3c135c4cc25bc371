"""What people type finds what they mean; what the register does not hold is not made up."""

import random

import opencc
import pytest

from catalog.text import initials, pinyin
from search.interface import Stage
from tests.search.judging import NOTHING, SHOWN, judged
from tests.search.register import NOW

QUERIES = ("judged_queries.csv", "asked_queries.csv", "spoken_queries.csv", "unseen_queries.csv")


@pytest.mark.parametrize("queries", QUERIES)
def test_judged_queries_show_a_right_requirement_first(engine, example, queries):
    asked = [one for one in judged(engine, example, queries) if one.kind != NOTHING]
    assert len(asked) > 40
    missed = [one.query for one in asked if not one.rank]
    assert 1 - len(missed) / len(asked) >= 0.97, missed
    assert sum(1 / one.rank for one in asked if one.rank) / len(asked) >= 0.92


def test_no_kind_of_query_is_answered_worse_than_the_rest(engine, example):
    asked = [one for one in judged(engine, example, "asked_queries.csv") if one.kind != NOTHING]
    kinds = {kind: [one for one in asked if one.kind == kind] for kind in {one.kind for one in asked}}
    assert {kind for kind, ones in kinds.items() if sum(one.rank > 0 for one in ones) < 0.97 * len(ones)} == set()


@pytest.mark.parametrize("queries", QUERIES)
def test_what_the_register_does_not_hold_finds_nothing(engine, example, queries):
    unknown = [one for one in judged(engine, example, queries) if one.kind == NOTHING]
    assert unknown
    assert [one.query for one in unknown if one.total] == []


@pytest.mark.parametrize(
    "text", ["结婚登记要多少钱", "民政局电话", "居住证有效期多久", "什么是无证明城市", "附近停车场"]
)
def test_questions_about_other_things_than_papers_find_nothing(ask, text):
    assert ask(text).stage is Stage.NOTHING


def test_a_question_about_other_things_still_suggests_the_errand(ask):
    assert [one.name for one in ask("护照照片多大").explanation.suggestions] == ["普通护照签发"]


@pytest.mark.parametrize("text", ["居委会证明", "社区居委会开的证明", "村居委会证明", "村民委员会出具的证明材料"])
def test_proofs_are_found_by_the_committee_that_writes_them(ask, example, text):
    shown = [example.by_id[hit.requirement_id] for hit in ask(text).hits]
    assert shown and {one.issuing_office for one in shown} == {"村(居)民委员会"}


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


@pytest.mark.parametrize("whether", ["带不带", "交不交", "开不开", "查不查", "用不用", "需不需要"])
def test_asking_whether_by_saying_it_twice_asks_the_same(ask, whether):
    found, other = (ask(f"住房公积金提取{word}无房证明") for word in (whether, "要不要"))
    assert found.likeness == other.likeness and found.explanation == other.explanation


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


@pytest.mark.parametrize(
    ("typed", "material"),
    [
        ("居住住证明", "居住证明"),
        ("灾证明", "受灾证明"),
        ("康健证明", "健康证明"),
        ("户籍正明", "户籍证明"),
        ("无房zm", "无房证明"),
        ("dúshēngzǐnǚ", "独生子女证明"),
        ("hujzihengming", "户籍证明"),
        ("门面使用证明", "经营场所使用证明"),
        ("学籍卡", "在读证明"),
        ("二级残疾证", "残疾证明"),
        ("结婚证明", "婚姻状况证明"),
        ("办结昏证要丹身证明吗", "婚姻状况证明"),
        ("户口藉证明", "户籍证明"),
        ("房产征", "房屋权属证明"),
        ("天房证明", "无房证明"),
        ("我和我老爸的关系", "亲属关系证明"),
        ("斯望证明", "死亡证明"),
        ("shenfen tongyiren zhenming", "同一人证明"),
        ("健庚证明", "健康证明"),
        ("单位开的证明", "在职证明"),
        ("养老保险交了几年", "社会保险缴费证明"),
    ],
)
def test_a_proof_is_found_however_it_is_written(ask, example, typed, material):
    assert example.by_id[ask(typed).hits[0].requirement_id].material == material


@pytest.mark.parametrize(
    "text", ["房产税", "身份证复印件", "居民养犬证明", "结婚请柬", "甘泉镇房价", "社保缴费基数", "身份证丢了", "木您"]
)
def test_another_thing_is_not_taken_for_the_word_that_stands_in_it(ask, text):
    assert ask(text).stage is Stage.NOTHING


@pytest.mark.parametrize(
    ("said", "otherwise"),
    [("娃上学", "小孩上学"), ("刚生了宝宝", "生孩子"), ("买套房子", "买房")],
)
def test_everyday_words_that_mean_the_same_find_the_same(ask, said, otherwise):
    found = [{hit.requirement_id for hit in ask(text, per_page=100).hits} for text in (said, otherwise)]
    assert found[0] == found[1] != set()


@pytest.mark.parametrize("text", ["qx", "bn", "st", "zq", "gua", "tij", "zhongguo", "beijing", "huoguo"])
def test_a_few_letters_that_are_the_initials_of_no_name_find_nothing(ask, text):
    assert ask(text).stage is Stage.NOTHING


@pytest.mark.parametrize(
    "text", ["气象证明", "租车", "生日", "厨师证", "养老金上调", "原产地证明", "水费过户", "车险理赔"]
)
def test_a_word_that_only_shares_characters_with_a_name_finds_nothing(ask, text):
    assert ask(text).stage is Stage.NOTHING


def test_one_word_that_may_mean_several_errands_shows_each(ask, example):
    shown = {example.by_id[hit.requirement_id].service_item for hit in ask("sydj", per_page=SHOWN).hits}
    assert {"收养登记", "生育登记", "就业失业登记"} <= shown


def test_a_word_of_known_parts_is_not_corrected_into_its_opposite(ask):
    assert ask("海丰渡镇 养老保险参保").explanation.corrected_to is None


@pytest.mark.parametrize(
    ("typed", "first"),
    [("wf", "无房证明"), ("jz", "居住证明"), ("无f", "无房证明"), ("公安", "示例市公安局"), ("婚", "婚姻状况证明")],
)
def test_what_is_offered_first_is_the_official_name(engine, typed, first):
    offered = [one.name for one in engine.suggest(typed, 8, known=NOW)]
    assert offered[0] == first
    assert len(offered) == len(set(offered))


def test_what_is_done_with_many_things_may_mean_the_errands_of_each(ask):
    def meant(text):
        return {one.name for one in ask(text).explanation.errands}

    assert {"不动产继承转移登记", "用电过户", "机动车转移登记"} <= meant("过户 死亡证明")
    assert meant("房子过户 死亡证明") == {"不动产继承转移登记"}


@pytest.mark.parametrize("typed", ["民政", "minzheng", "minz"])
def test_what_only_cuts_a_word_of_a_name_in_two_is_not_offered(engine, typed):
    offered = [one.name for one in engine.suggest(typed, 40, known=NOW)]
    assert "示例市民政局" in offered
    assert [name for name in offered if name.endswith(("镇", "街道"))] == []


@pytest.mark.parametrize("typed", ["镇人民政府", "人民政", "民政府", "政府", "rmzf"])
def test_what_fits_no_other_name_is_offered_from_wherever_it_begins(engine, typed):
    assert any(one.name.endswith("镇") for one in engine.suggest(typed, 40, known=NOW))


@pytest.mark.parametrize("text", ["社保卡", "事业单位", "信用卡申请", "辞职报告", "公积金年度报告"])
def test_a_card_or_a_paper_of_another_kind_is_no_proof(ask, text):
    assert ask(text).stage is Stage.NOTHING


@pytest.mark.parametrize(
    "text", ["狗健康证明", "鸭子健康证明", "鸽子的健康证明", "猪死亡证明", "宠物出生证明", "无精神病证明"]
)
def test_the_papers_of_an_animal_or_the_opposite_of_a_proof_are_other_papers(ask, text):
    answer = ask(text)
    assert answer.stage is Stage.NOTHING
    assert answer.explanation.suggestions


@pytest.mark.parametrize(("text", "office"), [("残联要什么证明", "残疾人联合会"), ("农业局 户口", "农业农村局")])
def test_what_an_office_asks_for_comes_first(ask, example, text, office):
    assert office in example.by_id[ask(text).hits[0].requirement_id].office


def test_everything_is_shown_only_to_who_asks_for_any_proof(ask):
    assert ask("要什么证明").stage is Stage.BROWSE
    assert [ask(text).stage for text in ("过期证明", "孩子的证明")] == [Stage.NOTHING, Stage.NOTHING]


def test_a_word_for_an_errand_or_a_proof_is_the_errand_beside_another_proof(ask, example):
    first = example.by_id[ask("外地人办居住证要租房合同吗").hits[0].requirement_id]
    assert (first.material, first.service_item) == ("房屋租赁证明", "居住证申领")


@pytest.mark.parametrize(("text", "item"), [("办理低保", "最低生活保障对象认定"), ("我想申请居住证", "居住证申领")])
def test_who_wants_to_get_what_is_also_a_proof_is_shown_the_errand(ask, example, text, item):
    assert example.by_id[ask(text).hits[0].requirement_id].service_item == item
