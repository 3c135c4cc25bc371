"""The parts of a verdict's sentence: the errand, the conclusion, how, and the one line."""

from app.wording import methods
from app.wording.cases import Case
from app.wording.days import iso_date, zh_date
from app.wording.offices import ask_whom
from catalog.vocabulary import Method, Outcome

# The conclusion by outcome: today, on a day gone by, from a day to come.
CONCLUSIONS = {
    Outcome.CANCELLED: ("不用再交{material}", "当时不用交{material}", "从{since}起不用交{material}"),
    Outcome.CHOICE: ("{material}可以不开", "当时{material}可以不开", "从{since}起{material}可以不开"),
    Outcome.KEPT: ("仍要交{material}", "当时要交{material}", "从{since}起要交{material}"),
    Outcome.UNKNOWN: ("登记簿里没有这一条", "登记簿里没有这一条", "登记簿里没有这一条"),
}
OFFICE_CONCLUSIONS = ("不用再交{material}", "当时不用交{material}", "从{since}起不用交{material}")
PERSON_CONCLUSIONS = ("不用再开{material}", "当时不用开{material}", "从{since}起不用开{material}")

# The first half of the one-line answer, in the same three tenses.
LINES = {
    Outcome.CANCELLED: ("{item}不再需要{material}", "{item}当时不需要{material}", "{item}从{since}起不需要{material}"),
    Outcome.REPLACED: ("{item}不再需要{material}", "{item}当时不需要{material}", "{item}从{since}起不需要{material}"),
    Outcome.CHOICE: (
        "{item}可以不开{material}",
        "{item}当时可以不开{material}",
        "{item}从{since}起可以不开{material}",
    ),
    Outcome.KEPT: ("{item}仍要交{material}", "{item}当时要交{material}", "{item}从{since}起要交{material}"),
}


def lead(case: Case) -> str:
    """The first phrase: the errand as people say it, or its name and a colon."""
    if case.outcome is Outcome.UNKNOWN and case.before_records and case.verdict.recorded_from:
        return f"{zh_date(case.verdict.recorded_from)}以前，"
    return f"{case.spoken}，" if case.spoken else f"{case.item}："


def say(case: Case) -> str:
    """The second phrase: the conclusion in the tense of the day."""
    if case.outcome is Outcome.UNKNOWN and not case.before_records:
        if case.verdict.announced:
            return "当时还没有生效的决定" if case.past else "现在还没有生效的决定"
        if case.verdict.undone:
            return "原来的决定已经不算数"
    forms = CONCLUSIONS.get(case.outcome) or (
        OFFICE_CONCLUSIONS if case.office_works or case.method is Method.COVERED else PERSON_CONCLUSIONS
    )
    return _in_tense(case, forms, zh_date)


def how(case: Case) -> str:
    """The sentence below the headline."""
    if case.outcome is Outcome.CANCELLED:
        return f"{'当时已经' if case.past else ''}直接取消，也不用交别的材料来代替。"
    if case.outcome is Outcome.REPLACED:
        return _replaced(case)
    if case.outcome is Outcome.CHOICE:
        return f"{'当时的办法：' if case.past else ''}{methods.COMMITMENT}"
    if case.outcome is Outcome.KEPT:
        return _kept(case)
    return f"查不到不等于不需要。{ask_whom(case.office, case.hotline)}"


def brief(case: Case) -> str:
    """The how of a row in a list of results."""
    if case.outcome is Outcome.CANCELLED:
        return "直接取消，不用提交。"
    if case.outcome is Outcome.REPLACED:
        said = _replaced(case)
        return f"{said.removesuffix('。')}，您不用交。" if case.office_works else said
    if case.outcome is Outcome.CHOICE:
        return methods.COMMITMENT_BRIEF
    return _kept(case) if case.outcome is Outcome.KEPT else "登记簿里没有这一条，查不到不等于不需要。"


def facts(case: Case) -> str:
    """Since when, which number, which line: 从2026年10月1日起 · 示府办〔2026〕1号 · 第一批第32条."""
    fact, since = case.verdict.fact, case.verdict.since
    parts = [f"从{zh_date(since)}起"] if since else []
    if fact and fact.number:
        parts.append(fact.number)
    if fact and fact.line_position:
        parts.append(f"{case.list_name}第{fact.line_position}条")
    return " · ".join(parts)


def line(case: Case) -> str:
    """The whole answer in one line, dates as machines and tables write them."""
    if case.outcome is Outcome.UNKNOWN:
        return f"{case.item}要不要{case.material}，登记簿里没有记录：查不到不等于不需要"
    fact, since = case.verdict.fact, case.verdict.since
    answer = _in_tense(case, LINES[case.outcome], iso_date)
    reason = _line_reason(case)
    parts = [f"{answer}：{reason}" if reason else answer]
    if fact and fact.number:
        parts.append(fact.number)
    if since:
        parts.append(f"{iso_date(since)}起")
    return " · ".join(parts)


def window(case: Case) -> str:
    """What a clerk says when a person brings the proof all the same; "" unless nothing is needed."""
    free = case.outcome is Outcome.CANCELLED or (case.outcome is Outcome.REPLACED and case.office_works)
    if not free or case.past or case.ahead:
        return ""
    who = "我们来查" if case.office_works else "已经取消了"
    fact = case.verdict.fact
    place = f"第{fact.line_position}条" if fact and fact.line_position else ""
    source = f"依据：{fact.number}{place}。" if fact and fact.number else ""
    return f"不要收。请说：“这份证明不用交，{who}。”{source}"


def _in_tense(case: Case, forms: tuple[str, str, str], write) -> str:
    since = write(case.verdict.since) if case.verdict.since else ""
    form = forms[1] if case.past else forms[2] if case.ahead else forms[0]
    return form.format(item=case.item, material=case.material, since=since)


def _replaced(case: Case) -> str:
    if case.method is None or case.method not in methods.SAYS:
        return f"替代办法：{case.replacement.removesuffix('。')}。" if case.replacement else "改用别的办法，请问窗口。"
    return methods.says(
        case.method, office=case.short, issuer=case.issuer, replacement=case.replacement, past=case.past
    )


def _kept(case: Case) -> str:
    issued = f"{'当时' if case.past else ''}由{case.issuer}开具。" if case.issuer else "请照办事指南交。"
    return issued + case.condition


def _line_reason(case: Case) -> str:
    if case.outcome is Outcome.CANCELLED:
        return "直接取消"
    if case.outcome is Outcome.CHOICE:
        return methods.COMMITMENT_LINE
    if case.outcome is Outcome.KEPT:
        return f"由{case.issuer}开具" if case.issuer else ""
    if case.method in methods.LINE_SAYS:
        return methods.line_says(case.method, office=case.short, issuer=case.issuer)
    return case.replacement.removesuffix("。")
