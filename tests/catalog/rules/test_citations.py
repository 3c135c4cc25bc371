"""Citations of law, taken apart from cells as lists really write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.rules.citations import Citation, is_ground, parse, title_key
from catalog.vocabulary import LegalLevel

ONE = {
    "《中华人民共和国户口登记条例》\n第十条": ("中华人民共和国户口登记条例", "第十条"),
    "《中华人民共和国\n户口登记条例》第十条": ("中华人民共和国户口登记条例", "第十条"),
    "<<婚姻登记条例>>第五条": ("婚姻登记条例", "第五条"),
    "〈婚姻登记条例〉第五条": ("婚姻登记条例", "第五条"),
    "《婚姻登记条例》": ("婚姻登记条例", ""),
    "婚姻登记条例": ("婚姻登记条例", ""),
    "婚姻登记条例第五条": ("婚姻登记条例", "第五条"),
    "依据《婚姻登记条例》第 五 条的规定": ("婚姻登记条例", "第五条"),
    "《律师执业管理办法》第21条": ("律师执业管理办法", "第二十一条"),
    "《甲法》第十四条第一款第(四)项": ("甲法", "第十四条第一款第（四）项"),
    "《甲法》第三十条第二款第（一）项": ("甲法", "第三十条第二款第（一）项"),
    "《甲法》第十四条第四项": ("甲法", "第十四条第（四）项"),
    "《甲法》第二条第一款(一)": ("甲法", "第二条第一款第（一）项"),
    "《甲法》第三十条之一第二款第（一）项": ("甲法", "第三十条之一第二款第（一）项"),
    "《甲法》第3条第2款第1项第1目": ("甲法", "第三条第二款第（一）项第一目"),
    "《甲法》第三章第十四条": ("甲法", "第三章第十四条"),
    "《甲法》第三章": ("甲法", "第三章"),
    "《甲法》（试行）第三条": ("甲法（试行）", "第三条"),
    "《〈教师资格条例〉实施办法》(教育部令第10号)第十二条": ("〈教师资格条例〉实施办法", "第十二条"),
    "《<教师资格条例>实施办法》第十二条": ("〈教师资格条例〉实施办法", "第十二条"),
    "《关于印发《教师资格证书管理规定》的通知》第二条": ("关于印发〈教师资格证书管理规定〉的通知", "第二条"),
    "教育部关于印发《教师资格证书管理规定》的通知": ("教育部关于印发〈教师资格证书管理规定〉的通知", ""),
    "湖北省《教师资格条例》实施细则第三条": ("湖北省〈教师资格条例〉实施细则", "第三条"),
    "广东省实施《村民委员会组织法》办法第五条": ("广东省实施〈村民委员会组织法〉办法", "第五条"),
    "中华人民共和国律师法(2012年修订)第六条": ("中华人民共和国律师法", "第六条"),
    "《村(居)民委员会组织办法》第二条": ("村(居)民委员会组织办法", "第二条"),
    "《甲法第五条": ("甲法", "第五条"),
    "法规第十九条：申请人应当提交": ("", "第十九条"),
    "第六条": ("", "第六条"),
    "第21条第2款": ("", "第二十一条第二款"),
    "《中華人民共和國護照法》第六條": ("中華人民共和國護照法", "第六条"),
    "1.《甲法》第五条": ("甲法", "第五条"),
    "《保安服务管理条例（2022年修订）》第十六条": ("保安服务管理条例", "第十六条"),
    "《甲法》（2018年修正）第五条": ("甲法", "第五条"),
    "《甲法》（2018）第五条": ("甲法", "第五条"),
    "《甲法(修正)》第五条": ("甲法", "第五条"),
    "《甲法2018修正》第五条": ("甲法", "第五条"),
    "《产业结构调整指导目录（2019年本）》第五条": ("产业结构调整指导目录（2019年本）", "第五条"),
    "《甲条例》[国务院令第663号]第九条第一款": ("甲条例", "第九条第一款"),
    "《甲条例》【2012年修订】第九条": ("甲条例", "第九条"),
    '"教师资格条例"第十五条': ("教师资格条例", "第十五条"),
    "“教师资格条例”（国务院令第188号）第十五条": ("教师资格条例", "第十五条"),
    "「教師資格條例」第十五條": ("教師資格條例", "第十五条"),
    "社会救助暂行办法》第四十八条": ("社会救助暂行办法", "第四十八条"),
    "【社会救助暂行办法】第四十八条": ("社会救助暂行办法", "第四十八条"),
    "《森林法》五十八条": ("森林法", "第五十八条"),
    "《森林法》58条第2款": ("森林法", "第五十八条第二款"),
    "《森林法》（第五十八条）": ("森林法", "第五十八条"),
    "《森林法》：第五十八条": ("森林法", "第五十八条"),
    "《森林法》——第五十八条": ("森林法", "第五十八条"),
    "《民法典》婚姻家庭编第一千零七十九条": ("民法典", "第一千零七十九条"),
    "《甲法》第十八条第一款第㈡项": ("甲法", "第十八条第一款第（二）项"),
    "《甲法》第十八条第⑵项": ("甲法", "第十八条第（二）项"),
}
NOTHING = [
    "",
    "无",
    "—",
    "/",
    "无法律法规依据",
    "办事指南",
    "三个以上见证人",
    "按有关规定",
    "上级要求",
    "没有设定依据",
    "惯例",
]
SEVERAL = {
    "《居住证暂行条例》第九条；《优化营商环境条例》第四十四条": ["居住证暂行条例第九条", "优化营商环境条例第四十四条"],
    "《甲法》第五条《乙法》第六条": ["甲法第五条", "乙法第六条"],
    "《甲法》第五条、《乙法》第六条": ["甲法第五条", "乙法第六条"],
    "《甲法》第五条\n《乙法》第六条": ["甲法第五条", "乙法第六条"],
    "《甲法》、《乙法》第六条": ["甲法", "乙法第六条"],
    "《甲法》第五条、第八条": ["甲法第五条", "甲法第八条"],
    "《甲法》第五条；第八条": ["甲法第五条", "甲法第八条"],
    "《甲法》第五条第一款、第三款和第八条": ["甲法第五条第一款", "甲法第五条第三款", "甲法第八条"],
    "《甲法》第五条第（一）、（二）项": ["甲法第五条第（一）项", "甲法第五条第（二）项"],
    "《甲法》第五、八条": ["甲法第五条", "甲法第八条"],
    "《甲法》第五条至第七条": ["甲法第五条", "甲法第六条", "甲法第七条"],
    "婚姻登记条例第五条，护照法第六条": ["婚姻登记条例第五条", "护照法第六条"],
    "1.《甲法》第五条；2.《乙办法》第六条第二项\n3、护照法第七条": [
        "甲法第五条",
        "乙办法第六条第（二）项",
        "护照法第七条",
    ],
    "《甲法》第五条；《甲法》第五条": ["甲法第五条"],
    '"甲条例"第五条、"乙条例"第六条': ["甲条例第五条", "乙条例第六条"],
    "《甲法》第十六条、十七条": ["甲法第十六条", "甲法第十七条"],
    "（1）《甲法》第十六条（2）《乙法》第三条": ["甲法第十六条", "乙法第三条"],
    # What an article says is not cited by the list.
    "《甲法》第六条:按照《丙办法》第三条提交第八条材料。\n《乙法》第四条:提交": ["甲法第六条", "乙法第四条"],
    "《甲法》第六条 公民申请的，依照第九条办理；": ["甲法第六条"],
    "《甲法》第六条，申请人按照护照法第五条提交": ["甲法第六条"],
    '《甲法》第六条："申请：《丙法》第三条",《乙法》第4条': ["甲法第六条", "乙法第四条"],
    "《甲法》第七条 申请的由户主提出。\n第八条 审批机关可以调查": ["甲法第七条", "甲法第八条"],
}


@pytest.mark.parametrize(("cell", "expected"), ONE.items())
def test_one_citation_is_taken_apart(cell: str, expected: tuple[str, str]) -> None:
    assert [(each.title, each.clause) for each in parse(cell)] == [expected]


@pytest.mark.parametrize("cell", NOTHING)
def test_a_cell_that_cites_nothing_gives_nothing(cell: str) -> None:
    assert parse(cell) == ()


@pytest.mark.parametrize(("cell", "expected"), SEVERAL.items())
def test_several_citations_of_a_cell_are_told_apart(cell: str, expected: list[str]) -> None:
    assert [each.title + each.clause for each in parse(cell)] == expected


def test_level_number_and_edition_are_kept_beside_the_title() -> None:
    cell = (
        "【法律】《护照法》(主席令第50号)第六条:依照第八条【规范性文件】《某通知》(公通字[2003]13号)第四条:见《丙办法》"
    )
    assert [(each.title, each.clause, each.level, each.number) for each in parse(cell)] == [
        ("护照法", "第六条", LegalLevel.LAW, "主席令第50号"),
        ("某通知", "第四条", LegalLevel.NORMATIVE_DOCUMENT, "公通字〔2003〕13号"),
    ]
    [edition] = parse("《中华人民共和国社会保险法》(2011年7月1日起施行)第十七条")
    assert (edition.edition, edition.clause, edition.number) == ("2011年7月1日起施行", "第十七条", None)
    assert parse("《甲法（2018年修正）》第五条")[0].edition == "2018年修正"


def test_a_number_may_stand_before_the_title_or_alone() -> None:
    [named] = parse("司法部第112號令《律師執業管理辦法》")
    assert (named.title, named.number) == ("律師執業管理辦法", "司法部令第112号")
    [alone] = parse("国办发〔2018〕47号第三条")
    assert (alone.title, alone.number, alone.clause) == ("", "国办发〔2018〕47号", "第三条")


def test_the_ground_for_cancelling_is_known_and_nothing_like_it() -> None:
    def ground(cell: str) -> bool:
        return is_ground(parse(cell)[0])

    assert ground("《优化营商环境条例》第四十四条第二款") and ground("<<優化營商環境條例>>第44條")
    assert not ground("《优化营商环境条例》第六十二条")
    assert not ground("《广东省优化营商环境条例》第四十四条") and not ground("第四十四条")


def test_titles_are_the_same_with_or_without_the_name_of_the_country() -> None:
    assert title_key("《中华人民共和国护照法》") == title_key("護照法") == title_key(" 护照法 ")
    assert title_key("某条例（试行）") == title_key("某条例(试行)") != title_key("某条例")
    assert title_key("《〈教师资格条例〉实施办法》") == title_key("教师资格条例实施办法")


small = st.none() | st.integers(1, 30)


@given(
    st.sampled_from(["甲法", "中华人民共和国护照法", "某市高龄津贴发放办法（试行）", "〈甲条例〉实施办法"]),
    st.integers(1, 1260),
    *[small] * 5,
)
def test_a_clause_survives_the_way_there_and_back(
    title: str,
    article: int,
    inserted: int | None,
    paragraph: int | None,
    item: int | None,
    sub: int | None,
    chapter: int | None,
) -> None:
    written = Citation("", title, article, inserted, paragraph, item, sub, chapter)
    [read] = parse(f"《{title}》{written.clause}")
    assert (read.title, read.clause) == (title, written.clause)
    assert (read.article, read.inserted, read.paragraph) == (article, inserted, paragraph)
    assert (read.item, read.subitem, read.chapter) == (item, sub, chapter)


WORDS = [*"《》〈〉第条款项之五十（）()：；、。“”和至 \n", "<<", ">>", "一百", "21", "甲法", "条例", "【法律】"]
WORDS += ["国办发〔2018〕47号", "关于", "的通知"]
pieces = st.lists(st.sampled_from(WORDS), max_size=30).map("".join)


@given(pieces | st.text(max_size=60))
def test_any_cell_gives_citations_that_can_be_written(cell: str) -> None:
    for citation in parse(cell):
        assert citation.title or citation.clause or citation.number
        assert not citation.title.startswith("《") and "\n" not in citation.title


@pytest.mark.parametrize(
    "part",
    ["《", "第五条", "第一", "(", "《A》第五条、", "第五条至", "一", "【法律】", "\n第五条：", "<", "法", "关于", "、"],
)
def test_long_garbage_is_read_to_its_end(part: str) -> None:
    assert isinstance(parse(part * 20_000), tuple)
