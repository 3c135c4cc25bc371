"""What is said about how a published list came about: its steps, its delays, what was asked and filed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.wording.days import interval, zh_date

# The steps that the public is told of, beside those that consultation, document and filing tell themselves.
STEPS = {
    "submit": "提交审核",
    "assemble": "汇总审核",
    "gather": "汇总各单位清单",
    "clear": "保密审查和合法性初审通过",
    "skip": "不征求意见，直接定稿",
    "extend": "延长征求意见",
    "review": "合法性审查通过",
}


def step_taken(name: str, details: Mapping[str, Any]) -> tuple[date | None, str]:
    """A step in words, with the day that it speaks of when that is not the day on which it was recorded."""
    if name == "approve":
        decided = details.get("decided_on")
        return date.fromisoformat(decided) if decided else None, approved(details)
    said = STEPS.get(name, "")
    if name == "extend" and details.get("last_on"):
        return None, f"{said}，到{zh_date(date.fromisoformat(details['last_on']))}"
    if name == "review" and details.get("version"):
        return None, f"第{details['version']}版{said}"
    return None, said


def approved(details: Mapping[str, Any]) -> str:
    """Where the list was decided on: a meeting with its minutes, or a signature."""
    if details.get("meeting"):
        return f"集体讨论通过：{details['meeting']}{details.get('minutes', '')}"
    return "审签"


def asked_from(number: int, opens_on: date, last_on: date) -> str:
    """That the public was asked, from when until when."""
    again = f"第{number}次" if number > 1 else ""
    return f"{again}公开征求意见，{interval(opens_on, last_on)}"


def filed(number: str, objection: str) -> str:
    """That the list was filed with the superior, and what came back."""
    return f"备案审查提出意见：{objection}" if objection else f"备案，{number}"


def pending(act: str, on: date, reason: str, due_on: date, *, today: date) -> str:
    """That a step was taken through the emergency door and waits to be confirmed, or should have been by now."""
    until = f"待追认，最迟{zh_date(due_on)}"
    if today > due_on:
        until = f"应当在三个工作日内（{zh_date(due_on)}前）由另一个人追认，已经超过期限，还没有追认"
    return f"“{act}”是{zh_date(on)}紧急办理的，{until}。理由：{reason}"


def publication_watch(working_days: int, *, limit: int) -> str:
    """How long publication took, beside what the law gives."""
    return f"{working_days}个工作日（《政府信息公开条例》第二十六条：不超过{limit}个工作日）"
