"""What every engine behind the search box owes. A second engine is added to ENGINES and must pass unchanged."""

import inspect
import random

import pytest

from search.analysis import grams, plain
from search.documents import REST, terms
from search.interface import Engine, Noun, Query, Results, Stage
from search.service import Search
from tests.search.register import NOW, TODAY

ENGINES = {"whoosh": Search}


@pytest.fixture(scope="module", params=ENGINES)
def other(request, example, tmp_path_factory):
    engine = ENGINES[request.param](tmp_path_factory.mktemp("engine"), example.opened, heals=False)
    engine.catch_up()
    return engine


@pytest.mark.parametrize("name", [name for name in vars(Engine) if not name.startswith("_")])
@pytest.mark.parametrize("kind", ENGINES.values())
def test_an_engine_has_every_method_with_its_arguments(kind, name):
    promised = inspect.signature(getattr(Engine, name)).parameters
    assert promised.keys() <= inspect.signature(getattr(kind, name)).parameters.keys()


def test_words_of_the_rest_find_what_a_plain_look_finds(other, example):
    """No name has these words: the answer is every record whose rest has all their bigrams."""
    for text in ("居住证暂行条例", "公安交通管理部门", "中华人民共和国护照法", "医疗保健机构", "村委会"):
        wanted = {id_ for id_, one in example.by_id.items() if set(grams(plain(text))) <= terms(one)[REST]}
        assert other.find(Query(text), on=TODAY, known=NOW).stage is Stage.REST
        assert _all(other, text) == wanted != set()


def test_every_record_is_found_by_its_own_names(other, example):
    for record in random.Random(1).sample(list(example.by_id.values()), 60):
        found = _all(other, f"{record.service_item} {record.material}", most=1)
        key = (record.service_item, record.material)
        assert {(example.by_id[id_].service_item, example.by_id[id_].material) for id_ in found} == {key}


def test_a_word_finds_only_requirements_whose_names_have_it(other, example):
    for text in ("残疾", "农村", "食品", "保险"):
        found = _all(other, text)
        assert found
        assert [example.by_id[id_] for id_ in found if not _named_with(text, example, example.by_id[id_])] == []


def test_an_empty_text_finds_everything(other, example):
    assert other.find(Query(), on=TODAY, known=NOW).total == len(example.by_id)


def test_an_answer_is_the_same_when_asked_again(other):
    asked = [other.find(Query("低保 收入"), on=TODAY, known=NOW) for _ in range(2)]
    assert isinstance(asked[0], Results)
    assert asked[0] == asked[1]


def test_an_engine_agrees_with_its_register(other, example):
    assert other.check() == ()
    assert other.state().place == example.head()
    assert other.state().behind == 0


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("无房", Noun.MATERIAL, "无房证明"),
        ("wufang", Noun.MATERIAL, "无房证明"),
        ("wfz", Noun.MATERIAL, "无房证明"),
        ("良民", Noun.MATERIAL, "无犯罪记录证明"),
        ("jiehun", Noun.SERVICE_ITEM, "结婚登记"),
        ("換駕照", Noun.SERVICE_ITEM, "机动车驾驶证补换领"),
        ("rsj", Noun.OFFICE, "示例市人力资源和社会保障局"),
        ("办结婚登记还要未婚", Noun.MATERIAL, "婚姻状况证明"),
    ],
)
def test_typing_suggests_names(other, typed, kind, name):
    assert (kind, name) in {(one.kind, one.name) for one in other.suggest(typed)}


def test_suggestions_are_distinct_and_as_many_as_asked_for(other):
    for typed in ("证", "登记", "zh", "s"):
        found = other.suggest(typed, limit=5)
        assert len(found) <= 5
        assert len({(one.kind, one.id) for one in found}) == len(found)
    assert len(other.suggest("证")) == 8


def _all(engine, text, most=20):
    pages = (engine.find(Query(text, page=page, per_page=100), on=TODAY, known=NOW) for page in range(1, most + 1))
    if most == 1:
        return {hit.requirement_id for hit in next(pages).hits[:1]}
    return {hit.requirement_id for page in pages for hit in page.hits}


def _named_with(text, example, record):
    named, meant = example.named, {record.material, record.service_item}
    everyday = [surface for surface, names in named.synonyms.items() if meant & set(names)]
    spellings = (*named.materials[record.material_id], *named.service_items[record.service_item_id], *everyday)
    return any(text in plain(spelling) for spelling in spellings)
