"""The office that a title, a line above the table, a section line or a sheet's name names."""

import re
from collections.abc import Iterable

from catalog import text

_ENDINGS = (
    "局|委员会|管委会|办公室|人民政府|政府|办事处|中心|法院|检察院|联合会|总工会|工会|公司|银行|大队|支队|总队|档案馆|学院|"
    "医院|管理处|管理所|派出所|供电所|税务所|司法所|管理站|联社|合作社|分局|妇联|残联|工商联|侨联|科协|团委|街道|农场|林场|"
    "委|办|镇|乡|厅|部"
)
_OFFICE = re.compile(rf"[\u4e00-\u9fff（）()·、]{{1,30}}?(?:{_ENDINGS})")
# What may follow an office in a title: 示例市公安局|证明材料取消清单.
_TITLE = re.compile(
    rf"(?P<office>[\u4e00-\u9fff（）()]{{1,30}}?(?:{_ENDINGS}))(?:\d{{4}}年)?(?:度)?(?:第[一二三四五六七八九十\d]+批)?"
    r"(?:拟|已)?(?:直接)?(?:证明|取消|保留|清理|实行|实施|办理|索要|要求|涉及|需要|所需|开展|群众)"
)
_FILLED_IN = re.compile(
    r"(?:填报|报送|填表|申报|索要|责任|实施|牵头|编制|制表)?(?:单位|部门|机关)(?:名称)?\s*(?:[（(][^（）()]*[)）])?\s*[:：]\s*"
    r"(?P<office>[^\s:：，,。；;|]{2,30})"
)
_NUMBER = re.compile(
    r"^\s*(?:[（(]\s*[一二三四五六七八九十百\d]+\s*[)）]|[一二三四五六七八九十百\d]+\s*[、.．\s]|"
    r"第[一二三四五六七八九十百\d]+(?:部分|章|节|类)|[★☆●◆■▲※◎○])\s*"
)
_COUNT = re.compile(r"\s*[（(]?(?:共|合计)?\s*\d+\s*[项条个类种][)）]?\s*[:：]?\s*$|[:：]\s*$")
_AROUND = re.compile(r"[【〔\[［](?P<inside>[^【】〔〕\[\]［］]+)[】〕\]］]")
_ATTACHMENT = re.compile(r"^附(?:件|表)\s*[\d一二三四五六七八九十]*\s*[:：.、]?\s*")
_SEVERAL = re.compile(r"等\s*(?:[\d一二三四五六七八九十]+\s*个?)?\s*(?:部门|单位|局|家)|各(?:镇|乡|街道|单位|部门)")
_IS_TITLE = re.compile(r"清单|目录|一览表|汇总表|明细表|(?:证明|材料).{0,12}表")
_LONGEST_TITLE = 80
_NO_OFFICE = re.compile(r"证明|清单|事项|材料|取消|保留|汇总|目录|附件")


def in_title(line: str) -> str:
    """The office whose list a title says it is; "" when it names none, or several.

    >>> in_title('示例市公安局证明材料取消清单'), in_title('示例市司法局等部门证明材料取消清单')
    ('示例市公安局', '')
    """
    plain = _after(_ATTACHMENT, text.squeeze(line))
    folded = text.fold_same_length(plain)
    if _SEVERAL.search(folded) or "关于" in folded:
        return ""
    named = _TITLE.match(folded)
    return plain[slice(*named.span("office"))] if named and len(named["office"]) > 2 else ""


def filled_in(line: str) -> str:
    """The office behind 填报单位： or one of its kin; "" when there is none.

    >>> filled_in('填报单位（盖章）：示例市司法局     填报日期：2026年9月15日')
    '示例市司法局'
    """
    named = _FILLED_IN.search(text.fold_same_length(line))
    if not named:
        return ""
    office = _before(_STAMP, line[slice(*named.span("office"))])
    return office if _OFFICE.fullmatch(text.fold_same_length(office)) else ""


def in_section(line: str) -> str:
    """The office that a line of its own between the rows names: （一）示例市公安局（37项）.

    >>> in_section('一、示例市公安局（37项）'), in_section('二、直接取消的证明事项')
    ('示例市公安局', '')
    """
    plain = _before(_COUNT, _after(_NUMBER, text.squeeze(line)))
    around = _AROUND.fullmatch(plain)
    plain = around["inside"].strip() if around else plain
    folded = text.fold_same_length(plain)
    if len(plain) < 3 or _NO_OFFICE.search(folded):
        return ""
    return plain if _OFFICE.fullmatch(folded) else ""


def _after(pattern: re.Pattern[str], words: str) -> str:
    """The words after what stands at their beginning, in whatever script."""
    found = pattern.match(text.fold_same_length(words))
    return words[found.end() :] if found else words


def _before(pattern: re.Pattern[str], words: str) -> str:
    """The words before what stands at their end, in whatever script."""
    found = pattern.search(text.fold_same_length(words))
    return words[: found.start()] if found else words


_STAMP = re.compile(r"[（(]?(?:盖章|公章)[)）]?$")


def without_count(office: str) -> str:
    """An office without the number of its lines: 示例市公安局（12项）.

    >>> without_count('示例市公安局（12项）'), without_count('示例市公安局')
    ('示例市公安局', '示例市公安局')
    """
    return _before(_COUNT_AFTER, office).rstrip()


_COUNT_AFTER = re.compile(r"\s*[（(]\s*(?:共|合计)?\s*\d+\s*[项条个件类种]\s*[)）]$")


def is_title(line: str) -> bool:
    """True for a line that names a list or an attachment, which no row does."""
    folded = text.fold_same_length(line)
    return len(line) <= _LONGEST_TITLE and bool(_IS_TITLE.search(folded) or _ATTACHMENT.match(folded))


def title_among(lines: Iterable[str]) -> str:
    """The title of the list among the lines above its table; "" when none of them is one.

    >>> title_among(['附件1', '示例市第一批证明材料取消清单', '填报单位：示例市司法局'])
    '示例市第一批证明材料取消清单'
    """
    named = (line for line in lines if _IS_TITLE.search(text.fold_same_length(line)))
    titles = [_after(_ATTACHMENT, text.squeeze(line)) for line in named]
    return next((title for title in titles if "：" not in title and len(title) <= _LONGEST_TITLE), "")


def above(lines: Iterable[str]) -> str:
    """The one office that the lines above a table name: in the title first, else filled in."""
    lines = list(lines)
    titles = [office for office in map(in_title, lines) if office]
    sections = [office for office in map(in_section, lines) if office]
    filled = [office for office in map(filled_in, lines) if office]
    return next((named[-1] for named in (titles, sections, filled) if named), "")
