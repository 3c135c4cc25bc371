"""The ways real lists differ, one by one (VARIANTS A, B, D to I): what is read, what is doubted, what is said."""

import pytest

from catalog.exchange import columns, reading
from catalog.exchange.columns import HEADINGS, Field
from catalog.exchange.mapping import Column, Mapping, TableMapping
from catalog.exchange.reading import Reading
from catalog.exchange.register import ListedInstruments
from catalog.vocabulary import Disposition, Method, Severity
from tests.catalog.exchange import writing
from tests.catalog.exchange.conftest import ROOT
from tests.catalog.exchange.writing import Grid, Merge

REGISTER = ListedInstruments.from_csv(ROOT / "catalog" / "seed" / "instruments.csv")
HEADER = "序号|索要单位|办理事项|证明名称|设定依据|开具单位|取消方式"


def cells(lines: str) -> list[list[str]]:
    """A table as it is easiest to see: a line each, | between cells, ⏎ inside them."""
    return [[cell.strip().replace("⏎", "\n") for cell in line.split("|")] for line in lines.strip().splitlines()]


def read(lines: str, *, merges: list[Merge] | None = None, sheet: str = "清单", name: str = "list.xlsx") -> Reading:
    return reading.read(writing.xlsx([Grid(sheet, cells(lines), merges or [])]), name, register=REGISTER)


def one(line: str, header: str = HEADER) -> Reading:
    return read(f"{header}\n{line}")


def codes(found: Reading, *severities: Severity) -> list[tuple[int, str]]:
    wanted = severities or (Severity.ERROR, Severity.DOUBT)
    return [(each.line, each.code) for each in found.problems if each.severity in wanted]


# A. Headers and layout


def test_every_known_heading_stands_for_one_field() -> None:
    for field, headings in HEADINGS.items():
        for heading in headings.split():
            assert columns.field_of(heading) is field, heading
            assert columns.field_of("　".join(heading)) is field, heading


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("效力\n层级", Field.BASIS_LEVEL),
        ("證明名稱", Field.MATERIAL),
        ("要求出具证明事项的单位", Field.DEMANDING_OFFICE),
        ("证明出具单位", Field.ISSUING_OFFICE),
        ("证明名称（全称）", Field.MATERIAL),
        ("取消后的办理方式（替代方式）", Field.REPLACEMENT),
        ("取消方式及替代办法", Field.DISPOSITION),
        ("直接取消的证明材料", Field.MATERIAL),
        ("索证单位", Field.DEMANDING_OFFICE),
        ("索要证明材料的单位", Field.DEMANDING_OFFICE),
        ("要求办事群众提供证明的单位", Field.DEMANDING_OFFICE),
        ("证明材料出具单位", Field.ISSUING_OFFICE),
        ("证明提供单位", Field.ISSUING_OFFICE),
        ("数据提供部门", Field.UNREAD),
        ("行政审批事项", Field.SERVICE_ITEM),
        ("需提供证明的事项", Field.SERVICE_ITEM),
        ("事项分类", Field.ITEM_TYPE),
        ("索要的证明", Field.MATERIAL),
        ("证明事项设定依据", Field.BASIS),
        ("法律条文", Field.BASIS_CLAUSE),
        ("设定依据效力级别", Field.BASIS_LEVEL),
        ("清理类型", Field.DISPOSITION),
        ("替代取消办法", Field.METHOD),
        ("取消后工作措施", Field.REPLACEMENT),
        ("其他需要说明的情况", Field.REMARK),
        ("总序号", Field.SEQ),
    ],
)
def test_damaged_and_longer_headings_are_known(heading: str, field: Field) -> None:
    assert columns.field_of(heading) is field


