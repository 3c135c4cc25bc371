"""The log of visits: one line for each request, nothing of what was looked for, gone when its time is over."""

import os
import threading
from datetime import UTC, date, datetime, timedelta

import pytest

from app import tick, visits
from app.settings import Settings
from catalog import clock

NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)


def lines_of(folder):
    return [line for file in sorted(folder.iterdir()) for line in file.read_text(encoding="ascii").splitlines()]


def test_a_request_leaves_its_page_and_not_what_was_searched_for(app, client, home):
    app.extensions["search"].catch_up()
    client.get("/proofs?q=坐过牢", environ_base={"REMOTE_ADDR": "192.0.2.7"})
    client.post("/receipts/", data={"code": "ABCD-EFGH"})
    client.get("/nothing")
    found, posted, missing = lines_of(home / visits.FOLDER)
    assert found.split(" ")[1:] == ["192.0.2.7", "GET", "/proofs", "200"]
    assert " POST /receipts/ " in posted and "ABCD" not in posted
    assert missing.endswith(" GET /nothing 404")


def test_a_day_has_a_file_which_only_its_owner_reads(tmp_path):
    log = visits.Visits(tmp_path)
    for at in (NOON, NOON + timedelta(hours=11, minutes=59), NOON + timedelta(hours=12)):
        log.note(at, "::1", "GET", "/", 200)
    assert [file.name for file in sorted(tmp_path.iterdir())] == ["2026-03-01.log", "2026-03-02.log"]
    assert all(file.stat().st_mode & 0o077 == 0 for file in tmp_path.iterdir())


@pytest.mark.parametrize("path", ["/a\nb", "/a b", "/证明", "/\ud800", "/%0a"])
def test_no_address_makes_two_lines_or_more_words(tmp_path, path):
    visits.Visits(tmp_path).note(NOON, "::1", "GET", path, 404)
    (line,) = lines_of(tmp_path)
    assert len(line.split(" ")) == 5


def test_lines_of_many_threads_and_processes_stay_whole(tmp_path):
    logs = [visits.Visits(tmp_path) for _ in range(4)]
    threads = [
        threading.Thread(
            target=lambda log=log: [log.note(NOON, "::1", "GET", "/" + "x" * 500, 200) for _ in range(100)]
        )
        for log in logs
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lines_of(tmp_path)) == 400 and len(set(lines_of(tmp_path))) == 1


def test_a_line_that_cannot_be_written_hinders_no_answer(app, client, home, caplog):
    os.close(os.open(home / visits.FOLDER, os.O_CREAT))
    assert client.get("/about").status_code == 200
    assert "a visit could not be written down" in caplog.text


@pytest.mark.parametrize(
    "days_ago, is_left", [(0, True), (180, True), (185, False), (4000, False)], ids=lambda value: str(value)
)
def test_a_day_is_kept_six_months_and_no_longer(app, home, days_ago, is_left):
    day = clock.today() - timedelta(days=days_ago)
    log = home / visits.FOLDER
    log.mkdir()
    (log / f"{day}.log").touch()
    (log / "letter.txt").touch()
    tick.tick(tick.place_of(app))
    assert (log / f"{day}.log").exists() == is_left and (log / "letter.txt").exists()


def test_the_six_months_are_counted_from_the_end_of_the_day(tmp_path):
    (tmp_path / "2026-03-31.log").touch()
    over = clock.start_of(date(2026, 10, 1))
    assert visits.forget(tmp_path, at=over - timedelta(seconds=1), months=6) == 0
    assert visits.forget(tmp_path, at=over, months=6) == 1


@pytest.mark.parametrize("months", ["5", "0", "1000", "six"])
def test_less_than_the_law_asks_cannot_be_set(tmp_path, months):
    with pytest.raises(ValueError, match="MIANZHENG_VISITS_MONTHS"):
        Settings.from_env({"MIANZHENG_HOME": str(tmp_path), "MIANZHENG_VISITS_MONTHS": months})
