"""Lines of a table that are no rows: totals, notes, signatures, sections, numbered columns."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from catalog import text as texts
from catalog.exchange import offices
from catalog.exchange.columns import Field
from catalog.exchange.mapping import TableMapping
from catalog.exchange.sheets import Merge, Place, Sheet


class Kind(Enum):
    """What a line of a sheet is."""

    ROW = auto()
    BLANK = auto()
    TOTAL = auto()
    NOTE = auto()
    SECTION = auto()
    COLUMN_NUMBERS = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line by its row (from 0), what it is, and the text that makes it so."""

    row: int
    kind: Kind
    text: str = ""


_SUM = r"(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计)"
# 合计, 共12项; with words before it only when nothing but the figure follows: 市公安局小计（2项）.
_TOTAL = re.compile(
    rf"^(?:{_SUM}|总\s*数|(?:以上|全市|全部)?共\s*有?\s*[\d,，]+\s*[项条个类种件])"
    rf"|^.{{1,16}}{_SUM}\s*[（(]?(?:共|[:：])?\s*[\d,，]*\s*[项条个类种件]?\s*[)）]?$"
)
_NOTE = re.compile(
    r"^[*※（(【\[]?\s*(?:注|备注|说明|附注|填表说明|填报说明|注意|提示|填报人|填表人|制表人?|审核人|审批人|负责人|联系人|经办人|"
    r"联系电话|填报日期|填表日期|填报时间|填报单位|填报部门|主要领导|分管领导|单位盖章|（?盖章|附件)"
    r"\s*\d*\s*(?:[（(].{0,12}[)）])?\s*[:：.、\d）)]"
)
# 审核人：张某 | 填表人：李某 | 电话：…, a line of signatures, whatever column each stands in.
_SIGNED = re.compile(
    r"(?:.{0,8}(?:人|领导|签名|签字|签章|盖章|单位|部门|电话|手机|传真|邮箱|日期|时间)|局长|主任)"
    r"\s*(?:[（(].{0,12}[)）])?\s*[:：].{0,30}|.{1,12}[（(](?:盖章|签字|签名|签章|公章)[)）]",
    re.DOTALL,
)
_DATE = re.compile(r"^(?:[二〇○零一\d]{4}|20\d\d)\s*年.{1,6}月.{1,4}日$")
_SECTION_NUMBER = re.compile(r"^\s*(?:[（(]\s*[一二三四五六七八九十百]+\s*[)）]|[一二三四五六七八九十百]+\s*[、.．])")
_COUNTED = re.compile(r"([\d,，]+)\s*(?:项|条|个|件|种)")
_ONLY_COUNT = re.compile(r"[\d,，]+\s*[项条个件种]?")
# 直接取消 beside 12项: how the rows divide, not one of them.
_AMONG = re.compile(r"^其\s*中")
_SHARE = re.compile(r"(?:直接取消|替代取消|取消|保留|告知承诺)(?:的|类)?(?:证明|事项|证明事项|材料)?[:：]?")
_FEW = 4
# Lines with more cells are rows; short ones are judged in one script and width.
_MOST_ASIDE = 6


def lines(sheet: Sheet, merged: Mapping[Place, Merge], table: TableMapping, rows: Iterable[int]) -> Iterator[Line]:
    """Every line of a table's body with what it is."""
    for row in rows:
        yield _line(sheet, merged, table, row)


def announced(text: str) -> int | None:
    """How many rows a total line says there are; None when it does not say.

    >>> announced('合计：1,344项'), announced('14类164项'), announced('合计')
    (1344, 164, None)
    >>> announced('共5项，其中直接取消2项，替代取消3项')
    5
    """
    text = _plain(text)
    text = text.partition("其中")[0] or text
    counted = _COUNTED.findall(text)
    number = counted[-1] if counted else text if text.isdecimal() else ""
    plain = number.replace(",", "").replace("，", "")
    return int(plain) if plain.isdecimal() and len(plain) <= 6 else None


def _plain(words: str) -> str:
    """Words as they are judged: one script and width, without what conversion left in them."""
    return texts.fold_same_length(texts.squeeze(words))


def is_aside(words: str) -> bool:
    """True for a lone line that is no row by its own words: a total, a note, a date, signatures."""
    folded = _plain(words)
    return any(pattern.match(folded) for pattern in (_TOTAL, _NOTE, _DATE)) or _SIGNED.fullmatch(folded) is not None


