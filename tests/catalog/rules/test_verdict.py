"""The verdict on any day, over hand-made and random histories."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from catalog.rules.verdict import Fact, intervals, outcome_of, verdict
from catalog.vocabulary import DecisionKind, Disposition, Method, Outcome

DAY = date(2026, 1, 1)
FIRST = datetime(2025, 12, 1, tzinfo=UTC)
LATER = datetime(2030, 1, 1, tzinfo=UTC)
EFFECTIVE = [each for each in Disposition if each.has_effect]
WITHOUT_EFFECT = [each for each in Disposition if not each.has_effect]
UNDOING = (DecisionKind.WITHDRAWAL, DecisionKind.ANNULMENT)
TAKING = (DecisionKind.CORRECTION, DecisionKind.SUPERSESSION)


def day(number: int) -> date:
    return DAY + timedelta(days=number)


def fact(identity: int, disposition: Disposition | None, on: int, **more: object) -> Fact:
    """A published decision, recorded in the order of its id and public at once."""
    recorded = FIRST + timedelta(hours=identity)
    made = Fact(identity, DecisionKind.PUBLISHED, disposition, None, "", day(on), recorded, recorded)
    return replace(made, **more)


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    facts: list[Fact] = []
    for identity in range(1, draw(st.integers(0, 9)) + 1):
        kind = draw(st.sampled_from(DecisionKind)) if facts else DecisionKind.PUBLISHED
        corrects = draw(st.sampled_from(facts)).id if kind is not DecisionKind.PUBLISHED else None
        disposition = None if kind in UNDOING else draw(st.sampled_from(Disposition))
        method = draw(st.sampled_from(Method)) if disposition is Disposition.REPLACE else None
        made = fact(identity, disposition, draw(st.integers(0, 12)), kind=kind, corrects=corrects, method=method)
        facts.append(replace(made, public_from=made.recorded_at + timedelta(hours=draw(st.integers(0, 5)))))
    return facts


days = st.integers(-2, 14).map(day)
instants = st.integers(-1, 16).map(lambda hours: FIRST + timedelta(hours=hours))


def test_each_line_says_what_the_table_of_outcomes_says() -> None:
    said = {
        (disposition, method): verdict([fact(1, disposition, 0, method=method)], DAY, LATER).outcome
        for disposition in Disposition
        for method in (None, Method.DATA_SHARING, Method.EXISTING_LICENCE, Method.COMMITMENT)
    }
    assert said[Disposition.CANCEL, None] is Outcome.CANCELLED
    assert said[Disposition.REPLACE, Method.DATA_SHARING] is Outcome.REPLACED
    assert said[Disposition.REPLACE, Method.EXISTING_LICENCE] is Outcome.REPLACED
    assert said[Disposition.REPLACE, Method.COMMITMENT] is Outcome.CHOICE
    assert said[Disposition.KEEP, None] is Outcome.KEPT
    assert {said[each, None] for each in WITHOUT_EFFECT} == {Outcome.UNKNOWN}


def test_a_later_decision_wins_and_the_next_one_is_announced() -> None:
    facts = [fact(1, Disposition.KEEP, 0), fact(2, Disposition.CANCEL, 5)]
    before = verdict(facts, day(4), LATER)
    assert (before.outcome, before.since, before.announced) == (Outcome.KEPT, day(0), (facts[1],))
    after = verdict(facts, day(5), LATER)
    assert (after.outcome, after.fact, after.announced) == (Outcome.CANCELLED, facts[1], ())


def test_on_one_day_the_decision_recorded_last_wins() -> None:
    facts = [fact(1, Disposition.CANCEL, 3), fact(2, Disposition.KEEP, 3)]
    assert verdict(facts, day(3), LATER).fact == facts[1]


def test_a_conditional_line_is_a_note_and_changes_nothing() -> None:
    note = fact(2, Disposition.CONDITIONAL, 1)
    answer = verdict([fact(1, Disposition.KEEP, 0), note], day(2), LATER)
    assert (answer.outcome, answer.notes) == (Outcome.KEPT, (note,))


def test_what_is_not_yet_public_is_not_known() -> None:
    hidden = fact(1, Disposition.CANCEL, 0, public_from=LATER)
    assert verdict([hidden], day(1), LATER - timedelta(seconds=1)).outcome is Outcome.UNKNOWN
    assert verdict([hidden], day(1), LATER).outcome is Outcome.CANCELLED


def test_a_withdrawal_brings_back_what_was_in_force_before() -> None:
    kept, cancelled = fact(1, Disposition.KEEP, 0), fact(2, Disposition.CANCEL, 2)
    withdrawal = fact(3, None, 5, kind=DecisionKind.WITHDRAWAL, corrects=2)
    history = [kept, cancelled, withdrawal]
    assert verdict(history, day(4), LATER).outcome is Outcome.CANCELLED
    after = verdict(history, day(5), LATER)
    assert (after.outcome, after.since, after.undone) == (Outcome.KEPT, day(0), ((cancelled, withdrawal),))


def test_an_annulment_with_nothing_before_leaves_it_unknown_and_visible() -> None:
    cancelled, annulment = fact(1, Disposition.CANCEL, 0), fact(2, None, 3, kind=DecisionKind.ANNULMENT, corrects=1)
    answer = verdict([cancelled, annulment], day(3), LATER)
    assert (answer.outcome, answer.fact, answer.undone) == (Outcome.UNKNOWN, None, ((cancelled, annulment),))
    assert answer.recorded_from == day(0)


def test_an_undoing_can_itself_be_undone() -> None:
    history = [
        fact(1, Disposition.CANCEL, 0),
        fact(2, None, 2, kind=DecisionKind.WITHDRAWAL, corrects=1),
        fact(3, None, 4, kind=DecisionKind.ANNULMENT, corrects=2),
    ]
    outcomes = [verdict(history, day(number), LATER).outcome for number in (1, 2, 3, 4)]
    assert outcomes == [Outcome.CANCELLED, Outcome.UNKNOWN, Outcome.UNKNOWN, Outcome.CANCELLED]


def test_a_correction_to_a_line_without_effect_takes_the_cancellation_away() -> None:
    wrong = fact(1, Disposition.CANCEL, 0)
    right = fact(2, Disposition.CONDITIONAL, 3, kind=DecisionKind.CORRECTION, corrects=1)
    answer = verdict([wrong, right], day(3), LATER)
    assert (answer.outcome, answer.notes) == (Outcome.UNKNOWN, (right,))
    assert verdict([wrong, right], day(2), LATER).outcome is Outcome.CANCELLED


def test_a_correction_of_a_correction_does_not_revive_the_first_mistake() -> None:
    history = [
        fact(1, Disposition.CANCEL, 8),
        fact(2, Disposition.KEEP, 3, kind=DecisionKind.CORRECTION, corrects=1),
        fact(3, Disposition.KEEP, 4, kind=DecisionKind.CORRECTION, corrects=2),
    ]
    assert verdict(history, day(9), LATER).fact == history[2]


def test_what_is_undone_before_it_takes_effect_is_not_announced() -> None:
    coming, withdrawal = fact(1, Disposition.CANCEL, 9), fact(2, None, 2, kind=DecisionKind.WITHDRAWAL, corrects=1)
    assert coming in verdict([coming], day(0), LATER).announced
    assert coming not in verdict([coming, withdrawal], day(0), LATER).announced
    assert verdict([coming, withdrawal], day(10), LATER).outcome is Outcome.UNKNOWN


def test_decisions_that_speak_of_nothing_or_of_themselves_do_no_harm() -> None:
    lost = fact(1, None, 0, kind=DecisionKind.WITHDRAWAL, corrects=77)
    itself = fact(2, Disposition.KEEP, 0, kind=DecisionKind.CORRECTION, corrects=2)
    early = fact(3, None, 0, kind=DecisionKind.WITHDRAWAL, corrects=4)
    assert verdict([lost, itself, early, fact(4, Disposition.CANCEL, 1)], day(1), LATER).outcome is Outcome.CANCELLED


@given(histories(), instants)
def test_before_the_first_effective_day_nothing_is_known(facts: list[Fact], known: datetime) -> None:
    first = min((each.effective_on for each in facts), default=DAY)
    assert verdict(facts, first - timedelta(days=1), known).outcome is Outcome.UNKNOWN


@given(histories(), days, st.sampled_from(WITHOUT_EFFECT), st.integers(0, 12))
def test_a_line_without_effect_never_changes_the_outcome(
    facts: list[Fact], on: date, disposition: Disposition, starts: int
) -> None:
    more = [*facts, fact(len(facts) + 1, disposition, starts)]
    assert verdict(more, on, LATER).outcome is verdict(facts, on, LATER).outcome


@given(histories(), days, instants)
def test_what_is_recorded_later_never_changes_what_was_known(facts: list[Fact], on: date, known: datetime) -> None:
    earlier = [each for each in facts if each.recorded_at <= known]
    assert verdict(facts, on, known) == verdict(earlier, on, known)


@given(histories(), days, st.sampled_from(EFFECTIVE), st.integers(0, 12), st.integers(0, 12), st.sampled_from(UNDOING))
def test_withdrawing_a_decision_restores_the_verdict_without_it(
    facts: list[Fact], on: date, disposition: Disposition, starts: int, ends: int, kind: DecisionKind
) -> None:
    new = fact(len(facts) + 1, disposition, starts)
    undoing = fact(len(facts) + 2, None, ends, kind=kind, corrects=new.id)
    answer = verdict([*facts, new, undoing], on, LATER)
    expected = verdict(facts if on >= undoing.effective_on else [*facts, new], on, LATER)
    assert (answer.outcome, answer.fact, answer.since) == (expected.outcome, expected.fact, expected.since)


@given(histories().flatmap(lambda facts: st.tuples(st.just(facts), st.permutations(facts))), days, instants)
def test_the_order_of_the_input_never_matters(pair: tuple[list[Fact], list[Fact]], on: date, known: datetime) -> None:
    assert verdict(pair[0], on, known) == verdict(pair[1], on, known)


@given(histories(), days, instants)
def test_intervals_agree_with_the_verdict_on_every_day(facts: list[Fact], on: date, known: datetime) -> None:
    pieces = intervals(facts, known)
    held = [found for start, found in pieces if start is None or start <= on]
    assert replace(held[-1], on=on) == verdict(facts, on, known)
    assert pieces[0][0] is None
    assert all(one < other for (one, _), (other, _) in pairwise(pieces[1:]) if one and other)


@given(histories(), days, instants)
def test_the_deciding_fact_is_known_in_force_and_says_the_outcome(facts: list[Fact], on: date, known: datetime) -> None:
    answer = verdict(facts, on, known)
    if answer.fact is None:
        assert (answer.outcome, answer.since) == (Outcome.UNKNOWN, None)
        return
    assert answer.fact.effective_on <= on and answer.fact.public_from <= known and answer.fact.recorded_at <= known
    assert outcome_of(answer.fact) is answer.outcome is not Outcome.UNKNOWN
    assert answer.fact not in {gone for gone, _ in answer.undone}


@given(histories(), days)
def test_undoing_and_undoing_the_undoing_leaves_the_outcome_as_it_was(facts: list[Fact], on: date) -> None:
    if not facts:
        return
    undo = fact(len(facts) + 1, None, 0, kind=DecisionKind.WITHDRAWAL, corrects=facts[-1].id)
    redo = fact(len(facts) + 2, None, 0, kind=DecisionKind.ANNULMENT, corrects=undo.id)
    restored, plain = verdict([*facts, undo, redo], on, LATER), verdict(facts, on, LATER)
    assert (restored.outcome, restored.fact, restored.notes) == (plain.outcome, plain.fact, plain.notes)
