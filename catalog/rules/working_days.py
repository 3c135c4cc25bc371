"""Which days are workdays, swapped days included, and how sure the register is of it (DOMAIN §2)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar

# The State Council's notice for a year always names these two; once both are entered the year is loaded.
_MARKS_OF_A_YEAR = ((1, 1), (10, 1))
_WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
_HOLIDAYS = {
    "New Year's Day": "元旦假期",
    "Spring Festival": "春节假期",
    "Tomb-sweeping Day": "清明节假期",
    "Labour Day": "劳动节假期",
    "Dragon Boat Festival": "端午节假期",
    "National Day": "国庆节假期",
    "Mid-autumn Festival": "中秋节假期",
}


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working calendar: days that officials entered, then the published years, then a guess by weekday.

    ``overrides`` tell of a day whether it is a workday; ``loaded_years`` are years whose notice has been
    entered in full. A day of any other year after the published ones is provisional.
    """

    overrides: Mapping[date, bool] = field(default_factory=dict)
    loaded_years: Collection[int] = ()

    def is_workday(self, day: date) -> bool:
        """True when offices work on that day, swapped days (调休) included."""
        entered = self.overrides.get(day)
        if entered is not None:
            return entered
        published = _published(day)
        return day.weekday() < 5 if published is None else published

    def is_provisional(self, day: date) -> bool:
        """True when nothing says whether that day is a workday, so that its weekday had to do."""
        return day not in self.overrides and _published(day) is None and not self._is_loaded(day.year)

    def next_working_day(self, day: date) -> date:
        """The first workday after ``day``."""
        return self.working_day_from(day + timedelta(days=1))

    def working_day_from(self, day: date) -> date:
        """``day`` when it is a workday, else the first workday after it."""
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The ``count``-th workday after ``day``, which is not counted itself; ValueError when negative."""
        if count < 0:
            raise ValueError("working days are counted forward")
        for _ in range(count):
            day = self.next_working_day(day)
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """How many workdays lie after ``first``, up to and with ``last``; 0 when ``last`` is not later."""
        span = (last - first).days
        return sum(self.is_workday(first + timedelta(days=number)) for number in range(1, span + 1))

    def why_free(self, day: date) -> str | None:
        """Why offices are closed on that day (国庆节假期, 星期六, 放假); None on a workday."""
        if self.is_workday(day):
            return None
        if day not in self.overrides and (holiday := _holiday(day)):
            return holiday
        return _WEEKDAYS[day.weekday()] if day.weekday() >= 5 else "放假"

    def _is_loaded(self, year: int) -> bool:
        return year in self.loaded_years or all(date(year, *mark) in self.overrides for mark in _MARKS_OF_A_YEAR)


@lru_cache(maxsize=4096)
def _published(day: date) -> bool | None:
    """Whether ``day`` is a workday in a published calendar; None for years without one."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def _holiday(day: date) -> str | None:
    try:
        _, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return None
    return _HOLIDAYS.get(name or "")
