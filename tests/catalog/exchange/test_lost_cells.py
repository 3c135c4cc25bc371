"""Lists whose cells were lost or put together on the way: put back where the text says how, refused where not."""

import io

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.exchange import compounds, reading
from catalog.exchange.columns import Field
from catalog.exchange.reading import Reading
from catalog.vocabulary import Severity
from tests.catalog.exchange import writing
from tests.catalog.exchange.test_variants import HEADER, REGISTER, codes, read

LINES = ("1|甲局|乙|丙证明|《护照法》第六条|丁|数据共享", "2|甲局|戊|己证明|无|丁|直接取消")
LOOK = [(1, "cells-realigned")]


def of_text(words: str) -> Reading:
    return reading.read(words.encode("gb18030"), "list.csv", register=REGISTER)


def of_paragraphs(*lines: str) -> Reading:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return reading.read(out.getvalue(), "list.docx", register=REGISTER)


def cell_a_line(*lines: str) -> list[str]:
    return [cell for line in (HEADER, *lines) for cell in line.split("|")]


def whole() -> list[dict[str, str]]:
    return [row.as_dict() for row in read("\n".join((HEADER, *LINES))).rows]


# A7. Every cell on its own line


@pytest.mark.parametrize("of_lines", [lambda lines: of_text("\n".join(lines)), lambda lines: of_paragraphs(*lines)])
def test_cells_that_each_stand_on_a_line_are_put_back_by_their_numbers(of_lines) -> None:  # type: ignore[no-untyped-def]
    found = of_lines([*cell_a_line(*LINES), "合计：2项"])
    assert [row.as_dict() for row in found.rows] == whole()
    assert codes(found) == LOOK


@given(st.sets(st.integers(0, 13), min_size=1, max_size=3))
def test_a_row_that_lost_a_cell_is_never_read_and_always_told_of(lost: set[int]) -> None:
    body = [cell for line in LINES for cell in line.split("|")]
    kept = [cell for place, cell in enumerate(body) if place not in lost]
    found = of_text("\n".join([*HEADER.split("|"), *kept]))
    right = {tuple(row.items()) for row in whole()}
    assert {tuple(row.as_dict().items()) for row in found.rows} <= right
    assert len(found.rows) < 2
    assert {"cells-do-not-align", "rows-without-number"} & {each.code for each in found.problems}


def test_cells_on_lines_without_numbers_are_refused_and_not_counted_off() -> None:
    cells = [cell for line in (HEADER, *LINES) for cell in line.split("|")[1:]]
    found = of_text("\n".join(cells))
    assert found.rows == ()
    assert "rows-without-number" in {each.code for each in found.problems}


# A8. Columns run together


@pytest.mark.parametrize("blank", [" ", "   ", "　"])
def test_columns_with_only_blanks_between_them_are_parted_when_all_have_as_many(blank: str) -> None:
    found = of_paragraphs(
        *(line.replace("|", blank) for line in (HEADER, *LINES, "3|多 出|一格|乙|丙证明|无|丁|直接取消"))
    )
    assert [row.as_dict() for row in found.rows] == whole()
    assert codes(found) == [*LOOK, (4, "cells-do-not-align")]


def test_columns_with_nothing_between_them_are_refused_with_what_to_do() -> None:
    found = of_paragraphs("序号证明名称证明用途设定依据索要单位", "1户籍证明出生登记无示例市公安局")
    assert [each.code for each in found.problems] == ["columns-run-together"]


@pytest.mark.parametrize(
    "lines",
    [
        ("一、示例市公安局（2项）", "1.户籍证明", "2.居住证明"),
        ("（一）户籍证明。改为数据共享。", "（二）学历证明。取消后网络核验。"),
        ("关于公布证明清单的通知", "附件：1.市政府取消的证明清单 2.市政府保留的证明清单"),
    ],
)
def test_text_without_a_table_is_refused_with_what_to_do(lines: tuple[str, ...]) -> None:
    found = of_paragraphs(*lines)
    assert (found.rows, [each.code for each in found.problems]) == ((), ["text-without-table"])


# A3. A page for each proof

PAGE = """证明事项名称：{}
要求出具证明事项的单位：示例市公安局
证明事项用途：出生登记
实施依据：《护照法》第六条
取消方式：数据共享"""


def test_paragraphs_with_a_heading_and_a_value_are_a_page_for_each_proof() -> None:
    found = of_paragraphs(*PAGE.format("甲证明").splitlines(), *PAGE.format("乙证明").splitlines())
    assert [(row.material, row.demanding_office, row.service_item, row.line) for row in found.rows] == [
        ("甲证明", "示例市公安局", "出生登记", 1),
        ("乙证明", "示例市公安局", "出生登记", 6),
    ]
    assert codes(found) == []


