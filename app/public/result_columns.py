"""What a downloaded table of results says of each requirement."""

from collections.abc import Callable
from datetime import date

from app.addresses import absolute
from app.answers import words
from catalog.exchange.list_export import cited_text
from catalog.services.requirements import Described


def _since(one: Described) -> str:
    return one.verdict.since.isoformat() if one.verdict.since else ""


def _method(one: Described) -> str:
    fact = one.verdict.fact
    return fact.method.label if fact and fact.method else ""


def _replacement(one: Described) -> str:
    return (one.verdict.fact.replacement or "") if one.verdict.fact else ""


def _number(one: Described) -> str:
    return (one.verdict.fact.number or "") if one.verdict.fact else ""


# Heading, width in a workbook, and the text of the cell.
COLUMNS: tuple[tuple[str, int, Callable[[Described, date], str]], ...] = (
    ("证明", 20, lambda one, on: one.key.material),
    ("事项", 24, lambda one, on: one.key.service_item),
    ("单位", 22, lambda one, on: one.key.office),
    ("结论", 12, lambda one, on: one.verdict.outcome.label),
    ("说明", 44, lambda one, on: words(one, on=on).line),
    ("办法", 14, lambda one, on: _method(one)),
    ("用什么代替", 30, lambda one, on: _replacement(one)),
    ("从哪天起", 12, lambda one, on: _since(one)),
    ("文号", 18, lambda one, on: _number(one)),
    ("原开具单位", 18, lambda one, on: one.issuing_office),
    ("设定依据", 44, lambda one, on: cited_text(one.bases)),
    ("网址", 30, lambda one, on: absolute("public_requirements.show", requirement_id=one.id)),
)
HEADINGS = tuple(heading for heading, _, _ in COLUMNS)


def cells(one: Described, on: date) -> list[str]:
    """The cells of one requirement, in the order of the columns."""
    return [value(one, on) for _, _, value in COLUMNS]
