"""Lists that pages, sheets, sections and neighbours cut into parts are read as the whole they are (VARIANTS A, B)."""

import io

import docx
import pytest

from catalog.exchange import reading
from catalog.exchange.reading import Reading
from catalog.vocabulary import Disposition, Severity
from tests.catalog.exchange import writing
from tests.catalog.exchange.test_variants import HEADER, REGISTER, cells, codes, one, read
from tests.catalog.exchange.writing import Grid

LINE = "{}|{}|{}|{}|无|丁|直接取消"


def line(seq: int, office: str, item: str, material: str = "丙证明") -> str:
    return LINE.format(seq, office, item, material)


def of_grids(*grids: Grid) -> Reading:
    return reading.read(writing.xlsx(list(grids)), "list.xlsx", register=REGISTER)


def places(found: Reading) -> list[tuple[str, str, str]]:
    return [(row.seq, row.demanding_office, row.service_item) for row in found.rows]


def of_word(*blocks: str | list[list[str]]) -> Reading:
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), len(block[0]))
        for cells_of_row, texts in zip(table.rows, block, strict=True):
            for cell, words in zip(cells_of_row.cells, texts, strict=True):
                cell.text = words
    out = io.BytesIO()
    document.save(out)
    return reading.read(out.getvalue(), "list.docx", register=REGISTER)


@pytest.mark.parametrize("mark", ["第1页 共3页", "- 2 -", "—3—", "续表", "（续上表）", "示例市证明清单（续）", "2/3"])
def test_what_stands_between_two_pages_does_not_part_the_table(mark: str) -> None:
    found = read(
        f"示例市证明清单\n{HEADER}\n{line(1, '甲局', '乙')}\n{mark}\n{HEADER}\n"
        f"{line(2, '', '', '戊证明')}\n{line(3, '', '己')}",
        merges=[(2, 1, 2, 2)],
    )
    assert [row.line for row in found.rows] == [3, 6, 7]


def test_a_group_that_a_page_has_cut_goes_on_below_the_repeated_header_and_is_doubted() -> None:
    found = read(
        f"{HEADER}\n{line(1, '甲局', '乙')}\n{line(2, '', '', '戊证明')}\n{HEADER}\n{line(3, '', '', '己证明')}\n"
        f"{line(4, '', '庚')}\n{line(5, '辛局', '庚')}\n{line(6, '', '', '壬证明')}",
        merges=[(1, 1, 2, 1), (1, 2, 2, 2), (4, 1, 5, 1), (6, 1, 7, 1), (6, 2, 7, 2)],
    )
    assert [place[1:] for place in places(found)] == [
        ("甲局", "乙"),
        ("甲局", "乙"),
        ("甲局", "乙"),
        ("甲局", "庚"),
        ("辛局", "庚"),
        ("辛局", "庚"),
    ]
    assert codes(found) == [(5, "filled-by-pattern")] * 2


def test_a_sheet_without_a_header_goes_on_with_the_columns_of_the_one_before() -> None:
    found = of_grids(
        Grid("第1页", cells(f"{HEADER}\n{line(1, '甲局', '乙')}")),
        Grid("第2页", cells(f"{line(2, '甲局', '己')}\n{line(3, '庚局', '己')}")),
    )
    assert places(found) == [("1", "甲局", "乙"), ("2", "甲局", "己"), ("3", "庚局", "己")]
    assert codes(found, *Severity) == [(0, "continued-table")]


def test_a_group_that_a_sheet_has_cut_goes_on_and_is_doubted() -> None:
    found = of_grids(
        Grid("1", cells(f"{HEADER}\n{line(1, '甲局', '乙')}")),
        Grid("2", cells(f"{line(2, '', '', '戊证明')}\n{line(3, '', '己')}\n{line(4, '庚局', '己')}")),
    )
    assert [place[1:] for place in places(found)] == [("甲局", "乙"), ("甲局", "乙"), ("甲局", "己"), ("庚局", "己")]
    assert {code for _, code in codes(found)} == {"filled-by-pattern"}


