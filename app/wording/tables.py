"""What a downloaded table says of itself: its name, its title, and what it lacks."""

from datetime import date

from app.wording.counts import count
from app.wording.finding import empty_results

LONGEST = 30


def table_name(query: str, on: date) -> str:
    """The file's name without its ending: 免证_无房证明_2026-11-24."""
    return "_".join(part for part in ("免证", query[:LONGEST], on.isoformat()) if part)


def table_title(query: str, on: date, total: int, rows: int, *, city: str) -> str:
    """The line above the headings: what was asked, as of which day, and how many of all stand below."""
    asked = f"“{query}”" if query else "全部"
    cut = f"，这里是前{count(rows)}" if rows < total else ""
    return f"{city}证明要求：{asked}，按{on.year}年{on.month}月{on.day}日的结论，共{count(total)}{cut}"


def table_note(query: str, total: int, rows: int, *, hotline: str) -> str:
    """The sentence at the end of a table that lacks something; "" when everything is in it."""
    if not total:
        heading, sentence = empty_results(query, hotline=hotline)
        return f"{heading}。{sentence}"
    return f"结果共{count(total)}，一个表最多放{count(rows)}。请加上条件，分几次下载。" if rows < total else ""


def table_limit(total: int, most: int) -> str:
    """Said beside the links where a table cannot hold all; "" where it can."""
    return f"一个表最多放前{count(most)}，请先筛选。" if total > most else ""
