"""Which examinations a list needs, and what a good one states (DESIGN §4)."""

from collections.abc import Iterable
from datetime import date

from catalog.rules.working_days import Calendar
from catalog.vocabulary import ListState, ReviewKind

# 重大行政决策程序暂行条例 art. 27: normally no fewer working days for the legality review.
USUAL_WORKING_DAYS = 7
NEEDED: dict[ListState, tuple[ReviewKind, ...]] = {
    ListState.ASSEMBLED: (ReviewKind.SECRECY, ReviewKind.FIRST_LEGALITY),
    ListState.SETTLING: (ReviewKind.FINAL_LEGALITY,),
}


def missing(state: ListState, passed: Iterable[ReviewKind]) -> tuple[ReviewKind, ...]:
    """The examinations that the list still needs in this state, where ``passed`` speak of its present text."""
    have = set(passed)
    return tuple(kind for kind in NEEDED.get(state, ()) if kind not in have)


def refusal(
    kind: ReviewKind, state: ListState, *, received_on: date, on: date, calendar: Calendar, short_reason: str
) -> str | None:
    """Why the examination cannot be recorded now, or None. Fewer working days than usual need a reason."""
    if kind not in NEEDED.get(state, ()):
        turn = next(each for each, kinds in NEEDED.items() if kind in kinds)
        return f"{kind.label}在“{turn.label}”的时候做，这份清单现在是“{state.label}”。"
    if received_on > on:
        return "收到清单的日期不能晚于今天。"
    days = calendar.working_days_between(received_on, on)
    if kind is ReviewKind.FINAL_LEGALITY and days < USUAL_WORKING_DAYS and not short_reason.strip():
        return f"合法性审查一般不少于{USUAL_WORKING_DAYS}个工作日，现在是{days}个。确实要快，请写理由。"
    return None
