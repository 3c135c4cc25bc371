"""Two versions side by side, line by line; and what a line must state."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from catalog.rules import completeness, line_contents
from catalog.rules.line_changes import FIELDS, compare, differences
from catalog.rules.line_contents import LineContent
from catalog.vocabulary import Disposition, ItemType, Method

words = st.text(alphabet="甲乙丙丁", max_size=3)


@st.composite
def contents(draw, requirement: int) -> LineContent:
    return LineContent(
        line_id=requirement + draw(st.sampled_from([0, 100])),
        requirement_id=requirement,
        position=draw(st.integers(1, 9)),
        office=draw(words),
        service_item=draw(words),
        material=draw(words),
        disposition=draw(st.sampled_from(list(Disposition))),
        method=draw(st.none() | st.sampled_from(list(Method))),
        replacement=draw(words),
        issuing_office=draw(words),
        item_type=draw(st.none() | st.sampled_from(list(ItemType))),
        bases=tuple(draw(st.lists(words, max_size=2))),
        has_no_basis=draw(st.booleans()),
        effective_on=draw(st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31))),
        remark=draw(words),
    )


@st.composite
def versions(draw) -> list[LineContent]:
    requirements = draw(st.sets(st.integers(1, 12), max_size=8))
    return [draw(contents(one)) for one in sorted(requirements)]


@given(versions(), versions())
def test_every_line_is_accounted_for_once(old, new):
    found = compare(old, new)
    assert len(found.removed) + len(found.changed) + found.same == len(old)
    assert len(found.added) + len(found.changed) + found.same == len(new)


@given(versions(), versions(), st.data())
def test_what_was_erased_from_one_side_is_neither_new_nor_gone_nor_changed(old, new, data):
    gone = data.draw(st.sampled_from(old)) if old else None
    erased = [(gone.line_id, gone.requirement_id)] if gone else []
    found = compare([one for one in old if one is not gone], new, erased=erased)
    assert found.hidden == len(erased)
    told = [*found.added, *found.removed, *(one.after for one in found.changed)]
    assert gone is None or gone.requirement_id not in {one.requirement_id for one in told}


@given(versions(), versions())
def test_a_comparison_read_backwards_is_its_mirror(old, new):
    there, back = compare(old, new), compare(new, old)
    assert {one.requirement_id for one in there.added} == {one.requirement_id for one in back.removed}
    assert {one.before.requirement_id for one in there.changed} == {one.after.requirement_id for one in back.changed}


@given(versions())
def test_a_version_is_the_same_as_itself_whatever_its_numbering(lines):
    moved = [replace(line, position=line.position + 1) for line in lines]
    assert compare(lines, moved).is_empty and compare(lines, lines).touched() == frozenset()


@given(st.integers(1, 9).flatmap(contents), st.integers(1, 9).flatmap(contents))
def test_each_cell_that_differs_is_named_with_both_values(one, other):
    named = {change.field: (change.before, change.after) for change in differences(one, other)}
    for name, (_, read) in FIELDS.items():
        assert (name in named) == (read(one) != read(other))
        assert name not in named or named[name] == (read(one), read(other))


@given(st.integers(1, 9).flatmap(contents))
def test_what_is_frozen_reads_back_the_same_and_has_the_same_digest(line):
    again = LineContent.read(line.said(), line_id=line.line_id, requirement_id=line.requirement_id)
    assert again == line and again.digest == line_contents.digest_of(line.said())


@given(versions(), st.data())
def test_any_change_to_any_line_changes_the_digest_of_the_whole(lines, data):
    if not lines:
        return
    place = data.draw(st.integers(0, len(lines) - 1))
    touched = [*lines]
    touched[place] = replace(lines[place], remark=lines[place].remark + "改")
    digests = [line_contents.digest_of_all(line.digest for line in some) for some in (lines, touched)]
    assert digests[0] != digests[1]


@given(st.integers(1, 9).flatmap(contents))
def test_a_line_is_refused_exactly_when_it_has_a_gap(line):
    gaps = completeness.gaps(line)
    assert (completeness.refusal([line]) is None) == (not gaps)
    for gap in gaps:
        assert f"第{line.position}条" in gap.sentence and gap.sentence.endswith("。")


@given(st.integers(1, 9).flatmap(contents))
def test_no_basis_has_to_be_said(line):
    silent = replace(line, bases=(), has_no_basis=False)
    assert any(gap.field == "basis" for gap in completeness.gaps(silent))
    assert not any(gap.field == "basis" for gap in completeness.gaps(replace(silent, has_no_basis=True)))


@given(st.integers(1, 9).flatmap(contents))
def test_only_what_is_kept_must_say_who_issues_it(line):
    silent = replace(line, issuing_office="")
    asked = any(gap.field == "issuing_office" for gap in completeness.gaps(silent))
    assert asked == (line.disposition is Disposition.KEEP)
    assert not any(gap.field == "issuing_office" for gap in completeness.gaps(replace(line, issuing_office="派出所")))