@pytest.mark.parametrize(
    "cell",
    [
        "户籍证明",
        "示例市公安局",
        "填报单位：示例市司法局",
        "由办理部门通过政务数据共享平台查询",
        "由办理部门实地调查核实",
        "办理户籍业务",
        "无依据",
        "申请人所在单位",
        "村民委员会",
    ],
)
def test_what_stands_in_rows_is_no_heading(cell: str) -> None:
    assert columns.field_of(cell) is None


def test_two_header_lines_without_any_merge_are_one_header() -> None:
    found = read("""
        示例市保留证明事项清单
        序号|证明名称|证明用途|设定依据|依据条文及内容|实施基本情况||行使层级||事项类型
        |||||索要单位|开具单位|市级|县级|
        1|户籍证明|出生登记|中华人民共和国户口登记条例|第七条 婴儿出生后一个月以内|示例市公安局|派出所||√|行政确认
    """)
    row = found.rows[0]
    assert (row.demanding_office, row.issuing_office, row.service_item) == ("示例市公安局", "派出所", "出生登记")
    assert (row.basis_title, row.basis_clause, row.basis_level) == ("中华人民共和国户口登记条例", "第七条", "法律")
    assert row.line == 4


def test_a_page_of_headings_beside_values_is_one_row() -> None:
    page = """
        证明事项名称|户籍证明
        要求出具证明事项的单位|示例市公安局
        证明事项用途|出生登记
        实施依据|《中华人民共和国户口登记条例》第七条
        取消方式|数据共享
    """
    row = read(page).rows[0]
    assert (row.material, row.demanding_office, row.service_item) == ("户籍证明", "示例市公安局", "出生登记")
    assert (row.basis_clause, row.decided, row.by_method) == ("第七条", Disposition.REPLACE, Method.DATA_SHARING)


def test_main_and_part_of_an_item_are_one_item() -> None:
    found = read("""
        大项|小项|材料名称|办理部门|取消方式
        委托|城市房屋所有权|婚姻状况证明|示例市公证处|告知承诺
    """)
    assert found.rows[0].service_item == "委托-城市房屋所有权"


def test_a_header_that_comes_again_on_every_page_is_no_row() -> None:
    found = read(f"""
        {HEADER}
        1|示例市公安局|出生登记|户籍证明|无|派出所|直接取消
        {HEADER}
        2|示例市公安局|出生登记|居住证明|无|派出所|直接取消
    """)
    assert [row.line for row in found.rows] == [2, 4]
    assert found.problems == ()


def test_a_hidden_sheet_is_left_out_and_said_to_be() -> None:
    import io

    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name in ("清单", "草稿"):
        sheet = book.add_worksheet(name)
        for row, line in enumerate(cells(f"{HEADER}\n1|示例市公安局|出生登记|{name}证明|无|派出所|直接取消")):
            sheet.write_row(row, 0, line)
    sheet.hide()
    book.close()
    found = reading.read(out.getvalue(), "list.xlsx", register=REGISTER)
    assert [row.material for row in found.rows] == ["清单证明"]
    assert [(each.sheet, each.code) for each in found.problems] == [("草稿", "hidden-sheet")]


def test_a_table_cut_in_two_by_a_page_goes_on_without_its_header() -> None:
    document = writing.word(
        [
            Grid("1", cells(f"{HEADER}\n1|示例市公安局|出生登记|户籍证明|无|派出所|直接取消"), above=["清单"]),
            Grid("2", cells("2|示例市公安局|出生登记|居住证明|无|派出所|直接取消")),
        ]
    )
    found = reading.read(document, "list.docx", register=REGISTER)
    assert [(row.sheet, row.line, row.material) for row in found.rows] == [
        ("表1", 2, "户籍证明"),
        ("表2", 1, "居住证明"),
    ]


# Merged and blank cells