def test_a_sheet_that_only_explains_is_not_taken_for_more_rows() -> None:
    found = of_grids(
        Grid("清单", cells(f"{HEADER}\n{line(1, '甲局', '乙')}")),
        Grid("说明", cells("栏目|怎样填|例子|要求\n证明名称|写全称|户籍证明|必填\n办理事项|写全称|出生登记|必填")),
    )
    assert len(found.rows) == 1
    assert [each.code for each in found.problems] == ["sheet-without-table"]


def test_headings_between_word_tables_give_the_office_also_of_tables_without_a_header() -> None:
    header = "序号|办理事项|证明名称|设定依据|取消方式"
    found = of_word(
        "示例市证明清单",
        "一、示例市公安局",
        cells(f"{header}\n1|乙|丙证明|无|直接取消"),
        "二、示例市民政局（1项）",
        cells("1|乙|丙证明|无|直接取消"),
    )
    assert [row.demanding_office for row in found.rows] == ["示例市公安局", "示例市民政局"]
    assert codes(found) == []


def test_the_title_of_the_first_table_holds_for_later_ones_that_do_not_say_what_becomes_of_their_rows() -> None:
    header = "序号|办理事项|证明名称|设定依据"
    found = of_word(
        "示例市保留的证明清单",
        "一、示例市公安局",
        cells(f"{header}\n1|乙|丙证明|无"),
        "二、示例市民政局",
        cells(f"{header}\n1|乙|丙证明|无"),
    )
    assert [row.decided for row in found.rows] == [Disposition.KEEP] * 2
    assert {code for _, code in codes(found)} == {"disposition-from-title"}


