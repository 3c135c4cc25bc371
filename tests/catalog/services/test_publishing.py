"""From a draft to the public verdict, and nothing half done."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from sqlmodel import select

from catalog.errors import AgainstPolicy, Conflicting, Incomplete, NotYourDesk, OutOfTurn, Refused
from catalog.models import Decision, Entry, IssuedDocument, ListStep, Requirement
from catalog.services import evidences, findings, history, list_steps, publishing, requirements, settling, versions
from catalog.vocabulary import ExceptionKind, ListState, Outcome, ReviewKind
from tests.catalog.services.life import CITY, REPLACED, Life, a_line


def test_a_list_goes_all_the_way_to_the_public_verdict(life: Life):
    life.until_approved([a_line(1), a_line(2, **REPLACED)])
    document = life.published()
    with life.database.reading() as session:
        ids = list(session.exec(select(Requirement.id)))
        before, after = (
            requirements.describe(session, ids, on=day, known=document.public_from)
            for day in (document.published_on, document.effective_on)
        )
        assert {one.verdict.outcome for one in before.values()} == {Outcome.UNKNOWN}
        assert [after[one].verdict.outcome for one in sorted(after)] == [Outcome.CANCELLED, Outcome.REPLACED]
        assert history.verify(session) is None
    assert life.listing().state is ListState.PUBLISHED


def test_every_step_is_dated_and_the_states_can_be_replayed(life: Life):
    life.until_approved().published()
    with life.database.reading() as session:
        steps = list_steps.taken(session, [life.list_id])[life.list_id]
        names = [one.name for one in steps]
        assert names == ["submit", "assemble", "clear", "consult", "close", "review", "approve", "publish"]
        for one, following in pairwise(steps):
            assert one.end is following.start and one.at <= following.at
        entries = history.of(session, "proof_list", life.list_id)
        assert next(entry.after["state"] for entry in entries if entry.after and "state" in entry.after) == "published"


def test_nothing_is_visible_before_the_day_of_publication(life: Life):
    life.until_approved()
    ahead = (life.at + timedelta(days=3)).date()
    document = life.published(published_on=ahead, effective_on=ahead)
    with life.database.reading() as session:
        ids = list(session.exec(select(Requirement.id)))
        soon = document.public_from - timedelta(seconds=1)
        outcomes = [
            requirements.describe(session, ids, on=ahead, known=known)[ids[0]].verdict.outcome
            for known in (soon, document.public_from)
        ]
    assert outcomes == [Outcome.UNKNOWN, Outcome.CANCELLED]


def test_each_line_takes_effect_on_its_own_day(life: Life):
    life.drafted([a_line(1), a_line(2)])
    later = date(2027, 1, 1)
    life.changed(2, a_line(2), effective_on=later)
    life.submitted().assembled().cleared().opened().closed().settled().approved()
    document = life.published()
    with life.database.reading() as session:
        days = session.exec(select(Decision.effective_on).order_by(Decision.id)).all()
    assert days == [document.effective_on, later]


def test_a_number_is_given_once_and_the_next_free_one_is_offered(life: Life):
    life.until_approved().published("示府办〔2026〕7号")
    life.on(date(2026, 6, 1)).until_approved([a_line(5)])
    with pytest.raises(Refused, match="示府办〔2026〕7号已经用在“第一批清单”上。请核对，或用下一个号示府办〔2026〕8号"):
        life.published("示府办[2026]07号")
    assert life.listing().state is ListState.APPROVED
    assert life.published("示府办〔2026〕8号").number == "示府办〔2026〕8号"


def test_one_document_publishes_several_lists(life: Life):
    first = life.until_approved([a_line(1)]).list_id
    second = life.on(date(2026, 6, 1)).until_approved([a_line(2)]).list_id
    with life.database.writing() as session:
        document = publishing.publish(
            session, [first, second], life.publication(), city=CITY, by=life.cast.zhao, at=life.at
        )
    with life.database.reading() as session:
        assert len(session.exec(select(Decision).where(Decision.issued_document_id == document.id)).all()) == 2
        assert len(session.exec(select(IssuedDocument)).all()) == 1


def test_a_refusal_leaves_nothing_behind(life: Life):
    first = life.until_approved([a_line(1)]).list_id
    unready = life.on(date(2026, 6, 1)).drafted([a_line(2)]).list_id
    with life.database.reading() as session:
        head = history.head(session)
    with pytest.raises(OutOfTurn), life.database.writing() as session:
        publishing.publish(session, [first, unready], life.publication(), city=CITY, by=life.cast.zhao, at=life.at)
    with life.database.reading() as session:
        assert history.head(session) == head
        assert not session.exec(select(Decision)).all() and not session.exec(select(IssuedDocument)).all()


def test_a_crash_in_the_middle_publishes_nothing(life: Life, monkeypatch):
    life.until_approved([a_line(1), a_line(2)])

    def crash(*_: object, **__: object) -> None:
        raise RuntimeError("the power went out")

    monkeypatch.setattr(publishing.list_steps, "take", crash)
    with pytest.raises(RuntimeError):
        life.published()
    with life.database.reading() as session:
        assert not session.exec(select(Decision)).all()
        assert history.verify(session) is None
    assert life.listing().state is ListState.APPROVED


def test_who_reviewed_cannot_publish_and_is_told_who_can(life: Life):
    life.cast.__dict__["wang"] = life.cast.both
    life.until_approved()
    with (
        pytest.raises(NotYourDesk, match=r"您审查过这份清单，不能再由您公布。请交给赵宁"),
        life.database.writing() as session,
    ):
        publishing.publish(session, [life.list_id], life.publication(), city=CITY, by=life.cast.both, at=life.at)


def test_the_emergency_door_opens_with_a_reason_and_is_confirmed_by_another(life: Life):
    life.cast.__dict__["wang"] = life.cast.both
    life.until_approved()
    with life.database.writing() as session:
        publishing.publish(
            session,
            [life.list_id],
            life.publication(),
            city=CITY,
            by=life.cast.both,
            at=life.at,
            emergency="台风，明天就要用。",
        )
        (door,) = list_steps.emergencies(session, life.list_id)
        assert door.confirmed_at is None and door.due_on > life.at.date()
        with pytest.raises(NotYourDesk, match="另一个人追认"):
            list_steps.confirm_emergency(session, door.id, by=life.cast.both, at=life.at)
        list_steps.confirm_emergency(session, door.id, by=life.cast.zhao, at=life.at)
        with pytest.raises(OutOfTurn, match="已经追认过"):
            list_steps.confirm_emergency(session, door.id, by=life.cast.zhao, at=life.at)


def test_the_emergency_door_does_not_open_to_somebody_without_the_role(life: Life):
    life.until_approved()
    with pytest.raises(NotYourDesk, match="赵宁"), life.database.writing() as session:
        publishing.publish(
            session, [life.list_id], life.publication(), city=CITY, by=life.cast.li, at=life.at, emergency="很急"
        )


def test_the_text_that_was_examined_is_the_text_that_is_published(life: Life):
    life.until_open().closed().answered()
    with life.database.writing() as session:
        frozen = settling.freeze(session, life.list_id, by=life.cast.chen, at=life.at)
    life.changed(1, a_line(1, remark="又改了"), reason="法制机构建议")
    with pytest.raises(Incomplete, match="第1版以后又改过"):
        life.reviewed(ReviewKind.FINAL_LEGALITY)
    life.settled().approved()
    assert life.version().number == frozen.number + 1
    life.published()


def test_a_dry_run_says_what_turns_and_what_is_missing_and_writes_nothing(life: Life):
    life.until_open([a_line(1), a_line(2, **REPLACED)])
    with life.database.reading() as session:
        head = history.head(session)
        tried = publishing.rehearse(
            session, [life.list_id], life.publication("不是号"), city=CITY, by=life.cast.zhao, at=life.at
        )
        assert [(one.before, one.after) for one in tried.flips] == [
            (Outcome.UNKNOWN, Outcome.CANCELLED),
            (Outcome.UNKNOWN, Outcome.REPLACED),
        ]
        assert any("文号" in why for why in tried.missing) and any("征求意见" in why for why in tried.missing)
        assert history.head(session) == head


def test_a_dry_run_of_an_approved_list_misses_nothing(life: Life):
    life.until_approved()
    with life.database.reading() as session:
        tried = publishing.rehearse(
            session, [life.list_id], life.publication(), city=CITY, by=life.cast.zhao, at=life.at
        )
        assert tried.missing == () and len(tried.changing) == 1
        stranger = publishing.rehearse(
            session, [life.list_id], life.publication(), city=CITY, by=life.cast.li, at=life.at
        )
    assert any("赵宁" in why for why in stranger.missing)


def test_a_line_that_contradicts_a_decision_waits_for_a_reason(life: Life):
    life.until_approved([a_line(1)]).published()
    life.on(date(2026, 10, 8)).drafted([a_line(1, **REPLACED)]).submitted().assembled()
    with life.database.reading() as session:
        points = findings.of_list(session, life.list_id, city=CITY, at=life.at)
    (point,) = [one for one in points if one.kind is ExceptionKind.CONFLICT]
    assert point.is_open and "示府办〔2026〕1号" in point.sentence
    with life.database.writing() as session:
        evidences.sign(
            session,
            life.list_id,
            [life.line().id],
            kind=ExceptionKind.CONFLICT,
            reason="改由共享数据查询更稳妥。",
            by=life.cast.wang,
            at=life.at,
        )
        points = findings.of_list(session, life.list_id, city=CITY, at=life.at)
    assert not [one for one in points if one.is_open]


def test_two_lists_on_the_same_proof_meet_at_the_second_publication(life: Life):
    first = life.until_approved([a_line(1)]).list_id
    life.on(date(2026, 6, 1)).until_approved([a_line(1, **REPLACED)])
    second, life.list_id = life.list_id, first
    life.published("示府办〔2026〕1号")
    life.list_id = second
    with pytest.raises(AgainstPolicy, match="不一致"):
        life.published("示府办〔2026〕2号")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"number": ""}, "请填文号"),
        ({"effective_on": date(2026, 1, 1)}, "施行日期不能早于公布日期"),
        ({"published_on": date(2026, 1, 1), "effective_on": date(2026, 1, 2)}, "公布日期不能早于今天"),
    ],
)
def test_what_the_paper_lacks_is_said(life: Life, changes, why):
    life.until_approved()
    with pytest.raises(Incomplete, match=why):
        life.published(**{"number": "示府办〔2026〕1号"} | changes)


def test_the_twenty_working_days_are_watched(life: Life):
    life.until_approved()
    with life.database.reading() as session:
        soon = publishing.watch(session, life.listing(), on=life.at.date())
        late = publishing.watch(session, life.listing(), on=life.at.date() + timedelta(days=60))
    assert not soon.is_late and late.is_late and soon.due_on > soon.decided_on + timedelta(days=20)
    life.published()
    with life.database.reading() as session:
        done = publishing.watch(session, life.listing(), on=life.at.date() + timedelta(days=60))
    assert not done.is_late and done.published_on is not None


def test_the_number_just_taken_is_a_sentence_not_a_fault(life: Life, monkeypatch):
    life.until_approved([a_line(1)]).published("示府办〔2026〕1号")
    life.on(date(2026, 6, 1)).until_approved([a_line(2)])
    monkeypatch.setattr(publishing.issuing, "refusal", lambda *_: None)
    with pytest.raises(Conflicting, match="刚被另一份文件用了"):
        life.published("示府办〔2026〕1号")


def test_what_was_published_can_be_verified_against_its_digest(life: Life):
    life.until_approved([a_line(1), a_line(2)]).published()
    with life.database.writing() as session:
        version = versions.frozen(session, life.list_id)[-1]
        assert versions.verify(session, version.id) is None
        assert [line.position for line in versions.lines(session, version.id)] == [1, 2]


def test_history_says_of_each_requirement_what_became_of_it(life: Life):
    life.until_approved().published()
    with life.database.reading() as session:
        acts = session.exec(select(Entry.act).where(Entry.noun == "requirement").order_by(Entry.number)).all()
        closing = session.exec(select(ListStep).where(ListStep.name == "close")).one()
    assert acts == ["show-requirement", "publish-decision"]
    assert closing.person_id is None and closing.at == life.consultation().closes_at
