"""Document numbers (发文字号) as lists write them, recognised, repaired and put in one form (DOMAIN §7, VARIANTS C)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from catalog import text as texts
from catalog.rules import numerals

EARLIEST, LATEST = 1949, 2100


class NumberKind(StrEnum):
    """The ways in which documents are numbered."""

    LETTER = "letter"
    OLD = "old"
    ORDER = "order"
    YEARLY_ORDER = "yearly-order"
    ANNOUNCEMENT = "announcement"
    PROCLAMATION = "proclamation"


FORMS = {
    NumberKind.LETTER: "{issuer}〔{year}〕{serial}号",
    NumberKind.OLD: "〔{year}〕{issuer}第{serial}号",
    NumberKind.ORDER: "{issuer}令第{serial}号",
    NumberKind.YEARLY_ORDER: "{issuer}令{year}年第{serial}号",
    NumberKind.ANNOUNCEMENT: "{issuer}公告{year}年第{serial}号",
    NumberKind.PROCLAMATION: "{issuer}通告{year}年第{serial}号",
}


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number taken apart: 陆丰办, 2020, 51. Orders (国务院令第722号) have no year.

    ``repaired`` is True when a bracket or the 号 was missing and had to be guessed; ``span`` is where the
    number stood once invisible characters and residue were taken out. Neither counts in comparison.
    """

    issuer: str
    year: int | None
    serial: int
    kind: NumberKind = NumberKind.LETTER
    repaired: bool = field(default=False, compare=False)
    span: tuple[int, int] = field(default=(0, 0), compare=False)

    def __str__(self) -> str:
        return FORMS[self.kind].format(issuer=self.issuer, year=self.year, serial=self.serial)


_S = r"\s{0,3}"
_OPEN, _CLOSE = r"[〔\[(【{<〈]", r"[〕\])】}>〉]"
_DIGIT = "[0-9]"
_YEAR_DIGIT = f"[0-9{numerals.DIGITS}Oo]"
# 2020, 二〇二〇, 二○二○, 二OO八; where something was lost, too, only Arabic numerals tell where a year ends.
_YEAR = rf"(?P<year>{_YEAR_DIGIT}(?:{_S}{_YEAR_DIGIT}){{3}})"
_PLAIN_YEAR = rf"(?P<year>{_DIGIT}(?:{_S}{_DIGIT}){{3}})"
_SHORT_YEAR = rf"(?P<year>[4-9]{_S}[0-9])"
_CHINESE = f"[{numerals.CHARACTERS.removeprefix('0-9')}]"
_SERIAL = rf"(?P<serial>[0-9](?:{_S}[0-9]){{0,4}}|{_CHINESE}(?:{_S}{_CHINESE}){{0,8}})"
_PLAIN_SERIAL = rf"(?P<serial>[0-9](?:{_S}[0-9]){{0,4}})"
_NUMERAL = rf"(?P<serial>[0-9]{{1,4}}|{_CHINESE}{{1,9}})"

