"""The register's clock: instants are aware UTC, days are Beijing days."""

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