def test_a_table_in_a_cell_that_is_only_layout_is_a_table() -> None:
    document = docx.Document()
    outer = document.add_table(1, 1).cell(0, 0)
    outer.text = "示例市公安局证明清单"
    grid = cells("办理事项|证明名称|设定依据|取消方式\n乙|丙证明|无|直接取消")
    inner = outer.add_table(2, 4)
    for row, texts in zip(inner.rows, grid, strict=True):
        for cell, words in zip(row.cells, texts, strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    found = reading.read(out.getvalue(), "list.docx", register=REGISTER)
    assert [(row.demanding_office, row.material) for row in found.rows] == [("示例市公安局", "丙证明")]


def test_two_tables_side_by_side_are_two_tables_with_whatever_headings() -> None:
    left, right = (
        "序号|证明名称|办理事项|索要单位|设定依据|取消方式",
        "序号|证明材料名称|用途|索要部门|设定依据|取消方式",
    )
    found = read(
        f"示例市证明清单\n{left}||{right}\n1|甲证明|乙|丙局|无|直接取消||3|丁证明|戊|己局|无|数据共享\n2|庚证明|乙|丙局|无|保留"
    )
    assert [(row.seq, row.material, row.demanding_office, row.disposition) for row in found.rows] == [
        ("1", "甲证明", "丙局", "直接取消"),
        ("2", "庚证明", "丙局", "保留"),
        ("3", "丁证明", "己局", "替代取消"),
    ]
    assert codes(found, *Severity) == []
    again = reading.read(
        writing.xlsx(
            [Grid("清单", cells(f"{left}||{right}\n1|甲证明|乙|丙局|无|直接取消||3|丁证明|戊|己局|无|数据共享"))]
        ),
        "list.xlsx",
        register=REGISTER,
        mapping=found.mapping,
    )
    assert len(again.mapping.tables) == 2


def test_of_two_columns_with_one_heading_the_first_is_read_and_the_other_told_of() -> None:
    found = read("索要单位|办理事项|证明名称|设定依据|开具单位|开具单位|取消方式\n甲局|乙|丙证明|无|丁|戊|直接取消")
    assert found.rows[0].issuing_office == "丁"
    assert codes(found, *Severity) == [(1, "column-not-read")]


# Lines that are no rows


@pytest.mark.parametrize(
    "total", ["本页小计", "直接取消合计", "以上共2项", "共有2项", "全市合计", "市公安局小计", "市公安局合计（2项）"]
)
def test_a_total_may_have_words_before_it(total: str) -> None:
    found = read(f"{HEADER}\n{line(1, '甲局', '乙')}\n{line(2, '甲局', '己')}\n{total}|||2")
    assert (len(found.rows), codes(found, *Severity)) == (2, [])


@pytest.mark.parametrize(
    "signed",
    [
        "审核人：张某|||填表人：李某|||电话：1",
        "单位负责人（签字）：||||填表人：",
        "分管领导签字：||||单位（盖章）",
        "填报单位：甲局|负责人：乙|填报人：丙|电话：123|2020年9月1日",
    ],
)
def test_a_line_of_signatures_is_no_row_whatever_column_they_stand_in(signed: str) -> None:
    found = read(f"{HEADER}\n{line(1, '甲局', '乙')}\n{signed}")
    assert (len(found.rows), codes(found, *Severity)) == (1, [])


def test_the_rule_below_a_header_written_with_bars_is_no_row() -> None:
    lines = (
        "索要单位 | 办理事项 | 证明名称 | 设定依据 | 取消方式",
        "--- | :---: | --- | --- | ---",
        "甲局 | 乙 | 丙证明 | 无 | 直接取消",
    )
    data = "".join(f"| {each} |\n" for each in lines)
    found = reading.read(data.encode(), "list.csv", register=REGISTER)
    assert (len(found.rows), codes(found, *Severity)) == (1, [])


@pytest.mark.parametrize(
    ("title", "section", "told"),
    [
        ("示例市证明清单（1项）", "一、示例市公安局（共1项）", []),
        ("示例市证明清单（21项）", "一、示例市公安局", [(2, "total-differs")]),
        ("示例市证明清单", "一、示例市公安局（12项）", [(3, "total-differs")]),
        ("示例市2021年证明清单", "一、示例市公安局", []),
    ],
)
def test_titles_and_sections_that_announce_another_number_are_noted(
    title: str, section: str, told: list[tuple[int, str]]
) -> None:
    found = read(f"{title}\n序号|办理事项|证明名称|设定依据|取消方式\n{section}\n1|乙|丙证明|无|直接取消")
    assert codes(found, *Severity) == told


def test_a_section_of_sections_counts_all_below_it() -> None:
    found = read(
        "序号|办理事项|证明名称|设定依据\n一、直接取消（2项）\n（一）示例市公安局（1项）\n1|乙|丙证明|无\n（二）示例市民政局（1项）\n"
        "1|乙|丙证明|无\n二、保留（1项）\n（一）示例市公安局（1项）\n1|乙|丁证明|无"
    )
    assert [each.code for each in found.problems if each.severity is Severity.NOTE] == []
    assert [row.disposition for row in found.rows] == ["直接取消", "直接取消", "保留"]


# Names and headings


@pytest.mark.parametrize("name", ["其他相关证明材料", "其他需要提供的材料", "有关部门要求的其他证明", "其他有效证明"])
def test_every_catch_all_is_doubted(name: str) -> None:
    assert codes(one(line(1, "甲局", "乙", name))) == [(2, "catch-all-not-a-proof")]


@pytest.mark.parametrize("name", ["其他收入证明", "亲属关系证明", "与其他股东的协议"])
def test_what_only_has_the_word_other_in_it_is_a_proof(name: str) -> None:
    assert codes(one(line(1, "甲局", "乙", name))) == []


@pytest.mark.parametrize(
    ("heading", "disposition"),
    [("取消的证明名称", "直接取消"), ("拟取消证明名称", "拟取消"), ("保留的证明材料", "保留")],
)
def test_the_heading_of_the_proofs_may_say_what_becomes_of_them(heading: str, disposition: str) -> None:
    found = one("甲局|乙|丙证明|无", f"索要单位|办理事项|{heading}|设定依据")
    assert (found.rows[0].disposition, codes(found)) == (disposition, [(1, "disposition-from-title")])


def test_a_notice_that_passes_on_a_document_is_read_as_that_document() -> None:
    found = one("1|甲局|乙|丙证明|《关于印发〈示例市高龄老人津贴发放办法〉的通知》第五条|丁|直接取消")
    assert (found.rows[0].basis_title, found.rows[0].basis_clause, found.rows[0].basis_level) == (
        "示例市高龄老人津贴发放办法",
        "第五条",
        "规范性文件",
    )
    assert codes(found) == []


def test_columns_below_the_basis_may_each_hold_one_level() -> None:
    found = read(
        "索要单位|办理事项|证明名称|设定依据|||取消方式\n|||法律|行政法规|部门规章|\n"
        "甲局|乙|丙证明|《护照法》第六条|||数据共享\n甲局|乙|丁证明|《护照法》第六条||《某某登记规定》第五条|数据共享\n"
        "甲局|乙|戊证明|||《某某登记规定》第五条|数据共享",
        merges=[(0, 3, 0, 5), *((0, column, 1, column) for column in (0, 1, 2, 6))],
    )
    assert [(row.basis_title, row.basis_level, row.other_bases) for row in found.rows] == [
        ("中华人民共和国护照法", "法律", ""),
        ("中华人民共和国护照法", "法律", "《某某登记规定》第五条"),
        ("某某登记规定", "部门规章", ""),
    ]


def test_words_below_a_group_are_read_together_with_it() -> None:
    row = read(
        "证明名称|办理事项|单位||取消方式\n||索要|开具|\n丙证明|乙|甲局|丁|直接取消", merges=[(0, 2, 0, 3)]
    ).rows[0]
    assert (row.demanding_office, row.issuing_office) == ("甲局", "丁")


def test_a_section_is_the_item_only_where_the_table_has_no_column_for_it_and_is_doubted() -> None:
    lines = "一、出生登记||||\n1|甲局|丙证明|无|直接取消\n本清单由甲局负责解释||||"
    found = read(f"序号|索要单位|证明名称|设定依据|取消方式\n{lines}")
    assert ([row.service_item for row in found.rows], codes(found)) == (["出生登记"], [(2, "item-from-section")])


def test_a_total_may_stand_in_any_column() -> None:
    found = read(f"{HEADER}\n{line(1, '甲局', '乙')}\n1|合计")
    assert (len(found.rows), codes(found, *Severity)) == (1, [])


def test_a_sheet_that_explains_how_to_fill_in_the_list_is_no_page_of_a_proof() -> None:
    words = "1.证明名称：填写全称\n2.办理事项：填写事项名称\n3.索要单位：填写单位全称"
    for explained in (words, words.replace("1.", "").replace("2.", "").replace("3.", "")):
        found = of_grids(Grid("清单", cells(f"{HEADER}\n{line(1, '甲局', '乙')}")), Grid("填表说明", cells(explained)))
        assert (len(found.rows), [each.code for each in found.problems]) == (1, ["sheet-without-table"])


def test_a_clause_may_be_a_bare_number_in_its_own_column() -> None:
    found = one("甲局|乙|丙证明|护照法|6|数据共享", "索要单位|办理事项|证明名称|设定依据|条款号|取消方式")
    assert (found.rows[0].basis_title, found.rows[0].basis_clause) == ("中华人民共和国护照法", "第六条")


def test_sections_totals_and_notes_are_known_in_traditional_characters_and_names_stay_as_written() -> None:
    found = read(
        "示例市證明材料清理清單\n序號|辦理事項|證明名稱|設定依據|條款|取消方式\n一、東岸街道辦事處（共1項）\n"
        "1|乙|戶籍證明|護照法|第六條|數據共享\n小計||||1項\n二、河口鎮（1項）\n1|乙|戶籍證明|無||直接取消\n合計：2項\n備註：以上"
    )
    assert [(row.demanding_office, row.material, row.basis_clause) for row in found.rows] == [
        ("東岸街道辦事處", "戶籍證明", "第六条"),
        ("河口鎮", "戶籍證明", ""),
    ]
    assert codes(found, *Severity) == []


@pytest.mark.parametrize(
    "above", ["河口鎮證明材料清理清單", "填報單位（蓋章）：河口鎮", "附件1：河口鎮取消證明事項清單"]
)
def test_an_office_in_traditional_characters_above_the_table_is_used_as_written(above: str) -> None:
    found = read(f"{above}\n辦理事項|證明名稱|設定依據|取消方式\n乙|戶籍證明|無|直接取消")
    assert found.rows[0].demanding_office == "河口鎮"


@pytest.mark.parametrize("blank", ["无", "/", "—", "不涉及"])
@pytest.mark.parametrize(
    ("decision", "read_as", "told"),
    [("取消", "直接取消", []), ("保留", "保留", []), ("替代取消", "替代取消", [(2, "replaced-without-method")])],
)
def test_a_method_that_says_there_is_none_is_no_method(
    blank: str, decision: str, read_as: str, told: list[tuple[int, str]]
) -> None:
    found = one(f"甲局|乙|丙证明|无|{decision}|{blank}", "索要单位|办理事项|证明名称|设定依据|处理意见|替代方式")
    row = found.rows[0]
    assert (row.disposition, row.method, row.replacement, codes(found)) == (read_as, "", "", told)


@pytest.mark.parametrize(
    ("cell", "told"),
    [("户籍证明⏎居住证明", [(2, "several-materials")]), ("户籍⏎证明", []), ("户籍证明⏎（原件）", [])],
)
def test_two_proofs_one_above_the_other_in_a_cell_are_doubted(cell: str, told: list[tuple[int, str]]) -> None:
    assert codes(one(line(1, "甲局", "乙", cell))) == told


def test_a_basis_of_none_beside_the_ground_for_cancelling_is_none() -> None:
    header = "索要单位|办理事项|证明名称|设定依据|其他依据|取消方式"
    found = one("甲局|乙|丙证明|无|《优化营商环境条例》第四十四条|直接取消", header)
    assert (found.rows[0].basis_level, found.rows[0].other_bases) == ("无依据", "《优化营商环境条例》第四十四条")
    assert codes(found) == []


def test_numbered_titles_and_numbered_clauses_in_two_columns_go_together() -> None:
    found = one(
        "甲局|乙|丙证明|1.《护照法》⏎2.《社会救助暂行办法》|1.第六条⏎2.第十一条|数据共享",
        "索要单位|办理事项|证明名称|设定依据|依据条款|取消方式",
    )
    assert (found.rows[0].basis_clause, found.rows[0].other_bases) == ("第六条", "《社会救助暂行办法》第十一条")


@pytest.mark.parametrize("tiers", ["省|市|县", "国家|省级|市级", "市本级|县（市、区）|镇（街道）", "市|区县|街镇"])
@pytest.mark.parametrize("merged", [True, False])
def test_columns_that_tick_the_tier_of_government_are_part_of_the_header_and_left_unread(
    tiers: str, merged: bool
) -> None:
    header = f"索要单位|办理事项|证明名称|设定依据|行使层级|||取消方式\n||||{tiers}|"
    merges = [(0, 4, 0, 6), *((0, column, 1, column) for column in (0, 1, 2, 3, 7))]
    found = read(f"{header}\n甲局|乙|丙证明|无|√||√|直接取消", merges=merges if merged else None)
    assert ([row.material for row in found.rows], codes(found, *Severity)) == (["丙证明"], [])


def test_what_stands_between_headings_that_are_merged_down_is_a_heading_whatever_it_says() -> None:
    found = read(
        "索要单位|办理事项|证明名称|设定依据|附加情况||取消方式\n||||甲类|乙类|\n甲局|乙|丙证明|无|√||直接取消",
        merges=[(0, 4, 0, 5), *((0, column, 1, column) for column in (0, 1, 2, 3, 6))],
    )
    assert ([row.line for row in found.rows], codes(found)) == ([3], [])


def test_a_column_of_running_numbers_needs_no_heading() -> None:
    table = (
        "|索要单位|办理事项|证明名称|设定依据|取消方式\n{}|甲局|乙|丙证明|无|直接取消\n{}|甲局|乙|丁证明|无|直接取消"
    )
    assert [row.seq for row in read(table.format(1, 2)).rows] == ["1", "2"]
    assert [row.seq for row in read(table.format("甲", "乙")).rows] == ["", ""]


@pytest.mark.parametrize(
    ("remark", "limited"),
    [
        ("待省平台接通后执行", True),
        ("可容缺受理", True),
        ("涉外婚姻除外", True),
        ("暂缓执行", True),
        ("限本人办理", False),
        ("市外单位需要的仍可开具", False),
        ("除夕照常办理", False),
    ],
)
def test_a_remark_that_takes_part_of_a_cancellation_back_is_doubted(remark: str, limited: bool) -> None:
    found = one(f"甲局|乙|丙证明|无|直接取消|{remark}", "索要单位|办理事项|证明名称|设定依据|取消方式|备注")
    assert codes(found) == ([(2, "remark-limits-cancellation")] if limited else [])
    assert found.rows[0].remark == remark


@pytest.mark.parametrize(
    "issuer", ["村(居 )民委员会", "村( 居)民委员会", "村(居) 民委员会", "村 (居)民委员会", "村(居)⏎民委员会"]
)
def test_blanks_beside_half_width_brackets_are_stray(issuer: str) -> None:
    assert one(f"1|甲局|乙|丙证明|无|{issuer}|直接取消").rows[0].issuing_office == "村(居)民委员会"


@pytest.mark.parametrize("total", ["合(hé)计", "合\u200b计", "合 計(jì)：2项", "總計"])
@pytest.mark.parametrize("note", ["注(zhù)：以上", "備 註：以上", "填报(bào)人：张某||审核人：李某"])
def test_what_conversion_left_in_totals_and_notes_does_not_make_them_rows(total: str, note: str) -> None:
    found = read(f"{HEADER}\n{line(1, '甲局', '乙')}\n{line(2, '甲局', '己')}\n{total}\n{note}")
    assert (len(found.rows), codes(found, *Severity)) == (2, [])


def test_a_group_that_a_sheet_with_its_own_header_has_cut_goes_on_and_is_doubted() -> None:
    found = of_grids(
        Grid("1", cells(f"示例市证明清单\n{HEADER}\n{line(1, '甲局', '乙')}")),
        Grid("2", cells(f"示例市证明清单\n{HEADER}\n{line(2, '', '', '戊证明')}\n{line(3, '庚局', '己')}")),
    )
    assert [place[1:] for place in places(found)] == [("甲局", "乙"), ("甲局", "乙"), ("庚局", "己")]
    assert {code for _, code in codes(found)} == {"filled-by-pattern"}


def test_a_group_never_goes_on_into_a_table_that_names_its_own_office() -> None:
    found = of_grids(
        Grid("1", cells(f"{HEADER}\n{line(1, '甲局', '乙')}")),
        Grid("2", cells(f"示例市民政局证明清单\n{HEADER}\n{line(1, '', '己')}\n{line(2, '', '庚')}")),
    )
    assert [row.demanding_office for row in found.rows] == ["甲局", "示例市民政局", "示例市民政局"]


def test_one_blank_item_stands_for_the_one_above_only_where_an_earlier_table_is_written_in_groups() -> None:
    header = "办理事项|证明名称|设定依据|取消方式"
    many = cells(f"示例市公安局证明清单\n{header}\n乙|甲证明|无|保留\n|丙证明|无|保留\n|丁证明|无|保留")
    single = cells(f"示例市民政局证明清单\n{header}\n戊|甲证明|无|保留\n|丙证明|无|保留")
    assert of_grids(Grid("1", many), Grid("2", single)).rows[-1].service_item == "戊"
    assert of_grids(Grid("2", single)).rows[-1].service_item == ""


def test_headings_of_two_ranks_between_word_tables_hold_until_the_next_of_their_rank() -> None:
    table = cells("办理事项|证明名称|设定依据\n乙|丙证明|无")
    outer = of_word(
        "一、直接取消",
        "（一）示例市公安局",
        table,
        "（二）示例市民政局",
        table,
        "二、保留",
        "（一）示例市公安局",
        table,
    )
    assert [(row.demanding_office, row.disposition) for row in outer.rows] == [
        ("示例市公安局", "直接取消"),
        ("示例市民政局", "直接取消"),
        ("示例市公安局", "保留"),
    ]
    inner = of_word("一、示例市公安局", "1.直接取消", table, "2.保留", table, "二、示例市民政局", "1.保留", table)
    assert [(row.demanding_office, row.disposition) for row in inner.rows] == [
        ("示例市公安局", "直接取消"),
        ("示例市公安局", "保留"),
        ("示例市民政局", "保留"),
    ]
    assert "filled-by-pattern" in {code for _, code in codes(inner)}
