"""What is said about a consultation: its state and deadline, what its lines would do, what came in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.wording import methods
from app.wording.days import closing_instant, days_left, interval, weekday, zh_date, zh_day, zh_time
from app.wording.labels import badge_word
from app.wording.offices import office_short
from catalog import clock
from catalog.rules.line_contents import LineContent
from catalog.rules.periods import MINIMUMS
from catalog.vocabulary import (
    Adoption,
    ConsultationState,
    Disposition,
    DraftKind,
    Method,
    OfficeKind,
    Outcome,
    PeriodUnit,
    WithheldReason,
)

# Tone and icon of the badge of each state.
STATE_MARKS = {
    ConsultationState.ANNOUNCED: ("unknown", "clock"),
    ConsultationState.OPEN: ("replaced", "speech"),
    ConsultationState.CLOSED: ("unknown", "clock"),
    ConsultationState.ANSWERED: ("cancelled", "check"),
    ConsultationState.ENDED: ("bad", "cross"),
}
ADOPTION_MARKS = {
    Adoption.ADOPTED: ("cancelled", "check"),
    Adoption.PARTLY: ("replaced", "half"),
    Adoption.REJECTED: ("kept", "cross"),
    Adoption.OUT_OF_SCOPE: ("unknown", "dash"),
}
LATE_NOTE = "现在还可以提，会标明“逾期”，照样答复。"
FROZEN_NOTE = "征求意见期间清单不改动。"
CHANNELS_COUNTED = "各种渠道都算，一份算一份；合并答复的不减数。"
# The parts of a contact in the order in which they are offered, with their names.
CONTACT = (
    ("office", "单位"),
    ("address", "写信"),
    ("telephone", "电话"),
    ("email", "电子邮件"),
    ("fax", "传真"),
    ("hours", "办公时间"),
)


@dataclass(frozen=True, slots=True)
class Extended:
    """The last day before an extension, and why it was moved."""

    was: str
    reason: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A period's end in words. ``state`` is open, today, extended or closed; ``machine`` the exact instant."""

    when: tuple[str, ...]
    left: str
    machine: str
    state: str
    notes: tuple[str, ...] = ()
    extended: tuple[Extended, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """What a drafted line would do: the badge with 拟, and one sentence."""

    badge: str
    tone: str
    icon: str
    sentence: str


def deadline(
    *, opens_on: date, last_on: date, closes_at: datetime, state: ConsultationState, at: datetime, says: str = ""
) -> Deadline:
    """The end of a period as it looks at an instant. ``says`` takes the place of what is left once it is over."""
    today = clock.day_of(at)
    over = state in (ConsultationState.CLOSED, ConsultationState.ANSWERED, ConsultationState.ENDED)
    closing = f"{weekday(last_on)} 24:00 {'已截止' if at >= closes_at else '截止'}"
    if state is ConsultationState.ANNOUNCED:
        look, left = "open", f"{zh_date(opens_on)} 开始征求意见"
    elif state is ConsultationState.OPEN and today == last_on:
        look, left = "today", f"今天 24:00 截止，还有{_time_left(closes_at, at)}（现在是北京时间{zh_time(at)}）"
    elif over:
        look, left = "closed", says or "已截止，正在研究意见"
    else:
        look, left = "open", f"正在征求意见，{days_left(last_on, today=today)}"
    return Deadline((zh_date(last_on), closing), left, closing_instant(last_on), look)


def _time_left(until: datetime, at: datetime) -> str:
    """What is left of the last day, to the second: 5小时56分53秒."""
    seconds = max(0, int((until - at).total_seconds()))
    parts = ((seconds // 3600, "小时"), (seconds // 60 % 60, "分"), (seconds % 60, "秒"))
    first = next((place for place, (count, _) in enumerate(parts) if count), 2)
    return "".join(f"{count}{unit}" for count, unit in parts[first:])


def counted_period(opens_on: date, nominal: date, first_last: date, *, length: int, unit: PeriodUnit, free: str) -> str:
    """How the last day was counted: 11月16日发布，当天不算，共30天。 ``free`` is why offices rest on that day."""
    days = f"{length}个工作日" if unit is PeriodUnit.WORKING_DAYS else f"{(nominal - opens_on).days}天"
    counted = f"{zh_day(opens_on, today=first_last)}发布，当天不算，共{days}。"
    return counted if nominal == first_last else f"{counted}{moved(nominal, first_last, free)}"


def moved(nominal: date, last: date, free: str) -> str:
    """Why the last day is later than counted."""
    return f"最后一天（{zh_day(nominal, today=last)}）是{free or '休息日'}，顺延到{zh_date(last)}。"


def shortened(kind: DraftKind, reason: str) -> str:
    """That a period is shorter than the law's, and why."""
    minimum = MINIMUMS[kind]
    if not minimum.length:
        return f"理由：{reason}"
    return f"少于{minimum.length}{minimum.unit.label}，理由：{reason}"


def rule_of(kind: DraftKind) -> tuple[str, str]:
    """The rule for the shortest period of that kind of draft, and its source."""
    minimum = MINIMUMS[kind]
    return minimum.rule, minimum.source


def state_sentence(
    state: ConsultationState,
    *,
    opens_on: date,
    last_on: date,
    today: date,
    ended_reason: str = "",
    received: int = 0,
) -> str:
    """One line about a consultation in a list of them."""
    if state is ConsultationState.ANNOUNCED:
        return f"{zh_date(opens_on)} 开始征求意见，{zh_date(last_on)} 24:00 截止。"
    if state is ConsultationState.OPEN:
        left = days_left(last_on, today=today)
        if last_on == today:
            return f"{left}。"
        return f"{zh_date(last_on)} {weekday(last_on)} 24:00 截止，{left}。"
    if state is ConsultationState.ENDED:
        return f"已终止：{ended_reason}"
    span = interval(opens_on, last_on)
    if state is ConsultationState.CLOSED:
        return f"{span}。已截止，正在研究意见。"
    got = f"收到{received:,}份" if received else "征求意见期间没有收到意见"
    return f"{span}。意见采纳情况已公布：{got}。"


def no_later_version(state: ConsultationState, number: int, *, is_final: bool, is_ended: bool) -> str:
    """Why a draft cannot be compared with a later version, and what comes."""
    if is_final:
        return f"征求意见以后，清单没有改动。定稿就是第{number}版。"
    if is_ended:
        return f"这份清单已经终止，第{number}版以后没有新的版本。"
    then = f"定稿公布以后，在这里和第{number}版逐条对照。"
    if state is ConsultationState.ANSWERED:
        return f"意见采纳情况已经公布，清单还没有定稿，现在只有第{number}版。{then}"
    if state is ConsultationState.CLOSED:
        return f"征求意见已经截止，正在研究意见，现在只有第{number}版。{then}"
    return f"正在征求意见，现在只有第{number}版，征求意见期间不改动。{then}"


def handled(received: int, adoptions: Mapping[str, int]) -> str:
    """What became of the comments: 意见采纳情况已公布：收到5份，采纳1、不采纳4."""
    if not received:
        return "意见采纳情况已公布：征求意见期间没有收到意见"
    parts = "、".join(f"{label}{count}" for label, count in adoptions.items() if count)
    return f"意见采纳情况已公布：收到{received:,}份" + (f"，{parts}" if parts else "")


def received_and_shown(
    received: int, shown: int, *, waiting: int, private: int, withheld: Mapping[WithheldReason, int]
) -> str:
    """How many came in, how many are shown, and why the rest are not."""
    if not received:
        return "还没有人提意见。"
    said = f"收到{received:,}份，公开{shown:,}份"
    hidden = received - shown
    if not hidden:
        return f"{said}。"
    why = [f"{count:,}份{reason.label}" for reason, count in withheld.items()]
    why += [f"{private:,}份本人不同意公开"] if private else []
    why += [f"{waiting:,}份还在看有没有个人信息"] if waiting else []
    return f"{said}；没有公开的{hidden:,}份：{'，'.join(why)}。"


def effect(line: LineContent, *, kind: OfficeKind | None = None, city: str = "") -> Effect:
    """What a drafted line would do for people. ``kind`` is that of the office that asks."""
    if line.disposition is Disposition.CANCEL:
        return Effect("拟直接取消", "cancelled", "check", "取消后，不用提交。")
    if line.disposition is Disposition.KEEP:
        issued = f"由{line.issuing_office}开具" if line.issuing_office else ""
        return Effect("拟保留", "kept", "sheet", f"以后仍要交{'，' + issued if issued else ''}。")
    if line.disposition is Disposition.REPLACE and line.method is Method.COMMITMENT:
        return Effect("拟改为可承诺", "choice", "pen", "取消后，签一份书面承诺书就行，也可以照旧提交。")
    if line.disposition is Disposition.REPLACE:
        badge = f"拟{badge_word(Outcome.REPLACED, line.method, kind)}"
        return Effect(badge, "replaced", "swap", f"取消后，{_instead(line, city)}")
    return Effect(f"拟{line.disposition.label.removeprefix('拟')}", "unknown", "question", _without_effect(line))


def _instead(line: LineContent, city: str) -> str:
    if line.method is None:
        return f"{line.replacement.removesuffix('。')}。" if line.replacement else "改用别的办法。"
    said = methods.says(
        line.method,
        office=office_short(line.office, city),
        issuer=line.issuing_office,
        replacement=line.replacement,
        past=False,
    )
    return f"{said.removesuffix('。')}，您不用交。" if line.method.office_works else said


def _without_effect(line: LineContent) -> str:
    then = f"：{line.replacement.removesuffix('。')}" if line.replacement else ""
    return f"公布以后仍要交，这一条不改变现在的要求{then}。"


def who(name: str, kind: str) -> str:
    """How a commenter is shown: 林*（个人）, or by kind alone."""
    return f"{name}（{kind}）" if name else kind


def about_lines(positions: Sequence[int], *, shown: int = 12) -> str:
    """What a comment speaks of: 整份清单, 第1条, 第1、3、5条 — the first ones and how many more."""
    if not positions:
        return "整份清单"
    named = "、".join(str(one) for one in positions[:shown])
    return f"第{named}条" + (f"等{len(positions)}条" if len(positions) > shown else "")


def became(moved: Sequence[int], version: int | None) -> str:
    """Where a comment landed: which lines changed because of it, and in which version."""
    if not moved:
        return ""
    where = f"，见第{version}版" if version else ""
    return f"因为这份意见，{about_lines(moved)}改了{where}。"
