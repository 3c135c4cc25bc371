"""Document numbers in every shape that lists were seen to use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.rules.document_numbers import FORMS, DocumentNumber, NumberKind, find_all, normalise, parse
from catalog.rules.numerals import to_chinese

WHOLE = {
    "陆丰办[2020]51号": "陆丰办〔2020〕51号",
    "国办发(2018)47号": "国办发〔2018〕47号",
    "民发﹝2020﹞20号": "民发〔2020〕20号",
    "应急厅〔 2020 〕3 1 号": "应急厅〔2020〕31号",
    "鲁政办字 ( 2020 ] 29 号": "鲁政办字〔2020〕29号",
    "砀政办明电〔2019〕26）号": "砀政办明电〔2019〕26号",
    "陸豐辦[2020]51號": "陆丰办〔2020〕51号",
    "朔人社劳【2011】9号": "朔人社劳〔2011〕9号",
    "某府办［２０２０］５号": "某府办〔2020〕5号",
    "中府辦函〔2021〕123 號": "中府办函〔2021〕123号",
    "东人社〔\n2018\n〕\n107\n号": "东人社〔2018〕107号",
    "國辦發(fā)〔2020〕72 號": "国办发〔2020〕72号",
    "国办发〔2018〕第047号": "国办发〔2018〕47号",
    "穗府规〔2019〕4号": "穗府规〔2019〕4号",
    "粤府令第277号": "粤府令第277号",
    "国务院令第722号": "国务院令第722号",
    "国令第656号": "国务院令第656号",
    "中华人民共和国国务院令第656号": "国务院令第656号",
    "主席令第七十三号": "主席令第73号",
    "中华人民共和国主席令第七十三号": "主席令第73号",
    "教育部令第3號 )": "教育部令第3号",
    "司法部第112號令": "司法部令第112号",
    "应急管理部公告(2019年第11号)": "应急管理部公告2019年第11号",
    "国家税务总局公告2019年第11号": "国家税务总局公告2019年第11号",
    "公告2019年第11号": "公告2019年第11号",
    "[84]司公字第152號": "〔1984〕司公字第152号",
    "司发通(93)112号": "司发通〔1993〕112号",
    "交通运输部令2016年第52号": "交通运输部令2016年第52号",
    "交通运输部2016年第52号令": "交通运输部令2016年第52号",
    "示府办<2026>1号": "示府办〔2026〕1号",
    "示府办〔2026〕 1号文": "示府办〔2026〕1号",
    "示府办〔二〇二〇〕五十一号": "示府办〔2020〕51号",
    "示府办〔二○二○〕51号": "示府办〔2020〕51号",
    "示府办〔二OO八〕第十號": "示府办〔2008〕10号",
    "示府办[二0二0]一百零五号": "示府办〔2020〕105号",
    "示例市民政局公告二○二○年第5号": "示例市民政局公告2020年第5号",
    "示例市民政局二○二○年第五号公告": "示例市民政局公告2020年第5号",
    "〔一九八四〕司公字第一百五十二号": "〔1984〕司公字第152号",
}
REPAIRED = {
    "湘公发〔201651": "湘公发〔2016〕51号",
    "国办发〔201586号": "国办发〔2015〕86号",
    "公通字〔201621号": "公通字〔2016〕21号",
    "国办发〔202524号": "国办发〔2025〕24号",
    "苏民事〔20256号": "苏民事〔2025〕6号",
    "青政〔20188": "青政〔2018〕8号",
    "人社部发〔201 497號": "人社部发〔2014〕97号",
    "国办发2018〕47号": "国办发〔2018〕47号",
    "国办发〔2018〕47": "国办发〔2018〕47号",
}
NONE = [
    "SFDR-2018-00005",
    "01152200/2023-00025",
    "011346509/2023-15218",
    "(2019)粤1581民初123号",
    "第5号",
    "（2020）5号",
]
NONE += [
    "某府办〔2220〕5号",
    "某府办〔1899〕5号",
    "",
    "无",
    "2020年第5号",
    "二○二○年第5号",
    "示府办〔二〇二十〕五号",
    "示府办〔三〇二〇〕五号",
    "职工（201805）",
    "〔",
    "令",
    "电话13800138000号",
]


@pytest.mark.parametrize(("written", "standard"), WHOLE.items())
def test_a_whole_number_is_put_in_its_standard_form(written: str, standard: str) -> None:
    number = parse(written)
    assert number is not None and (str(number), number.repaired) == (standard, False)


@pytest.mark.parametrize(("written", "standard"), REPAIRED.items())
def test_a_damaged_number_is_repaired_and_says_so(written: str, standard: str) -> None:
    number = parse(written)
    assert number is not None and (str(number), number.repaired) == (standard, True)


@pytest.mark.parametrize("written", NONE)
def test_what_is_no_document_number_is_not_taken_for_one(written: str) -> None:
    assert normalise(written) is None


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("豫政办[2018]32号/委内文〔2018〕12号", ["豫政办〔2018〕32号", "委内文〔2018〕12号"]),
        ("双政发〔2018〕5号 SFDR-2018-00005", ["双政发〔2018〕5号"]),
        (
            "根据国令第656号和国办发〔2018〕47号、国办发〔2020〕42号的要求",
            ["国务院令第656号", "国办发〔2018〕47号", "国办发〔2020〕42号"],
        ),
        ("2014年11月24日中华人民共和国国务院令第656号公布", ["国务院令第656号"]),
        ("某某市人民政府关于取消证明的通知某府规〔2020〕5号文", ["某府规〔2020〕5号"]),
    ],
)
def test_every_number_of_a_sentence_is_found_without_its_words(written: str, numbers: list[str]) -> None:
    assert [str(number) for number in find_all(written)] == numbers


def test_two_ways_to_write_a_number_are_equal_even_when_one_was_repaired() -> None:
    assert parse("国办发〔2018〕47号") == parse("国办发(2018)47號") == parse("国办发〔201847号")


def test_every_kind_has_a_standard_form() -> None:
    assert set(FORMS) == set(NumberKind)


kinds = st.sampled_from(NumberKind)
issuers = st.sampled_from(["示府办", "示民发", "国办发", "粤府", "教育部", "示例市公字"])


@given(issuers, st.integers(1949, 2100), st.integers(1, 9999), kinds)
def test_a_standard_form_is_read_back_as_itself(issuer: str, year: int, serial: int, kind: NumberKind) -> None:
    issuer = issuer + "字" if kind is NumberKind.OLD and not issuer.endswith("字") else issuer
    number = DocumentNumber(issuer, None if kind is NumberKind.ORDER else year, serial, kind)
    assert parse(str(number)) == number
    assert normalise(str(number)) == str(number)


ZEROS = st.sampled_from("零〇○◯0０Oo")


@st.composite
def written_years(draw: st.DrawFn, year: int) -> str:
    """A year digit by digit, each in Chinese or in Arabic numerals; zero as people find it on the keyboard."""
    chinese = [draw(ZEROS) if digit == "0" else "一二三四五六七八九"[int(digit) - 1] for digit in str(year)]
    return "".join(draw(st.sampled_from(pair)) for pair in zip(chinese, str(year), strict=True))


@given(issuers, st.integers(1949, 2100), st.integers(1, 9999), kinds, st.data())
def test_chinese_numerals_are_read_as_the_number_they_state(
    issuer: str, year: int, serial: int, kind: NumberKind, data: st.DataObject
) -> None:
    issuer = issuer + "字" if kind is NumberKind.OLD and not issuer.endswith("字") else issuer
    number = DocumentNumber(issuer, None if kind is NumberKind.ORDER else year, serial, kind)
    form = FORMS[kind].format(issuer=issuer, year="年份", serial=to_chinese(serial))
    written = form.replace("年份", data.draw(written_years(year)))
    assert normalise(written) == str(number)


@given(st.text(st.sampled_from("国办发令公告第号〔〕[]()（）2018１二〇○十 年字\n"), max_size=60) | st.text(max_size=60))
def test_any_text_gives_numbers_that_are_read_back(written: str) -> None:
    for number in find_all(written):
        assert number.serial > 0 and (number.year is None or 1949 <= number.year <= 2100)
        assert normalise(str(number)) == str(number)


@pytest.mark.parametrize(
    "part", ["国", "〔", "1", "令第", "〔2018", "国 ", "号公告2019年第", "(", "第1号", "国办发〔2018〕"]
)
def test_long_garbage_is_read_to_its_end(part: str) -> None:
    assert isinstance(find_all(part * 20_000), tuple)
