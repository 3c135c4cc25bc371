"""The verdict for the clerk at the window, to be read in ten seconds: may I, what do I say, what else, by what."""

from dataclasses import dataclass
from datetime import date

from app.wording import methods
from app.wording.cases import Case
from app.wording.days import zh_date
from app.wording.labels import icon_of
from app.wording.offices import office_short
from catalog.rules.verdict import Verdict
from catalog.vocabulary import Method, Outcome

MAY = {
    Outcome.CANCELLED: "不能要",
    Outcome.REPLACED: "不能要",
    Outcome.CHOICE: "由对方选",
    Outcome.KEPT: "可以要",
    Outcome.UNKNOWN: "没有记录",
}
# What the office does or looks at instead of the proof.
INSTEAD = {
    Method.DATA_SHARING: "通过共享数据查。",
    Method.INTERNAL_CHECK: "在本单位内部查清。",
    Method.CROSS_CHECK: "向{issuer}核实。",
    Method.ONLINE_CHECK: "在网上核验。",
    Method.FIELD_CHECK: "到现场调查。",
    Method.EXISTING_LICENCE: "看对方已有的有效证照。",
    Method.ELECTRONIC_LICENCE: "看电子证照，或自己调取。",
    Method.LEGAL_DOCUMENT: "收判决书、公证书等法定文书。",
    Method.CONTRACT: "看合同或缴费凭证。",
    Method.COVERED: "看已经交的材料，里面有。",
    Method.CREDIT_REPORT: "收信用报告。",
    Method.STATEMENT: "请对方自己写一份情况声明。",
}
SHOWN = {
    Method.EXISTING_LICENCE: "请给我看您已有的证照",
    Method.ELECTRONIC_LICENCE: "请出示电子证照",
    Method.LEGAL_DOCUMENT: "请交判决书、公证书等法定文书",
    Method.CONTRACT: "请给我看合同或缴费凭证",
    Method.CREDIT_REPORT: "请交信用报告",
    Method.STATEMENT: "请您自己写一份情况声明",
}
PROMISE = "给对方承诺书样本。有严重失信记录还没有修复的，收证明。"
NO_RECORD = "看办事指南写的依据。没有法律、法规或国务院决定作依据的，不能要。"


@dataclass(frozen=True, slots=True)
class WindowWords:
    """What a clerk needs: ``may`` in a word, ``say`` to the person, ``instead``, and number and line to name."""

    may: str
    say: str
    instead: str
    number: str = ""
    line: str = ""
    tone: str = "unknown"
    icon: str = "question"


def window_words(
    verdict: Verdict,
    *,
    material: str,
    office: str,
    issuing_office: str,
    today: date,
    city: str = "",
    condition: str = "",
) -> WindowWords:
    """The verdict of one requirement for the window of ``office``; ``condition`` as in ``verdict_words``."""
    short = office_short(office, city)
    case = Case(verdict, "", material, office, short, issuing_office, today, condition=condition)
    number, line = source(case)
    return WindowWords(may(case), say(case), instead(case), number, line, verdict.outcome.value, icon_of(case.outcome))


def may(case: Case) -> str:
    """Whether the proof may be asked for, in the tense of the day."""
    word = MAY[case.outcome]
    if case.outcome is Outcome.UNKNOWN:
        return word
    if case.past:
        return f"当时{word}"
    return f"从{zh_date(case.verdict.since)}起{word}" if case.ahead and case.verdict.since else word


def say(case: Case) -> str:
    """What to tell the person, as direct speech."""
    if case.outcome is Outcome.CANCELLED:
        return "这份证明不用交，已经取消了。"
    if case.outcome is Outcome.CHOICE:
        return "可以签承诺书，也可以交证明，您选一样。"
    if case.outcome is Outcome.KEPT:
        return f"这份证明还要交，由{case.issuer}开。" if case.issuer else "这份证明还要交。"
    if case.outcome is Outcome.UNKNOWN:
        return "登记簿里没有这一条，我查一下办事指南。"
    if case.office_works:
        return "这份证明不用交，我们来查。"
    if case.method is Method.COVERED:
        return "这份证明不用交，您交的材料里已经有了。"
    return f"不用开这份证明，{SHOWN[case.method]}。" if case.method in SHOWN else "不用开这份证明。"


def instead(case: Case) -> str:
    """What to do in place of taking the proof; the list's own words where it has some."""
    if case.outcome is Outcome.CANCELLED:
        return "也不要别的材料来代替。"
    if case.outcome is Outcome.CHOICE:
        return PROMISE
    if case.outcome is Outcome.KEPT:
        return case.condition or "没有别的办法。"
    if case.outcome is Outcome.UNKNOWN:
        return NO_RECORD
    known = INSTEAD.get(case.method, "") if case.method else ""
    said = known.format(issuer=case.issuer or methods.UNNAMED_ISSUER)
    return said or (f"{case.replacement.removesuffix('。')}。" if case.replacement else "用别的办法，看清单原文。")


def source(case: Case) -> tuple[str, str]:
    """The document and the line that a clerk can name: 示府办〔2026〕1号, 第32条. Both "" without a decision."""
    fact = case.verdict.fact
    if fact is None:
        return "", ""
    return fact.number or case.list_name, f"第{fact.line_position}条" if fact.line_position else ""
