"""The setting basis of a line: which instrument, which clause, how high, and what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from catalog import text
from catalog.exchange.register import InstrumentFact, Instruments
from catalog.rules import citations, titles
from catalog.rules.citations import Citation
from catalog.vocabulary import LegalLevel

# (code, words for its sentence)
Finding = tuple[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class BasisReading:
    """``title`` and ``clause`` of the first setting basis; ``others`` are the further citations, put back.

    ``facts`` holds what the register knows of each citation, in the same order.
    """

    title: str = ""
    clause: str = ""
    level: LegalLevel | None = None
    others: str = ""
    basis: Citation | None = None
    citations: tuple[Citation, ...] = ()
    facts: tuple[InstrumentFact | None, ...] = ()
    findings: tuple[Finding, ...] = ()


# What lists write when nothing sets the requirement.
_NONE = re.compile(
    r"(?:无|没有|暂无|未找到|未查到|缺乏|不存在)(?:明确|任何|相关|直接|上位|设定|法律|法规|规章|政策|文件|、|和|或)*(?:依据|规定|文件)?"
    r"|[-—―–_/／\\.。*×xX]+|(?:本?部门|本?单位|窗口)?(?:办事指南|办事要求|惯例|习惯做法|工作惯例)"
    r"|(?:本?(?:企业|公司|单位|部门|行业|银行|系统))?内部(?:管理)?(?:规定|制度|要求|规程)|none|n/?a"
)
_SEVERAL_LEVELS = re.compile(r"[、,，;；/\s]+")
_LEADING_CLAUSE = re.compile(
    r"\s*(?:第[^，。；：:\s]{1,12}?[编章节条](?:之[一二三四五六七八九十]+)?(?:第.{1,6}?[款项目])*[、和及与]?)+"
)


def read(cell: str, clause_cell: str, level_cell: str, others_cell: str, register: Instruments) -> BasisReading:
    """Read the basis cells of a line; those that the table has no column for are ""."""
    written = _joined(cell, clause_cell)
    none = says_none(written) and bool(written.strip())
    if others_cell.strip() and not says_none(others_cell):
        written = others_cell if not written.strip() or says_none(written) else f"{written}；{others_cell}"
    if not written.strip():
        stated = _levels(level_cell)
        none = stated[:1] == [LegalLevel.NO_BASIS]
        return BasisReading(level=LegalLevel.NO_BASIS) if none else BasisReading(findings=(("missing-basis", {}),))
    if says_none(written):
        return BasisReading(level=LegalLevel.NO_BASIS)
    cited = citations.parse(written)
    setting = [citation for citation in cited if not citations.is_ground(citation)]
    if not setting and none:
        facts = tuple(_fact(citation, register) for citation in cited)
        return BasisReading(level=LegalLevel.NO_BASIS, others=_put_back(cited, register), citations=cited, facts=facts)
    if not setting:
        code = "ground-is-no-basis" if cited else "unreadable-basis"
        facts = tuple(_fact(citation, register) for citation in cited)
        return BasisReading(others=_put_back(cited, register), citations=cited, facts=facts, findings=((code, {}),))
    return _of(setting, cited, _levels(level_cell), register)


def says_none(written: str) -> bool:
    """True for 无, 没有, —, 无法律法规依据: the line says that it has no basis.

    >>> says_none('无法律法规依据'), says_none('—'), says_none('无线电管理条例')
    (True, True, False)
    """
    return _NONE.fullmatch(text.fold(text.squeeze(written)).strip("()（）。.;； ")) is not None


def _joined(cell: str, clause_cell: str) -> str:
    """A title in one column and its clause in the next, as one citation. The words of the article are left out."""
    if not clause_cell.strip() or says_none(clause_cell):
        return cell
    if number := _BARE_NUMBER.fullmatch(clause_cell.strip()):
        clause_cell = f"第{number[1]}条"
    if "《" in clause_cell or not cell.strip():
        return (
            clause_cell
            if not cell.strip() or text.squeeze(cell) in text.squeeze(clause_cell)
            else f"{cell}；{clause_cell}"
        )
    if pairs := _pairs(cell, clause_cell):
        return "；".join(_joined(title, clause) for title, clause in pairs)
    clause = _LEADING_CLAUSE.match(text.fold_same_length(clause_cell))
    if clause is None or any(citation.article for citation in citations.parse(cell)):
        return cell
    title = cell.strip() if "《" in cell or "<" in cell else f"《{cell.strip()}》"
    return f"{title}{clause_cell[: clause.end()].strip()}"


def _begins_with_clause(words: str) -> bool:
    return _LEADING_CLAUSE.match(text.fold_same_length(words)) is not None


def _pairs(cell: str, clause_cell: str) -> list[tuple[str, str]]:
    """As many titles in the one cell as clauses in the other: each with its own. [] for anything else."""
    named = [_COUNTED.sub("", part) for part in _BETWEEN_TITLES.split(cell) if part.strip()]
    clauses = [_COUNTED.sub("", part) for part in _BETWEEN_CLAUSES.split(clause_cell) if part.strip()]
    if len(named) < 2 or len(named) != len(clauses) or not all(map(_begins_with_clause, clauses)):
        return []
    return list(zip(named, clauses, strict=True))


# A column of clauses may leave 第 and 条 out.
_BARE_NUMBER = re.compile(r"(\d{1,4}|[一二三四五六七八九十百]{1,6})条?")
_COUNTED = re.compile(r"^\s*(?:\d{1,2}\s*[.、．)）]|[（(]\d{1,2}[)）]|[①-⑳])\s*(?=[^\d])")
_BETWEEN_TITLES = re.compile(r"[；;\n]|(?<=》)[、，,]?(?=《)")
_BETWEEN_CLAUSES = re.compile(r"[；;\n]")


def _levels(cell: str) -> list[LegalLevel | None]:
    """The levels that a level cell states, in its order; None for words that fit two levels (法规)."""
    parts = [part for part in _SEVERAL_LEVELS.split(text.squeeze(cell)) if part]
    return [LegalLevel.named(part) or titles.LEVEL_WORDS.get(part) for part in parts]


def _of(
    setting: list[Citation], cited: tuple[Citation, ...], stated: list[LegalLevel | None], register: Instruments
) -> BasisReading:
    first = setting[0]
    fact = _fact(first, register)
    said = first.level or (stated[0] if stated else None)
    level = (fact.level if fact else None) or said
    findings = [finding for citation in cited for finding in _findings(citation, register)]
    if fact and fact.level and said and said is not fact.level:
        words = {"stated": said.label, "title": fact.title, "level": fact.level.label}
        findings.append(("level-mismatch", words))
    if fact and level is None:
        findings.append(("unknown-level", {"title": fact.title}))
    return BasisReading(
        title=_title(first, fact),
        clause=first.clause,
        level=level,
        others=_put_back(tuple(citation for citation in cited if citation is not first), register),
        basis=first,
        citations=cited,
        facts=tuple(_fact(citation, register) for citation in cited),
        findings=tuple(findings),
    )


def _findings(citation: Citation, register: Instruments) -> list[Finding]:
    if not citation.title and not citation.number:
        return [("clause-without-instrument", {})]
    fact = _fact(citation, register)
    if fact is None:
        return [("unknown-instrument", {"title": citation.title or citation.number})]
    by_number = [] if citation.title else [("number-for-title", {"number": citation.number, "title": fact.title})]
    return [*by_number, *_wrong(citation, fact)]


def _wrong(citation: Citation, fact: InstrumentFact) -> list[Finding]:
    """What cannot be right of a citation of a known instrument."""
    if fact.repealed_on is not None:
        day = f"{fact.repealed_on.year}年{fact.repealed_on.month}月{fact.repealed_on.day}日"
        return [("repealed-basis", {"title": fact.title, "day": day})]
    if citation.article is not None and fact.articles and citation.article > fact.articles:
        words = {"title": fact.title, "articles": fact.articles, "clause": citation.clause}
        return [("impossible-article", words)]
    return []


def _fact(citation: Citation, register: Instruments) -> InstrumentFact | None:
    if not citation.title:
        return register.numbered(citation.number) if citation.number else None
    found = register.find(citation.title)
    if found is None and (inner := titles.of_notice(citation.title)):
        found = register.find(inner)
    # A register may hold one edition under a title that names it.
    return found or (register.find(f"{citation.title}（{citation.edition}）") if citation.edition else None)


def _title(citation: Citation, fact: InstrumentFact | None) -> str:
    return fact.title if fact else citation.title or citation.number or ""


def _put_back(cited: tuple[Citation, ...], register: Instruments) -> str:
    """Citations as a cell writes them: 《甲》第一条；《乙》第二条."""
    parts: list[str] = []
    for citation in cited:
        title = _title(citation, _fact(citation, register))
        parts.append(f"《{title}》{citation.clause}" if title else citation.clause)
    return "；".join(parts)
