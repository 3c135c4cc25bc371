"""What state a consultation is in, and which comments count: the clock tells (DESIGN §4)."""

from datetime import date, datetime

from catalog.vocabulary import Channel
from catalog.vocabulary import ConsultationState as C


def state(
    *, opens_at: datetime, closes_at: datetime, ended_at: datetime | None, report_from: datetime | None, at: datetime
) -> C:
    """The state at an instant. The period is half-open: at ``closes_at`` it is over."""
    if ended_at is not None and ended_at <= at:
        return C.ENDED
    if report_from is not None and report_from <= at:
        return C.ANSWERED
    if at < opens_at:
        return C.ANNOUNCED
    return C.OPEN if at < closes_at else C.CLOSED


def was_open(*, opens_at: datetime, ended_at: datetime | None) -> bool:
    """Whether it ever opens: False when it was given up while it was only announced.

    What was open once has been seen and stays seen (DESIGN §2: a draft is invisible *until* a consultation that
    names it opens); what never opened was never seen, and is not seen on the day that was planned.
    """
    return ended_at is None or ended_at > opens_at


def is_timely(
    channel: Channel, *, received_at: datetime, received_on: date, closes_at: datetime, last_on: date
) -> bool:
    """Whether a comment counts: on the web by the instant it was first seen, else by the day it was received."""
    return received_at < closes_at if channel is Channel.WEB else received_on <= last_on


def is_shown(*, passed: bool, publishes: bool, withdrawn: bool) -> bool:
    """Whether the public may read a comment: looked over, agreed to by its author, not taken back."""
    return passed and publishes and not withdrawn
