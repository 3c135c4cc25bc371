"""Whatever happens to processes and files, the index is right, or it is built anew; it never answers wrongly."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from search import extracts
from search.interface import Difference, Query, Rebuilding, Stage
from search.seals import SEAL
from search.service import Search
from tests.search import ledger, register
from tests.search.register import NOW, TODAY


def _follower(directory: Path, path: Path, what: str = "follow") -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.search.ledger", str(directory), str(path), what]
    return subprocess.Popen(command, cwd=register.ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def _kill(process: subprocess.Popen[str]) -> int:
    """Stop a process without warning; the last place it said to have reached."""
    os.kill(process.pid, signal.SIGKILL)
    said, _ = process.communicate()
    lines = [line for line in said.splitlines(keepends=True) if line.endswith("\n")]
    return int(lines[-1]) if lines else 0


@pytest.mark.kill
@pytest.mark.parametrize("what", ["follow", "rebuild"])
def test_a_process_killed_at_any_moment_leaves_an_index_that_is_right(tmp_path, what):
    path, directory, chance = tmp_path / "history", tmp_path / "index", random.Random(len(what))
    ledger.append(path, [(number, 1) for number in range(1, 200)])
    for _ in range(12):
        process = _follower(directory, path, what)
        process.stdout.readline()  # it is at work now
        until = time.monotonic() + chance.uniform(0, 0.4)
        while time.monotonic() < until:
            ledger.append(
                path, [(chance.randrange(1, 400), chance.randrange(4)) for _ in range(chance.randrange(1, 60))]
            )
            time.sleep(chance.uniform(0, 0.03))
        reached = _kill(process)
        after = ledger.engine(directory, path)
        assert after.state().place >= reached, "an acknowledged place was lost"
        assert after.check() == ()
    after.catch_up()
    assert after.state().behind == 0
    assert after.check() == ()
    files = {one.name for one in directory.glob("index-*/*")}
    assert len([name for name in files if name.endswith(".toc")]) == 1, "orphans stay behind"


def test_several_processes_follow_one_history(tmp_path):
    path, directory, chance = tmp_path / "history", tmp_path / "index", random.Random(3)
    ledger.append(path, [(number, 1) for number in range(1, 100)])
    processes = [_follower(directory, path) for _ in range(2)]
    try:
        reader = ledger.engine(directory, path)
        while reader.state().place is None:
            time.sleep(0.02)
        for _ in range(30):
            ledger.append(path, [(chance.randrange(1, 200), chance.randrange(4)) for _ in range(20)])
            reader.find(Query("无房证明"), on=TODAY, known=NOW)
    finally:
        for process in processes:
            _kill(process)
    reader.catch_up()
    assert reader.check() == ()


def test_threads_ask_while_one_follows(tmp_path):
    path = tmp_path / "history"
    ledger.append(path, [(number, 1) for number in range(1, 300)])
    engine, wrong = ledger.engine(tmp_path / "index", path), []
    engine.catch_up()

    def ask() -> None:
        for _ in range(60):
            found = engine.find(Query("收入证明 公租房", per_page=100), on=TODAY, known=NOW)
            if not found.total or any(hit.material_id != 1 for hit in found.hits[: found.groups[0].count]):
                wrong.append(found)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(40):
        ledger.append(path, [(number + 1, 2), (number + 500, 1)])
        engine.catch_up()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert engine.check() == ()


def _folder(directory: Path) -> Path:
    return directory / (directory / "CURRENT").read_text().strip()


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _zero(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def _flip(path: Path) -> None:
    octets = bytearray(path.read_bytes())
    octets[len(octets) // 2] ^= 1
    path.write_bytes(octets)


DAMAGES = {
    "cut": _truncate,
    "zeroed": _zero,
    "one bit": _flip,
    "gone": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
}


@pytest.mark.parametrize("seal", ["", SEAL])
@pytest.mark.parametrize("pattern", ["*.seg", "*.toc", "*" + extracts.FILE])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_noticed_and_the_index_built_anew(small, over, tmp_path, pattern, seal, damage):
    over(small).catch_up()
    DAMAGES[damage](next(_folder(tmp_path / "index").glob(pattern + seal)))
    engine = over(small)
    with pytest.raises(Rebuilding):
        engine.find(Query("户籍证明"), on=TODAY, known=NOW)
    assert engine.state().place is None
    engine.catch_up()
    assert engine.find(Query("户籍证明"), on=TODAY, known=NOW).total
    assert engine.check() == ()


@pytest.mark.parametrize("pointer", ["", "nowhere", "../index", "index-000000000000", "\0"])
def test_a_pointer_to_nowhere_is_noticed(small, over, tmp_path, pointer):
    over(small).catch_up()
    (tmp_path / "index" / "CURRENT").write_text(pointer)
    engine = over(small)
    engine.catch_up()
    assert engine.check() == ()


@pytest.mark.parametrize("pattern", ["*.seg", "*" + extracts.FILE])
@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_under_a_running_process_is_healed_while_it_answers(small, over, tmp_path, pattern, damage, all_common):
    engine = over(small)
    engine.catch_up()
    right = over(small).find(Query("户籍证明"), on=TODAY, known=NOW)
    before = _folder(tmp_path / "index")
    time.sleep(0.01)
    DAMAGES[damage](next(before.glob(pattern)))
    assert engine.find(Query("户籍证明"), on=TODAY, known=NOW) == right
    engine.catch_up()
    assert _folder(tmp_path / "index") != before
    assert engine.check() == ()


def test_an_index_of_another_format_is_built_anew(small, over, tmp_path, monkeypatch):
    over(small).catch_up()
    before = _folder(tmp_path / "index")
    monkeypatch.setattr("search.store.FORMAT", 10**6)
    engine = over(small)
    engine.catch_up()
    assert _folder(tmp_path / "index") != before
    assert engine.check() == ()


def test_a_set_that_is_not_what_the_segment_holds_of_its_term_is_noticed(small, over, monkeypatch, all_common):
    written = extracts._write_common

    def mixed_up(*how):
        where = written(*how)
        one, other = (term for term in where["n"] if term in ("户籍", "出生"))
        where["n"][one], where["n"][other] = where["n"][other], where["n"][one]
        return where

    monkeypatch.setattr(extracts, "_write_common", mixed_up)
    engine = over(small)
    engine.catch_up()
    assert [one.difference for one in engine.check()] == [Difference.UNREADABLE]


def test_an_index_that_is_gone_is_healed_by_the_first_question(small, tmp_path):
    engine = Search(tmp_path / "index", small.opened)
    with pytest.raises(Rebuilding):
        engine.find(Query("户籍证明"), on=TODAY, known=NOW)
    until = time.monotonic() + 20
    while engine.state().place is None and time.monotonic() < until:
        time.sleep(0.02)
    assert engine.find(Query("户籍证明"), on=TODAY, known=NOW).stage is Stage.NAMES


def test_while_one_process_builds_the_others_answer_and_know(small, over, tmp_path):
    engine = over(small)
    engine.catch_up()
    small.put(small.by_id[1])
    looked: list[tuple[bool, int, int]] = []

    class Watched(register.Register):
        def records(self, requirement_ids=None):
            other = over(small)
            looked.append((other.state().rebuilding, other.find(Query(), on=TODAY, known=NOW).total, other.catch_up()))
            return super().records(requirement_ids)

    watched = Watched(small.by_id, small.decisions, small.named, small.entries)
    over(watched).rebuild()
    assert looked == [(True, 12, 1)]
    assert not engine.state().rebuilding
    assert engine.state().place == 2


def test_a_failed_build_leaves_the_index_in_use_alone(small, over, tmp_path):
    engine = over(small)
    engine.catch_up()

    class Broken(register.Register):
        def records(self, requirement_ids=None):
            yield next(iter(super().records(requirement_ids)))
            raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        over(Broken(small.by_id, small.decisions, small.named, small.entries)).rebuild()
    assert engine.find(Query(), on=TODAY, known=NOW).total == 12
    assert len(list((tmp_path / "index").glob("index-*"))) == 1
    engine.catch_up()
    assert engine.check() == ()


def test_a_rebuild_leaves_no_older_index_behind(small, over, tmp_path):
    engine = over(small)
    for _ in range(3):
        engine.rebuild()
    assert [path.name for path in (tmp_path / "index").glob("index-*")] == [_folder(tmp_path / "index").name]


LEFT = ("MAIN_abc.trm", "MAIN_abc.seg", "MAIN_abc.ext")


def test_what_a_dead_writer_left_is_in_nobodys_way(small, over, tmp_path):
    engine = over(small)
    engine.catch_up()
    folder = _folder(tmp_path / "index")
    for name in (
        "_MAINDRAFT_2.toc",
        "_MAINDRAFT_2.toc.sum",
        "_MAIN_2.toc.sum",
        "MAIN_abc.trm",
        "MAIN_abc.seg",
        "MAIN_abc.ext",
    ):
        (folder / name).write_bytes(b"half written")
    (tmp_path / "index" / "index-0123456789ab").mkdir()
    small.put(small.by_id[1])
    engine.catch_up()
    assert _folder(tmp_path / "index") == folder
    assert engine.check() == ()
    assert not [path for path in folder.iterdir() if path.read_bytes() == b"half written"]
    assert len(list((tmp_path / "index").glob("index-*"))) == 1


def test_the_memory_of_postings_is_bounded(example, tmp_path):
    engine = Search(tmp_path / "index", example.opened, heals=False, memory=20_000)
    engine.catch_up()
    for record in list(example.by_id.values())[::9]:
        engine.find(Query(f"{record.service_item} {record.material}"), on=TODAY, known=NOW)
    assert engine._terms.weight <= 20_000


def test_the_place_is_part_of_the_commit(small, over, tmp_path):
    engine = over(small)
    engine.catch_up()
    small.put(small.by_id[1])
    engine.catch_up()
    stored = [fields for one in engine._ready().extras for fields in [one[1]] if "place" in fields]
    assert [json.loads(fields["place"])["place"] for fields in stored] == [small.head()]
