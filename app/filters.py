"""Days and numbers in templates: words for people, the machine's form beside them."""

from datetime import date, datetime

from flask import Flask
from markupsafe import Markup

from app import wording


def init_app(app: Flask) -> None:
    """Give every template the filters below, under the names of the functions."""
    for show in (iso, moment, day, full_day, digits, counted):
        app.jinja_env.filters[show.__name__] = show


def iso(value: date) -> str:
    """2026-10-01, for tables of the desk and for machines."""
    return wording.iso_date(value)


def moment(value: datetime) -> Markup:
    """An instant as a time element."""
    return _time(value.isoformat(timespec="seconds"), wording.zh_moment(value))


def day(value: date) -> Markup:
    """A day as a time element: 2026年10月1日."""
    return _time(value.isoformat(), wording.zh_date(value))


def full_day(value: date) -> Markup:
    """A day with its weekday, as a time element."""
    return _time(value.isoformat(), f"{wording.zh_date(value)} {wording.weekday(value)}")


def digits(value: int) -> str:
    """1,344."""
    return f"{value:,}"


def counted(value: int, unit: str = "条") -> str:
    """1,344条."""
    return wording.count(value, unit)


def _time(machine: str, words: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(machine, words)
