"""Everyday words, other names and searches without result, as officials edit them."""

from datetime import date

import pytest
from sqlmodel import select

from catalog.errors import Conflicting, Incomplete, NotFound
from catalog.models import Entry, SearchMiss, Synonym
from catalog.services import aliases, findable, history, search_misses, synonyms
from catalog.services.registering import Directory

ON = date(2026, 11, 24)
MATERIAL, ERRAND = "无犯罪记录证明", "教师资格认定"


@pytest.fixture
def named(database, cast):
    """A register with one proof and one errand beside the offices of the cast."""
    with database.writing() as session:
        directory = Directory(session)
        directory.add_materials([MATERIAL], by="测试")
        directory.add_service_items({ERRAND: None}, by="测试")
    return database


def entries(database):
    with database.reading() as session:
        return [(one.noun, one.before, one.after) for one in session.exec(select(Entry).order_by(Entry.number))]


def test_a_word_is_kept_with_the_registers_own_name(named):
    with named.writing() as session:
        aliases.add(session, "material", 1, "无犯罪证明", by="王敏")
    with named.writing() as session:
        made = synonyms.add(session, surface=" 良民证 ", name="無犯罪證明", by="王敏")
        assert (made.surface, made.name) == ("良民证", MATERIAL)
    assert entries(named)[-1] == ("synonym", None, {"surface": "良民证", "name": MATERIAL})


@pytest.mark.parametrize("name", [MATERIAL, ERRAND, "示例市民政局"])
def test_a_word_may_stand_for_a_proof_an_errand_or_an_office(named, name):
    with named.writing() as session:
        assert synonyms.add(session, surface="某个说法", name=name, by="王敏").name == name


@pytest.mark.parametrize(
    ("surface", "name", "field"),
    [
        ("", MATERIAL, "surface"),
        ("，。", MATERIAL, "surface"),
        ("长" * 61, MATERIAL, "surface"),
        ("无犯罪 记录证明", MATERIAL, "surface"),
        ("良民证", "没有这个", "name"),
        ("良民证", "", "name"),
    ],
)
def test_what_leads_nowhere_is_refused_beside_its_field(named, surface, name, field):
    with pytest.raises(Incomplete) as refused, named.writing() as session:
        synonyms.add(session, surface=surface, name=name, by="王敏")
    assert refused.value.field == field


def test_the_same_word_is_not_added_twice(named):
    with named.writing() as session:
        synonyms.add(session, surface="良民证", name=MATERIAL, by="王敏")
    with pytest.raises(Conflicting), named.writing() as session:
        synonyms.add(session, surface="良民證", name=MATERIAL, by="王敏")


def test_a_word_that_was_removed_is_gone_and_its_removal_is_in_the_history(named):
    with named.writing() as session:
        made = synonyms.add(session, surface="良民证", name=MATERIAL, by="王敏").id
    with named.writing() as session:
        synonyms.remove(session, made, by="王敏")
    with named.reading() as session:
        assert session.get(Synonym, made) is None
    assert entries(named)[-1] == ("synonym", {"surface": "良民证", "name": MATERIAL}, None)
    with pytest.raises(NotFound), named.writing() as session:
        synonyms.remove(session, made, by="王敏")


def test_whatever_is_done_to_words_search_is_told_that_names_changed(named):
    with named.reading() as session:
        before = history.head(session)
    with named.writing() as session:
        made = synonyms.add(session, surface="良民证", name=MATERIAL, by="王敏").id
    with named.writing() as session:
        synonyms.remove(session, made, by="王敏")
    with named.writing() as session:
        aliases.add(session, "office", 1, "某某局", by="王敏")
    for place in range(before, before + 3):
        with named.reading() as session:
            assert findable.changed(session, place, place + 1)[1]


def test_an_alias_is_a_name(named):
    with named.writing() as session:
        aliases.add(session, "material", 1, "无犯罪证明", by="王敏")
    with named.reading() as session:
        assert Directory(session).material("无犯罪证明") == 1
        ((alias_id, name),) = aliases.of(session, "material", 1)
    assert name == "无犯罪证明"
    with named.writing() as session:
        assert aliases.remove(session, "material", alias_id, by="王敏") == 1
    with named.reading() as session:
        assert Directory(session).material("无犯罪证明") is None


@pytest.mark.parametrize("name", ["", "。", "名" * 61, MATERIAL])
def test_an_alias_that_is_no_new_name_is_refused(named, name):
    with pytest.raises(Incomplete), named.writing() as session:
        aliases.add(session, "material", 1, name, by="王敏")


def test_an_alias_belongs_to_one_record_only(named):
    with named.writing() as session:
        Directory(session).add_materials(["良民证明"], by="测试")
    with pytest.raises(Incomplete, match="已经是“良民证明”的名称"), named.writing() as session:
        aliases.add(session, "material", 1, "良民證明", by="王敏")


def test_counts_of_many_processes_add_up(named):
    for day, counted in ((ON, {"案底": 2, "租客": 1}), (ON.replace(day=25), {"案底": 3})):
        with named.writing() as session:
            search_misses.add(session, counted, on=day)
    with named.reading() as session:
        found = [(one.words, one.count, one.first_on.day, one.last_on.day) for one in search_misses.leads(session)]
    assert found == [("案底", 5, 24, 25), ("租客", 1, 24, 24)]


def test_what_was_dismissed_stays_away_and_the_history_does_not_tell_the_words(named):
    with named.writing() as session:
        search_misses.add(session, {"我姓名张三": 1}, on=ON)
    with named.writing() as session:
        (lead,) = search_misses.leads(session)
        search_misses.dismiss(session, lead.id, by="王敏")
    with named.writing() as session:
        search_misses.add(session, {"我姓名张三": 9}, on=ON)
    with named.reading() as session:
        assert search_misses.leads(session) == []
    assert entries(named)[-1] == ("search_miss", None, {"dismissed": True})
    assert not any("张三" in str(entry) for entry in entries(named))


def test_counting_is_no_act_and_moves_no_feed(named):
    before = entries(named)
    with named.writing() as session:
        search_misses.add(session, {"案底": 1}, on=ON)
    assert entries(named) == before


def test_no_more_words_are_kept_than_may_be(named):
    with named.writing() as session:
        search_misses.add(session, {f"词{number}": number + 1 for number in range(20)}, on=ON)
        search_misses.forget(session, most=5)
    with named.reading() as session:
        assert sorted(one.count for one in session.exec(select(SearchMiss))) == [16, 17, 18, 19, 20]
