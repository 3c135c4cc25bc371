"""The index follows the history, with its place in the same commit, and notices when the history is another one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog import clock
from catalog.vocabulary import Disposition, Outcome
from search.interface import Difference, Facet, Query
from search.service import Search
from search.source import Names
from tests.search.register import NOW, TODAY, Register, moved, published

pytestmark = pytest.mark.usefixtures("all_common")


def _found(engine, text="", **how):
    return [hit.requirement_id for hit in engine.find(Query(text, **how), on=TODAY, known=NOW).hits]


def test_a_new_requirement_is_found_after_catching_up(small, over):
    engine = over(small)
    engine.catch_up()
    small.put(moved(small.by_id[6], requirement_id=900))
    assert engine.state().behind == 1
    assert engine.catch_up() == small.head()
    assert 900 in _found(engine, "出生医学证明")
    assert engine.check() == ()


def test_a_requirement_that_is_no_longer_public_is_not_found(small, over):
    engine = over(small)
    engine.catch_up()
    small.remove(6)
    engine.catch_up()
    assert 6 not in _found(engine, per_page=100)
    assert engine.check() == ()


def test_a_new_alias_finds_requirements_that_were_not_touched(small, over):
    engine = over(small)
    engine.catch_up()
    assert _found(engine, "猫狗证") == []
    named = {**small.named.materials, small.by_id[1].material_id: (small.by_id[1].material, "猫狗证")}
    small.by_id = {i: moved(one, material_aliases=tuple(named[one.material_id][1:])) for i, one in small.by_id.items()}
    small.rename(replace(small.named, materials=named))
    engine.catch_up()
    assert 1 in _found(engine, "猫狗证")
    assert engine.check() == ()


def test_a_new_decision_changes_the_outcome_of_the_day(small, over):
    engine = over(small)
    engine.catch_up()
    engine.find(Query(), on=TODAY, known=NOW)
    kept = replace(small.decisions[1][0], id=99, disposition=Disposition.KEEP, effective_on=TODAY)
    small.decide(1, kept)
    engine.catch_up()
    assert _found(engine, outcomes=frozenset({Outcome.KEPT})) == [1]


def test_a_decision_counts_from_the_instant_it_is_public(small, over):
    engine = over(small)
    later = NOW + timedelta(hours=1)
    small.decide(1, replace(small.decisions[1][0], id=99, disposition=Disposition.KEEP, public_from=later))
    engine.catch_up()
    query = Query(outcomes=frozenset({Outcome.KEPT}))
    assert engine.find(query, on=TODAY, known=NOW).total == 0
    assert engine.find(query, on=TODAY, known=later).total == 1


def test_a_requirement_is_kept_back_until_it_is_public(small, over):
    later = NOW + timedelta(hours=1)
    name = "尚未公布证明"
    small.rename(replace(small.named, materials={**small.named.materials, 77: (name,)}))
    small.put(moved(small.by_id[1], requirement_id=900, material_id=77, material=name, public_from=later))
    engine = over(small)
    engine.catch_up()
    assert engine.find(Query(name), on=TODAY, known=NOW).total == 0
    assert 77 not in {group.material_id for group in engine.find(Query(), on=TODAY, known=NOW).groups}
    assert engine.suggest("尚未公布", known=NOW) == ()
    assert engine.find(Query(name), on=TODAY, known=later).total == 1
    assert [one.name for one in engine.suggest("尚未公布", known=later)] == [name]
    assert engine.check() == ()


def test_no_question_tells_the_name_of_what_is_published_ahead(small, over):
    later = NOW + timedelta(hours=1)
    names = replace(
        small.named,
        materials={**small.named.materials, 77: ("尚未公布证明", "蓝皮本子")},
        service_items={**small.named.service_items, 78: ("过户",), 79: ("月球车过户",)},
    )
    small.rename(names)
    only = {"material_id": 77, "material": "尚未公布证明", "service_item_id": 79, "service_item": "月球车过户"}
    small.put(moved(small.by_id[1], requirement_id=900, public_from=later, **only))
    small.put(moved(small.by_id[1], requirement_id=901, service_item_id=78, service_item="过户"))
    engine = over(small)
    engine.catch_up()

    def told(*asked, known):
        explained = [engine.find(Query(one), on=TODAY, known=known).explanation for one in asked]
        names = {one.name for each in explained for one in (*each.understood, *each.errands, *each.suggestions)}
        return names | {each.corrected_to for each in explained if each.corrected_to}

    asked = "蓝皮本子", "过户", "尚未公怖证明", "shangwiegongbuzhengming"
    assert told(*asked, known=NOW) == {"过户"}
    assert told(*asked, known=later) == {"过户", "月球车过户", "尚未公布证明"}
    assert all("尚未公布证明" in told(one, known=later) for one in asked[2:])


def test_what_is_published_ahead_is_found_and_counted_by_its_new_texts_from_its_instant_on(small, over):
    instant = NOW + timedelta(hours=1)
    small.ahead[instant] = moved(small.by_id[1], issuing_office="月球办事处", remarks="只在月球", levels=())
    engine, asked = over(small), Query("月球办事处")
    engine.catch_up()
    was = engine.find(Query(), on=TODAY, known=NOW).facets[Facet.LEVEL]
    small.at = instant - timedelta(seconds=1)
    engine.catch_up()
    assert engine.find(asked, on=TODAY, known=small.at).total == 0 and engine.check() == ()
    small.at = instant
    assert engine.check() == (), "what the clock has yet to bring into the index is no damage"
    with time_machine.travel(instant, tick=False):
        assert engine.find(asked, on=TODAY, known=instant).is_behind
        assert engine.catch_up() == small.head()
        answer = engine.find(asked, on=TODAY, known=instant)
        assert [hit.requirement_id for hit in answer.hits] == [1] and not answer.is_behind
    assert engine.find(Query(), on=TODAY, known=instant).facets[Facet.LEVEL] != was and engine.check() == ()


def test_another_history_of_the_same_length_is_noticed(small, over):
    engine = over(small)
    engine.catch_up()
    small.branch = "restored"
    small.by_id.pop(1)
    engine.catch_up()
    assert 1 not in _found(engine, per_page=100)
    assert engine.check() == ()


def test_a_shorter_history_is_noticed(small, over):
    small.put(moved(small.by_id[6], requirement_id=900))
    engine = over(small)
    engine.catch_up()
    small.entries.pop()
    small.by_id.pop(900)
    assert engine.catch_up() == small.head()
    assert engine.check() == ()


def test_an_empty_register_is_followed(over):
    register = Register()
    engine = over(register)
    assert engine.catch_up() == 0
    assert engine.find(Query("结婚"), on=TODAY, known=NOW).total == 0
    assert engine.check() == ()


@pytest.mark.parametrize(
    ("spoil", "difference"),
    [
        (lambda register: register.by_id.pop(3), Difference.SURPLUS),
        (
            lambda register: register.by_id.update({900: moved(register.by_id[3], requirement_id=900)}),
            Difference.MISSING,
        ),
        (lambda register: register.by_id.update({3: moved(register.by_id[3], remarks="改过")}), Difference.STALE),
        (lambda register: register.by_id.update({3: moved(register.by_id[3], list_ids=(1, 2))}), Difference.STALE),
        (lambda register: setattr(register, "named", Names({}, {}, {}, {})), Difference.NAMES),
    ],
)
def test_the_check_sees_what_the_history_does_not_tell(small, over, spoil, difference):
    engine = over(small)
    engine.catch_up()
    spoil(small)
    assert [one.difference for one in engine.check()] == [difference]


STEPS = st.lists(
    st.tuples(st.sampled_from(["put", "change", "remove", "catch up", "rebuild"]), st.integers(1, 30)), max_size=25
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_happens_the_followed_index_is_the_one_that_would_be_built(tmp_path_factory, steps):
    records = list(_template().by_id.values())
    register = Register(named=_template().named)
    engine = Search(tmp_path_factory.mktemp("index"), register.opened, heals=False)
    for what, number in steps:
        record = records[number % len(records)]
        if what == "catch up":
            engine.catch_up()
        elif what == "rebuild":
            engine.rebuild()
        elif what == "remove":
            register.remove(number)
        else:
            remarks = "" if what == "put" else f"第{number}次"
            register.put(moved(record, requirement_id=number, remarks=remarks))
            register.decisions[number] = [published(number, _ROW)]
    engine.catch_up()
    assert engine.check() == ()
    fresh = Search(tmp_path_factory.mktemp("index"), register.opened, heals=False)
    fresh.catch_up()
    for text in ("", "亲属关系证明", "死亡 户口", "村委会"):
        assert _same(engine.find(Query(text), on=TODAY, known=NOW), fresh.find(Query(text), on=TODAY, known=NOW))


_ROW = {"disposition": "替代取消", "method": "告知承诺", "replacement": ""}


def _template() -> Register:
    from tests.search import register

    return register.built(register.rows(register.FIXTURES / "lists" / "first-batch.expected.csv")[:12])


def _same(one, other):
    return replace(one, place=0) == replace(other, place=0)


def test_an_index_of_many_commits_stays_in_few_segments(small, over):
    engine = over(small)
    engine.catch_up()
    for number in range(40):
        small.put(moved(small.by_id[6], requirement_id=900 + number))
        engine.catch_up()
    assert len(list((engine._directory).glob("index-*/*.seg"))) <= 10
    assert engine.check() == ()
    assert engine.state().documents == 52


def test_the_known_instant_may_be_the_past_or_the_future(small, over):
    engine = over(small)
    engine.catch_up()
    for known in (datetime(2020, 1, 1, tzinfo=UTC), NOW, datetime(2030, 1, 1, tzinfo=UTC)):
        assert engine.find(Query(), on=TODAY, known=known).total == 12


def test_warming_spares_the_first_question_what_it_would_have_asked_of_the_register(small, tmp_path):
    opened = []

    def source():
        opened.append(1)
        return small.opened()

    engine = Search(tmp_path, source, heals=False)
    engine.catch_up()
    engine.warm()
    before = len(opened)
    engine.find(Query("出生医学证明"), on=clock.today(), known=clock.now())
    assert len(opened) == before