def test_a_blank_cell_is_filled_from_a_merged_range_and_from_nothing_else() -> None:
    table = f"""
        {HEADER}
        1|示例市公安局|出生登记|户籍证明|无|派出所|直接取消
        2|||居住证明|无|派出所|直接取消
        3||户口迁移|居住证明|无|派出所|直接取消
    """
    found = read(table, merges=[(1, 1, 2, 1), (1, 2, 2, 2)])
    assert found.rows[1].demanding_office == "示例市公安局"
    assert found.rows[1].service_item == "出生登记"
    assert codes(found) == [(4, "missing-demanding-office")]


@pytest.mark.parametrize("field", ["证明名称", "设定依据", "开具单位"])
def test_a_blank_name_basis_or_issuer_is_never_taken_from_the_line_above(field: str) -> None:
    grid = cells(f"{HEADER}\n" + "\n".join(f"{n}|甲局|乙{n}|丙{n}|无|丁|直接取消" for n in range(1, 9)))
    place = HEADER.split("|").index(field)
    for row in grid[2::2]:
        row[place] = ""
    found = reading.read(writing.text(Grid("a", grid), "utf-8"), "list.csv", register=REGISTER)
    read_as = {"证明名称": "material", "设定依据": "basis_level", "开具单位": "issuing_office"}[field]
    assert [getattr(row, read_as) for row in found.rows[1::2]] == [""] * 4


def test_one_blank_office_among_lines_that_all_name_theirs_is_a_gap_in_text_too() -> None:
    grid = cells(f"{HEADER}\n" + "\n".join(f"{n}|甲局|乙{n}|丙证明|无|丁|直接取消" for n in range(1, 9)))
    grid[4][1] = ""
    found = reading.read(writing.text(Grid("a", grid), "utf-8"), "list.csv", register=REGISTER)
    assert codes(found) == [(5, "missing-demanding-office")]


# The office above the table


@pytest.mark.parametrize(
    ("above", "sheet", "office"),
    [
        ("示例市公安局证明材料取消清单", "清单", "示例市公安局"),
        ("附件1：示例市住房和城乡建设局2026年第一批取消证明事项目录", "清单", "示例市住房和城乡建设局"),
        ("填报单位（盖章）：示例市民政局", "清单", "示例市民政局"),
        ("证明材料取消清单", "1.公安局", "公安局"),
        ("示例市人民政府办公室关于公布证明材料取消清单的通知", "清单", ""),
        ("示例市司法局等部门证明材料取消清单", "清单", ""),
        ("示例市第一批证明材料取消清单", "附件1", ""),
    ],
)
def test_the_office_above_the_table_is_used_only_when_one_is_named(above: str, sheet: str, office: str) -> None:
    found = read(
        f"""
        {above}||||
        序号|办理事项|证明名称|设定依据|取消方式
        1|出生登记|户籍证明|无|直接取消
        """,
        sheet=sheet,
    )
    assert found.rows[0].demanding_office == office
    assert ("missing-demanding-office" in {code for _, code in codes(found)}) == (office == "")


def test_cells_of_an_ods_that_do_not_say_their_type_are_read_and_comments_are_not() -> None:
    def cell(words: str, more: str = "") -> str:
        return f"<table:table-cell{more}>{words}</table:table-cell>"

    def line(words: str) -> str:
        return "".join(cell(f"<text:p>{each}</text:p>" if each else "") for each in words.split("|"))

    comment = cell("<office:annotation><text:p>请补上</text:p></office:annotation>")
    rows = [line(HEADER), line("1|甲局|乙|丙证明|无|丁|直接取消"), comment + line("甲局|乙|戊证明|无|丁|直接取消")]
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    data = writing.ods_of(f'<table:table table:name="清单">{table}</table:table>')
    found = reading.read(data, "list.ods", register=REGISTER)
    assert [(row.seq, row.demanding_office, row.material) for row in found.rows] == [
        ("1", "甲局", "丙证明"),
        ("", "甲局", "戊证明"),
    ]


