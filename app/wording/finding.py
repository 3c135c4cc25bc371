"""How something was looked for, how much was found, and what to do when nothing was."""

from collections.abc import Sequence

from app.wording.counts import count


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