# What stands after the issuer's word, in order of trust, with whether something had to be guessed.
# The word itself is read backwards from there. Every pattern is bounded, so that no text makes it slow.
_CORES: tuple[tuple[NumberKind, bool, re.Pattern[str]], ...] = tuple(
    (kind, repaired, re.compile(core))
    for kind, repaired, core in (
        # 〔2020〕51号, [2020]51号, 【2011】9号, ( 2020 ] 29 号, 〔2019〕26）号, (2018)第47号, 〔二〇二〇〕五十一号
        (NumberKind.LETTER, False, rf"{_OPEN}{_S}{_YEAR}{_S}{_CLOSE}{_S}第?{_S}{_SERIAL}{_S}{_CLOSE}?{_S}号"),
        # 司发通(93)112号, 司公字〔84〕第152号
        (
            NumberKind.LETTER,
            False,
            rf"(?<=[字发函通办文]){_OPEN}{_S}{_SHORT_YEAR}{_S}{_CLOSE}{_S}第?{_S}{_SERIAL}{_S}号",
        ),
        # 公告(2019年第11号), 公告2019年第11号; 2019年第11号公告
        (
            NumberKind.ANNOUNCEMENT,
            False,
            rf"公告{_S}{_OPEN}?{_S}{_YEAR}{_S}年{_S}第{_S}{_NUMERAL}{_S}号(?:{_S}{_CLOSE})?",
        ),
        (NumberKind.ANNOUNCEMENT, False, rf"{_YEAR}{_S}年{_S}第{_S}{_NUMERAL}{_S}号{_S}公告"),
        (
            NumberKind.PROCLAMATION,
            False,
            rf"通告{_S}{_OPEN}?{_S}{_YEAR}{_S}年{_S}第{_S}{_NUMERAL}{_S}号(?:{_S}{_CLOSE})?",
        ),
        # 交通运输部令2016年第52号; 2016年第52号令
        (
            NumberKind.YEARLY_ORDER,
            False,
            rf"令{_S}{_OPEN}?{_S}{_YEAR}{_S}年{_S}第{_S}{_NUMERAL}{_S}号(?:{_S}{_CLOSE})?",
        ),
        (NumberKind.YEARLY_ORDER, False, rf"{_YEAR}{_S}年{_S}第{_S}{_NUMERAL}{_S}号{_S}令"),
        # 令第722号, 令第七十三号, 令277号; 第112号令
        (NumberKind.ORDER, False, rf"令{_S}{_OPEN}?{_S}第?{_S}{_NUMERAL}{_S}号(?:{_S}{_CLOSE})?"),
        (NumberKind.ORDER, False, rf"第{_S}{_NUMERAL}{_S}号{_S}令"),
        # 〔201651号: the right bracket was lost; 〔20188 the 号 as well
        (NumberKind.LETTER, True, rf"{_OPEN}{_S}{_PLAIN_YEAR}{_S}{_PLAIN_SERIAL}{_S}号"),
        (NumberKind.LETTER, True, rf"〔{_S}{_PLAIN_YEAR}{_S}{_PLAIN_SERIAL}(?!{_S}[0-9〕\])】年月日./-])"),
        # 2018〕47号, 2018】第47号: the left bracket was lost
        (NumberKind.LETTER, True, rf"(?<![0-9]){_PLAIN_YEAR}{_S}[〕\]】]{_S}第?{_S}{_PLAIN_SERIAL}{_S}号"),
        # 〔2018〕47: the 号 was lost
        (
            NumberKind.LETTER,
            True,
            rf"[〔\[【]{_S}{_PLAIN_YEAR}{_S}[〕\]】]{_S}第?{_S}{_PLAIN_SERIAL}(?!{_S}[0-9年月日./-])",
        ),
    )
)
# 〔84〕司公字第152号: the year comes first, the word is part of the core.
_OLD = re.compile(
    rf"{_OPEN}{_S}(?P<year>{_YEAR_DIGIT}{_S}{_YEAR_DIGIT}(?:{_S}{_YEAR_DIGIT}{_S}{_YEAR_DIGIT})?){_S}{_CLOSE}{_S}"
    rf"(?P<issuer>(?:[\u4e00-\u9fff]{_S}){{1,10}}字){_S}第{_S}{_SERIAL}{_S}号"
)

# Ends of the sentence that runs into the number: 根据国办发〔2018〕47号.
_LEADS = re.compile(
    "根据|依据|按照|依照|贯彻|落实|参照|执行|印发|转发|文件|文号|字号|详见|参见|简称|的通知|的意见|的决定|的函|的办法|的公告|的规定"
)
_CONJUNCTIONS = "和与及或见经由以按依即日月年"
_LONGEST = {NumberKind.LETTER: 16, NumberKind.OLD: 12}
_NAMELESS = frozenset({NumberKind.ANNOUNCEMENT, NumberKind.PROCLAMATION, NumberKind.ORDER})
# One body, several spellings of its name before 令.
_BODIES = (("国务院", "国务院"), ("国家主席", "主席"), ("主席", "主席"), ("国", "国务院"))


