"""Files that are not what they claim, or mean harm, get a sentence and never a stack trace."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

import docx
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.errors import UnreadableFile
from catalog.exchange import archives, containers, legacy_workbooks, limits, reading
from catalog.exchange.register import ListedInstruments
from tests.catalog.exchange import legacy_writing, writing
from tests.catalog.exchange.conftest import LISTS
from tests.catalog.exchange.legacy_writing import compound
from tests.catalog.exchange.writing import Grid

HEADER = ["序号", "索要单位", "办理事项", "证明名称", "设定依据", "开具单位", "取消方式"]
LINE = ["1", "示例市公安局", "出生登记", "户籍证明", "无", "公安派出所", "直接取消"]
SMALL = [Grid("清单", [HEADER, LINE])]


def refused(data: bytes, name: str) -> str:
    with pytest.raises(UnreadableFile) as why:
        reading.read(data, name, register=ListedInstruments([]))
    return why.value.sentence


def members_of(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("data", [b"", b"\r\n \r\n", b"\0" * 40])
@pytest.mark.parametrize("name", ["list.xlsx", "list.csv", "list"])
def test_an_empty_file_is_called_empty(data: bytes, name: str) -> None:
    assert refused(data, name) == containers.EMPTY


@pytest.mark.parametrize("empty", [writing.xlsx([Grid("清单", [])]), writing.ods([Grid("清单", [])]), writing.word([])])
def test_a_workbook_without_a_single_cell_is_called_empty(empty: bytes) -> None:
    assert refused(empty, "list.xlsx") == reading.NOTHING_INSIDE


@pytest.mark.parametrize("keep", [100, 400, 4000, -30])
@pytest.mark.parametrize("name", ["broken.xlsx", "word-table.docx"])
def test_a_truncated_file_is_called_damaged(name: str, keep: int) -> None:
    assert refused((LISTS / name).read_bytes()[:keep], name) == archives.DAMAGED


@pytest.mark.parametrize(
    ("data", "name", "part"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4, "list.xlsx", "名字是 .xlsx，内容不是表格"),
        (b"%PDF-1.7\n" + b"1 0 obj\n" * 50, "list.xlsx", "PDF"),
        ("这不是表格，只是一段话。".encode(), "list.xlsx", "名字是 .xlsx，内容不是表格"),
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "list.xls", "网页"),
        (writing.zipped({"a.txt": "words"}), "list.docx", "名字是 .docx，内容不是表格"),
        (writing.zipped({"inner.xlsx": writing.xlsx(SMALL)}), "list.xlsx", "名字是 .xlsx，内容不是表格"),
        (compound({"WordDocument": b""}), "list.doc", ".docx"),
        (bytes(range(1, 32)) * 300, "list.csv", "不是表格"),
    ],
)
def test_a_file_that_is_no_list_is_told_what_it_is(data: bytes, name: str, part: str) -> None:
    assert part in refused(data, name)


@pytest.mark.parametrize("name", ["list.xlsx", "list.docx", "list.xls"])
def test_an_encrypted_office_file_is_called_locked(name: str) -> None:
    assert refused(compound({"EncryptionInfo": b"", "EncryptedPackage": b""}), name) == archives.LOCKED


def test_a_locked_workbook_of_the_old_kind_is_called_locked() -> None:
    assert refused(legacy_writing.xls(SMALL, locked=True), "list.xls") == archives.LOCKED


def test_a_zip_with_a_locked_member_is_called_locked() -> None:
    data = bytearray(writing.xlsx(SMALL))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + place] |= 1
            start = data.find(mark, start + 1)
    assert refused(bytes(data), "list.xlsx") == archives.LOCKED


def test_an_encrypted_ods_is_called_locked() -> None:
    members = members_of(writing.ods(SMALL))
    members["META-INF/manifest.xml"] = b"<manifest:encryption-data/>"
    assert refused(writing.zipped(members), "list.ods") == archives.LOCKED


def test_a_bomb_is_refused_by_the_size_it_declares() -> None:
    members = members_of(writing.xlsx(SMALL))
    members["xl/media/a.bin"] = bytes(limits.INFLATED_BYTES + 1)
    assert refused(writing.zipped(members), "list.xlsx") == archives.TOO_LARGE_INSIDE


def test_a_bomb_that_lies_about_its_size_is_refused_by_what_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "INFLATED_BYTES", 2_000_000)
    members = members_of(writing.xlsx(SMALL)) | {"xl/media/a.bin": bytes(8_000_000)}
    declared, claimed = struct.pack("<I", 8_000_000), struct.pack("<I", 10)
    assert refused(writing.zipped(members).replace(declared, claimed), "list.xlsx") == archives.TOO_LARGE_INSIDE


def test_a_member_that_is_longer_than_it_says_is_refused() -> None:
    members = {"xl/workbook.xml": b"<workbook/>" * 500}
    lying = writing.zipped(members).replace(struct.pack("<I", 5500), struct.pack("<I", 5))
    assert refused(lying, "list.xlsx") == archives.DAMAGED


def test_a_file_over_the_limit_says_how_large_it_may_be() -> None:
    assert "最多20MB" in refused(b"a" * (limits.FILE_BYTES + 1), "list.csv")


def test_one_cell_at_the_far_end_of_a_sheet_does_not_take_the_memory_of_all_cells_before_it() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet().write(1_048_575, 16_383, "x")
    book.close()
    assert "最多50,000行" in refused(out.getvalue(), "list.xlsx")


@pytest.mark.parametrize("repeats", ['table:number-rows-repeated="1000000"', 'table:number-rows-repeated="60000"'])
def test_repeated_lines_of_an_ods_count_as_often_as_they_stand(repeats: str) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    data = writing.ods_of(
        f'<table:table table:name="a"><table:table-row {repeats}>{cell}</table:table-row></table:table>'
    )
    assert "最多50,000行" in refused(data, "list.ods")


def test_cells_without_a_type_are_kept_only_as_far_as_a_list_may_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UNTYPED", 3)
    cells = "<table:table-cell><text:p>x</text:p></table:table-cell>" * 4
    data = writing.ods_of(f'<table:table table:name="a"><table:table-row>{cells}</table:table-row></table:table>')
    assert refused(data, "list.ods") == archives.TOO_LARGE_INSIDE


def test_one_long_text_in_thousands_of_cells_is_counted_as_often_as_it_is_used() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for row in range(3000):
        sheet.write_string(row, 0, "证" * 32_000)
    book.close()
    assert refused(out.getvalue(), "list.xlsx") == archives.TOO_LARGE_INSIDE


@pytest.mark.parametrize("rows", [limits.ROWS + 1])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_more_lines_than_allowed_are_refused(rows: int, kind: str) -> None:
    grid = Grid("清单", [HEADER, *[["1"]] * rows])
    data = writing.text(grid, "utf-8") if kind == "csv" else writing.xlsx([grid])
    assert "最多50,000行" in refused(data, f"list.{kind}")


def test_entities_of_a_files_own_are_not_expanded() -> None:
    members = members_of(writing.xlsx(SMALL))
    laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    strings = bytes(members["xl/sharedStrings.xml"])  # type: ignore[arg-type]
    members["xl/sharedStrings.xml"] = strings.replace(b"?>", b"?>" + laughs.encode(), 1)
    assert refused(writing.zipped(members), "list.xlsx") == archives.ODD_XML


@pytest.mark.parametrize("depth", [300, 100_000])
def test_deeply_nested_xml_is_no_list(depth: int) -> None:
    out = io.BytesIO()
    docx.Document().save(out)
    members = members_of(out.getvalue())
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    nested = f"<w:document {names}><w:body>" + "<w:sdt>" * depth + "</w:sdt>" * depth + "</w:body></w:document>"
    assert refused(writing.zipped(members | {"word/document.xml": nested}), "list.docx")


def test_merged_ranges_that_cover_the_whole_sheet_again_and_again_are_read_in_time() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("清单")
    for row, cells in enumerate([HEADER, *[LINE] * 2]):
        sheet.write_row(row, 0, cells)
    book.close()
    members = members_of(out.getvalue())
    merges = '<mergeCells count="9000">' + '<mergeCell ref="A1:XFD1048576"/>' * 9000 + "</mergeCells><pageMargins"
    sheet_xml = bytes(members["xl/worksheets/sheet1.xml"]).decode()  # type: ignore[arg-type]
    members["xl/worksheets/sheet1.xml"] = sheet_xml.replace("<pageMargins", merges, 1)
    reading.read(writing.zipped(members), "list.xlsx", register=ListedInstruments([]))


@pytest.mark.parametrize("count", ["4294967295", "18446744073709551615"])
def test_a_count_that_would_take_all_memory_stops_the_reader_and_nothing_else(count: str) -> None:
    members = members_of(writing.xlsx(SMALL))
    strings = bytes(members["xl/sharedStrings.xml"])  # type: ignore[arg-type]
    members["xl/sharedStrings.xml"] = re.sub(rb'ount="\d+"', f'ount="{count}"'.encode(), strings)
    assert refused(writing.zipped(members), "list.xlsx") == archives.DAMAGED


def test_formulas_are_told_in_the_columns_that_are_read_and_nowhere_else() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("清单")
    sheet.write_row(0, 0, [*HEADER, "联系电话"])
    sheet.write_row(1, 0, [*LINE, "x"])
    sheet.write_formula(1, 0, "=ROW()-1", None, 1)
    sheet.write_formula(1, 3, '=HYPERLINK("http://example.invalid","户籍证明")', None, "户籍证明")
    sheet.write_formula(1, 7, "=1+1", None, 2)
    book.close()
    ods = writing.ods(SMALL, {(1, 3): "of:=1+1"})
    text = writing.text(Grid("清单", [HEADER, [*LINE[:3], "=1+1", *LINE[4:]]]), "utf-8")
    xls = legacy_writing.xls(SMALL, {(1, 3)})
    for data, name in ((out.getvalue(), "list.xlsx"), (ods, "list.ods"), (xls, "list.xls"), (text, "list.csv")):
        read = reading.read(data, name, register=ListedInstruments([]))
        told = [(each.line, each.heading, each.code) for each in read.problems if each.code != "column-not-read"]
        assert told == [(2, "证明名称", "formula")], name
        assert read.rows[0].material == ""


def test_an_error_that_was_pasted_as_a_value_is_told_and_nothing_is_called_missing() -> None:
    lines = ("索要单位|办理事项|证明名称|设定依据|取消方式", "甲局|乙|丙证明|无|直接取消")
    members = members_of(writing.xlsx([Grid("清单", [line.split("|") for line in lines])]))
    sheet = members["xl/worksheets/sheet1.xml"].decode()
    pasted, cells = re.subn(r'<c r="C2"[^>]*><v>[^<]*</v></c>', '<c r="C2" t="e"><v>#N/A</v></c>', sheet)
    found = reading.read(
        writing.zipped(members | {"xl/worksheets/sheet1.xml": pasted}), "list.xlsx", register=ListedInstruments(())
    )
    assert cells == 1
    assert [(each.line, each.heading, each.code) for each in found.problems] == [(2, "证明名称", "cell-error")]


def test_a_list_under_a_wrong_suffix_is_read_as_what_it_is() -> None:
    read = reading.read(writing.text(SMALL[0], "gb18030"), "list.xlsx", register=ListedInstruments([]))
    assert [row.material for row in read.rows] == ["户籍证明"]
    assert [each.code for each in read.problems] == ["name-and-content-differ"]


@pytest.mark.parametrize("rows", [[HEADER], [["公告"]], [["一", "二", "三"]]])
def test_a_sheet_without_lines_or_without_a_header_is_a_finding_not_a_crash(rows: list[list[str]]) -> None:
    read = reading.read(writing.xlsx([Grid("清单", rows)]), "list.xlsx", register=ListedInstruments([]))
    assert read.rows == ()
    assert {each.code for each in read.problems} <= {"no-header", "no-rows"} and read.problems


MAKERS: list[Callable[[], bytes]] = [
    lambda: writing.xlsx(SMALL),
    lambda: writing.ods(SMALL),
    lambda: writing.word(SMALL),
    lambda: legacy_writing.xls(SMALL),
    lambda: writing.text(SMALL[0], "utf-16"),
]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(range(len(MAKERS))),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=6)), min_size=1, max_size=8),
    st.sampled_from([".xlsx", ".xls", ".ods", ".docx", ".csv", ""]),
)
def test_no_damage_to_the_bytes_raises_anything_but_a_sentence(
    maker: int, damage: list[tuple[float, bytes]], suffix: str
) -> None:
    data = bytearray(MAKERS[maker]())
    for where, what in damage:
        place = int(where * len(data))
        data[place : place + len(what)] = what
    read_or_refuse(bytes(data), f"list{suffix}")


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "content.xml", "word/document.xml"]
        ),
        st.binary(max_size=200),
        min_size=1,
    ),
    st.sampled_from(range(3)),
)
def test_no_damage_inside_an_archive_raises_anything_but_a_sentence(parts: dict[str, bytes], maker: int) -> None:
    members = members_of(MAKERS[maker]())
    read_or_refuse(writing.zipped(members | parts), "list.xlsx")


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", legacy_workbooks.MAGIC, b"\xff\xfe", b"\xef\xbb\xbf"])
)
def test_no_bytes_at_all_raise_anything_but_a_sentence(data: bytes, beginning: bytes) -> None:
    read_or_refuse(beginning + data, "list.csv")


def read_or_refuse(data: bytes, name: str) -> None:
    try:
        reading.read(data, name, register=ListedInstruments([]))
    except UnreadableFile as refusal:
        assert refusal.sentence.endswith("。")


def test_the_checksum_of_a_member_is_minded() -> None:
    data = writing.zipped({"xl/workbook.xml": "<workbook/>"})
    wrong = data.replace(struct.pack("<I", zlib.crc32(b"<workbook/>")), b"abcd")
    assert refused(wrong, "list.xlsx") == archives.DAMAGED
