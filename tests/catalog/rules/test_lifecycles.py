"""A list moves by the table of steps, and only by it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.rules import drawings
from catalog.rules.lifecycles import ALL, COMMENT, LIST, OPEN_TO_EDITS, OVER, list_state
from catalog.vocabulary import CommentState, ListState

STEPS = sorted({step.name for step in LIST.steps})


@pytest.mark.parametrize("cycle", ALL, ids=lambda cycle: cycle.noun)
def test_every_state_can_be_reached(cycle):
    assert cycle.reachable() == frozenset(cycle.states)


@pytest.mark.parametrize("cycle", ALL, ids=lambda cycle: cycle.noun)
def test_a_name_and_a_start_lead_to_one_end(cycle):
    pairs = [(step.name, step.start) for step in cycle.steps]
    assert len(pairs) == len(set(pairs))


@given(st.lists(st.sampled_from(STEPS), max_size=40))
def test_nothing_is_published_without_reviews_and_approval(names):
    state, seen = ListState.DRAFTING, []
    for name in names:
        if step := LIST.step(name, state):
            state = step.end
            seen.append(name)
    if state is ListState.PUBLISHED:
        last = seen[len(seen) - 1 - seen[::-1].index("publish") :: -1]
        assert {"approve", "review", "clear"} <= set(last)
        assert "consult" in seen or "skip" in seen


@given(st.lists(st.sampled_from(STEPS), max_size=60))
def test_what_is_published_or_ended_stays_so(names):
    state = ListState.DRAFTING
    for name in names:
        before = state
        step = LIST.step(name, state)
        state = step.end if step else state
        if before in (ListState.PUBLISHED, ListState.ENDED):
            assert state is before


def test_every_unpublished_state_can_be_ended_with_a_remark():
    for state in ListState:
        step = LIST.step("end", state)
        assert (step is None) == (state in (ListState.PUBLISHED, ListState.ENDED))
        assert step is None or step.needs_remark


def test_no_line_changes_while_the_public_comments():
    assert ListState.CONSULTING not in OPEN_TO_EDITS
    assert not OPEN_TO_EDITS & {ListState.REVIEWED, ListState.APPROVED, ListState.PUBLISHED}


@given(st.integers(-3, 3))
def test_a_consultation_is_over_at_the_instant_it_closes(seconds):
    closes = datetime(2026, 8, 12, 16, tzinfo=UTC)
    state = list_state(ListState.CONSULTING, closes, closes + timedelta(seconds=seconds))
    assert state is (ListState.CONSULTING if seconds < 0 else ListState.SETTLING)


def test_a_step_out_of_turn_is_refused_with_where_the_list_stands():
    why = LIST.refusal("publish", ListState.SETTLING)
    assert why and "研究采纳" in why and "已审签" in why
    assert LIST.refusal("publish", ListState.APPROVED) is None
    with pytest.raises(KeyError):
        LIST.refusal("dance", ListState.DRAFTING)


def test_a_withdrawn_comment_stays_withdrawn():
    assert COMMENT.onward(CommentState.WITHDRAWN) == ()


@pytest.mark.parametrize("name", drawings.PAGES)
def test_the_drawn_documents_are_current(name):
    stored = (drawings.DOCS / name).read_text()
    assert stored == drawings.PAGES[name](), "run python3 -m catalog.rules.drawings"


def test_a_list_that_is_over_comes_to_no_other_state_and_any_other_list_does():
    onward = {state: {step.end for step in LIST.onward(state)} - {state} for state in LIST.states}
    assert {state for state, ends in onward.items() if not ends} == OVER
