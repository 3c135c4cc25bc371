"""Titles of instruments in a cell: where they begin and end, how they are written, when two are the same."""

import re

from catalog import text as texts
from catalog.vocabulary import LegalLevel

LONGEST = 160

# What stands before a citation and says how high it is; None where the word fits two levels.
LEVEL_WORDS: dict[str, LegalLevel | None] = {
    "法律": LegalLevel.LAW,
    "行政法规": LegalLevel.ADMINISTRATIVE_REGULATION,
    "国务院决定": LegalLevel.STATE_COUNCIL_DECISION,
    "国务院文件": LegalLevel.STATE_COUNCIL_DECISION,
    "地方性法规": LegalLevel.LOCAL_REGULATION,
    "地方法规": LegalLevel.LOCAL_REGULATION,
    "部门规章": LegalLevel.MINISTRY_RULE,
    "部委规章": LegalLevel.MINISTRY_RULE,
    "国务院部门规章": LegalLevel.MINISTRY_RULE,
    "地方政府规章": LegalLevel.GOVERNMENT_RULE,
    "政府规章": LegalLevel.GOVERNMENT_RULE,
    "省政府规章": LegalLevel.GOVERNMENT_RULE,
    "市政府规章": LegalLevel.GOVERNMENT_RULE,
    "规范性文件": LegalLevel.NORMATIVE_DOCUMENT,
    "部门规范性文件": LegalLevel.NORMATIVE_DOCUMENT,
    "国务院部门规范性文件": LegalLevel.NORMATIVE_DOCUMENT,
    "地方规范性文件": LegalLevel.NORMATIVE_DOCUMENT,
    "行政规范性文件": LegalLevel.NORMATIVE_DOCUMENT,
    "党内法规": None,
    "法规": None,
    "规章": None,
    "其他": None,
}
LEVEL = "|".join(sorted(LEVEL_WORDS, key=len, reverse=True))
_LEVEL_AT_END = re.compile(
    rf"(?:[【\[(〔](?P<marked>{LEVEL})[】\])〕][:]?|(?:^|[^\u4e00-\u9fff])(?P<plain>{LEVEL})[:]?)\s{{0,4}}$"
)

# The last word of a title that is written without 《》.
_KINDS = (
    "法典|法|条例|办法|规定|细则|规则|规程|决定|通知|意见|通则|准则|标准|章程|公告|批复|解释|"
    "规范|纲要|方案|制度|程序|规划|目录|函|令"
)
_BARE = re.compile(rf"[\u4e00-\u9fff、()]{{1,80}}(?:{_KINDS})$")
# 依据《A》, or the name of a region before it, belong to the sentence or to the title.
_LEAD = re.compile(
    r"^(?:根据|依据|按照|依照|参照|按|依|根据了|设定依据|法律依据|实施依据|政策依据|依据名称|见|和|及|与|或|以及|同时)[:]?\s*"
)
_NUMBERING = re.compile(
    r"^\s*(?:[0-9]{1,3}\s*[.、)．](?![0-9])|[(][0-9一二三四五六七八九十]{1,3}[)]|"
    r"[一二三四五六七八九十]{1,3}、|[①-⑳⑴-⒇●•·▪■*-])\s*"
)
_NO_TITLE = re.compile(
    r"^(?:无|没有|未|暂无|尚无|不|非)|有关|相关|上级|内部|惯例|习惯|办事指南|法律法规|法律、法规|其他|本部门|明确规定|上述"
    r"|应当|应按|提交|提供|可以|不得|申请人|必须|按照|根据|依据|需要"
)
# 湖北省《教师资格条例》实施细则, 广东省实施《村民委员会组织法》办法; 教育部关于印发《…》的通知
_OWN_TAIL = re.compile(r"\s?(?:实施)?(?:细则|办法)|\s?(?:实施(?:条例|意见|规定)|若干规定|暂行(?:条例|规定)|补充规定)")
_ACT_TAIL = re.compile(r"\s?(?:的|有关问题的)?(?:通知|决定|意见|公告|批复|复函|函)")
_REGION_HEAD = re.compile(r"[\u4e00-\u9fff]{1,20}?(?:省|市|县|区|州|盟|旗)(?:实施)?$")
_ACT_HEAD = re.compile(r"[\u4e00-\u9fff、]{0,40}关于[\u4e00-\u9fff、]{0,60}$")