@pytest.mark.parametrize(
    "section",
    [
        "【示例市民政局】",
        "部门：示例市民政局",
        "单位名称：示例市民政局（盖章）",
        "第二部分 示例市民政局",
        "★示例市民政局",
        "（六）示例市民政局 1项",
        "示例市民政局|1项",
        "示例市民政局|||共1项",
    ],
)
def test_a_section_may_name_its_office_in_many_ways(section: str) -> None:
    found = read(f"""
        序号|证明名称|办理事项|设定依据|取消方式
        示例市公安局（共1项）||||
        1|甲证明|乙|无|直接取消
        {section}
        1|甲证明|乙|无|直接取消
    """)
    assert [row.demanding_office for row in found.rows] == ["示例市公安局", "示例市民政局"]
    assert codes(found) == []


def test_a_cell_that_says_as_above_is_read_as_the_one_above() -> None:
    found = read(
        f"{HEADER}\n1|甲局|乙|丙证明|《护照法》第六条|丁|数据共享\n2|同上|同上|戊证明|同上|己|〃\n3|〃|〃|丙证|〃|同上|〃"
    )
    assert [(row.demanding_office, row.service_item, row.basis_clause, row.method) for row in found.rows] == [
        ("甲局", "乙", "第六条", "数据共享")
    ] * 3
    assert found.rows[2].issuing_office == "己"
    assert codes(found) == []


def test_as_above_has_nothing_above_the_first_line() -> None:
    assert codes(read(f"{HEADER}\n1|甲局|乙|丙证明|同上|丁|数据共享")) == [(2, "unreadable-basis")]


def test_titles_and_clauses_in_two_columns_go_together_one_by_one() -> None:
    found = read("""
        索要单位|办理事项|证明名称|依据名称|条款|取消方式
        甲局|乙|丙证明|《社会救助暂行办法》；《护照法》|第四十八条；第六条|数据共享
    """)
    assert (found.rows[0].basis_clause, found.rows[0].other_bases) == ("第四十八条", "《中华人民共和国护照法》第六条")


def test_numbers_and_counts_do_not_belong_to_a_name() -> None:
    row = one("1|示例市公安局（12项）|1.居住证申领|（二）户籍证明|无|丁|直接取消").rows[0]
    assert (row.demanding_office, row.service_item, row.material) == ("示例市公安局", "居住证申领", "户籍证明")


@pytest.mark.parametrize("numbers", ["栏次|1|2|3|4|5|6", "1|2|3|4|5|6|7", "甲|乙|丙|丁|戊|己|庚"])
def test_a_line_that_numbers_the_columns_is_no_line(numbers: str) -> None:
    found = read(f"{HEADER}\n{numbers}\n1|甲局|乙|丙证明|无|丁|直接取消")
    assert [row.material for row in found.rows] == ["丙证明"]


# B. Numbering, totals


def test_numbering_may_start_again_and_a_gap_is_only_noted() -> None:
    lines = [(1, "甲"), (2, "甲"), (1, "乙"), (3, "乙")]
    table = "\n".join(f"{seq}|{office}局|事{at}|丙证明|无|丁|直接取消" for at, (seq, office) in enumerate(lines))
    found = read(f"{HEADER}\n{table}")
    assert codes(found, *Severity) == [(5, "sequence-gap")]


@pytest.mark.parametrize(
    ("total", "told"), [("合计：2项", False), ("总计|2", False), ("共计13类45项", True), ("小计|3", True)]
)
def test_a_total_that_differs_is_only_noted(total: str, told: bool) -> None:
    found = read(f"{HEADER}\n1|甲局|乙|丙证明|无|丁|直接取消\n2|甲局|乙|戊证明|无|丁|直接取消\n{total}")
    assert len(found.rows) == 2
    assert codes(found, *Severity) == ([(4, "total-differs")] if told else [])


