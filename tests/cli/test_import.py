"""``import``: what it prints, what it writes, and what it refuses."""

import csv
import json

import pytest
from sqlmodel import select

from catalog import clock
from catalog.exchange import undoing
from catalog.exchange.rows import KEYS
from catalog.models import Line, ProofList
from catalog.vocabulary import Severity
from tests.catalog.services.cast import hire
from tests.cli.conftest import EXAMPLE_LIST, FIXTURES

LISTS = FIXTURES / "lists"
UNNUMBERED = ("--published", "--published-on", "2026-09-25", "--effective-on", "2026-10-01")
PUBLISHED = (*UNNUMBERED, "--number", "示府办〔2026〕1号")
LATER = ("--published", "--published-on", "2026-11-01", "--effective-on", "2026-12-01", "--number", "示府办〔2026〕9号")
HEAD = "索要单位,办理事项,证明名称,设定依据,取消方式"
OFFICE, ITEM = "示例市民政局", "结婚登记"
ROWS = (
    (OFFICE, ITEM, "单身证明", "直接取消", ""),
    (OFFICE, ITEM, "居住证明", "保留", ""),
    (OFFICE, "收养登记", "居住证明", "替代取消", "数据共享"),
)


def lists_of(run):
    """How many entries of history there are: nothing is written without one."""
    return run("history", "verify", "--json").json["entries"]


def test_the_answer_has_the_rows_as_the_expected_file_gives_them(run):
    answer = run("import", EXAMPLE_LIST, "--dry-run", "--json").json
    with (LISTS / "first-batch.expected.csv").open(encoding="utf-8-sig", newline="") as sheet:
        expected = list(csv.DictReader(sheet))
    assert set(answer) == {"rows", "problems", "summary"}
    assert all(set(row) == {*KEYS, "sheet", "line", "change"} for row in answer["rows"])
    for row, wanted in zip(answer["rows"], expected, strict=True):
        assert {key: row[key] for key in wanted} == wanted
    assert answer["summary"]["rows"] == answer["summary"]["new"] == len(expected)


def test_problems_name_their_place_and_what_they_weigh(run):
    answer = run("import", LISTS / "broken.xlsx", "--json", "--dry-run", status=1).json
    with (LISTS / "broken.expected.csv").open(encoding="utf-8-sig", newline="") as sheet:
        expected = list(csv.DictReader(sheet))
    assert all(set(one) == {"sheet", "line", "heading", "code", "message", "severity"} for one in answer["problems"])
    assert {(one["line"], one["code"], one["severity"]) for one in answer["problems"]} == {
        (int(one["sheet_line"]), one["code"], one["severity"]) for one in expected if one["code"]
    }


def test_an_import_into_a_draft_is_taken_back_at_the_desk(run, database, tmp_path):
    cast, path = hire(database), tmp_path / "wrong.csv"
    path.write_text(f"{HEAD}\n{OFFICE},{ITEM},单身证明,无,直接取消\n", encoding="utf-8")
    run("import", path, "--title", "民政清单")
    with database.writing() as session:
        (listing,) = session.exec(select(ProofList))
        (plan,) = undoing.of_list(session, listing.id)
        assert (plan.filename, plan.title, listing.source_digest) == ("wrong.csv", "民政清单", plan.digest)
        undoing.undo(session, plan.id, reason="传错了文件。", by=cast.chen, at=clock.now())
    with database.reading() as session:
        assert session.exec(select(Line)).all() == []


def test_lines_that_lack_a_name_are_not_called_the_same_requirement(run, tmp_path):
    path = tmp_path / "gaps.csv"
    path.write_text(f"{HEAD}\n{OFFICE},,单身证明,无,直接取消\n{OFFICE},,单身证明,无,保留\n", encoding="utf-8")
    answer = run("import", path, "--json", "--dry-run", status=1).json
    assert [(one["line"], one["code"]) for one in answer["problems"]] == [
        (2, "missing-service-item"),
        (3, "missing-service-item"),
    ]


