"""Random layouts of known lines, as offices lay them out: what goes in must come out again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby

from hypothesis import strategies as st

from catalog.exchange.columns import HEADINGS, Field
from tests.catalog.exchange import legacy_writing, writing
from tests.catalog.exchange.writing import Grid

Line = dict[str, str]

ALWAYS = (
    Field.DEMANDING_OFFICE,
    Field.SERVICE_ITEM,
    Field.MATERIAL,
    Field.BASIS,
    Field.DISPOSITION,
    Field.ISSUING_OFFICE,
)
GROUPED = (Field.DEMANDING_OFFICE, Field.SERVICE_ITEM)
# What may stand together under one wide heading.
UNDER = (Field.BASIS, Field.ISSUING_OFFICE)
WIDE = "实施基本情况"
# Headings so short that they mean what stands around them; a list uses one of them at most.
VAGUE = ("名称", "单位", "部门", "事项", "证明", "依据", "用途", "意见", "结论", "号", "序", "注", "说明")
DAMAGE = (
    str,
    lambda heading: "\n".join(heading),
    lambda heading: f" {heading[0]} {heading[1:]}　",
    lambda h: f"{h}（可多填）",
)


@dataclass(frozen=True)
class Layout:
    """How a list is laid out. ``repeated`` writes office and item on every line; else ``merged`` or left blank."""

    columns: tuple[Field, ...]
    headings: dict[Field, str]
    two_rows: bool
    titles: tuple[str, ...]
    repeated: bool
    merged: bool
    restarts: bool
    total: bool
    note: bool
    column_numbers: bool
    header_again: bool


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    rest = draw(st.sets(st.sampled_from((Field.SEQ, Field.REPLACEMENT, Field.REMARK))))
    columns = tuple(draw(st.permutations([*ALWAYS, *sorted(rest)])))
    headings = {each: draw(_headings(each)) for each in columns}
    return Layout(
        columns=columns,
        headings=headings,
        two_rows=draw(st.booleans()) and abs(columns.index(UNDER[0]) - columns.index(UNDER[1])) == 1,
        titles=draw(st.sampled_from(((), ("示例市证明材料取消清单（征求意见稿）",), TITLES, ("附件1", *TITLES)))),
        repeated=draw(st.booleans()),
        merged=draw(st.booleans()),
        restarts=draw(st.booleans()),
        total=draw(st.booleans()),
        note=draw(st.booleans()),
        column_numbers=draw(st.booleans()),
        header_again=draw(st.booleans()),
    )


TITLES = ("示例市第二批证明材料取消清单", "填报单位（盖章）：示例市司法局       填报日期：2026年9月15日")


def _headings(each: Field) -> st.SearchStrategy[str]:
    known = [heading for heading in HEADINGS[each].split() if heading not in VAGUE]
    return st.builds(lambda heading, damage: damage(heading), st.sampled_from(known), st.sampled_from(DAMAGE))


def lines(pool: list[Line]) -> st.SearchStrategy[list[Line]]:
    """Some lines of the pool, in its order: those of one office and item stay together."""
    some = st.sets(st.integers(0, len(pool) - 1), min_size=4, max_size=12)
    return some.map(lambda places: [pool[place] for place in sorted(places)])


def grid(layout: Layout, some: list[Line], name: str = "清单") -> Grid:
    """The lines as one sheet."""
    out = Grid(name, [], above=[])
    width = len(layout.columns)
    for title in layout.titles:
        out.merges.append((len(out.rows), 0, len(out.rows), width - 1))
        out.rows.append([title] + [""] * (width - 1))
    _header(layout, out)
    if layout.column_numbers:
        out.rows.append([str(number) for number in range(1, width + 1)])
    first = len(out.rows)
    half = len(some) // 2 if layout.header_again and layout.repeated else None
    for place, line in enumerate(numbered(layout, some)):
        if place == half:
            _header(layout, out)
        out.rows.append([_cell(each, line) for each in layout.columns])
    if not layout.repeated:
        _group(layout, out, first, some)
    if layout.total:
        out.rows.append([f"合计：{len(some)}项"] + [""] * (width - 1))
    if layout.note:
        out.rows.append(["注：本清单自公布之日起施行。"] + [""] * (width - 1))
    return out


def numbered(layout: Layout, some: list[Line]) -> list[Line]:
    """The lines with the numbers that the layout gives them: one run, or one for each office."""
    runs = [list(some)]
    if layout.restarts:
        runs = [list(run) for _, run in groupby(some, key=lambda line: line["demanding_office"])]
    return [line | {"seq": str(number)} for run in runs for number, line in enumerate(run, start=1)]


def expected(layout: Layout, some: list[Line]) -> list[Line]:
    """What must be read: what the columns hold, and "" for the rest."""
    return [
        {
            key: value
            for key, value in line.items()
            if key not in ("seq", "replacement", "remark", "item_type") or Field(key) in layout.columns  # type: ignore[call-arg]
        }
        for line in numbered(layout, some)
    ]


def is_evident(layout: Layout, some: list[Line], container: str) -> bool:
    """Whether blank cells can only mean "as above": merged, or so many that the list must be written in groups."""
    knows_merges = container.endswith(("xlsx", "xls", "ods", "docx"))
    if layout.repeated or (layout.merged and knows_merges):
        return True
    offices = len(some) - sum(1 for _ in groupby(some, key=lambda line: line["demanding_office"]))
    items = len(some) - sum(1 for _ in groupby(some, key=lambda line: (line["demanding_office"], line["service_item"])))
    return max(offices, items) >= max(2, len(some) / (3 if knows_merges else 5))


def _header(layout: Layout, out: Grid) -> None:
    top = len(out.rows)
    names = [layout.headings[each] for each in layout.columns]
    if not layout.two_rows:
        out.rows.append(names)
        return
    left = min(layout.columns.index(each) for each in UNDER)
    under = range(left, left + 2)
    out.rows.append([("" if column > left else WIDE) if column in under else name for column, name in enumerate(names)])
    out.rows.append([name if column in under else "" for column, name in enumerate(names)])
    out.merges.append((top, left, top, left + 1))
    out.merges += [(top, column, top + 1, column) for column in range(len(names)) if column not in under]


def _cell(each: Field, line: Line) -> str:
    if each is Field.BASIS:
        own = f"《{line['basis_title']}》{line['basis_clause']}" if line["basis_title"] else "无"
        return "；".join(part for part in (own, line["other_bases"]) if part)
    if each is Field.DISPOSITION:
        return line["method"] or line["disposition"]
    return line[each.value]


def _group(layout: Layout, out: Grid, first: int, some: list[Line]) -> None:
    """Leave office and item out where the line above has them; merge the cells when the layout merges."""
    keys: dict[Field, Callable[[Line], object]] = {
        Field.DEMANDING_OFFICE: lambda line: line["demanding_office"],
        Field.SERVICE_ITEM: lambda line: (line["demanding_office"], line["service_item"]),
    }
    for each in GROUPED:
        column, row = layout.columns.index(each), first
        for _, run in groupby(some, key=keys[each]):
            count = len(list(run))
            for below in range(row + 1, row + count):
                out.rows[below][column] = ""
            if layout.merged and count > 1:
                out.merges.append((row, column, row + count - 1, column))
            row += count


CONTAINERS: dict[str, Callable[[Grid], bytes]] = {
    "list.xlsx": lambda one: writing.xlsx([one]),
    "list.xls": lambda one: legacy_writing.xls([one]),
    "list.ods": lambda one: writing.ods([one]),
    "utf8.csv": lambda one: writing.text(one, "utf-8"),
    "mark.csv": lambda one: writing.text(one, "utf-8-sig"),
    "gb18030.csv": lambda one: writing.text(one, "gb18030", "\t"),
    "utf16.csv": lambda one: writing.text(one, "utf-16"),
    "unmarked.csv": lambda one: writing.text(one, "utf-16-le", ";"),
}


def by_office(some: list[Line]) -> list[tuple[str, list[Line]]]:
    """The lines, office by office in the order of their first lines."""
    offices = dict.fromkeys(line["demanding_office"] for line in some)
    return [(office, [line for line in some if line["demanding_office"] == office]) for office in offices]


def without_office(layout: Layout) -> Layout:
    """The layout with no column for the demanding office, each office numbered for itself."""
    return replace(
        layout,
        columns=tuple(each for each in layout.columns if each is not Field.DEMANDING_OFFICE),
        two_rows=False,
        titles=(),
        repeated=True,
        restarts=True,
        header_again=False,
    )


def one_above_another(grids: list[Grid]) -> Grid:
    """Sheets put into one, the lines above each included."""
    whole = Grid("清单", [])
    for one in grids:
        width = len(one.rows[0])
        whole.rows += [[line] + [""] * (width - 1) for line in one.above]
        shift = len(whole.rows)
        whole.rows += one.rows
        whole.merges += [(top + shift, left, bottom + shift, right) for top, left, bottom, right in one.merges]
    return whole
