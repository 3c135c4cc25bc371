"""Changes of lines as the pages show them: cell by cell, before and after."""

from collections.abc import Iterable

from app.pages.desk_lines import ChangedLine
from catalog.rules.line_changes import Changed, Comparison
from catalog.rules.line_contents import LineContent


def named(line: LineContent) -> str:
    """第12条：示例市民政局，高龄津贴发放，生存证明."""
    return f"第{line.position}条：{line.office}，{line.service_item}，{line.material}"


def changed_line(one: Changed, *, about: str = "", href: str = "") -> ChangedLine:
    """One line with the cells that differ."""
    cells = tuple((cell.label, cell.before, cell.after) for cell in one.fields)
    return ChangedLine(named(one.after), cells, about, href)


def changed_lines(changes: Iterable[Changed]) -> tuple[ChangedLine, ...]:
    return tuple(changed_line(one) for one in changes)


def summary(found: Comparison) -> str:
    """改动3条，增加1条，删去2条；其余1,338条没有改。"""
    parts = [
        f"{verb}{number:,}条"
        for verb, number in (("改动", len(found.changed)), ("增加", len(found.added)), ("删去", len(found.removed)))
        if number
    ]
    hidden = f"另有{found.hidden:,}条的内容已经抹去，不能对照。" if found.hidden else ""
    if not parts:
        return f"{found.same:,}条都没有改。{hidden}"
    again = "有的改动会影响群众要不要交，改动大的要再次征求意见。" if found.is_substantial else ""
    return f"{'，'.join(parts)}；其余{found.same:,}条没有改。{hidden}{again}"
