"""The same page in traditional characters: other characters, nothing else."""

import re
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fromstring

from app import traditional
from catalog.text import fold, has_han

HAN = "证明办事领高龄津贴还要开生存无犯罪记录发后头复面里干只系范汇着卫群"
PUBLIC = [  # every template
    "/",
    "/proofs?q=领高龄津贴还要开生存证明吗",
    "/requirements/1",
    "/materials",
    "/service-items/1",
    "/offices/1",
    "/instruments/17",
    "/lists/1",
    "/policy",
    "/about",
    "/gallery",
    "/desk/sign-in",
    "/nowhere",
]
# What keeps the characters on the next page; the only thing that the page has besides.
KEEPS = re.compile(r'\s*<input type="hidden" name="lang" value="hant">')


class Structure(HTMLParser):
    """Everything of a page but the words that are shown, and those."""

    def __init__(self, html):
        super().__init__(convert_charrefs=False)
        self.shape, self.words = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        button = tag == "input" and dict(attrs).get("type") in ("submit", "button", "reset")
        shown = (*traditional.ATTRIBUTES, "value") if button else traditional.ATTRIBUTES
        self.shape.append((tag, [(name, None if name in shown else value) for name, value in attrs]))
        self.words += [value for name, value in attrs if name in shown]

    def handle_endtag(self, tag):
        self.shape.append(f"/{tag}")

    def handle_data(self, data):
        self.shape.append("text")
        self.words.append(data)

    def handle_comment(self, data):
        self.shape.append(("comment", data))

    def handle_entityref(self, name):
        self.shape.append(("entity", name))


def words():
    return st.text(alphabet=HAN + "abc 12〔〕，。&;'<", max_size=12).map(
        lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
    )


def attributes():
    name = st.sampled_from(["title", "aria-label", "href", "value", "class", "data-name", "placeholder", "hx-get"])
    return st.dictionaries(name, words(), max_size=3).map(
        lambda found: "".join(f' {name}="{value}"' for name, value in found.items())
    )


def elements(inner):
    tag = st.sampled_from(["p", "mark", "a", "code", "textarea", "td", "em", "script", "option"])
    plain = words()
    return st.builds(
        lambda tag, attrs, content, flat: f"<{tag}{attrs}>{flat if tag in ('script', 'textarea') else content}</{tag}>",
        tag, attributes(), st.lists(inner, max_size=4).map("".join), plain,
    )  # fmt: skip


def pages():
    leaf = words() | attributes().map(lambda attrs: f"<input{attrs}>") | words().map(lambda text: f"<!-- {text} -->")
    return st.recursive(leaf, elements, max_leaves=20)


def meant(word):
    """The word as it is compared; 复 is shown as 覆 in some words, and 覆 is a word of its own."""
    return fold(word).replace("覆", "复")


@given(pages())
def test_only_words_change(html):
    before, after = Structure(html), Structure(traditional.page(html))
    assert after.shape == before.shape
    assert [meant(word) for word in after.words] == [meant(word) for word in before.words]


@given(words())
def test_what_is_typed_what_machines_read_and_other_languages_stay(text):
    for html in (
        f'<input name="q" value="{text}">',
        f"<textarea>{text}</textarea>",
        f"<code>{text}</code>",
        f'<a href="/proofs?q={text}"></a>',
        f"<option>{text}</option>",
        f'<p lang="zh-Hans"><b>{text}</b><p>{text}</p></p>',
        f'<p translate="no">{text}</p>',
        f"<script>{text}</script>",
    ):
        assert traditional.page(html) == html


@pytest.mark.parametrize(
    ("simplified", "shown"),
    [
        ("示府办〔2026〕1号", "示府辦〔2026〕1號"),
        ("头发<mark>以后</mark>", "頭髮<mark>以後</mark>"),
        ("公<mark>历</mark>和经<mark>历</mark>", "公<mark>曆</mark>和經<mark>歷</mark>"),
        ('<input type="submit" value="提交意见">', '<input type="submit" value="提交意見">'),
        ('<td data-label="单位">单位</td>', '<td data-label="單位">單位</td>'),
        ("<option value='办'>办</option>", "<option value='办'>辦</option>"),
        ("1 < 2 证", "1 < 2 證"),
    ],
)
def test_words_are_converted_as_words(simplified, shown):
    assert traditional.page(simplified) == shown


