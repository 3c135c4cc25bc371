"""Who may do what, and what a refusal tells the person who asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.rules import duties, permissions
from catalog.rules.duties import Done
from catalog.rules.lifecycles import DUTY_OF, LIST
from catalog.rules.permissions import BY_ANYBODY, BY_CLOCK, GRANTS, Case, Held, Official
from catalog.vocabulary import Act, Duty, Role

CIVIL, BUREAU, GOVERNMENT = 1, 2, 3
LI = Official(1, "li", "李芳", CIVIL, "民政局", (Held(Role.CLERK, CIVIL),))
QIANG = Official(2, "qiang", "李强", CIVIL, "民政局", (Held(Role.HEAD, CIVIL),))
WANG = Official(3, "wang", "王敏", BUREAU, "司法局", (Held(Role.REVIEWER, BUREAU),))
ZHAO = Official(4, "zhao", "赵宁", GOVERNMENT, "市政府办公室", (Held(Role.PUBLISHER, GOVERNMENT),))
CHEN = Official(5, "chen", "陈立", BUREAU, "司法局", (Held(Role.CONSULTATION, BUREAU),))
ADMIN = Official(6, "admin", "周红", BUREAU, "司法局", (Held(Role.ADMINISTRATOR, BUREAU),))
STAFF = (LI, QIANG, WANG, ZHAO, CHEN, ADMIN)
CIVIL_LINE = Case(office_id=CIVIL, office="民政局")


def test_every_act_has_a_grant_or_needs_none():
    assert set(GRANTS) | BY_ANYBODY | BY_CLOCK == set(Act)
    assert not set(GRANTS) & (BY_ANYBODY | BY_CLOCK)


@pytest.mark.parametrize("step", LIST.steps, ids=lambda step: f"{step.name} {step.start}")
def test_every_step_that_people_take_has_somebody_who_may_take_it(step):
    if step.by_clock:
        assert step.act in BY_CLOCK
        return
    assert any(permissions.may(person, step.act, CIVIL_LINE) for person in STAFF)


def test_a_clerk_changes_the_lines_of_the_own_office_only():
    other = Case(office_id=9, office="教育局")
    assert permissions.may(LI, Act.CHANGE_LINE, CIVIL_LINE)
    why = permissions.refusal(LI, Act.CHANGE_LINE, other, staff=STAFF)
    assert why and why.startswith("这是教育局的，您只能办民政局的。") and "周红" in why


def test_the_handlers_change_lines_where_the_whole_city_drafts():
    assert not permissions.may(CHEN, Act.CHANGE_LINE, CIVIL_LINE)
    assert permissions.may(CHEN, Act.CHANGE_LINE, Case(office_id=CIVIL, office="民政局", bureau_edits=True))


def test_a_department_list_is_handed_in_by_its_head():
    why = permissions.refusal(LI, Act.SUBMIT_LIST, CIVIL_LINE, staff=STAFF)
    assert why and "请交给李强（民政局）办。" in why
    assert permissions.may(QIANG, Act.SUBMIT_LIST, CIVIL_LINE)
    assert not permissions.may(QIANG, Act.SUBMIT_LIST)
    assert permissions.may(CHEN, Act.SUBMIT_LIST)


def test_who_reviewed_does_not_publish_and_is_told_who_does():
    both = Official(7, "both", "何平", BUREAU, "司法局", (Held(Role.REVIEWER, 2), Held(Role.PUBLISHER, 2)))
    case = Case(done=(Done(Duty.REVIEW, both.id),))
    why = permissions.refusal(both, Act.PUBLISH_LIST, case, staff=STAFF)
    assert why == "您审查过这份清单，不能再由您公布。请交给赵宁（市政府办公室）办。"
    assert permissions.without_duties(both, Act.PUBLISH_LIST, case) is None


def test_the_emergency_door_gives_no_role():
    assert permissions.without_duties(LI, Act.PUBLISH_LIST) is not None


def test_nobody_confirms_their_own_emergency():
    assert permissions.may(WANG, Act.CONFIRM_EMERGENCY, Case(first=ZHAO.id))
    assert not permissions.may(WANG, Act.CONFIRM_EMERGENCY, Case(first=WANG.id))


@given(st.sampled_from([act for act in Act if act in GRANTS]), st.sampled_from(STAFF))
def test_a_refusal_names_somebody_to_turn_to(act, person):
    why = permissions.refusal(person, act, CIVIL_LINE, staff=STAFF)
    if why is None:
        return
    assert why.endswith("。") and ("请交给" in why or "周红" in why)
    named = [one for one in STAFF if f"{one.name}（" in why.partition("请交给")[2]]
    assert all(permissions.may(one, act, CIVIL_LINE) for one in named)


@given(st.lists(st.tuples(st.sampled_from(sorted(DUTY_OF)), st.integers(1, 4)), max_size=30))
def test_nobody_takes_two_of_submit_review_and_publish(tries):
    done: list[Done] = []
    for act, person_id in tries:
        if duties.refusal(act, person_id, done) is None:
            done.append(Done(DUTY_OF[act], person_id))
    assert all(len({one.duty for one in done if one.person_id == person_id}) <= 1 for person_id in range(1, 5))


@given(st.lists(st.tuples(st.sampled_from(list(Duty)), st.integers(1, 3)), max_size=8), st.sampled_from(list(Act)))
def test_the_separation_is_refused_exactly_when_two_would_be_held(facts, act):
    done = [Done(duty, person_id) for duty, person_id in facts]
    others = {one.duty for one in done if one.person_id == 1} - {DUTY_OF.get(act)}
    assert (duties.refusal(act, 1, done) is not None) == (act in DUTY_OF and bool(others))


@given(st.sampled_from(STAFF), st.booleans(), st.sampled_from([None, CIVIL, 9]))
def test_a_draft_is_given_up_by_its_own_head_or_the_bureau_and_anything_later_by_the_bureau(person, is_draft, office):
    case = Case(office_id=office, office="某局", is_draft=is_draft)
    own_head = is_draft and office is not None and office in person.offices_as(Role.HEAD)
    bureau = bool(person.roles & {Role.REVIEWER, Role.CONSULTATION, Role.PUBLISHER})
    assert permissions.may(person, Act.END_LIST, case) is (own_head or bureau)