def test_rows_by_what_they_do_add_up(run):
    summary = run("import", LISTS / "broken.xlsx", "--json", "--dry-run", status=1).json["summary"]
    assert summary["rows"] == sum(summary[change] for change in ("new", "changed", "identical", "wrong"))
    assert summary["wrong"] > 0


def test_a_dry_run_writes_nothing(run, write_list):
    before = lists_of(run)
    run("import", write_list("清单", *ROWS), "--dry-run", *PUBLISHED)
    assert lists_of(run) == before


def test_errors_refuse_the_whole_list_and_json_stays_json(run):
    before = lists_of(run)
    said = run("import", LISTS / "broken.xlsx", "--json", "--accept-doubts", status=1)
    assert said.json["summary"]["errors"] > 0
    assert "错误" in said.err and lists_of(run) == before


def test_doubts_wait_until_they_are_accepted(run, tmp_path):
    path = tmp_path / "清单.csv"
    path.write_text(f"{HEAD}\n民政局,登记,证明甲,《没有登记的办法》,保留\n", "utf-8")
    before = lists_of(run)
    refused = run("import", path, "--json", status=1)
    assert [one["severity"] for one in refused.json["problems"]] == ["doubt"]
    assert "--accept-doubts" in refused.err and lists_of(run) == before
    run("import", path, "--accept-doubts")
    assert lists_of(run) > before


def test_without_json_the_answer_is_a_summary_and_the_problems(run):
    said = run("import", LISTS / "broken.xlsx", "--dry-run", status=1)
    first, *problems = said.out.splitlines()
    assert first.startswith("共28行：") and problems
    assert all(one.startswith(tuple(severity.label for severity in Severity)) for one in problems)


def test_a_published_list_answers_from_its_day_on(run, write_list):
    run("import", write_list("第一批", *ROWS), *PUBLISHED)
    before = run("search", "单身证明", "--on", "2026-09-30", "--json").json["items"]
    after = run("search", "单身证明", "--on", "2026-10-01", "--json").json["items"]
    assert [one["outcome"] for one in before] == ["unknown"]
    assert [(one["outcome"], one["document_number"]) for one in after] == [("cancelled", "示府办〔2026〕1号")]


def test_a_draft_is_seen_by_nobody(run, write_list):
    run("import", write_list("草稿", *ROWS))
    assert run("search", "单身证明", "--json").json["total"] == 0


def test_a_draft_of_the_same_list_does_not_stand_in_the_way_of_publishing_it(run, write_list):
    path = write_list("第一批", *ROWS)
    run("import", path)
    assert run("import", path, "--json", *PUBLISHED).json["summary"]["new"] == 3
    assert run("search", "单身证明", "--on", "2026-10-01", "--json").json["total"] == 1


def test_the_same_file_twice_is_written_once(run, write_list):
    path = write_list("第一批", *ROWS)
    run("import", path, *PUBLISHED)
    before = lists_of(run)
    again = run("import", path, "--json", *PUBLISHED)
    assert again.json["summary"]["identical"] == 3 and again.json["summary"]["new"] == 0
    assert "完全相同" in again.err and lists_of(run) == before


def test_a_changed_list_says_what_is_new_changed_and_identical(run, write_list):
    run("import", write_list("第一批", *ROWS), *PUBLISHED)
    changed = (ROWS[0], (OFFICE, ITEM, "居住证明", "直接取消", ""), (OFFICE, ITEM, "收入证明", "保留", ""))
    answer = run("import", write_list("第二批", *changed), "--json", *LATER).json
    assert [row["change"] for row in answer["rows"]] == ["identical", "changed", "new"]
    found = {
        day: [one["outcome"] for one in run("search", "居住证明 结婚登记", "--on", day, "--json").json["items"][:1]]
        for day in ("2026-10-01", "2026-12-01")
    }
    assert found == {"2026-10-01": ["kept"], "2026-12-01": ["cancelled"]}


