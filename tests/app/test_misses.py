"""What is remembered of a search that found nothing: its words, how often, and nothing else."""

import threading

import pytest
from sqlmodel import select

from app import tick
from app.misses import Misses
from catalog.models import SearchMiss
from catalog.services import history
from catalog.services.search_misses import LONGEST
from catalog.vocabulary import Act


def test_words_are_counted_folded():
    counted = Misses()
    for typed in ("坐過牢", " 坐过牢？", "案底", "坐过牢"):
        counted.note(typed)
    assert counted.take() == {"坐过牢": 3, "案底": 1}
    assert counted.take() == {}


@pytest.mark.parametrize(
    "typed",
    ["", "，", "a", "身份证440982199001011234", "１３８００１３８０００", "a@b.cn", "长" * (LONGEST + 1), "\ud800"],
)
def test_what_may_be_personal_or_says_nothing_is_not_kept_at_all(typed):
    counted = Misses()
    counted.note(typed)
    assert counted.take() == {}


@pytest.mark.parametrize(
    "typed",
    ["eda080", "fffe", "%ef%bf", "%EF%BF%BD", "\\xe4\\xb8", "证\ufffd\ufffd", "😀😀", "12", "1.5", "３４"],
)
def test_what_holds_no_word_is_nobodys_lead(typed):
    counted = Misses()
    counted.note(typed)
    assert counted.take() == {}


@pytest.mark.parametrize("typed", ["案底", "c1驾照", "60岁", "kaicuizhengming", "passport", "ＶＩＰ"])
def test_a_word_in_characters_or_letters_is_a_lead(typed):
    counted = Misses()
    counted.note(typed)
    assert len(counted.take()) == 1


def test_memory_is_bounded_and_known_words_still_count():
    counted = Misses(most=3)
    for number in range(1000):
        counted.note(f"词{number}")
    counted.note("词0")
    assert counted.take() == {"词0": 2, "词1": 1, "词2": 1}


def test_threads_lose_no_count():
    counted = Misses()
    threads = [threading.Thread(target=lambda: [counted.note("案底") for _ in range(500)]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted.take() == {"案底": 4000}


def test_a_search_is_counted_in_the_process_and_written_down_by_the_tick(app, client, database):
    app.extensions["search"].catch_up()
    for _ in range(3):
        client.get("/proofs?q=鑫龘麤")
    with database.reading() as session:
        assert session.exec(select(SearchMiss)).all() == []
    assert tick.write_down(database, app.extensions["misses"]) == 1
    with database.reading() as session:
        assert [(one.words, one.count) for one in session.exec(select(SearchMiss))] == [("鑫龘麤", 3)]


class _MovesOn:
    """A search engine that works while somebody else writes to the register."""

    def __init__(self, engine, database):
        self._engine, self._database = engine, database

    def find(self, query, **when):
        with self._database.writing() as register:
            history.write(register, by="chen", act=Act.AMEND_OFFICE, noun="office", record_id=1)
        return self._engine.find(query, **when)


def test_a_search_is_counted_once_though_the_register_moves_on_meanwhile(app, client, database):
    app.extensions["search"].catch_up()
    client.get("/proofs?q=没有这个")
    app.extensions["misses"].take()
    app.extensions["search"] = _MovesOn(app.extensions["search"], database)
    client.get("/proofs?q=鑫龘麤&material=1")
    assert app.extensions["misses"].take() == {"鑫龘麤": 1}


def test_a_search_that_found_something_is_not_counted(example_app, reader):
    example_app.extensions["misses"].take()
    reader.client.get("/proofs?q=生存证明")
    reader.client.get("/proofs?q=生存证明&outcome=kept")
    assert example_app.extensions["misses"].take() == {}
