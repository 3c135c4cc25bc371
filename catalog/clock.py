"""The register's clock: instants are aware UTC, days are Beijing days."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is in Beijing."""
    return day_of(now())


def day_of(instant: datetime) -> date:
    """The Beijing day in which an aware instant falls."""
    return instant.astimezone(BEIJING).date()


def start_of(day: date) -> datetime:
    """The instant at which a Beijing day begins, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=BEIJING).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The instant at which a Beijing day is over, 24:00, in UTC."""
    return start_of(day + timedelta(days=1))


def months_later(instant: datetime, months: int) -> datetime:
    """The same hour of the same day in Beijing so many months on; in a month too short, of its last day."""
    there = instant.astimezone(BEIJING)
    years, month = divmod(there.month - 1 + months, 12)
    year, month = there.year + years, month + 1
    return there.replace(year=year, month=month, day=min(there.day, monthrange(year, month)[1]))