_COUNTRY = "中华人民共和国"


def title_key(title: str) -> str:
    """The key under which two spellings of one title are the same: no 中华人民共和国, one kind of bracket.

    >>> title_key('《中华人民共和国护照法》') == title_key('护照法')
    True
    """
    key = texts.name_key(title)
    return key.removeprefix(_COUNTRY) or key


def opening(folded: str, place: int) -> int:
    """How many characters of a title's opening mark stand at ``place`` (《, <<, 〈, <), 0 when none."""
    if folded[place] in "《〈«":
        return 1
    if folded[place] == "<":
        return 2 if folded.startswith("<<", place) else 1
    return 0


def quoted_end(folded: str, start: int) -> tuple[int, int]:
    """Where the title that opens before ``start`` ends, and where its closing mark ends.

    Marks may be nested (《〈A〉实施办法》, 《关于印发《A》的通知》). A title that is never closed ends at
    its line, or where a clause begins.
    """
    depth, place = 1, start
    limit = min(len(folded), start + LONGEST)
    while place < limit and folded[place] not in ";。" and not _NEXT_LINE.match(folded, place):
        if folded[place] in "《〈<«":
            depth += 1
            place += opening(folded, place)
        elif folded[place] in "》〉>»":
            width = 2 if folded.startswith(">>", place) else 1
            depth -= 1
            if depth == 0 or (depth == 1 and width == 1 and not _closed_later(folded, place + 1, limit)):
                return place, place + width
            place += width
        else:
            place += 1
    broken = _UNCLOSED_END.search(folded, start, place)
    end = broken.start() if broken else place
    return end, end


_CLAUSE_START = re.compile(r"第\s{0,2}[0-9零〇一二三四五六七八九十百千]{1,9}\s{0,2}[编章条]")
_UNCLOSED_END = re.compile(rf"[\n\r]|{_CLAUSE_START.pattern}")
_NEXT_LINE = re.compile(r"[\n\r]\s{0,4}(?:[0-9]{1,3}[.、]|《|第)")


def _closed_later(folded: str, place: int, limit: int) -> bool:
    """True when another closing mark follows before the next title, clause or end of the sentence."""
    for position in range(place, limit):
        if folded[position] in "》〉>»":
            return True
        if folded[position] in "《〈<«;。\n\r" or _CLAUSE_START.match(folded, position):
            return False
    return False


def written(raw: str) -> str:
    """A title as it is kept: squeezed, inner marks as 〈〉, without outer ones."""
    out = texts.squeeze(raw)
    for mark, plain in (
        ("<<", "〈"),
        (">>", "〉"),
        ("《", "〈"),
        ("》", "〉"),
        ("<", "〈"),
        (">", "〉"),
        ("＜", "〈"),
        ("＞", "〉"),
    ):
        out = out.replace(mark, plain)
    return out.strip(" 、，,:：“”\"'")


# 《X条例（2018年修正）》: the edition was written into the title. 目录（2019年本） is called so.
_EDITION_AT_END = re.compile(
    r"\s?[（(]\s?(?P<bracketed>(?:[0-9]{4}\s?年?)?\s?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?\s?(?:第?[一二三四五六七八九十0-9]{1,2}次)?"
    r"修[订正改](?:版|本)?|[0-9]{4}\s?年?版)\s?[)）]$"
    r"|\s?(?P<plain>[0-9]{4}\s?年?\s?修[订正](?:版|本)?)$"
)


