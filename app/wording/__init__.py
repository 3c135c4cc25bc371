"""Every sentence the register says in Chinese, made from words, days and numbers alone.

Nothing here knows the web or the database. Callers write ``from app import wording`` and use the
names below; the templates hold only the words that never change.
"""

from app.wording.counts import COUNTING_RULE, count, share, total
from app.wording.days import (
    closing_instant,
    days_left,
    deadline,
    interval,
    iso_date,
    weekday,
    zh_date,
    zh_day,
    zh_moment,
    zh_time,
)
from app.wording.failures import FAILURES, Failure, failure
from app.wording.finding import (
    APART,
    BEHIND,
    FOUND_BY,
    STANDS_THERE,
    SUGGESTIONS,
    corrected,
    empty_facets,
    empty_results,
    group_sentence,
    how_found,
    result_count,
    shortened,
    suggestions_said,
)
from app.wording.labels import badge_word, basis_status_tone, decision_tone, icon_of
from app.wording.lists import done_sentence, file_problem, plan_summary, position
from app.wording.offices import ask_whom, office_short
from app.wording.remarks import issuer_stops, outside
from app.wording.verdicts import Announced, VerdictWords, sentence, verdict_words
from app.wording.window import WindowWords, window_words

__all__ = [
    "APART",
    "BEHIND",
    "COUNTING_RULE",
    "FAILURES",
    "FOUND_BY",
    "STANDS_THERE",
    "SUGGESTIONS",
    "Announced",
    "Failure",
    "VerdictWords",
    "WindowWords",
    "ask_whom",
    "badge_word",
    "basis_status_tone",
    "closing_instant",
    "corrected",
    "count",
    "days_left",
    "deadline",
    "decision_tone",
    "done_sentence",
    "empty_facets",
    "empty_results",
    "failure",
    "file_problem",
    "group_sentence",
    "how_found",
    "icon_of",
    "interval",
    "iso_date",
    "issuer_stops",
    "office_short",
    "outside",
    "plan_summary",
    "position",
    "result_count",
    "sentence",
    "share",
    "shortened",
    "suggestions_said",
    "total",
    "verdict_words",
    "weekday",
    "window_words",
    "zh_date",
    "zh_day",
    "zh_moment",
    "zh_time",
]