def test_a_line_of_a_page_may_hold_several_headings_each_with_its_value_or_none() -> None:
    found = read(
        "证明名称：|户籍证明|办理事项：|出生登记\n索要单位|示例市公安局|开具单位|派出所\n设定依据|无||\n取消方式|数据共享|备注|"
    )
    row = found.rows[0]
    assert (row.material, row.service_item, row.issuing_office, row.remark) == ("户籍证明", "出生登记", "派出所", "")
    assert codes(found) == []


def test_a_page_can_be_read_again_with_its_own_mapping() -> None:
    data = writing.xlsx([writing.Grid("清单", [line.split("：") for line in PAGE.format("甲证明").splitlines()])])
    first = reading.read(data, "list.xlsx", register=REGISTER)
    again = reading.read(data, "list.xlsx", register=REGISTER, mapping=first.mapping)
    assert [row.as_dict() for row in again.rows] == [row.as_dict() for row in first.rows] != []


# A5. Several fields in one cell

MANY = "实施基本情况（年受理量、索要单位、开具单位）"


@pytest.mark.parametrize(
    ("heading", "cell", "told"),
    [
        (MANY, "年受理量：120件；索要单位：甲局；开具单位：丁", []),
        (MANY, "年受理量：120件⏎开具单位：丁⏎索要单位：甲局", []),
        ("实施情况", "索要单位：甲局；开具单位：丁", []),
        (MANY, "120件、甲局、丁", [(2, "cell-parted")]),
        ("索要单位/开具单位", "甲局/丁", [(2, "cell-parted")]),
        (MANY, "120件、甲局", [(2, "cell-not-parted"), (2, "missing-demanding-office")]),
    ],
)
def test_a_cell_with_several_fields_is_parted_where_it_or_its_heading_says_how(
    heading: str, cell: str, told: list[tuple[int, str]]
) -> None:
    found = read(f"序号|证明名称|证明用途|设定依据|{heading}|取消方式\n1|丙证明|乙|无|{cell}|直接取消")
    row = found.rows[0]
    whole = "missing-demanding-office" not in dict(map(reversed, told))
    assert (row.demanding_office, row.issuing_office) == (("甲局", "丁") if whole else ("", ""))
    assert sorted(codes(found)) == sorted(told)


@pytest.mark.parametrize(
    "heading",
    ["设定依据（名称、条款）", "取消方式、替代方式", "证明名称（材料名称）", "单位/部门", "取消方式及备注", "证明名称"],
)
def test_a_heading_that_only_explains_itself_lists_no_fields(heading: str) -> None:
    assert compounds.fields_of(heading) == ()


def test_no_known_heading_lists_fields() -> None:
    from catalog.exchange.columns import HEADINGS

    assert [each for listed in HEADINGS.values() for each in listed.split() if compounds.fields_of(each)] == []
    assert Field.UNREAD in compounds.fields_of(MANY)


# A2. A header of two lines that slid to the left

SLID = """
    序号|证明名称|证明用途|设定依据|实施基本情况|行使层级|事项类型|取消方式
    索要单位|开具单位|省级|市级|县级|乡镇级及其他
    1|丙证明|乙|无|甲局|丁||√|√||行政确认|直接取消
"""


def test_headings_that_slid_to_the_left_are_put_below_their_groups() -> None:
    row = read(SLID).rows[0]
    assert (row.demanding_office, row.issuing_office, row.item_type, row.disposition) == (
        "甲局",
        "丁",
        "行政确认",
        "直接取消",
    )
    assert codes(read(SLID), *Severity) == []


def test_headings_that_slid_where_the_lines_below_are_as_wide_as_the_first_stay() -> None:
    found = read(SLID.replace("||√|√||行政确认|直接取消", "||"))
    assert all(row.demanding_office != "丁" for row in found.rows)
    assert any(severity is Severity.ERROR for severity in (each.severity for each in found.problems))


# I. What conversion leaves behind


def test_marks_of_web_pages_are_read_as_what_they_stand_for() -> None:
    found = read(f"{HEADER}\n1|甲局|乙|丙<br>证明&nbsp;|&lt;护照法&gt;第六条|丁|数据&nbsp;共享")
    row = found.rows[0]
    assert (row.material, row.basis_title, row.method) == ("丙证明", "中华人民共和国护照法", "数据共享")
    assert codes(found, *Severity) == []


@pytest.mark.parametrize("garbled", ["村?。ň樱┟裎瘑T会", "户籍????", "锟斤拷证明", "&濒诲辩耻辞;证明"])
def test_what_was_garbled_on_the_way_is_doubted(garbled: str) -> None:
    assert codes(read(f"{HEADER}\n1|甲局|乙|{garbled}|无|丁|直接取消")) == [(2, "garbled-text")]
