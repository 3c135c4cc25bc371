"""Days, spans and deadlines as people read them, always in Beijing time."""

from datetime import date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "北京时间")
WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


def zh_date(day: date) -> str:
    """The day in full: 2026年10月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def zh_day(day: date, *, today: date) -> str:
    """The day without its year when it lies in the year of ``today``: 10月1日."""
    return f"{day.month}月{day.day}日" if day.year == today.year else zh_date(day)


def weekday(day: date) -> str:
    """星期一 to 星期日."""
    return WEEKDAYS[day.weekday()]


def iso_date(day: date) -> str:
    """The day as tables, files and machines write it: 2026-10-01."""
    return day.isoformat()


def interval(first: date, last: date, *, today: date | None = None) -> str:
    """From the first day to the last: 7月13日至8月12日; the year stands only where it must."""
    if first == last:
        return zh_date(first) if today is None else zh_day(first, today=today)
    start = zh_date(first) if today is None else zh_day(first, today=today)
    return f"{start}至{zh_day(last, today=first)}"


def deadline(last_day: date) -> str:
    """The end of a period, with weekday and hour: 2026年10月1日 星期四 24:00 截止."""
    return f"{zh_date(last_day)} {weekday(last_day)} 24:00 截止"


def closing_instant(last_day: date) -> str:
    """The same end for machines: 24:00 is the next day's first instant."""
    return f"{(last_day + timedelta(days=1)).isoformat()}T00:00+08:00"


def days_left(last_day: date, *, today: date) -> str:
    """What is left, in words; the last day says 今天, never 0天 or 1天."""
    left = (last_day - today).days
    if left < 0:
        return "已截止"
    return f"还有{left}天" if left else "今天 24:00 截止"


def zh_time(moment: datetime) -> str:
    """The hour on a 24-hour clock in Beijing: 9:42."""
    local = moment.astimezone(BEIJING)
    return f"{local.hour}:{local.minute:02d}"


def zh_moment(moment: datetime) -> str:
    """An instant in full, in Beijing: 2026年11月23日 星期一 9:42."""
    day = moment.astimezone(BEIJING).date()
    return f"{zh_date(day)} {weekday(day)} {zh_time(moment)}"
