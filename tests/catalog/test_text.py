"""Folding, squeezing, name keys and the sound of Chinese, for any text whatever."""

import pypinyin
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import text as texts

# Everything Python can hold, lone surrogates and control characters included.
anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=40) | st.text(
    st.sampled_from("證明证 （）()［］〔〕《》“”\u200b\u3000\n\t发fā(ā) ½㈠①Ａａ１，。、；：-1.5\ud800😀"), max_size=40
)


@given(anything)
def test_no_text_is_refused(text: str) -> None:
    for function in (texts.fold, texts.squeeze, texts.name_key, texts.initials, texts.sort_key, texts.visible):
        function(text).encode()
    "".join(texts.pinyin(text)).encode()
    assert texts.has_han(text) in (True, False)


@given(anything)
def test_folding_for_highlights_keeps_every_place(text: str) -> None:
    folded = texts.fold_same_length(text)
    assert len(folded) == len(text)
    assert all(len(texts.fold_same_length(character)) == 1 for character in text)


@given(anything)
def test_folding_squeezing_and_keys_are_stable(text: str) -> None:
    assert texts.fold(texts.fold(text)) == texts.fold(text)
    assert texts.squeeze(texts.squeeze(text)) == texts.squeeze(text)


@given(st.text(st.sampled_from("证明村居 （）()［］〔〕《》“”\u200b\u3000\n½㈠①Ａａ１，。、；：-1.5"), max_size=40))
def test_the_key_of_a_key_is_the_key(text: str) -> None:
    assert texts.name_key(texts.name_key(text)) == texts.name_key(text)


@given(st.text(st.sampled_from("证明材料村居民委员会（）“”《》 、·"), min_size=1, max_size=20))
def test_blanks_quotes_and_width_never_change_a_key(name: str) -> None:
    name += "证"
    spaced = " ".join(f"“{name}”".replace("（", "(").replace("）", " )"))
    assert texts.name_key(spaced) == texts.name_key(name)


def test_traditional_and_simplified_spellings_fold_alike() -> None:
    assert texts.fold("戶口登記項目內容變更申請證明") == "户口登记项目内容变更申请证明"
    assert texts.fold("陸豐辦［２０２０］５１號") == "陆丰办[2020]51号"
    assert texts.fold("ＡＢＣ") == "abc"


@pytest.mark.parametrize(
    ("cell", "squeezed"),
    [
        ("出 生 證明", "出生證明"),
        ("　户籍证明\n", "户籍证明"),
        ("效力\n层级", "效力层级"),
        ("危险化学品（不含仓储）经营许可证\n变更核发", "危险化学品（不含仓储）经营许可证变更核发"),
        ("發(fā)布", "發布"),
        ("轉(zhuǎn)學分", "轉學分"),
        ("創(chuàng )業(yè)", "創業"),
        ("西安《ān》", "西安"),
        ("本běn 人", "本人"),
        ("证\u200b明\ufeff", "证明"),
        ("手机（app）下载", "手机（app）下载"),
        ("增值税(vat)证明", "增值税(vat)证明"),
        ("A4 paper 证明", "A4 paper 证明"),
    ],
)
def test_a_cell_loses_its_noise_and_nothing_else(cell: str, squeezed: str) -> None:
    assert texts.squeeze(cell) == squeezed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“我还活着”证明", "我还活着证明"),
        ("《气象证明》", "气象证明"),
        ("捡拾弃婴（儿童）报案证明", "捡拾弃婴(儿童)报案证明"),
        ("村（居）民委员会", "村(居)民委员会"),
        ("(无)婚姻登记记录证明", "（无）婚姻登記記錄證明 "),
        ("学龄儿童休学、缓学证明", "学龄儿童休学缓学证明"),
        ("<<婚姻登记条例>>", "《婚姻登记条例》"),
    ],
)
def test_two_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert texts.name_key(one) == texts.name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("村(居)民委员会", "村民委员会"),
        ("(无)婚姻登记记录证明", "无婚姻登记记录证明"),
        ("有无犯罪记录证明", "无犯罪记录证明"),
        ("60-69周岁津贴", "6069周岁津贴"),
        ("居住证", "居住证明"),
    ],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert texts.name_key(one) != texts.name_key(other)


def test_names_of_places_sound_as_people_say_them() -> None:
    said = {name: " ".join(texts.pinyin(name)) for name in ("会稽", "解州", "单县", "六安市", "番禺区", "乐清")}
    assert said == {
        "会稽": "kuai ji",
        "解州": "xie zhou",
        "单县": "shan xian",
        "六安市": "lu an shi",
        "番禺区": "pan yu qu",
        "乐清": "yue qing",
    }
    assert texts.pinyin("單縣") == ("shan", "xian")
    assert texts.pinyin("乾县") == ("qian", "xian")


def test_letters_and_figures_stand_whole_among_syllables() -> None:
    assert texts.pinyin("A4纸，65岁") == ("a4", "zhi", "65", "sui")
    assert texts.initials("无犯罪记录证明") == "wfzjlzm"


def test_sorting_follows_the_sound() -> None:
    names = ["证明", "安居证", "证", "残疾证明", "居住证明"]
    assert sorted(names, key=texts.sort_key) == ["安居证", "残疾证明", "居住证明", "证", "证明"]


@given(st.lists(st.sampled_from(("重庆", "重要", "银行", "行走", "还款", "都匀", "长子县", "长", "行", "会", "龘"))))
def test_words_read_one_by_one_sound_as_they_do_in_the_whole_text(words: list[str]) -> None:
    text = "".join(words)
    texts.pinyin("还款")  # The readings that the library gets wrong are loaded with the first text.
    assert texts.pinyin(text) == tuple(pypinyin.lazy_pinyin(text))
