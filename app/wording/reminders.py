"""What the office that keeps the register is reminded of by mail, a sentence to a line."""

from datetime import date

from app.wording.days import deadline, zh_date

SUBJECT = "{register}：{day}要办的{count}件事"
ENDING = "在工作台里办：{address}\n这封信由登记簿自动发出，每个工作日有事才发一封。"


def unconfirmed(title: str, act: str, who: str, due_on: date, *, today: date) -> str:
    late = "，已经超过期限" if today > due_on else ""
    return f"《{title}》：{who}紧急办理的“{act}”要由另一个人追认，最迟{zh_date(due_on)}{late}。"


def to_publish(title: str, due_on: date, *, today: date) -> str:
    late = "，已经超过期限" if today > due_on else ""
    return f"《{title}》：已经决定，要在二十个工作日内公布，最迟{zh_date(due_on)}{late}。"


def closing(title: str, last_on: date, unread: int) -> str:
    read = f"，还有{unread:,}份意见等核看" if unread else ""
    return f"《{title}》：征求意见{deadline(last_on)}{read}。"


def unanswered(title: str, count: int) -> str:
    return f"《{title}》：征求意见已经截止，还有{count:,}份按时收到的意见没有答复。"


def to_hand_in(title: str, due_on: date, *, today: date) -> str:
    late = "，已经过了" if today > due_on else ""
    return f"《{title}》：还在起草，{zh_date(due_on)}前报送{late}。"
