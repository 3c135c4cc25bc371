"""Columns that hold a tick or 是/否: what is read is what their heading asks."""

import pytest

from catalog.exchange import reading
from catalog.vocabulary import Severity
from tests.catalog.exchange import writing
from tests.catalog.exchange.test_variants import REGISTER, cells, codes, read
from tests.catalog.exchange.writing import Grid, Merge

FIXED = "序号|证明名称|办理事项|索要单位|开具单位|设定依据"
LINE = "户籍证明|居住证申领|示例市公安局|公安派出所|《居住证暂行条例》第九条"


def outcomes(found: reading.Reading) -> list[tuple[str, str]]:
    return [(row.disposition, row.method) for row in found.rows]


TICKED = f"""
{FIXED}|清理意见|||替代方式
||||||直接取消|替代取消|保留|
1|甲{LINE}||√||数据共享
2|乙{LINE.replace("《居住证暂行条例》第九条", "无")}|√|||
3|丙{LINE}|||√|
"""
EXPECTED = [("替代取消", "数据共享"), ("直接取消", ""), ("保留", "")]


@pytest.mark.parametrize("merged", [True, False])
def test_a_tick_under_a_decision_is_that_decision(merged: bool) -> None:
    merges: list[Merge] = [(0, 6, 0, 8), *((0, at, 1, at) for at in (*range(6), 9))] if merged else []
    found = read(TICKED, merges=merges)
    assert outcomes(found) == EXPECTED
    assert codes(found) == []


def test_ticks_are_read_where_no_cell_can_be_merged() -> None:
    data = writing.text(Grid("清单", cells(TICKED)), "gb18030")
    assert outcomes(reading.read(data, "list.csv", register=REGISTER)) == EXPECTED


def test_decisions_may_be_headings_of_a_single_line() -> None:
    found = read(
        f"{FIXED}|直接取消|替代取消|保留\n1|{LINE}||数据共享|\n2|乙{LINE}|||法律规定\n3|丙{LINE}||√（告知承诺）|"
    )
    assert outcomes(found) == [("替代取消", "数据共享"), ("保留", ""), ("替代取消", "告知承诺")]
    assert codes(found) == []


def test_a_tick_under_a_method_is_that_method() -> None:
    table = f"{FIXED}|取消方式||\n||||||直接取消|告知承诺|部门核验\n1|{LINE}|||✔\n2|乙{LINE}||是|"
    found = read(table, merges=[(0, 6, 0, 8), *((0, at, 1, at) for at in range(6))])
    assert outcomes(found) == [("替代取消", "部门间核查"), ("替代取消", "告知承诺")]
    assert codes(found) == []


def test_two_decisions_ticked_for_one_line_are_none() -> None:
    found = read(f"{FIXED}|直接取消|保留\n1|{LINE}|√|√")
    assert codes(found, Severity.DOUBT) == [(2, "undivided-not-a-cancellation")]


def test_a_line_without_any_tick_says_nothing() -> None:
    found = read(f"{FIXED}|直接取消|替代取消|保留\n1|{LINE}|||√\n2|乙{LINE}|||")
    assert codes(found) == [(3, "missing-disposition")]


@pytest.mark.parametrize(
    ("heading", "cell", "method", "expected"),
    [
        ("是否取消", "是", "数据共享", ("替代取消", "数据共享")),
        ("是否取消", "否", "", ("保留", "")),
        ("是否保留", "是", "", ("保留", "")),
        ("是否保留", "否", "告知承诺", ("替代取消", "告知承诺")),
        ("是否取消", "保留", "", ("保留", "")),
    ],
)
def test_yes_and_no_answer_what_the_heading_asks(
    heading: str, cell: str, method: str, expected: tuple[str, str]
) -> None:
    found = read(f"{FIXED}|{heading}|替代方式\n1|{LINE}|{cell}|{method}")
    assert outcomes(found) == [expected]
    assert codes(found) == []


def test_a_tick_under_a_heading_that_asks_nothing_is_not_understood() -> None:
    assert codes(read(f"{FIXED}|取消方式\n1|{LINE}|√")) == [(2, "unknown-method")]