@pytest.mark.parametrize("address", PUBLIC)
def test_every_page_is_the_same_page(reader, address):
    joint = "&" if "?" in address else "?"
    plain, shown = (reader.client.get(one) for one in (address, f"{address}{joint}lang=hant"))
    assert shown.status_code == plain.status_code
    assert 'lang="zh-Hant"' in shown.text
    before, after = Structure(plain.text), Structure(KEEPS.sub("", shown.text))
    assert [part if isinstance(part, str) else part[0] for part in after.shape] == [
        part if isinstance(part, str) else part[0] for part in before.shape
    ]
    assert sum(a != b for a, b in zip(before.words, after.words, strict=True)) > 5


# Found by name, by a wrong character and by other words; nothing; what means something else in the other characters.
ASKED = [
    "领高龄津贴还要开生存证明吗",
    "婚因状况证明",
    "派出所还开户籍证明吗",
    "公安局 发证",
    "鑫龘麤发后",
    "<b>发&后",
    "",
]


@pytest.mark.parametrize("asked", ASKED)
def test_an_answer_put_together_of_kept_pieces_is_the_whole_page_converted(reader, asked):
    def words(html):
        return Structure(html[html.index("<main") : html.index("</main>")]).words

    get = partial(reader.client.get, "/proofs")
    plain = get(query_string={"q": asked})
    for _ in range(2):
        shown = get(query_string={"q": asked, "lang": "hant"})
        assert words(KEEPS.sub("", shown.text)) == words(traditional.page(plain.text))
        reader.client.application.extensions["shelf"].clear()
    part = get(query_string={"q": asked, "lang": "hant"}, headers={"HX-Request": "true"})
    assert part.text in shown.text


def test_what_was_asked_stays_in_the_box_as_it_was_typed(reader):
    page = fromstring(reader.client.get("/proofs?q=发后复生存证明&lang=hant").text)
    assert {one.get("value") for one in page.xpath('//input[@name="q"]')} == {"发后复生存证明"}
    assert "發後" in page.xpath("//title")[0].text and "發後" in page.xpath("//h1")[0].text


def test_every_link_of_a_page_keeps_the_characters(reader):
    page = reader.visit("/proofs?q=生存证明&lang=hant")
    inside = [link["href"] for link in page.links if link["href"].startswith("/") and "hreflang" not in link]
    assert [link for link in inside if "lang=hant" not in link] == []


def test_a_part_of_a_page_is_converted_too(reader):
    part = reader.swap("/proofs?q=生存证明&lang=hant")
    assert "生存證明" in part.html and "篩選" in part.html


def test_what_was_typed_stays_as_typed_and_finds_the_same(reader):
    page = reader.visit("/proofs?q=单身证明&lang=hant")
    assert 'value="单身证明"' in page.html and "婚姻狀況證明" in page.html
    typed = reader.visit("/proofs?q=單身證明&lang=hant")
    assert 'value="單身證明"' in typed.html and "婚姻狀況證明" in typed.html


def test_names_offered_while_typing_are_converted(reader):
    found = reader.client.get("/suggestions?q=生存&lang=hant").json
    assert (found["label"], found["names"][0]["name"]) == ("建議的名稱", "生存證明")


def test_machines_are_answered_in_the_words_of_the_register(reader):
    assert "證" not in reader.client.get("/api/v1/requirements?q=生存证明&lang=hant").text


def test_almost_every_name_is_found_in_the_characters_it_is_shown_in(reader):
    """批复 is shown as 批覆, which is another word: search meets it by its sound."""
    found = reader.client.get("/api/v1/requirements?per_page=100").json["items"]
    names = {one[noun] for one in found for noun in ("material", "service_item", "demanding_office")}
    lost = {name for name in names if fold(traditional.text(name)) != fold(name)}
    assert all("批复" in name for name in lost) and len(lost) < len(names) / 10
    assert any(has_han(name) for name in names)


def test_scripts_say_nothing_themselves(example_app):
    """What a script wrote would stay in simplified characters: its words stand in the page, which is converted."""
    scripts = list((Path(example_app.static_folder) / "js").glob("*.js"))
    assert scripts
    assert [script.name for script in scripts if has_han(script.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("plain", "meant"),
    [
        ("签一份书面承诺书就行", "簽一份書面承諾書就行"),
        ("审签清单，贴标签", "審簽清單，貼標籤"),
        ("这份清单只写本单位的", "這份清單只寫本單位的"),
        ("会标明了，照样答复", "會標明了，照樣答覆"),
        ("已延长征求意见", "已延長徵求意見"),
        ("一格里写一种，这个版本里没有", "一格裏寫一種，這個版本裏沒有"),
    ],
)
def test_words_of_the_register_are_written_as_a_reader_of_traditional_writes_them(plain, meant):
    assert traditional.text(plain) == meant


def test_an_amendment_is_as_long_as_what_it_stands_for():
    assert all(len(written) == len(meant) for written, meant in traditional.AMENDED)