def test_a_number_used_by_another_imported_document_is_a_doubt_and_no_refusal(run, write_list):
    run("import", write_list("第一批", ROWS[0]), *PUBLISHED)
    said = run("import", write_list("第二批", *ROWS[1:]), "--json", *PUBLISHED)
    assert [(one["code"], one["severity"], one["heading"]) for one in said.json["problems"]] == [
        ("number-in-use", "doubt", "文号")
    ]
    assert run("search", "居住证明", "--on", "2026-10-01", "--json").json["total"] == 2


def test_a_list_in_force_before_it_was_published_is_told_and_entered(run, write_list):
    odd = ("--published", "--published-on", "2026-10-01", "--effective-on", "2026-09-01")
    said = run("import", write_list("第一批", ROWS[0]), "--json", *odd)
    assert [one["code"] for one in said.json["problems"]] == ["effective-before-published"]


def test_policy_is_recorded_with_a_published_list_and_not_refused(run, tmp_path):
    path = tmp_path / "清单.csv"
    basis = "《中华人民共和国民法典》第一千零四十九条"
    path.write_text(f"{HEAD}\n民政局,登记,单身证明,{basis},直接取消\n", "utf-8")
    said = run("import", path, "--json", *PUBLISHED)
    assert [one["code"] for one in said.json["problems"]] == ["policy-direct-cancellation"]
    assert run("search", "单身证明", "--on", "2026-10-01", "--json").json["items"][0]["outcome"] == "cancelled"


@pytest.mark.parametrize(
    "wrong",
    [
        ("--published", "--published-on", "2026-09-31", "--effective-on", "2026-10-01"),
        ("--published", "--published-on", "昨天", "--effective-on", "2026-10-01"),
        ("--published", "--published-on", "2026-09-25"),
        ("--published",),
        ("--number", "示府办〔2026〕1号"),
        ("--effective-on", "2026-10-01"),
    ],
)
def test_wrong_days_and_half_publications_are_wrong_usage(run, write_list, wrong):
    before = lists_of(run)
    said = run("import", write_list("清单", *ROWS), *wrong, status=2)
    assert said.out == "" and said.err.strip() and lists_of(run) == before


def test_a_number_that_is_none_is_refused_before_anything_is_read(run, write_list):
    wrong = ("--published", "--number", "第一号", "--published-on", "2026-09-25", "--effective-on", "2026-10-01")
    said = run("import", write_list("清单", *ROWS), *wrong, status=1)
    assert "不像文号" in said.err and said.out == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.xlsx", b""),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("坏.xlsx", b"PK\x03\x04 broken"),
        ("报告.pdf", b"%PDF-1.7"),
        ("太大.csv", b"a," * (11 << 20)),
    ],
)
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_file_that_is_no_list_gets_a_sentence(run, tmp_path, name, content, options):
    path = tmp_path / name
    path.write_bytes(content)
    said = run("import", path, *options, status=1)
    assert said.err.strip().endswith("。") and "Traceback" not in said.err
    if options:
        assert said.json["problems"][0]["severity"] == "error" and said.json["rows"] == []


def test_a_missing_file_and_a_folder_get_a_sentence(run, tmp_path):
    assert "没有这个文件" in run("import", tmp_path / "没有.xlsx", status=1).err
    assert "是文件夹" in run("import", tmp_path, status=1).err


def test_the_title_is_the_lists_own_unless_another_is_given(run, write_list):
    run("import", EXAMPLE_LIST, "--accept-doubts", *PUBLISHED)
    exported = json.loads(run("export", 1, "--format", "json").out)
    assert "证明" in exported["title"] and exported["number"] == "示府办〔2026〕1号"
    run("import", write_list("第二批", ("某局", *ROWS[0][1:])), "--title", "别的名字", *PUBLISHED)
    assert json.loads(run("export", 2, "--format", "json").out)["title"] == "别的名字"
