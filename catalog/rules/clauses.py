"""The clause of a citation (第三十条之一第二款第（一）项): read from text, written in standard form (DOMAIN §7)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from catalog.rules import numerals


@dataclass(frozen=True, slots=True)
class Clause:
    """Where in an instrument: integers, None where the text names none."""

    part: int | None = None
    chapter: int | None = None
    section: int | None = None
    article: int | None = None
    inserted: int | None = None
    paragraph: int | None = None
    item: int | None = None
    subitem: int | None = None

    def __str__(self) -> str:
        return "".join(form.format(numerals.to_chinese(value)) for form, value in self._stated())

    def _stated(self) -> list[tuple[str, int]]:
        levels = ((form, getattr(self, level)) for level, form in FORMS.items())
        return [(form, value) for form, value in levels if value is not None]


# From the whole to the smallest part; each level is numbered within the one before, 条 through the whole text.
FORMS = {
    "part": "第{}编",
    "chapter": "第{}章",
    "section": "第{}节",
    "article": "第{}条",
    "inserted": "之{}",
    "paragraph": "第{}款",
    "item": "第（{}）项",
    "subitem": "第{}目",
}
_ORDER = tuple(FORMS)
_UNITS = {
    "编": "part",
    "章": "chapter",
    "节": "section",
    "条": "article",
    "款": "paragraph",
    "项": "item",
    "目": "subitem",
}

_S = r"\s{0,3}"
_DIGIT = numerals.CHARACTERS.removeprefix("0-9")
_NUMBER = rf"(?:[0-9]{{1,4}}|[{_DIGIT}](?: {{0,2}}[{_DIGIT}]){{0,8}})"
_BRACKETED = rf"[(（]{_S}{_NUMBER}{_S}[)）]"
_AND = rf"{_S}(?:、|,|和|及|以及|与|或|或者|至|到|-|—|~){_S}"
# 第五条, 第（四）项, 第五、八条, 第五至八条
_STATED = re.compile(
    rf"{_S}第{_S}(?P<numbers>(?:{_BRACKETED}|{_NUMBER})(?:{_AND}第?{_S}(?:{_BRACKETED}|{_NUMBER})){{0,12}})"
    rf"{_S}(?P<unit>[编章节条款项目])"
)
# 五十八条, 第五条、八条: 第 was left out
_UNMARKED = re.compile(rf"{_S}(?P<numbers>{_NUMBER}){_S}(?P<unit>条)(?![例款约件文规目理])")
# （一）, 第（四）, （一）、（二）项: an item without its word, or several; （2）《 begins the next citation
_ITEMS = re.compile(
    rf"{_S}第?{_S}(?P<numbers>{_BRACKETED}(?:(?:{_AND})?第?{_S}{_BRACKETED}){{0,12}}){_S}项?(?!{_S}[《<«【\[])"
)
_INSERTED = re.compile(rf"{_S}之{_S}(?P<number>{_NUMBER})(?!{_S}[条款项目])")
_JOIN = re.compile(_AND)
_SPAN = re.compile(rf"({_NUMBER})|(至|到|-|—|~)")
# A range of articles is written out; a longer one keeps its two ends.
LONGEST_RANGE = 20


def read(folded: str, start: int = 0) -> tuple[tuple[Clause, ...], int]:
    """The clauses that stand at ``start`` of a folded text, and where they end; none and ``start`` when none do.

    第五条、第八条第二款 are two; a part that comes after the separator belongs to what was named before it:
    第五条第一款、第三款 are two paragraphs of one article.
    """
    clauses: list[Clause] = []
    place, joined = start, ""
    while len(clauses) < 200:
        found = _group(folded, place, clauses[-1] if clauses else Clause())
        if found is None:
            return tuple(clauses), (place - len(joined))
        group, place = found
        if _is_range(joined) and clauses:
            clauses += _between(clauses[-1], group[0])
        clauses += group
        join = _JOIN.match(folded, place)
        joined = join[0] if join else ""
        place += len(joined)
        if not joined and not _STATED.match(folded, place):
            break
    return tuple(clauses), place


def _group(folded: str, start: int, before: Clause) -> tuple[list[Clause], int] | None:
    """The clauses of one run without separators, taking what it leaves out from ``before``."""
    done: list[Clause] = []
    clause, lowest, place = before, -1, start
    while True:
        match = (
            _STATED.match(folded, place)
            or (_UNMARKED.match(folded, place) if lowest < 0 else None)
            or (_ITEMS.match(folded, place) if _may_hold_items(clause, lowest) else None)
        )
        if match is None:
            break
        level = _UNITS[match.groupdict().get("unit") or ("项" if lowest < _ORDER.index("item") else "目")]
        numbers = _numbers(match["numbers"])
        if not numbers or _ORDER.index(level) <= lowest:
            break
        lowest, place = _ORDER.index(level), match.end()
        stated = [_with(clause, level, number) for number in numbers]
        done += stated[:-1]
        clause = stated[-1]
        inserted = _INSERTED.match(folded, place) if level == "article" else None
        if inserted:
            clause, place = replace(clause, inserted=numerals.to_int(inserted["number"])), inserted.end()
    return ([*done, clause], place) if place > start else None


def _may_hold_items(clause: Clause, lowest: int) -> bool:
    """A bracketed number is an item only below an article: 第二条第一款（一）."""
    return clause.article is not None and lowest < _ORDER.index("subitem")


def _with(clause: Clause, level: str, number: int) -> Clause:
    """``clause`` with ``level`` set and every smaller part left out."""
    place = _ORDER.index(level)
    kept: dict[str, int | None] = {name: getattr(clause, name) for name in _ORDER[:place]}
    if level == "article":  # articles are numbered through: the chapter named for another article says nothing here
        kept |= {"part": None, "chapter": None, "section": None} if clause.article is not None else {}
    return Clause(**kept, **{level: number})


def _numbers(written: str) -> list[int]:
    """The numbers of 五、八 or （一）（二）, a short range written out."""
    out: list[int] = []
    ranged = False
    for match in _SPAN.finditer(written):
        if match[2]:
            ranged = True
            continue
        number = numerals.to_int(match[1])
        if number is None:
            return []
        if ranged and out and 0 < number - out[-1] <= LONGEST_RANGE:
            out += range(out[-1] + 1, number)
        ranged = False
        out.append(number)
    return out


def _is_range(joined: str) -> bool:
    return joined.strip() in ("至", "到", "-", "—", "~")


def _between(first: Clause, last: Clause) -> Sequence[Clause]:
    """The articles (or paragraphs, or items) between two ends of a short range."""
    for level in reversed(_ORDER):
        start, end = getattr(first, level), getattr(last, level)
        if start is not None and end is not None and level != "inserted":
            return (
                [_with(first, level, number) for number in range(start + 1, end)]
                if end - start <= LONGEST_RANGE
                else []
            )
    return []