@pytest.mark.parametrize("share", ["直接取消|2", "保留类：|0项", "其中：直接取消2项", "其中|直接取消|2"])
def test_how_the_lines_divide_is_no_line(share: str) -> None:
    found = read(f"{HEADER}\n1|甲局|乙|丙证明|无|丁|直接取消\n2|甲局|乙|戊证明|无|丁|直接取消\n|||{share}")
    assert len(found.rows) == 2
    assert codes(found, *Severity) == []


def test_a_total_is_not_taken_from_its_parts() -> None:
    line = "1|甲局|乙|丙证明|无|丁|直接取消"
    assert codes(read(f"{HEADER}\n{line}\n共1项，其中直接取消1项，替代取消0项"), *Severity) == []


@pytest.mark.parametrize("seq", ["1、", "1.", "（一）", "①", "三.1", "(一)1"])
def test_numbers_of_every_kind_are_kept_as_text(seq: str) -> None:
    assert one(f"{seq}|甲局|乙|丙证明|无|丁|直接取消").rows[0].seq == seq.rstrip("、.")


# E. Bases


@pytest.mark.parametrize(
    "words", ["无", "没有", "—", "/", "无法律法规依据", "暂无设定依据", "办事指南", "企业内部规定"]
)
def test_a_line_that_says_it_has_no_basis_has_none(words: str) -> None:
    found = one(f"1|甲局|乙|丙证明|{words}|丁|直接取消")
    assert (found.rows[0].basis_title, found.rows[0].basis_level) == ("", "无依据")
    assert found.problems == ()


@pytest.mark.parametrize(
    ("basis", "code"),
    [
        ("", "missing-basis"),
        ("第九条", "clause-without-instrument"),
        ("《示例市不存在的办法》第一条", "unknown-instrument"),
        ("国务院令第656号第五条", "number-for-title"),
        ("示府办〔2020〕42号", "unknown-instrument"),
        ("《护照法》第二百条", "impossible-article"),
        ("《收养法》第五条", "repealed-basis"),
        ("《护照法》第六条；《收养法》第五条", "repealed-basis"),
        ("《优化营商环境条例》第四十四条", "ground-is-no-basis"),
        ("【行政法规】《护照法》第六条", "level-mismatch"),
        ("多年来都这样要求", "unreadable-basis"),
    ],
)
def test_a_basis_that_cannot_stand_is_doubted(basis: str, code: str) -> None:
    assert codes(one(f"1|甲局|乙|丙证明|{basis}|丁|数据共享")) == [(2, code)]


def test_a_basis_that_is_a_known_number_has_the_title_and_level_of_its_instrument() -> None:
    row = one("1|甲局|乙|丙证明|国务院令第656号第五条|丁|数据共享").rows[0]
    assert (row.basis_title, row.basis_clause, row.basis_level) == ("不动产登记暂行条例", "第五条", "行政法规")


def test_the_level_comes_from_the_register_else_from_the_line_else_from_nowhere() -> None:
    header = f"{HEADER}|效力层级"
    assert one("1|甲局|乙|丙证明|《护照法》第六条|丁|数据共享|法律", header).rows[0].basis_level == "法律"
    unknown = one("1|甲局|乙|丙证明|《某某管理办法》第六条|丁|数据共享|部门规章", header)
    assert unknown.rows[0].basis_level == "部门规章"
    assert one("1|甲局|乙|丙证明|《某某管理办法》第六条|丁|数据共享|", header).rows[0].basis_level == ""


def test_several_laws_in_a_cell_keep_their_order_and_the_ground_sets_nothing() -> None:
    row = one("1|甲局|乙|丙证明|《优化营商环境条例》第四十四条；《护照法》第六条、第八条|丁|数据共享").rows[0]
    assert (row.basis_title, row.basis_clause) == ("中华人民共和国护照法", "第六条")
    assert row.other_bases == "《优化营商环境条例》第四十四条；《中华人民共和国护照法》第八条"


