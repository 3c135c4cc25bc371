"""However a list is laid out, the same lines are read from it."""

import json
from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from catalog.exchange import reading
from catalog.exchange.mapping import Mapping
from catalog.exchange.register import ListedInstruments
from catalog.vocabulary import Severity
from tests.catalog.exchange import layouts, writing
from tests.catalog.exchange.conftest import ROOT, expected_rows
from tests.catalog.exchange.layouts import CONTAINERS, Layout, Line
from tests.catalog.exchange.writing import Grid

REGISTER = ListedInstruments.from_csv(ROOT / "catalog" / "seed" / "instruments.csv")
POOL = expected_rows("word-table") + expected_rows("gb18030")
unhurried = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def rows_of(data: bytes, name: str, layout: Layout, mapping: Mapping | None = None) -> list[Line]:
    """What is read, with the fields that the layout has; the file must raise neither error nor doubt."""
    read = reading.read(data, name, register=REGISTER, mapping=mapping)
    worse = [each for each in read.problems if each.severity is not Severity.NOTE]
    assert [each for each in worse if each.code != "filled-by-pattern"] == []
    keys = layouts.expected(layout, POOL[:1])[0].keys()
    return [{key: value for key, value in row.as_dict().items() if key in keys} for row in read.rows]


@unhurried
@given(layouts.layouts(), layouts.lines(POOL), st.sampled_from(sorted(CONTAINERS)))
def test_any_layout_in_any_container_gives_the_same_lines_back(layout: Layout, some: list[Line], name: str) -> None:
    assume(layouts.is_evident(layout, some, name))

    assert rows_of(CONTAINERS[name](layouts.grid(layout, some)), name, layout) == layouts.expected(layout, some)


@settings(unhurried, max_examples=25)
@given(layouts.layouts(), layouts.lines(POOL))
def test_a_word_table_gives_the_same_lines_back(layout: Layout, some: list[Line]) -> None:
    assume(layouts.is_evident(layout, some, "list.docx"))
    titled = replace(layout, titles=())
    grid = layouts.grid(titled, some)
    grid.above = list(layout.titles)

    assert rows_of(writing.word([grid]), "list.docx", titled) == layouts.expected(titled, some)


ABOVE = {
    "title": lambda office: [f"{office}证明材料取消清单"],
    "numbered title": lambda office: ["附件2", f"{office}2026年第一批取消证明事项清单（征求意见稿）"],
    "filled in": lambda office: ["证明材料取消清单", f"填报单位：{office}（盖章）     2026年9月"],
    "office alone": lambda office: ["证明材料取消清单", office],
}


@unhurried
@given(
    layouts.layouts(),
    layouts.lines(POOL),
    st.sampled_from(sorted(ABOVE)),
    st.sampled_from(("sheets", "stacked", "word")),
)
def test_an_office_named_above_each_table_is_the_office_of_its_lines(
    layout: Layout, some: list[Line], above: str, kind: str
) -> None:
    plain = layouts.without_office(layout)
    parts = layouts.by_office(some)
    grids = [layouts.grid(plain, lines, f"表{number}") for number, (_, lines) in enumerate(parts)]
    for grid, (office, _) in zip(grids, parts, strict=True):
        grid.above = ABOVE[above](office)
    data, name = {
        "sheets": lambda: (writing.xlsx(_apart(grids)), "list.xlsx"),
        "stacked": lambda: (writing.xlsx([layouts.one_above_another(grids)]), "list.xlsx"),
        "word": lambda: (writing.word(grids), "list.docx"),
    }[kind]()

    wanted = [line for _, lines in parts for line in layouts.expected(plain, lines)]
    assert rows_of(data, name, plain) == wanted


@unhurried
@given(layouts.layouts(), layouts.lines(POOL), st.sampled_from(("{}", "{}（{}项）", "一、{}", "（二）{}（共{}项）")))
def test_a_line_of_its_own_may_name_the_office_of_the_lines_below_it(
    layout: Layout, some: list[Line], wording: str
) -> None:
    plain = layouts.without_office(layout)
    parts = layouts.by_office(some)
    whole = layouts.grid(plain, [])
    for office, lines in parts:
        whole.rows.append([wording.format(office, len(lines))] + [""] * (len(plain.columns) - 1))
        whole.rows += layouts.grid(replace(plain, column_numbers=False, total=False, note=False), lines).rows[1:]

    wanted = [line for _, lines in parts for line in layouts.expected(plain, lines)]
    assert rows_of(writing.xlsx([whole]), "list.xlsx", plain) == wanted


@unhurried
@given(layouts.layouts(), layouts.lines(POOL))
def test_a_mapping_read_back_from_json_reads_the_file_the_same_way(layout: Layout, some: list[Line]) -> None:
    data = writing.xlsx([layouts.grid(layout, some)])
    first = reading.read(data, "list.xlsx", register=REGISTER)
    again = Mapping.from_json(json.loads(json.dumps(first.mapping.to_json())))

    assert again == first.mapping
    assert reading.read(data, "list.xlsx", register=REGISTER, mapping=again).rows == first.rows


def _apart(grids: list[Grid]) -> list[Grid]:
    return [
        replace(layouts.one_above_another([grid]), name=f"Sheet{place}") for place, grid in enumerate(grids, start=1)
    ]
