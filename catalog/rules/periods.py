"""How long a draft must be open for comment, when its last day is and at which instant it closes (DOMAIN §2)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from catalog.clock import BEIJING
from catalog.rules.working_days import Calendar
from catalog.vocabulary import DraftKind, PeriodUnit


@dataclass(frozen=True, slots=True)
class Minimum:
    """The shortest period for a kind of draft. ``length`` is None where no rule sets one.

    ``shorter`` says on which condition it may be shorter, None where there is nothing to be shorter than.
    """

    length: int | None
    unit: PeriodUnit
    shorter: str | None
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day of a period: as counted (``nominal``) and as it holds (``day``, open until 24:00).

    ``provisional`` is True when the working calendar for it is not published; ``moved_because`` says what
    the nominal day was (国庆节假期) when it had to move.
    """

    nominal: date
    day: date
    provisional: bool = False
    moved_because: str | None = None

    @property
    def sentence(self) -> str:
        """Why the last day is not the one counted; "" when it is."""
        return f"最后一天是{self.moved_because}，顺延到{_said(self.day)}。" if self.moved_because else ""


# No holiday, swapped days included, takes longer than nine days: so far on, a day is safe whatever is announced.
SAFE_MARGIN = timedelta(days=10)
# Who writes a later day than so much has mistyped the year; what is public cannot be moved back.
FARTHEST = timedelta(days=731)
MOST_DAYS = 366
_NORMATIVE_SHORTER = "要记下并公布理由"
MINIMUMS: dict[DraftKind, Minimum] = {
    DraftKind.MAJOR_DECISION: Minimum(
        30,
        PeriodUnit.DAYS,
        "要在征求意见时公布理由",
        "重大行政决策公开征求意见一般不少于30天；少于30天的，征求意见时要说明理由。",
        "《重大行政决策程序暂行条例》第十五条",
    ),
    DraftKind.BUSINESS_DOCUMENT: Minimum(
        30,
        PeriodUnit.DAYS,
        _NORMATIVE_SHORTER,
        "和市场主体生产经营密切相关的规范性文件，公开征求意见一般不少于30天。",
        "《优化营商环境条例》第六十二条",
    ),
    DraftKind.NORMATIVE_DOCUMENT: Minimum(
        7,
        PeriodUnit.WORKING_DAYS,
        _NORMATIVE_SHORTER,
        "对群众权利义务有实际影响的规范性文件，公开征求意见不少于7个工作日。",
        "市县法治政府建设示范指标体系（2021年版）",
    ),
    DraftKind.BARE_LIST: Minimum(
        None,
        PeriodUnit.DAYS,
        None,
        "单纯的清单没有查到最短期限；不征求意见的，要公布理由。",
        "没有查到规定",
    ),
}
# Lists mix personal and business proofs, so the longer period is proposed for all of them.
DEFAULT_LENGTH, DEFAULT_UNIT = 30, PeriodUnit.DAYS


def last_day(opens: date, length: int, unit: PeriodUnit, calendar: Calendar) -> LastDay:
    """The last day of a period that opens on ``opens``; ValueError when ``length`` is below one.

    The day of publication is not counted; a last day on which offices are closed moves to the next workday
    (by analogy with 民法典 art. 201 and 203).
    """
    if length < 1:
        raise ValueError("a period lasts at least one day")
    if unit is PeriodUnit.WORKING_DAYS:
        day = calendar.add_working_days(opens, length)
        return LastDay(day, day, _unsure(opens + timedelta(days=1), day, calendar))
    nominal = opens + timedelta(days=length)
    day = calendar.working_day_from(nominal)
    return LastDay(nominal, day, _unsure(nominal, day, calendar), calendar.why_free(nominal))


def closes_at(last: LastDay | date) -> datetime:
    """The instant at which a period with that last day is over: 24:00 Beijing time, no longer part of it."""
    day = last.day if isinstance(last, LastDay) else last
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), BEIJING)


def shortest(kind: DraftKind, opens: date, calendar: Calendar) -> LastDay | None:
    """The earliest last day that the law leaves to a draft of that kind; None where it sets no minimum."""
    minimum = MINIMUMS[kind]
    return None if minimum.length is None else last_day(opens, minimum.length, minimum.unit, calendar)


def refusal(kind: DraftKind, opens: date, last: date, calendar: Calendar, *, reason: str = "") -> str | None:
    """Why a draft may not be open from ``opens`` to ``last``, or None. ``reason`` is the published one for less."""
    if last <= opens:
        return f"截止日要在{_said(opens)}以后。发布当天不算。"
    if last - opens > FARTHEST:
        return f"截止日{_said(last)}比开始的日子晚了两年以上，请核对年份。"
    earliest, minimum = shortest(kind, opens, calendar), MINIMUMS[kind]
    if earliest is None or last >= earliest.day or reason.strip():
        return None
    counted = calendar.working_days_between(opens, last) if _in_working_days(minimum) else (last - opens).days
    offered = f"至少征求{minimum.length}{minimum.unit.label}，您填的是{counted}{minimum.unit.label}"
    return f"{kind.label}{offered}。请改到{_said(earliest.day)}或以后；确实要缩短，请写理由，理由会一起公开。"


def unsettled(last: LastDay) -> str | None:
    """Why a consultation may not open with that last day: its calendar is not published yet; None when it is."""
    if not last.provisional:
        return None
    day = _said(last.day)
    return (
        f"还没有{last.day.year}年的工作日历，截止日先按{day}显示，标明“暂定”。请管理员导入日历，或另填一个更晚的日子。"
    )


def typed(day: date, calendar: Calendar) -> LastDay:
    """A last day that an official typed instead of counting; on a day off it moves to the next workday."""
    moved = calendar.working_day_from(day)
    return LastDay(day, moved, _unsure(day, moved, calendar), calendar.why_free(day))


def unsafe(last: LastDay, due: date) -> str | None:
    """Why a typed last day cannot be had, or None. ``due`` is the day until which the period lasts at any rate.

    In a year whose calendar is not published yet it must lie so far behind that no holiday reaches from one to
    the other: then some workday is gained, whatever is announced (DESIGN §4: unless a later safe day is typed).
    """
    if not last.provisional or last.nominal >= due + SAFE_MARGIN:
        return None
    safe = _said(due + SAFE_MARGIN)
    return (
        f"还没有{last.day.year}年的工作日历，{_said(last.nominal)}可能赶上放假。"
        f"请填{safe}或以后的日子，或者请管理员先导入日历。"
    )


def moving_refusal(old: date, new: date) -> str | None:
    """Why an open period's last day may not move from ``old`` to ``new``, or None."""
    if new - old > FARTHEST:
        return f"{_said(new)}比现在的截止日晚了两年以上，请核对年份。延了就不能改回来。"
    return None if new > old else f"截止时间只能延后，不能提前。现在的截止日是{_said(old)}。"


def _in_working_days(minimum: Minimum) -> bool:
    return minimum.unit is PeriodUnit.WORKING_DAYS


def _unsure(first: date, last: date, calendar: Calendar) -> bool:
    return any(calendar.is_provisional(first + timedelta(days=number)) for number in range((last - first).days + 1))


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
