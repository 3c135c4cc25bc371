"""How something was looked for, how much was found, and what to do when nothing was."""

from collections.abc import Sequence

from app.wording.counts import count
from app.wording.labels import badge_word
from catalog.vocabulary import Method, Outcome

# By what means something was found when not by its name; the stages of search by their value.
FOUND_BY = {
    "sound": "按拼音查找。",
    "words": "没有这个名称，按里面的字词查找。",
    "rest": "名称里没有，按单位、依据和说明查找。",
}
# What stands on the page of an errand or an office that was asked for; nouns by their value.
STANDS_THERE = {"service-item": "要带什么，不用带什么", "office": "不得再要哪些证明，还可以要哪些"}
BEHIND = "刚有新的内容公布，正在编入查找，这里可能还不是最新的。请过一分钟再查。"
SUGGESTIONS = "建议的名称"
APART = "没有哪一条同时有您说的这几样，下面只合上其中一样。"


def how_found(
    *,
    materials: Sequence[str] = (),
    items: Sequence[str] = (),
    offices: Sequence[str] = (),
    methods: Sequence[str] = (),
    outcomes: Sequence[str] = (),
    words: Sequence[str] = (),
) -> str:
    """What the question was understood as: 按证明“生存证明”和事项“高龄津贴”查找; "" when nothing was asked."""
    kinds = (
        ("证明", materials),
        ("事项", items),
        ("单位", offices),
        ("办法", methods),
        ("结论", outcomes),
        ("字词", words),
    )
    parts = [f"{kind}{'、'.join(f'“{name}”' for name in names)}" for kind, names in kinds if names]
    if not parts:
        return ""
    *first, last = parts
    return f"按{'、'.join(first)}{'和' if first else ''}{last}查找"


def result_count(total: int, groups: int, *, kind: str = "证明") -> str:
    """How much was found, for the line that is also read aloud: 共27条，分在3种证明下."""
    if not total:
        return "没有找到"
    return f"共{count(total)}，分在{count(groups, '种')}{kind}下"


def empty_results(query: str, *, hotline: str = "12345") -> tuple[str, str]:
    """Heading and sentence when nothing was found. Nothing found is never the same as not needed."""
    heading = f"没找到“{query}”" if query else "没有可以显示的内容"
    return heading, f"没找到不等于不用交。可以按事项查，或打{hotline}。"


def empty_facets(condition: str, without: int) -> tuple[str, str]:
    """Heading and sentence when the chosen conditions leave nothing: which to drop, and what that gives."""
    return "这几个条件合起来没有结果", f"去掉“{condition}”，有{count(without)}。"


def corrected(typed: str, meant: str) -> str:
    """What was searched instead of what was typed: 没有“婚因状况证明”，按“婚姻状况证明”查找。"""
    return f"没有“{typed}”这个名称，按“{meant}”查找。"


def shortened(text: str) -> str:
    """Said when a question was too long to be read to its end."""
    return f"您写的有{len(text)}个字，只看了前面一部分。写短一些会查得更准。"


def suggestions_said(number: int) -> str:
    """What a screen reader is told about the names below the search box."""
    return f"有{number}个建议，上下键选择" if number else "没有建议"


def group_sentence(outcomes: Sequence[tuple[Outcome, Method | None, int]], *, past: bool = False) -> str:
    """What the requirements of one material come to: 25条里，13条改由部门查，12条不再需要，都不用交。

    ``outcomes`` are outcome, method and how many, most first; "" for none.
    """
    words: dict[str, int] = {}
    for outcome, method, number in outcomes:
        word = badge_word(outcome, method)
        words[word] = words.get(word, 0) + number
    if not words:
        return ""
    then = "那一天，" if past else ""
    free = "，都不用交" if all(_free(outcome, method) for outcome, method, _ in outcomes) else ""
    total = sum(words.values())
    if len(words) == 1:
        (word,) = words
        free = free if word != Outcome.CANCELLED.label else ""
        return f"{then}{count(total)}{'都' if total > 1 else ''}{word}{free}。"
    parts = "，".join(f"{count(number)}{word}" for word, number in words.items())
    return f"{then}{count(total)}里，{parts}{free}。"


def _free(outcome: Outcome, method: Method | None) -> bool:
    if outcome is Outcome.REPLACED:
        return method is not None and (method.office_works or method is Method.COVERED)
    return outcome is Outcome.CANCELLED