def without_edition(title: str) -> tuple[str, str | None]:
    """A title without the edition that was written into it, and that edition.

    >>> without_edition('保安服务管理条例（2022年修订）'), without_edition('信访工作办法（试行）')
    (('保安服务管理条例', '2022年修订'), ('信访工作办法（试行）', None))
    """
    found = _EDITION_AT_END.search(title)
    if found is None or not found.start():
        return title, None
    return title[: found.start()], found["bracketed"] or found["plain"]


def of_notice(title: str) -> str:
    """The title of the document that a notice passes on; "" when it is no such notice.

    >>> of_notice('示例市人民政府关于印发〈示例市高龄老人津贴发放办法〉的通知')
    '示例市高龄老人津贴发放办法'
    """
    found = _NOTICE.fullmatch(title)
    return found["inner"] if found else ""


_NOTICE = re.compile(
    r"[\u4e00-\u9fff、]{0,40}关于(?:印发|公布|发布|颁布|颁发|下发|转发)(?:实施|施行|执行)?[〈《<](?P<inner>[^〈〉《》<>]{3,80})[〉》>]的?(?:通知|公告|令|决定)"
)


def quoted(folded: str) -> str:
    """``folded`` with the quotes around what can only be a title turned into 《》: "教师资格条例"第五条.

    >>> quoted('“教师资格条例”第五条'), quoted('以下称“登记备案人员”')
    ('《教师资格条例》第五条', '以下称“登记备案人员”')
    """
    return _QUOTED.sub(lambda m: f"《{m[1]}》" if bare(m[1]) else m[0], folded)


_QUOTED = re.compile(
    r"[\"“「『]([\u4e00-\u9fff]{1,60}(?:法|法典|条例|办法|规定|细则|规则|规程))[\"”」』]"
    r"(?=\s{0,3}(?:第|[(\[【〔;。、,\n]|$))"
)


def level_before(folded: str) -> LegalLevel | None:
    """The level that the end of ``folded`` states for the title that follows: …【法律】."""
    found = _LEVEL_AT_END.search(folded[-24:])
    return LEVEL_WORDS[found["marked"] or found["plain"]] if found else None


def bare(folded: str) -> tuple[int, int] | None:
    """Where in ``folded`` (one clause-free stretch) a title without 《》 stands, or None."""
    start = 0
    for pattern in (_NUMBERING, _LEAD, _LEVEL_FIRST, _NUMBERING, _LEAD):
        match = pattern.match(folded[start:])
        start += match.end() if match else 0
    # Marks of which the other half was lost, or that are no marks of a title: 社会救助暂行办法》, 【社会救助暂行办法】
    end = len(folded.rstrip(' \n\r\t、,:的》】”"』」'))
    start += len(folded[start:end]) - len(folded[start:end].lstrip('【“"『「'))
    stretch = folded[start:end]
    if not 2 < len(stretch) <= 80 or _NO_TITLE.search(stretch) or not _BARE.fullmatch(stretch):
        return None
    return (start, end) if stretch not in LEVEL_WORDS else None


_LEVEL_FIRST = re.compile(rf"^\s*(?:[【\[(〔](?:{LEVEL})[】\])〕][:]?|(?:{LEVEL})[:])\s*")


def around(folded: str, floor: int, opened: int, closed: int) -> tuple[int, int]:
    """A title's start and end when words outside its 《》 belong to it.

    ``floor`` is where the sentence before it begins, ``opened`` and ``closed`` enclose 《…》 itself.
    """
    before = folded[max(floor, opened - 110) : opened]
    act, region = _ACT_HEAD.search(before), _REGION_HEAD.search(before)
    if act and (tail := _ACT_TAIL.match(folded, closed)):
        return opened - len(act[0]) + _lead_length(act[0]), tail.end()
    if tail := _OWN_TAIL.match(folded, closed):
        head = region[0] if region else ""
        return opened - len(head) + _lead_length(head), tail.end()
    return opened, closed


def _lead_length(stretch: str) -> int:
    match = _LEAD.match(stretch)
    return match.end() if match else 0