def parse(text: str) -> DocumentNumber | None:
    """The first document number in ``text``, or None."""
    return next(iter(find_all(text)), None)


def normalise(text: str) -> str | None:
    """The first document number in ``text`` in its standard form, or None.

    >>> normalise('陸豐辦[2020]51號'), normalise('鲁政办字 ( 2020 ] 29 号'), normalise('SFDR-2018-00005')
    ('陆丰办〔2020〕51号', '鲁政办字〔2020〕29号', None)
    """
    number = parse(text)
    return str(number) if number else None


def find_all(text: str) -> tuple[DocumentNumber, ...]:
    """Every document number in ``text``, in the order of the text."""
    folded = texts.fold_same_length(texts.visible(text))
    found = list(_old(folded))
    for kind, repaired, core in _CORES:
        for match in core.finditer(folded):
            if any(_overlap(match.span(), other.span) for other in found):
                continue
            number = _number(kind, repaired, match, folded)
            if number is not None:
                found.append(number)
    return tuple(sorted(found, key=lambda number: number.span))


def _number(kind: NumberKind, repaired: bool, match: re.Match[str], folded: str) -> DocumentNumber | None:
    serial, year = numerals.to_int(match["serial"]), _year(match.groupdict().get("year"))
    if not serial or (year is None and kind is not NumberKind.ORDER):
        return None
    issuer, start = _issuer(folded, match.start(), _LONGEST.get(kind, 30))
    if kind is NumberKind.ORDER:
        issuer = next((name for ending, name in _BODIES if _is_body(issuer, ending)), issuer)
        start = max(start, match.start() - len(issuer)) if folded.endswith(issuer, 0, match.start()) else start
    if len(issuer) < 2 and kind not in _NAMELESS:
        return None
    return DocumentNumber(issuer, year, serial, kind, repaired, (start, match.end()))


def _old(folded: str) -> Iterator[DocumentNumber]:
    for match in _OLD.finditer(folded):
        year, serial = _year(match["year"]), numerals.to_int(match["serial"])
        if year and serial:
            yield DocumentNumber("".join(match["issuer"].split()), year, serial, NumberKind.OLD, span=match.span())


def _issuer(folded: str, end: int, longest: int) -> tuple[str, int]:
    """The Han word that ends at ``end``, without the sentence before it, and where it begins."""
    start = end
    while start and end - start < 2 * longest and (_is_han(folded[start - 1]) or _is_gap(folded, start - 1, end)):
        start -= 1
    word = folded[start:end]
    for lead in _LEADS.finditer(word):
        if word[lead.end() :].strip():
            start += lead.end() - (start - (end - len(word)))
    word = folded[start:end]
    while len(word) > 2 and (word[0] in _CONJUNCTIONS or word[0].isspace()):
        word, start = word[1:], start + 1
    plain = "".join(word.split()).rpartition("中华人民共和国")[2]
    return (plain, start) if len(plain) <= longest else (plain[-longest:], start)


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" and character not in "号第"


def _is_gap(folded: str, place: int, end: int) -> bool:
    """True for a blank just before the core, or between single characters written apart (陆 丰 办)."""
    if not folded[place].isspace():
        return False
    return not folded[place:end].strip() or place == 0 or folded[place - 2 : place - 1].isspace() or place == 1


def _is_body(issuer: str, ending: str) -> bool:
    return issuer == ending if len(ending) == 1 else issuer.endswith(ending)


def _year(written: str | None) -> int | None:
    if written is None:
        return None
    digits = "".join(written.split()).replace("O", "〇").replace("o", "〇")
    year = (numerals.digits(digits) or 0) + (1900 if len(digits) == 2 else 0)
    return year if EARLIEST <= year <= LATEST else None


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
