"""How the life of a list reads on the desk: its stages, what is missing, and what to press."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.wording.days import interval, zh_day
from catalog.rules.lifecycle import Step
from catalog.vocabulary import CommentState, ListState

# The stages that people see, each with the states that belong to it.
STAGES: tuple[tuple[str, tuple[ListState, ...]], ...] = (
    ("起草", (ListState.DRAFTING,)),
    ("汇总和初审", (ListState.SUBMITTED, ListState.ASSEMBLED, ListState.CLEARED)),
    ("征求意见", (ListState.CONSULTING,)),
    ("研究采纳", (ListState.SETTLING,)),
    ("审查和审签", (ListState.REVIEWED, ListState.APPROVED)),
    ("公布", (ListState.PUBLISHED,)),
)
STATE_TONES = {
    ListState.DRAFTING: ("unknown", "pen"),
    ListState.SUBMITTED: ("replaced", "check"),
    ListState.ASSEMBLED: ("replaced", "check"),
    ListState.CLEARED: ("replaced", "check"),
    ListState.CONSULTING: ("kept", "speech"),
    ListState.SETTLING: ("kept", "pen"),
    ListState.REVIEWED: ("replaced", "check"),
    ListState.APPROVED: ("replaced", "check"),
    ListState.PUBLISHED: ("cancelled", "check"),
    ListState.ENDED: ("bad", "cross"),
}
COMMENT_TONES = {
    CommentState.RECEIVED: ("kept", "clock", "等核看"),
    CommentState.PASSED: ("cancelled", "check", "已核看"),
    CommentState.WITHHELD: ("unknown", "dash", "暂不公开"),
    CommentState.WITHDRAWN: ("unknown", "back", "已撤回"),
}
# What the button of a step says, where it is more than the step's name; and what the person reads first.
BUTTONS = {
    "submit": "提交审查",
    "recall": "收回修改",
    "send-back": "退回",
    "assemble": "审核通过，列入汇总",
    "gather": "汇总各单位清单",
    "clear": "登记审查",
    "consult": "发起征求意见",
    "skip": "不征求意见，直接定稿",
    "extend": "延长征求意见",
    "review": "登记合法性审查",
    "approve": "登记审签",
    "publish": "试算和公布",
    "file": "登记备案",
    "end": "终止",
}
INTRO = {
    "submit": "提交以后，本单位不能再改，要改先收回。提交的内容会定版存下来。",
    "recall": "收回以后可以接着改，改好再提交。",
    "send-back": "退回的理由会写在清单上，起草的人看得到。",
    "assemble": "认可这份清单，进入保密审查和合法性初审。",
    "skip": "只有单纯的清单可以不征求意见，理由会公开。",
    "extend": "只能延后，不能提前；延长的公告和理由会公开。",
    "end": "终止以后不能再恢复。正在征求意见的，会一起终止，理由会公开。",
}
DONE = {
    "submit": "已提交，等司法局汇总审核。",
    "recall": "已收回，可以接着改。",
    "send-back": "已退回，起草的人会看到理由。",
    "assemble": "已汇总，接下来做保密审查和合法性初审。",
    "gather": "已汇总，接下来做保密审查和合法性初审。",
    "skip": "已定稿，接下来做合法性审查。",
    "extend": "已延长，公众页马上这样写。",
    "end": "已终止。",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One stage on the bar: ``state`` is done, now or ahead."""

    label: str
    state: str
    when: str = ""


def stages(now: ListState, reached: Sequence[tuple[ListState, date]], *, today: date) -> tuple[Mark, ...]:
    """The stages with their dates. ``reached`` are the states the list came to, in order, with the day."""
    last = now if now is not ListState.ENDED else _before_end(reached)
    place = next(number for number, (_, states) in enumerate(STAGES) if last in states)
    spans = _spans(reached, place)
    return tuple(_mark(number, place, spans.get(number), now, today) for number in range(len(STAGES)))


def _mark(number: int, place: int, span: tuple[date, date | None] | None, now: ListState, today: date) -> Mark:
    label = STAGES[number][0]
    if number > place or span is None:
        return Mark(label, "done" if number < place else "ahead" if number > place else "now")
    first, last = span
    if number < place:
        return Mark(label, "done", interval(first, last or first, today=today))
    if now is ListState.PUBLISHED:
        return Mark(label, "done", zh_day(first, today=today))
    if now is ListState.ENDED:
        return Mark(label, "now", "已终止")
    return Mark(label, "now", f"{zh_day(first, today=today)}起")


def _spans(reached: Sequence[tuple[ListState, date]], place: int) -> dict[int, tuple[date, date | None]]:
    """Stage → first day it was reached for the last time, and the day it was left."""
    found: dict[int, tuple[date, date | None]] = {}
    current = -1
    for state, day in reached:
        stage = next((number for number, (_, states) in enumerate(STAGES) if state in states), None)
        if stage is None or stage == current:
            continue
        if current >= 0:
            found[current] = (found[current][0], day)
        if stage < current:  # sent back: what lies ahead begins anew
            found = {number: span for number, span in found.items() if number < stage}
        found.setdefault(stage, (day, None))
        found[stage] = (found[stage][0], None)
        current = stage
    return {number: span for number, span in found.items() if number <= place}


def _before_end(reached: Sequence[tuple[ListState, date]]) -> ListState:
    return next((state for state, _ in reversed(reached) if state is not ListState.ENDED), ListState.DRAFTING)


def button(step: Step) -> str:
    """What the button of a step says."""
    if step.name == "consult" and step.start is ListState.SETTLING:
        return "再次征求意见"
    return BUTTONS.get(step.name, step.label)


def working_days_left(due: date, today: date) -> tuple[str, str]:
    """Badge and tone for a day by which something is due."""
    left = (due - today).days
    if left < 0:
        return f"逾期{-left}天", "bad"
    if left == 0:
        return "今天到期", "kept"
    return f"{zh_day(due, today=today)}前", "unknown"


def confirmation_due(due: date, today: date) -> tuple[str, str]:
    """Badge and tone for an emergency that somebody else must confirm: within three working days, or overdue."""
    said, tone = working_days_left(due, today)
    return (f"追认{said}" if today > due else f"{said}要追认", tone)
