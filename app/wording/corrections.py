"""What is said before several published lines are corrected at once: how many verdicts would turn, and when."""

from datetime import date

from app.wording.counts import count
from app.wording.days import zh_date, zh_moment
from catalog.services.correcting import Rehearsal
from catalog.vocabulary import DecisionKind


def chosen(lines: int, standing: int) -> str:
    """How many lines were chosen, and how many of them hold a decision that can be corrected."""
    rest = lines - standing
    return f"选中{count(lines)}。" + (f"其中{count(rest)}已经收回，不在内。" if rest else "")


def rehearsed(kind: DecisionKind, effective_on: date, found: Rehearsal) -> tuple[str, ...]:
    """The dry run in sentences: which verdicts turn how, on which day, and from when the public sees it."""
    total = sum(found.turns.values())
    said = [
        f"{count(number)}从“{before.label}”变成“{after.label}”"
        for (before, after), number in found.turns.items()
        if before is not after
    ]
    same = sum(number for (before, after), number in found.turns.items() if before is after)
    said += [f"{count(same)}结论不变"] if same else []
    return (
        f"试算：{kind.label}{count(total)}，从{zh_date(effective_on)}起。按{zh_date(found.on)}算，{'；'.join(said)}。",
        f"公众从{zh_moment(found.public_from)}起看得到。现在还没有登记；改了下面的内容，会再试算一次。",
    )
