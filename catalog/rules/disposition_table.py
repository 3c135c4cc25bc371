"""The table of dispositions: what each row of bases leaves open, with the rule behind every cell (DOMAIN §3)."""

from dataclasses import dataclass
from datetime import date

from catalog.vocabulary import Standing, Word


class Mark(Word):
    """How far a disposition is open."""

    ALLOWED = "allowed", "✔"
    EVIDENCE = "evidence", "◐"
    BLOCKED = "blocked", "✖"
    NONE = "none", "–"


class Column(Word):
    """What is to become of a proof, as the table groups it."""

    DIRECT = "direct", "直接取消"
    EXISTING = "existing", "用已有的证照或材料"
    CHECK = "check", "部门核查、数据共享"
    COMMITMENT = "commitment", "告知承诺"
    KEEP = "keep", "保留"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: mark, sentence for the official, the evidence that opens it ("" when none does), the rule.

    ``since`` is the day from which the rule holds, where it is newer than the register.
    """

    mark: Mark
    sentence: str
    evidence: str = ""
    source: str = ""
    since: date | None = None


ENVIRONMENT = "《优化营商环境条例》第四十四条"
SHARING = "《国务院关于在线政务服务的若干规定》（国务院令第716号）第七条"
CLEARING = "国办发〔2018〕47号"
COMMITTING = "国办发〔2020〕42号"
OPENNESS = "《优化营商环境条例》第六十三条、第六十四条"


def _allowed(sentence: str, source: str) -> Cell:
    return Cell(Mark.ALLOWED, sentence, "", source)


def _evidence(sentence: str, evidence: str, source: str) -> Cell:
    return Cell(Mark.EVIDENCE, f"{sentence}还差一份证据：{evidence}。附上就能继续。", evidence, source)


def _blocked(sentence: str, source: str, evidence: str = "") -> Cell:
    return Cell(Mark.BLOCKED, f"{sentence}确要例外，请司法局签署理由。", evidence, source)


def _not_direct(level: str, evidence: str) -> Cell:
    sentence = f"这份证明由{level}设定，本市不能直接取消。可以改成核查、共享或承诺；{evidence}的，请附文件。"
    return _blocked(sentence, CLEARING, evidence)


def _not_kept(level: str) -> Cell:
    sentence = f"设定证明要有法律、法规或国务院决定作依据，{level}不够，不能保留。请改成取消，或用别的办法代替。"
    return _blocked(sentence, ENVIRONMENT)


def _by_enactor(level: str, evidence: str) -> Cell:
    return _evidence(f"这份证明由{level}设定，要有制定机关的文件才能直接取消。", evidence, CLEARING)


_EXISTING = _allowed("可以用已有的证照或材料代替。", ENVIRONMENT)
_EXISTING_WITH_OPINION = _evidence(
    "法律、法规或规章写明要交这份证明，改用已有的证照，要先看和条文合不合。", "合法性审查意见", ENVIRONMENT
)
_CHECK = _allowed("可以由部门核查或共享数据，能共享的不得再要。", SHARING)
_COMMITMENT = _evidence("实行告知承诺，要在上级的清单里，也不在排除的范围里。", "上级公布的告知承诺清单", COMMITTING)
_LOCAL_COMMITMENT = _evidence(
    "本级设定的证明，直接取消更好；实行告知承诺，要公布承诺书样本和核查办法。", "承诺书样本和核查办法", COMMITTING
)

TABLE: dict[Standing, dict[Column, Cell]] = {
    Standing.NATIONAL: {
        Column.DIRECT: _not_direct("法律、行政法规或国务院决定", "上级已经取消"),
        Column.EXISTING: _EXISTING_WITH_OPINION,
        Column.CHECK: _CHECK,
        Column.COMMITMENT: _COMMITMENT,
        Column.KEEP: _allowed("可以保留。要写明设定依据、索要单位、开具单位和办理指南四项。", ENVIRONMENT),
    },
    Standing.LOCAL_REGULATION: {
        Column.DIRECT: _not_direct("地方性法规", "人大常委会已经修改法规"),
        Column.EXISTING: _EXISTING_WITH_OPINION,
        Column.CHECK: _CHECK,
        Column.COMMITMENT: _COMMITMENT,
        Column.KEEP: _allowed(
            "可以保留，每年复核一次。要写明设定依据、索要单位、开具单位和办理指南四项。", ENVIRONMENT
        ),
    },
    Standing.MINISTRY_RULE: {
        Column.DIRECT: _by_enactor("部门规章", "国务院部门自己取消它的文件"),
        Column.EXISTING: _EXISTING_WITH_OPINION,
        Column.CHECK: _CHECK,
        Column.COMMITMENT: _COMMITMENT,
        Column.KEEP: _not_kept("部门规章"),
    },
    Standing.MINISTRY_DOCUMENT: {
        Column.DIRECT: _by_enactor("国务院部门的规范性文件", "国务院部门自己取消它的文件"),
        Column.EXISTING: _EXISTING_WITH_OPINION,
        Column.CHECK: _CHECK,
        Column.COMMITMENT: _COMMITMENT,
        Column.KEEP: _not_kept("国务院部门的规范性文件"),
    },
    Standing.GOVERNMENT_RULE: {
        Column.DIRECT: _by_enactor("政府规章", "制定规章的政府取消它的文件"),
        Column.EXISTING: _EXISTING,
        Column.CHECK: _CHECK,
        Column.COMMITMENT: _COMMITMENT,
        Column.KEEP: _not_kept("政府规章"),
    },
    Standing.UPPER_DOCUMENT: {
        Column.DIRECT: _by_enactor("上级的规范性文件", "制定机关取消它的文件，或制定机关的书面答复"),
        Column.EXISTING: _EXISTING,
        Column.CHECK: _CHECK,
        Column.COMMITMENT: _COMMITMENT,
        Column.KEEP: _not_kept("上级的规范性文件"),
    },
    Standing.OWN_DOCUMENT: {
        Column.DIRECT: _allowed("可以直接取消，同时要修改或废止设定它的那份文件。", CLEARING),
        Column.EXISTING: _EXISTING,
        Column.CHECK: _CHECK,
        Column.COMMITMENT: _LOCAL_COMMITMENT,
        Column.KEEP: _not_kept("本级的规范性文件"),
    },
    Standing.NO_BASIS: {
        Column.DIRECT: _allowed("没有法律、法规依据的证明，一律取消。", ENVIRONMENT),
        Column.EXISTING: _EXISTING,
        Column.CHECK: _CHECK,
        Column.COMMITMENT: _blocked("没有依据的证明要直接取消，用承诺代替没有意义。请改成直接取消。", ENVIRONMENT),
        Column.KEEP: _blocked("没有依据的证明不能保留。请改成直接取消。", OPENNESS),
    },
    Standing.INTERNAL_RULE: {
        Column.DIRECT: _evidence(
            "这份证明由公用企业或银行的内部规定要求，要先和它商定。", "企业同意取消的书面意见", ENVIRONMENT
        ),
        Column.EXISTING: _EXISTING,
        Column.CHECK: _CHECK,
        Column.COMMITMENT: _evidence(
            "由公用企业或银行实行承诺，要先和它商定。", "企业同意实行承诺的书面意见", COMMITTING
        ),
        Column.KEEP: Cell(
            Mark.NONE,
            "公用企业、银行的内部规定不能设定证明，不在本市保留清单的范围里。请改成取消，或从清单里拿掉。",
            "",
            ENVIRONMENT,
        ),
    },
}
