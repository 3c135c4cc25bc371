"""What became of a draft reads as sentences, whichever cells were empty before or after."""

from hypothesis import given
from hypothesis import strategies as st

from catalog.rules.line_changes import compare
from catalog.rules.line_contents import LineContent
from catalog.services.reporting import change_sentences
from catalog.vocabulary import Disposition, Method

words = st.sampled_from(["", "由民政局查询", "租赁合同"])
lines = st.builds(
    LineContent,
    line_id=st.just(1),
    requirement_id=st.just(1),
    position=st.just(1),
    office=st.just("示例市民政局"),
    service_item=st.just("低保"),
    material=st.just("收入证明"),
    disposition=st.sampled_from(Disposition),
    method=st.none() | st.sampled_from(Method),
    replacement=words,
    issuing_office=words,
    remark=words,
)


@given(lines, lines)
def test_no_sentence_quotes_an_empty_cell(before, after):
    assert "“”" not in "".join(change_sentences(compare([before], [after])))


def line(**cells):
    values = {"line_id": 1, "requirement_id": 1, "position": 3, "office": "示例市民政局", "service_item": "低保"}
    return LineContent(**(values | {"material": "收入证明", "disposition": Disposition.KEEP} | cells))


def said(before, after):
    return change_sentences(compare(before, after))


def test_a_cell_that_was_empty_is_filled_in_and_one_that_becomes_empty_is_struck_out():
    assert said([line()], [line(remark="每年一次")]) == ["第3条：备注填上“每年一次”。"]
    assert said([line(remark="每年一次")], [line()]) == ["第3条：备注原来的“每年一次”删去。"]
    assert said([line(remark="旧")], [line(remark="新")]) == ["第3条：备注由“旧”改为“新”。"]


def test_added_and_removed_lines_are_named_in_full():
    assert said([], [line()]) == ["增加第3条：示例市民政局，低保，收入证明。"]
    assert said([line()], []) == ["删去原第3条：示例市民政局，低保，收入证明。"]
