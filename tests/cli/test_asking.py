"""Commands that only read: ``search``, ``cite``, ``export``, ``history``, ``index check``, ``tick``."""

import csv
import io
import json

import pytest

from app.cli import COMMANDS

SAME = ("outcome", "sentence", "since", "method", "document_number")


def test_a_search_gives_the_same_verdict_as_the_interface(read, example_app):
    found = read("search", "无犯罪记录证明", "--on", "2026-11-01", "--json").json
    assert found["total"] >= len(found["items"]) > 0 and found["on"] == "2026-11-01"
    one = found["items"][0]
    answer = example_app.test_client().get(f"/api/v1/requirements/{one['id']}?on=2026-11-01").json["verdict"]
    assert {name: answer[name] for name in SAME} == {name: one[name] for name in SAME}
    assert set(one) >= {"id", "material", "service_item", "demanding_office", "outcome", "sentence", "since"}


def test_before_the_first_day_nothing_is_known(read):
    found = read("search", "无犯罪记录证明", "--on", "2001-01-01", "--json").json
    assert {one["outcome"] for one in found["items"]} == {"unknown"}


def test_the_plain_answer_is_a_line_for_each_and_a_sum(read):
    *lines, total = read("search", "无犯罪记录证明", "--on", "2026-11-01", "--per-page", "3").out.splitlines()
    assert len(lines) == 3 and all(line.count("\t") == 2 for line in lines)
    assert total.startswith("共") and total.endswith("显示3条。")


def test_what_is_not_there_is_said_honestly(read):
    assert read("search", "西班牙语等级证书", "--json").json["total"] == 0
    assert "没找到不等于不用交" in read("search", "西班牙语等级证书").out


@pytest.mark.parametrize(("option", "value"), [("--on", "2026-13-01"), ("--page", "0"), ("--per-page", "1000")])
def test_a_search_that_cannot_be_read_is_wrong_usage(read, option, value):
    said = read("search", "证明", option, value, status=2)
    assert said.out == "" and said.err.strip()


def test_a_citation_is_taken_apart_and_looked_up(read):
    found = read("cite", "《中华人民共和国户口登记条例》第十条第二款", "--json").json
    (one,) = found["citations"]
    assert (one["title"], one["article"], one["paragraph"], one["level"]) == (
        "中华人民共和国户口登记条例",
        10,
        2,
        "法律",
    )
    assert read("cite", "示府办[2026]1号", "--json").json["numbers"] == ["示府办〔2026〕1号"]


def test_a_number_that_had_to_be_mended_is_told_apart(read):
    answer = read("cite", "国办发〔201847号、示府办[2026]1号", "--json").json
    assert answer["numbers"] == ["国办发〔2018〕47号", "示府办〔2026〕1号"]
    assert answer["repaired_numbers"] == ["国办发〔2018〕47号"]
    assert "请核对" in read("cite", "国办发〔201847号").out


def test_a_citation_of_nothing_known_says_so(read):
    assert "层级未核实" in read("cite", "《没有这部法》第一条").out


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx", "docx"])
def test_an_exported_list_reads_back_line_for_line(read, kind, tmp_path):
    path = tmp_path / f"清单.{kind}"
    assert read("export", 1, "--format", kind, "--output", path).out == ""
    if kind == "json":
        assert len(json.loads(path.read_bytes())["lines"]) == 1344
        return
    summary = read("import", path, "--dry-run", "--json", *PUBLISHED).json["summary"]
    assert (summary["rows"], summary["identical"]) == (1344, 1344)


PUBLISHED = ("--published", "--published-on", "2026-09-25", "--effective-on", "2026-10-01")


def test_an_export_without_a_file_goes_to_stdout(read):
    sheet = list(csv.reader(io.StringIO(read("export", 1).out.lstrip("\ufeff"))))
    assert len(sheet) == 1345


def test_an_export_of_nothing_public_is_refused(read):
    assert "没有编号是99" in read("export", 99, status=1).err


def test_the_history_verifies_and_shows_its_head(read):
    whole = read("history", "verify", "--json").json
    head = read("history", "head", "--json").json
    assert whole["intact"] is True and whole["problem"] is None
    assert whole["entries"] == head["entries"] > 1344 and len(head["digest"]) == 64
    tail = [json.loads(line) for line in read("history", "tail", "--count", "3", "--json").out.splitlines()]
    assert [one["number"] for one in tail] == [head["entries"] - 2, head["entries"] - 1, head["entries"]]
    assert tail[-1]["digest"] == head["digest"]


def test_the_index_agrees_with_the_database(read):
    assert read("index", "rebuild").out.startswith("索引已重建")
    assert read("index", "check").out.strip() == "索引和数据库一致。"
    assert read("index", "follow").out.startswith("索引已跟到")
    assert read("tick").out.startswith("索引已跟到")


def test_every_command_explains_itself_in_chinese(read):
    for command in COMMANDS:
        assert any("\u4e00" <= sign <= "\u9fff" for sign in read(command, "--help").out)


@pytest.mark.parametrize("words", [["no-such-command"], ["import"], ["index", "burn"], ["search"], ["export", "eins"]])
def test_wrong_usage_is_told_in_chinese_with_its_own_status(read, words):
    said = read(*words, status=2)
    assert said.out == "" and "--help" in said.err and "error" not in said.err
