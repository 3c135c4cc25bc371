"""A situation that somebody describes is understood by what it says, whatever the words around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import situations
from search.errands_told import ERRANDS
from search.interface import Stage
from search.proofs_told import PROOFS
from search.trades_told import TRADES

# Texts of the words that descriptions are made of, and of anything else.
TEXTS = st.lists(
    st.sampled_from([*"台风房倒我家没有医保住这里证明的了", "公司", "孩子", "天气", "x"]), max_size=12
).map("".join)


@pytest.fixture(scope="module")
def names(example):
    return {name for one in example.by_id.values() for name in (one.material, one.service_item)}


def test_whatever_can_be_described_stands_in_the_example_list(names):
    assert {name for name, *_ in (*PROOFS, *ERRANDS, *TRADES)} - names == set()


def test_every_proof_of_the_example_list_can_be_described(example):
    assert {one.material for one in example.by_id.values()} - {name for name, *_ in PROOFS} == set()


@given(TEXTS)
def test_what_is_told_is_part_of_the_text_and_the_most_told_comes_first(text):
    for told in (situations.proofs(text), situations.errands(text)):
        said = [one.said for one in told]
        assert said == sorted(said, reverse=True)
        assert all(0 <= number <= len(text) for number in said)


@pytest.mark.parametrize(
    ("text", "material"),
    [
        ("大风把我家大棚刮倒了要开什么证明", "受灾证明"),
        ("商铺是我跟房东租的证明", "经营场所使用证明"),
        ("这辆车是我自己的证明", "车辆所有权证明"),
        ("奶奶还活在世上的证明", "生存证明"),
        ("村里的林子是我家的", "林木权属证明"),
        ("单位证明我干了八年", "工作经历证明"),
        ("评职称还要单位证明工作满五年", "工作经历证明"),
        ("屋顶被雪压塌", "受灾证明"),
        ("地震把墙震裂了", "受灾证明"),
        ("女儿在哪个学校读几年级", "在读证明"),
        ("大学还没毕业的证明", "在读证明"),
        ("楼上邻居说不影响他们的证明", "经营场所使用证明"),
        ("有没有进过公安局的证明", "无犯罪记录证明"),
        ("证明我还在念书", "在读证明"),
        ("医院收费的单据", "医疗费用证明"),
    ],
)
def test_a_described_proof_comes_first(ask, example, text, material):
    assert example.by_id[ask(text).hits[0].requirement_id].material == material


@pytest.mark.parametrize(
    ("text", "errand"),
    [
        ("我想打口深井", "取水许可"),
        ("弄个烧烤摊", "食品经营许可"),
        ("把摩托转给我弟", "机动车转移登记"),
        ("采石头的许可", "采矿权登记"),
        ("干活时手被机器夹了", "工伤认定"),
        ("外公走了要去销户", "死亡、宣告死亡户口注销"),
        ("大红本烧没了怎么补", "不动产权证书遗失补发"),
    ],
)
def test_a_described_errand_comes_first(ask, example, text, errand):
    assert example.by_id[ask(text).hits[0].requirement_id].service_item == errand


def test_a_description_beside_an_errand_shows_that_proof_for_it(ask, example):
    first = example.by_id[ask("孩子上学要证明住哪").hits[0].requirement_id]
    assert (first.material, first.service_item) == ("居住证明", "义务教育入学")


@pytest.mark.parametrize(
    "text",
    [
        "台风路径实时发布系统",
        "房子装修效果图大全",
        "公司团建去哪里玩好",
        "养猫新手要准备什么",
        "养鸡怎么防鸡瘟",
        "我是你爸爸",
        "社保局上班吗",
        "怎么学开大货车",
        "学车要多少天拿证",
        "租房合同范本下载",
        "机票丢失证明",
        "医院能刷医保吗",
        "收银员工作怎么样",
        "办离婚手续",
        "离婚登记",
        "请假条",
    ],
)
def test_a_text_about_something_else_is_no_description(ask, text):
    assert ask(text).stage is Stage.NOTHING
