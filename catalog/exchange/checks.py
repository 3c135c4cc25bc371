"""What a single line, and a line beside those before it, must and must not say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from catalog import text
from catalog.exchange.bases import Finding
from catalog.exchange.columns import Field
from catalog.exchange.rows import Row
from catalog.rules.office_kinds import NOT_THE_CITYS, kind_of
from catalog.vocabulary import Disposition

# The longest text of each field that is still a name or an answer, in characters.
LONGEST: dict[Field, int] = {
    Field.MATERIAL: 60,
    Field.DEMANDING_OFFICE: 60,
    Field.SERVICE_ITEM: 120,
    Field.ITEM_TYPE: 30,
    Field.ISSUING_OFFICE: 120,
    Field.SEQ: 20,
    Field.REPLACEMENT: 500,
    Field.REMARK: 1000,
}
REQUIRED: dict[Field, str] = {
    Field.MATERIAL: "missing-material",
    Field.DEMANDING_OFFICE: "missing-demanding-office",
    Field.SERVICE_ITEM: "missing-service-item",
}
_NAMES = (Field.MATERIAL, Field.DEMANDING_OFFICE, Field.SERVICE_ITEM)

_ANY_PROOF = "(?:有效|相关|有关|必要|佐证|证明|申请|申报|文件|材料|资料|情形|情况|事项|凭证|证件|的)*"
_CATCH_ALL = re.compile(
    r"(?:法律|法规|规章|规定|政策|要求|认为|需要).{0,30}(?:其他|其它).{0,12}$"
    rf"|^(?:以及|及)?(?:其他|其它|其余|相关|有关){_ANY_PROOF}(?:等|等等)?$"
    rf"|(?:其他|其它)(?:需要|需|应当|应)?(?:情形|情况|(?:需要|要求|应当|应|须|需)?(?:由?申请人)?(?:提[交供]|说明)?的?{_ANY_PROOF})$"
    r"|(?:其他|其它)需要.{0,8}证明.{0,4}$"
)
_MASKED = re.compile(r"[*＊]{2,}|[×✕╳]{2,}|[XxＸ]{2,}(?=[\u4e00-\u9fff])|[□■]{2,}")
# What is left of text that was read in a wrong encoding, or lost characters on the way (VARIANTS I74, I79).
_GARBLED = re.compile(
    r"[\ufffd\u2500-\u259f\ue000-\uf8ff]|[?？]。|\?{2,}|锟斤拷|&[^\sa-zA-Z#;]{1,12};|[\u00a1-\u00d6\u00d8-\u00ff]{4,}"
)
_ENUMERATED = re.compile(r"(?:^|\n)\s*(?:[(（]?\s*\d{1,2}\s*[)）]|\d{1,2}\s*[.、．](?!\d)|[①-⑳⑴-⒇])")

_RINGED = re.compile(r"[①-⑳⑴-⒇](?=\s*[\u4e00-\u9fff“《（(])")


def of_names(row: Row, blank_by_formula: frozenset[Field]) -> Iterator[tuple[Field, Finding]]:
    """What is missing, too long, hidden or no name at all; fields whose cell is a formula are complained of apart."""
    for each, code in REQUIRED.items():
        if not value(row, each) and each not in blank_by_formula:
            yield each, (code, {})
    for each, most in LONGEST.items():
        if len(value(row, each)) > most:
            yield each, ("too-long", {"field": each.label, "most": most})
    for each in _NAMES:
        if _MASKED.search(value(row, each)):
            yield each, ("masked-text", {"text": shortened(value(row, each))})
    for each in (*_NAMES, Field.ISSUING_OFFICE, Field.REPLACEMENT):
        if _GARBLED.search(value(row, each)):
            yield each, ("garbled-text", {"text": shortened(value(row, each))})


def of_material(row: Row, cell: str) -> Iterator[tuple[Field, Finding]]:
    """Whether the name of the proof is one proof."""
    if _CATCH_ALL.search(text.fold(row.material)):
        yield Field.MATERIAL, ("catch-all-not-a-proof", {"text": shortened(row.material)})
    if len(_ENUMERATED.findall(cell)) > 1 or len(_RINGED.findall(cell)) > 1 or _are_proofs(cell):
        yield Field.MATERIAL, ("several-materials", {})


def _are_proofs(cell: str) -> bool:
    """Whether every line of a cell is a whole name: 户籍证明 above 居住证明, but not 户籍 above 证明."""
    lines = [line.strip() for line in text.fold_same_length(cell).split("\n") if line.strip()]
    return len(lines) > 1 and all(_WHOLE_NAME.fullmatch(line) for line in lines)


_WHOLE_NAME = re.compile(r".{1,40}(?:证明|证明书|证书|承诺书|声明|证明材料)[；;、，,]?")


def value(row: Row, each: Field) -> str:
    """A row's text for a field."""
    return str(getattr(row, each.value))


def shortened(words: str, most: int = 30) -> str:
    """Words short enough to quote in a sentence."""
    plain = text.squeeze(words)
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


@dataclass(slots=True)
class Outsiders:
    """Offices of which the city is not the master: each is asked about once, not by the row (DESIGN §10)."""

    asked: set[str] = field(default_factory=set)

    def finding(self, row: Row) -> Finding | None:
        """That the office above this one must agree, where the row cancels what such an office demands."""
        kind = kind_of(row.demanding_office)
        if kind not in NOT_THE_CITYS or row.decided not in (Disposition.CANCEL, Disposition.REPLACE):
            return None
        key = text.name_key(row.demanding_office)
        if key in self.asked:
            return None
        self.asked.add(key)
        return "not-the-citys-office", {"text": shortened(row.demanding_office), "kind": kind.label}


@dataclass(slots=True)
class Earlier:
    """The lines so far, by requirement, to find lines that say the same or the contrary."""

    seen: dict[tuple[str, str, str], Row] = field(default_factory=dict)

    def finding(self, row: Row) -> Finding | None:
        """What is wrong with ``row`` beside an earlier line of the same requirement; remembers it."""
        if not (row.demanding_office and row.service_item and row.material):
            return None
        key = (text.name_key(row.demanding_office), text.name_key(row.service_item), text.name_key(row.material))
        before = self.seen.setdefault(key, row)
        if before is row:
            return None
        where = f"第{before.line}行" if before.sheet == row.sheet else f"工作表“{before.sheet}”第{before.line}行"
        if (before.decided, before.by_method) != (row.decided, row.by_method):
            return "conflicting-line", {"where": where}
        same = (
            all(
                text.name_key(value(before, each)) == text.name_key(value(row, each))
                for each in (Field.ISSUING_OFFICE, Field.REPLACEMENT, Field.REMARK)
            )
            and before.citations == row.citations
        )
        return ("duplicate-line" if same else "same-requirement"), {"where": where}


@dataclass(slots=True)
class Numbering:
    """The running numbers of a table, to notice lines that were left out. Starting again at 1 is usual."""

    last: int | None = None

    def finding(self, seq: str) -> Finding | None:
        """The gap before this number, if there is one."""
        if not (seq.isascii() and seq.isdecimal() and len(seq) <= 6):
            return None
        before, self.last = self.last, int(seq)
        if before is None or self.last in (before, before + 1, 1):
            return None
        return "sequence-gap", {"before": before, "here": self.last}
