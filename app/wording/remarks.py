"""What stands beside a verdict: decisions still to come, lines without effect, decisions undone."""

from collections.abc import Iterable

from app.wording.cases import Case
from app.wording.days import zh_date
from app.wording.labels import badge_word
from catalog.rules.verdict import Fact, Verdict
from catalog.vocabulary import DecisionKind, Disposition, Method, Outcome

# Published lines that leave what a person must bring as it was (DESIGN §3).
NOTES = {
    Disposition.CONDITIONAL: "现在仍要交。等{condition}以后才取消，到时另行公布。",
    Disposition.DEFER: "可以以后补，但仍要交。",
    Disposition.INTENDED: "清单写的是“拟取消”，还没有决定，现在仍按原来的要求办。",
    Disposition.ISSUER_STOPS: "清单写的是“不再出具”：{issuer}不再开这份证明。{office}还要不要，清单没有说。",
    Disposition.UNDIVIDED: "清单把“取消”和“调整”写在一起，没有分开，所以这里不当作取消。",
}
SHARING_WORKS = "实现数据共享"

OUTSIDE = "别的城市可能还要，{issuer}照常开具。"
OUTSIDE_STOPPED = "清单写的是“不再出具”。去别的城市办事还要用的，请先问开证明的单位。"

COMING = {
    Outcome.CANCELLED: "这份证明不再需要",
    Outcome.CHOICE: "这份证明可以用承诺代替",
    Outcome.KEPT: "要交这份证明",
}
TAKEN_BACK = {
    DecisionKind.WITHDRAWAL: "撤回",
    DecisionKind.SUPERSESSION: "被新的决定替代",
    DecisionKind.ANNULMENT: "被撤销",
    DecisionKind.CORRECTION: "更正",
}


def coming(case: Case, fact: Fact) -> str:
    """What is published and waits for its day."""
    day = zh_date(fact.effective_on)
    if fact.effective_on <= case.today:
        return f"{day}起，{_comes(case, fact)}。"
    until = "今天办仍按上面的结论。" if case.outcome is not Outcome.UNKNOWN else "在那以前要不要交，请问经办单位。"
    return f"{day}起，{_comes(case, fact)}。{until}"


def note(case: Case, fact: Fact) -> str:
    """A published line that changes nothing, said so that nobody takes it for a cancellation."""
    assert fact.disposition is not None
    return NOTES[fact.disposition].format(
        condition=fact.replacement.strip().removesuffix("。") or SHARING_WORKS,
        issuer=case.issuer or "开具单位",
        office=case.short or "经办单位",
    )


def issuer_stops(verdict: Verdict) -> bool:
    """True when a line in force says that the proof is no longer issued at all."""
    return any(fact.disposition is Disposition.ISSUER_STOPS for fact in verdict.notes)


def outside(*, issuers: Iterable[str], stops: bool) -> str:
    """The note on use outside the city: other cities may still ask for the proof (DESIGN §3)."""
    named = list(dict.fromkeys(filter(None, issuers)))
    return OUTSIDE_STOPPED if stops else OUTSIDE.format(issuer=named[0] if len(named) == 1 else "开具单位")


def undone(case: Case, old: Fact, by: Fact) -> str:
    """A decision that no longer counts, and what undid it."""
    what = f"{old.number}对这一条的决定" if old.number else "原来对这一条的决定"
    source = f"，见{by.number}" if by.number else ""
    reason = f"理由：{by.reason.strip().removesuffix('。')}。" if by.reason.strip() else ""
    return f"{what}从{zh_date(by.effective_on)}起{TAKEN_BACK.get(by.kind, by.kind.label)}{source}。{reason}"


def _comes(case: Case, fact: Fact) -> str:
    if fact.disposition is Disposition.CANCEL:
        return COMING[Outcome.CANCELLED]
    if fact.disposition is Disposition.KEEP:
        return COMING[Outcome.KEPT]
    if fact.disposition is Disposition.REPLACE:
        if fact.method is Method.COMMITMENT:
            return COMING[Outcome.CHOICE]
        return f"这份证明{badge_word(Outcome.REPLACED, fact.method, case.kind)}"
    return f"原来的决定{TAKEN_BACK.get(fact.kind, '不变')}"