@pytest.mark.parametrize(
    ("basis", "doubted"),
    [
        ("《护照法》第六条", True),
        ("《婚姻登记条例》第五条", True),
        ("《广东省老年人权益保障条例》第四十条", True),
        ("《不动产登记暂行条例实施细则》第十四条", False),
        ("《示例市高龄老人津贴发放办法》第五条；《护照法》第六条", True),
        ("《示例市高龄老人津贴发放办法》第五条", False),
        ("无", False),
    ],
)
def test_a_direct_cancellation_is_doubted_where_only_a_higher_authority_can_decide(basis: str, doubted: bool) -> None:
    found = codes(one(f"1|甲局|乙|丙证明|{basis}|丁|直接取消"))
    assert found == ([(2, "policy-direct-cancellation")] if doubted else [])


# F. Names


def test_quotes_around_a_whole_name_go_and_those_inside_stay() -> None:
    names = [
        "“无犯罪记录证明”",
        "《气象证明》",
        "“我还活着”证明",
        "出 生 證明",
        "學(xué)歷證明",
        "学龄儿童休学、缓学证明",
    ]
    table = "\n".join(f"{at}|甲局|乙|{name}|无|丁|直接取消" for at, name in enumerate(names, start=1))
    read_as = [row.material for row in read(f"{HEADER}\n{table}").rows]
    assert read_as == ["无犯罪记录证明", "气象证明", "“我还活着”证明", "出生證明", "學歷證明", "学龄儿童休学、缓学证明"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("法律法规规定的由公安派出所出具证明的其他情形", "catch-all-not-a-proof"),
        ("其他证明材料", "catch-all-not-a-proof"),
        ("**婴保健证明", "masked-text"),
        ("1. 死亡证明⏎2. 居民身份证", "several-materials"),
    ],
)
def test_what_is_no_name_of_one_proof_is_doubted(name: str, code: str) -> None:
    assert codes(one(f"1|甲局|乙|{name}|无|丁|直接取消")) == [(2, code)]


# G. What becomes of it


@pytest.mark.parametrize(
    ("words", "disposition", "code"),
    [
        ("容缺受理", Disposition.DEFER, "deferred-not-a-cancellation"),
        ("实现信息共享后取消", Disposition.CONDITIONAL, "conditional-not-a-cancellation"),
        ("拟取消", Disposition.INTENDED, "intended-not-a-cancellation"),
        ("不再出具", Disposition.ISSUER_STOPS, "issuer-stops-not-a-cancellation"),
        ("取消和调整", Disposition.UNDIVIDED, "undivided-not-a-cancellation"),
        ("自主打印", Disposition.UNDIVIDED, "self-print-not-a-cancellation"),
    ],
)
def test_what_only_sounds_like_a_cancellation_is_none(words: str, disposition: Disposition, code: str) -> None:
    found = one(f"1|甲局|乙|丙证明|无|丁|{words}")
    assert found.rows[0].decided is disposition
    assert not disposition.has_effect
    assert codes(found) == [(2, code)]


def test_every_doubt_and_error_of_the_reading_rules_has_its_sentence() -> None:
    from catalog.exchange.problems import CODES
    from catalog.rules import reading_words

    known = {*reading_words.CODES.values(), reading_words.SELF_PRINT_CODE, reading_words.SEVERAL_CODE}
    assert known | {reading_words.UNKNOWN_METHOD, reading_words.WITHOUT_METHOD} <= CODES.keys()


def test_a_list_that_says_it_only_in_its_title_is_read_with_one_doubt_about_that_title() -> None:
    table = "{}||\n序号|索要单位|办理事项|证明名称|设定依据\n1|甲局|乙|丙证明|无\n2|甲局|乙|丁证明|无"
    for title, disposition in (
        ("示例市保留的证明事项清单", Disposition.KEEP),
        ("示例市直接取消证明材料清单", Disposition.CANCEL),
        ("示例市拟取消的证明材料清单", Disposition.INTENDED),
    ):
        found = read(table.format(title))
        assert found.rows[0].decided is disposition
        assert codes(found) == [(2, "disposition-from-title")]


