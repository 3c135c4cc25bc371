"""Commands that fill and keep a register: ``seed``, ``instruments``, ``person``, ``backup``, ``restore``."""

import io
import stat
import tarfile

import pytest

from catalog.clock import now, today
from catalog.database import Database
from catalog.services import history, passwords
from catalog.services.people import officials
from tests.cli.conftest import surround


def test_the_example_is_loaded_once(run):
    assert "1,344条" in run("seed").out
    assert "已经有记录" in run("seed", status=1).err
    assert run("search", "无犯罪记录证明", "--json").json["total"] > 0
    assert run("history", "verify", "--json").json["intact"]


SHEET = "title,level,issuer,effective_on,repealed_on,articles\n"


def test_instruments_are_registered_once_and_found_by_cite(run, tmp_path):
    sheet = tmp_path / "依据.csv"
    sheet.write_text(SHEET + "示例市测试办法,地方政府规章,示例市人民政府,2020-01-01,,12\n", "utf-8-sig")
    assert "1件" in run("instruments", sheet).out
    assert "0件" in run("instruments", sheet).out
    (cited,) = run("cite", "《示例市测试办法》第三条", "--json").json["citations"]
    assert cited["level"] == "地方政府规章"


def test_a_version_of_which_only_a_part_was_loaded_makes_no_article_impossible(run, tmp_path):
    sheet, listed = tmp_path / "依据.csv", tmp_path / "清单.csv"
    whole, part = "示例市测试办法,地方政府规章,,2020-01-01,,60", "示例市测试办法,地方政府规章,,2021-01-01,,5"
    listed.write_text(
        "索要单位,办理事项,证明名称,设定依据,取消方式\n"
        "示例市民政局,结婚登记,单身证明,《示例市测试办法》第五十条,数据共享\n"
        "示例市民政局,结婚登记,居住证明,《示例市测试办法》第六十一条,数据共享\n",
        "utf-8",
    )
    sheet.write_text(f"{SHEET}{whole}\n{part}\n".replace("effective_on", "published_on"), "utf-8-sig")
    assert "2件" in run("instruments", sheet).out
    problems = run("import", listed, "--dry-run", "--json").json["problems"]
    assert [(one["line"], one["code"]) for one in problems] == [(3, "impossible-article")]


@pytest.mark.parametrize(
    "content",
    [
        b"name,level\nx,y\n",
        (SHEET + "某办法,规章,,2020-13-01,,\n").encode(),
        (SHEET + ",规章,,,,\n").encode(),
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"title,level\n" + b'"' + b"x" * 200_000,
    ],
)
def test_a_sheet_of_instruments_that_cannot_be_read_gets_a_sentence(run, tmp_path, content):
    sheet = tmp_path / "依据.csv"
    sheet.write_bytes(content)
    before = run("history", "head", "--json").json
    assert run("instruments", sheet, status=1).err.strip().endswith("。")
    assert run("history", "head", "--json").json == before


def test_a_sheet_in_the_encoding_of_old_spreadsheets_is_read(run, tmp_path):
    sheet = tmp_path / "依据.csv"
    sheet.write_bytes((SHEET + "示例市测试办法,规章,示例市人民政府,,,\n").encode("gb18030"))
    assert "1件" in run("instruments", sheet).out


def test_a_person_signs_in_with_the_password_that_was_shown(run, database: Database):
    said = run("person", "add", "wang", "--name", "王敏", "--office", "示例市司法局", "--role", "reviewer")
    password = said.out.partition("：")[2].strip()
    assert passwords.sign_in(database, login="wang", password=password, at=now(), secret="s").name == "王敏"
    run("person", "role", "wang", "--office", "示例市司法局", "--role", "publisher")
    with database.reading() as session:
        (wang,) = officials(session, on=today())
    assert {role.value for role in wang.roles} == {"reviewer", "publisher"}
    assert "王敏" in run("person", "list").out


def test_a_password_may_come_from_a_pipe_and_is_never_printed(run, database: Database, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse battery\n"))
    said = run("person", "add", "li", "--password-stdin")
    assert "correct horse" not in said.out + said.err
    assert passwords.sign_in(database, login="li", password="correct horse battery", at=now(), secret="s")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["add"], 2),
        (["add", "wang", "--role", "king"], 2),
        (["add", "Wang Min"], 1),
        (["password", "nobody"], 1),
        (["role", "nobody", "--role", "clerk"], 1),
    ],
)
def test_a_person_that_cannot_be_is_refused_and_nothing_is_written(run, words, status):
    before = run("history", "head", "--json").json
    assert run("person", *words, status=status).err.strip()
    assert run("history", "head", "--json").json == before


def test_a_backup_comes_back_whole_and_the_index_is_rebuilt(run, database, home, tmp_path, monkeypatch, write_list):
    if not database.is_sqlite:
        assert "pg_dump" in run("backup", tmp_path / "all.tar.gz", status=1).err
        return
    row = ("民政局", "登记", "单身证明", "直接取消", "")
    path = write_list("第一批", row)
    run("import", path, "--published", "--published-on", "2026-01-01", "--effective-on", "2026-01-01")
    (home / "secret-key").write_text("k" * 64)
    head = run("history", "head", "--json").json
    archive = tmp_path / "all.tar.gz"
    assert "已备份" in run("backup", archive).out
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert "没有覆盖" in run("backup", archive, status=1).err

    other = tmp_path / "other"
    surround(monkeypatch, f"sqlite:///{other / 'register.db'}", other)
    assert "已恢复" in run("restore", archive).out
    assert run("history", "head", "--json").json == head
    assert run("history", "verify", "--json").json["intact"]
    assert (other / "secret-key").read_text() == "k" * 64
    assert {one.read_bytes() for one in (other / "documents").glob("*/*")} == {path.read_bytes()}
    assert run("index", "check").out.strip() == "索引和数据库一致。"
    assert run("search", "单身证明", "--json").json["total"] == 1
    assert "没有覆盖" in run("restore", archive, status=1).err
    assert not list(other.glob("restoring-*")) and not list(tmp_path.glob("*.partial"))


@pytest.mark.parametrize("content", ["nothing", "no archive", "cut", "another archive"])
def test_what_is_no_backup_is_not_restored(run, database, tmp_path, monkeypatch, content):
    archive = tmp_path / "all.tar.gz"
    if content == "no archive":
        archive.write_bytes(b"hello")
    if content == "another archive":
        with tarfile.open(archive, "w:gz") as made:
            made.add(__file__, "register.db")
    if content == "cut":
        whole = tmp_path / "whole.tar.gz"
        with tarfile.open(whole, "w:gz") as made:
            made.add(__file__, "documents/x")
        archive.write_bytes(whole.read_bytes()[:60])
    other = tmp_path / "other"
    surround(monkeypatch, f"sqlite:///{other / 'register.db'}", other)
    assert run("restore", archive, status=1).err.strip().endswith("。")
    assert not (other / "register.db").exists()
    with database.reading() as session:
        assert history.verify(session) is None
