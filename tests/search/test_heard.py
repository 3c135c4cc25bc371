"""The sounds of many names are kept beside the index; whatever befalls the file, answers stay the same."""

import gc
from dataclasses import replace
from pathlib import Path
from weakref import ref

import pytest

from search import heard, seals
from search.interface import Query
from search.service import Search
from search.spelling import Speller
from tests.search.register import NOW, TODAY, Register
from tests.search.test_safety import DAMAGES

TYPED = ("wufanzuijilu", "hkb", "婚因状况证明", "juzuzhengming", "办结昏证要丹身证明吗", "无fanzui", "参保", "出生医学")


@pytest.fixture(autouse=True)
def many(monkeypatch):
    """As if every register had many names."""
    monkeypatch.setattr(heard, "FEW", 0)


@pytest.fixture
def works_out(monkeypatch):
    """The numbers of surfaces that were worked out anew."""
    made: list[int] = []
    of = Speller.of
    monkeypatch.setattr(Speller, "of", lambda said: (made.append(len(said)), of(said))[1])
    return lambda: [size for size in made if size]


def _kept(directory: Path) -> Path:
    (found,) = (path for path in directory.glob("sounds-*") if path.suffix != seals.SEAL)
    return found


def _answers(engine: Search):
    found = [engine.find(Query(typed), on=TODAY, known=NOW) for typed in TYPED]
    return found, [engine.suggest(typed, known=NOW) for typed in TYPED]


def test_kept_sounds_answer_as_those_that_are_worked_out(example: Register, tmp_path, monkeypatch):
    Search(tmp_path / "kept", example.opened, heals=False).catch_up()
    kept = _answers(Search(tmp_path / "kept", example.opened, heals=False))
    monkeypatch.setattr(heard, "FEW", 1 << 40)
    Search(tmp_path / "none", example.opened, heals=False).catch_up()
    assert not list((tmp_path / "none").glob("sounds-*"))
    assert kept == _answers(Search(tmp_path / "none", example.opened, heals=False))


def test_a_new_process_works_nothing_out(small, over, works_out):
    over(small).catch_up()
    made = works_out()
    over(small).warm()
    assert made and works_out() == made


@pytest.mark.parametrize("seal", ["", seals.SEAL])
@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_changes_no_answer_and_is_mended_by_the_next_who_follows(small, over, tmp_path, damage, seal, works_out):
    over(small).catch_up()
    right = _answers(over(small))
    kept = _kept(tmp_path / "index")
    before = kept.read_bytes()
    DAMAGES[damage](kept.with_name(kept.name + seal))
    assert _answers(over(small)) == right
    over(small).catch_up()
    assert _kept(tmp_path / "index").read_bytes() == before
    made = works_out()
    assert _answers(over(small)) == right
    assert works_out() == made


def test_sounds_of_other_surfaces_are_not_taken_and_are_replaced(small, over, tmp_path, monkeypatch, works_out):
    with monkeypatch.context() as before:
        before.setattr("search.dictionary.namings", lambda names: iter(()))  # as if forms were derived otherwise then
        over(small).catch_up()
    engine = over(small)
    engine.warm()
    assert works_out(), "taken from the file"
    right = _answers(engine)
    engine.catch_up()
    made = works_out()
    assert _answers(over(small)) == right
    assert works_out() == made, "not replaced"


def test_sounds_read_by_another_table_of_readings_are_not_taken(small, over, tmp_path, monkeypatch):
    over(small).catch_up()
    before = _kept(tmp_path / "index")
    monkeypatch.setattr(heard, "READINGS", {"还款": "hai kuan"})
    over(small).catch_up()
    assert _kept(tmp_path / "index") != before, "the older one stays, or is taken"


def test_new_names_are_kept_and_the_older_ones_are_gone(small, over, tmp_path):
    engine = over(small)
    engine.catch_up()
    before = _kept(tmp_path / "index")
    named = {**small.named.materials, small.by_id[1].material_id: (small.by_id[1].material, "猫狗证")}
    small.rename(replace(small.named, materials=named))
    engine.catch_up()
    assert _kept(tmp_path / "index") != before
    assert [one.name for one in over(small).suggest("maogou", known=NOW)] == [small.by_id[1].material]


def test_a_dictionary_that_reads_what_is_kept_lets_go_of_the_one_before(small, over, tmp_path):
    engine, other = over(small), over(small)
    engine.catch_up()
    other.warm()
    before = ref(other._ready().lexicon.dictionary)
    synonyms = {**small.named.synonyms, "新词": (small.by_id[1].material,)}
    small.rename(replace(small.named, synonyms=synonyms))
    engine.catch_up()
    other.warm()
    gc.collect()
    assert before() is None


def test_where_they_cannot_be_kept_the_index_is_right_all_the_same(small, over, tmp_path):
    Search(tmp_path / "other", small.opened, heals=False).catch_up()
    in_the_way = tmp_path / "index" / _kept(tmp_path / "other").name
    in_the_way.mkdir(parents=True)
    engine = over(small)
    engine.catch_up()
    assert engine.check() == ()
    without = _answers(engine)
    in_the_way.rmdir()
    engine.catch_up()
    assert _kept(tmp_path / "index").stat().st_size
    assert _answers(over(small)) == without


def test_what_a_writer_that_died_left_is_cleaned_away(small, over, tmp_path):
    (tmp_path / "index").mkdir()
    for name in ("sounds.new", "sounds.new.sum", "sounds-0123456789abcdef"):
        (tmp_path / "index" / name).write_bytes(b"half written")
    over(small).catch_up()
    assert sorted(path.name for path in (tmp_path / "index").glob("sounds*")) == [
        (kept := _kept(tmp_path / "index").name),
        kept + seals.SEAL,
    ]
