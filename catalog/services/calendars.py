"""The working calendar with the days that officials entered."""

from sqlmodel import Session, select

from catalog.models import CalendarDay
from catalog.rules.working_days import Calendar


def load(session: Session) -> Calendar:
    """The working calendar as the register knows it. One query."""
    rows = session.exec(select(CalendarDay.day, CalendarDay.is_workday))
    return Calendar(overrides={day: is_workday for day, is_workday in rows})
