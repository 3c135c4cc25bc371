"""What a line must state before its list can be submitted (DESIGN §4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.rules.line_contents import LineContent
from catalog.vocabulary import Disposition


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that a line does not say, and what to do. ``field`` is the form field it belongs to."""

    line: LineContent
    field: str
    sentence: str


def gaps(line: LineContent) -> tuple[Gap, ...]:
    """What the line still has to say; () when it is complete."""
    found = [
        ("office", not line.office, "缺索要单位"),
        ("service_item", not line.service_item, "缺办理事项"),
        ("material", not line.material, "缺证明名称"),
        ("basis", not line.bases and not line.has_no_basis, "缺设定依据。没有依据的，请写“无”"),
    ]
    if line.disposition is Disposition.REPLACE:
        found += [
            ("method", line.method is None, "是“替代取消”，却没有替代办法。请补上；不需要代替，改成“直接取消”"),
            ("replacement", not line.replacement, "是“替代取消”，请写明取消后怎样办理"),
        ]
    elif line.disposition is Disposition.CANCEL:
        found.append(("method", line.method is not None, "是“直接取消”，却写了替代办法。请删去办法，或改成“替代取消”"))
    elif line.disposition is Disposition.KEEP:
        # 优化营商环境条例 art. 44: what may still be demanded is published with who issues it.
        found.append(("issuing_office", not line.issuing_office, "是“保留”，却没有开具单位。保留的要逐项公布由谁开具"))
    return tuple(Gap(line, field, f"第{line.position}条{what}。") for field, missing, what in found if missing)


def refusal(lines: Iterable[LineContent], *, shown: int = 5) -> str | None:
    """Why the list cannot be submitted, or None; the first gaps are named."""
    lines = list(lines)
    if not lines:
        return "清单里一条也没有。请先添加或导入。"
    found = [gap for line in lines for gap in gaps(line)]
    if not found:
        return None
    named = "".join(gap.sentence for gap in found[:shown])
    return f"还有{len(found)}处没有填好，不能提交：{named}" + ("……" if len(found) > shown else "")
