"""The working calendar with the days that officials entered."""

from sqlmodel import Session, select

from catalog.models import CalendarDay
from catalog.rules.working_days import Calendar


def load(session: Session) -> Calendar:
    """The working calendar as the register knows it. One query."""
    return Calendar(overrides={one.day: one.is_workday for one in session.exec(select(CalendarDay))})