def test_sections_say_it_for_the_lines_below_them() -> None:
    found = read("""
        序号|索要单位|办理事项|证明名称|设定依据
        一、直接取消的证明事项（2项）||||
        1|甲局|乙|丙证明|无
        2|甲局|乙|丁证明|无
        二、实行告知承诺||||
        1|甲局|乙|戊证明|无
    """)
    assert [(row.decided, row.by_method) for row in found.rows] == [
        (Disposition.CANCEL, None),
        (Disposition.CANCEL, None),
        (Disposition.REPLACE, Method.COMMITMENT),
    ]
    assert codes(found) == [(2, "disposition-from-title"), (5, "disposition-from-title")]


# Lines beside each other


def test_lines_of_one_requirement_are_told_apart_by_what_differs() -> None:
    table = """
        1|甲局|乙|丙证明|无|丁|直接取消
        2|甲局|乙|“丙证明”|无|丁|直接取消
        3|甲局|乙|丙证明|无|戊|直接取消
        4|甲局|乙|丙证明|无|丁|数据共享
        5|庚局|乙|丙证明|无|丁|数据共享
    """
    found = read(f"{HEADER}\n{table.strip()}")
    assert codes(found) == [(3, "duplicate-line"), (4, "same-requirement"), (5, "conflicting-line")]


# Corrected by a person


def test_a_person_can_say_which_line_is_the_header_and_what_the_columns_hold() -> None:
    data = writing.xlsx([Grid("清单", cells("第一栏|第二栏|第三栏|第四栏\n甲局|乙|丙证明|直接取消"))])
    assert [each.code for each in reading.read(data, "list.xlsx", register=REGISTER).problems] == ["no-header"]

    fields = (Field.DEMANDING_OFFICE, Field.SERVICE_ITEM, Field.MATERIAL, Field.DISPOSITION)
    held = tuple(Column(place, f"第{place}栏", field) for place, field in enumerate(fields))
    mapping = Mapping((TableMapping("清单", 1, 1, held),))
    row = reading.read(data, "list.xlsx", register=REGISTER, mapping=mapping).rows[0]
    assert (row.demanding_office, row.service_item, row.material) == ("甲局", "乙", "丙证明")


def test_a_sheet_can_be_left_out() -> None:
    grids = [Grid(name, cells(f"{HEADER}\n1|甲局|乙|{name}证明|无|丁|直接取消")) for name in ("要", "不要")]
    mapping = Mapping(skipped=("不要",))
    found = reading.read(writing.xlsx(grids), "list.xlsx", register=REGISTER, mapping=mapping)
    assert [row.material for row in found.rows] == ["要证明"]


# Encodings


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]
)
def test_simplified_text_is_read_in_every_encoding(encoding: str) -> None:
    grid = Grid("a", cells(f"{HEADER}\n1|示例市公安局|出生登记|户籍证明|无|派出所|直接取消"))
    row = reading.read(writing.text(grid, encoding), "list.csv", register=REGISTER).rows[0]
    assert (row.material, row.issuing_office) == ("户籍证明", "派出所")


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "big5hkscs", "gb18030", "utf-16"])
def test_traditional_text_is_read_in_every_encoding(encoding: str) -> None:
    header = "序號|索要單位|辦理事項|證明名稱|設定依據|開具單位|取消方式"
    line = "1|示例市公安局|出生登記|戶籍證明|《中華人民共和國戶口登記條例》第七條|派出所|數據共享"
    row = reading.read(writing.text(Grid("a", cells(f"{header}\n{line}")), encoding), "a.csv", register=REGISTER).rows[
        0
    ]
    assert (row.material, row.basis_title, row.method) == ("戶籍證明", "中华人民共和国户口登记条例", "数据共享")