def _line(sheet: Sheet, merged: Mapping[Place, Merge], table: TableMapping, row: int) -> Line:
    cells = {column: cell.strip() for column, cell in enumerate(sheet.rows[row]) if cell and not cell.isspace()}
    if not cells or _is_rule(list(cells.values())):
        return Line(row, Kind.BLANK)
    written = " ".join(cells.values())
    if len(cells) <= _MOST_ASIDE:
        cells = {column: _plain(cell) for column, cell in cells.items()}
    first = next(iter(cells.values()))
    material = any(_is_name(cells.get(place, first), first) for place in table.places(Field.MATERIAL))
    if (_TOTAL.match(first) and not material and len(cells) <= _FEW) or _is_total(list(cells.values())):
        return Line(row, Kind.TOTAL, _total_text(cells))
    if len(cells) < _FEW and not material and (_NOTE.match(first) or _DATE.match(first)):
        return Line(row, Kind.NOTE, written)
    if _is_signed(list(cells.values())):
        return Line(row, Kind.NOTE, written)
    if len(cells) < _FEW and (_AMONG.match(first) or _is_share(list(cells.values()))):
        return Line(row, Kind.NOTE, written)
    if _is_column_numbers(list(cells.values())):
        return Line(row, Kind.COLUMN_NUMBERS)
    if not material and _is_counted_office(table, cells):
        return Line(row, Kind.SECTION, sheet.text(row, next(iter(cells))).strip())
    if len(cells) == 1 and _is_section(merged, table, row, *cells.popitem()):
        return Line(row, Kind.SECTION, written)
    return Line(row, Kind.ROW)


def _is_total(cells: list[str]) -> bool:
    """Whether a line holds figures and, in whatever column, the word for their sum."""
    words = [cell for cell in cells if not _ONLY_COUNT.fullmatch(cell)]
    return len(words) == 1 < len(cells) and _ONLY_SUM.fullmatch(words[0]) is not None


_ONLY_SUM = re.compile(rf"(?:{_SUM}|总\s*数)\s*[:：]?")


def _is_rule(cells: list[str]) -> bool:
    """Whether a line only draws one, as tables written with | do below their header: --- | :--: | ---."""
    return len(cells) > 1 and all(_RULE.fullmatch(cell) for cell in cells)


_RULE = re.compile(r":?(?:-{2,}|—{2,}|={2,}|─+):?")


def _is_signed(cells: list[str]) -> bool:
    """Whether a line holds nothing but who filled in the list, and when: such a cell is no name and no office."""
    signed = sum(_SIGNED.fullmatch(cell) is not None for cell in cells)
    return signed > 1 and all(_SIGNED.fullmatch(cell) or _DATE.match(cell) for cell in cells)


def _is_name(cell: str, first: str) -> bool:
    """Whether a cell under 证明名称 names a proof: it is not the line's first text again, nor a figure."""
    return cell != first and _ONLY_COUNT.fullmatch(cell) is None


def _is_counted_office(table: TableMapping, cells: Mapping[int, str]) -> bool:
    """Whether a line holds an office and how many lines it has: 示例市公安局 | 12项."""
    place, first = next(iter(cells.items()))
    rest = list(cells.values())[1:]
    if len(rest) != 1 or place in table.places(Field.DEMANDING_OFFICE):
        return False
    return bool(offices.in_section(first)) and _COUNTED.fullmatch(rest[0].strip("（()）共计")) is not None


def _is_share(cells: list[str]) -> bool:
    """Whether a line says no more than how many rows are of one kind."""
    counts = [_ONLY_COUNT.fullmatch(cell) is not None for cell in cells]
    return (
        any(counts)
        and not all(counts)
        and all(counted or _SHARE.fullmatch(cell) for counted, cell in zip(counts, cells, strict=True))
    )


def _is_section(merged: Mapping[Place, Merge], table: TableMapping, row: int, column: int, cell: str) -> bool:
    """A lone text makes a section, unless it is the proof itself or merged cells from above fill the line."""
    if any(
        merge is not None and merge.top < row and merge.left == place
        for place, merge in ((each.index, merged.get(Place(row, each.index))) for each in table.columns)
    ):
        return False
    own = merged.get(Place(row, column))
    if own is not None and own.right - own.left + 1 > len(table.columns) // 2:
        return True
    if _SECTION_NUMBER.match(cell) or offices.in_section(cell) or offices.is_title(cell):
        return True
    return column not in table.places(Field.MATERIAL)


def _total_text(cells: Mapping[int, str]) -> str:
    """The text of a total line: its words, or the lone figure beside them."""
    words = " ".join(cells.values())
    if _COUNTED.search(words):
        return words
    return next((cell for cell in cells.values() if cell.isdecimal()), words)


def _is_column_numbers(cells: list[str]) -> bool:
    """Whether a line only numbers the columns, after 栏次 or not."""
    cells = cells[1:] if cells[0] in _COLUMN_WORDS else cells
    return len(cells) > 2 and cells in _column_numbers(len(cells))


_COLUMN_WORDS = ("栏次", "列次", "栏号", "列号", "栏目")


def _column_numbers(count: int) -> tuple[list[str], ...]:
    """The ways a line under the header numbers the columns: 1 2 3…, ① ② ③…, （1）（2）（3）…."""
    numbers = range(1, count + 1)
    return (
        [str(number) for number in numbers],
        [chr(0x245F + number) for number in numbers],
        [f"（{number}）" for number in numbers],
        [f"({number})" for number in numbers],
        [chr(64 + number) for number in numbers],
        list("甲乙丙丁戊己庚辛壬癸"[:count]),
    )
