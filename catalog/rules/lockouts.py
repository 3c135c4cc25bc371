"""When a login is locked after wrong passwords: five failures within thirty minutes lock it for thirty (DOMAIN §8)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

FAILURES = 5
SPAN = timedelta(minutes=30)


def locked_until(failures: Iterable[datetime], at: datetime) -> datetime | None:
    """The instant until which the login is locked, or None when it is not.

    ``failures`` are the instants of failed tries since the last success, in any order; tries made while
    locked are not among them.
    """
    ordered = sorted(failures)
    ends = [
        ordered[last] + SPAN
        for last in range(FAILURES - 1, len(ordered))
        if ordered[last] - ordered[last - FAILURES + 1] < SPAN
    ]
    return next((end for end in reversed(ends) if end > at), None)
