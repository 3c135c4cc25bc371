"""A draft is opened to the public, stays as it is, and closes by the clock."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from catalog import clock
from catalog.errors import Incomplete, NotYourDesk, OutOfTurn
from catalog.models import CalendarDay, Requirement
from catalog.services import consultations, history, line_editing, list_steps, settling, versions
from catalog.services.consultations import Contact
from catalog.vocabulary import Adoption, ConsultationState, DraftKind, ListState, PeriodUnit, ReviewKind
from tests.catalog.services.life import REPLACED, Life, a_line, a_notice


def state(life: Life, at) -> ConsultationState:
    return consultations.state(life.consultation(), at)


def test_opening_freezes_the_list_and_shows_its_requirements(life: Life):
    life.until_open([a_line(1), a_line(2)])
    version = life.version()
    assert (version.number, version.lines) == (1, 2)
    with life.database.reading() as session:
        shown = session.exec(select(Requirement.public_from)).all()
        assert set(shown) == {life.consultation().opens_at}
        acts = [entry.act for entry in history.of(session, "requirement", 1)]
        assert acts == ["show-requirement"], "search follows the feed"
        assert versions.verify(session, version.id) is None
    with pytest.raises(OutOfTurn, match="正在征求意见，清单不能改"):
        life.changed(1, a_line(1))


def test_the_day_of_publication_is_not_counted_and_the_close_is_midnight_in_beijing(life: Life):
    life.until_open()
    open_one = life.consultation()
    assert open_one.last_on == date(2026, 8, 12)
    assert open_one.closes_at == clock.start_of(date(2026, 8, 13))
    just = timedelta(microseconds=1)
    assert state(life, open_one.closes_at - just) is ConsultationState.OPEN
    assert state(life, open_one.closes_at) is ConsultationState.CLOSED
    with life.database.reading() as session:
        assert list_steps.state(session, life.listing(), open_one.closes_at - just) is ListState.CONSULTING
        assert list_steps.state(session, life.listing(), open_one.closes_at) is ListState.SETTLING


def test_a_notice_for_a_later_day_is_announced_and_shows_nothing_before(life: Life):
    life.until_cleared().opened(opens_on=date(2026, 7, 20))
    opens_at = life.consultation().opens_at
    assert opens_at == clock.start_of(date(2026, 7, 20))
    assert state(life, opens_at - timedelta(seconds=1)) is ConsultationState.ANNOUNCED
    with life.database.reading() as session:
        assert session.exec(select(Requirement.public_from)).one() == opens_at


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"length": 10}, "至少征求30天，您填的是10天"),
        ({"draft_kind": DraftKind.NORMATIVE_DOCUMENT, "length": 3, "unit": PeriodUnit.WORKING_DAYS}, "7个工作日"),
        ({"explanation": " "}, "请写起草说明"),
        ({"notice": ""}, "请写公告"),
        ({"contact": Contact(office="司法局")}, "至少再写一种"),
        ({"opens_on": date(2026, 7, 1)}, "不能早于今天"),
        ({"length": 0}, "1天到366天"),
        ({"length": 999_999_999}, "1天到366天"),
        ({"last_on": date(2062, 8, 10)}, "请核对年份"),
    ],
)
def test_what_a_notice_lacks_is_said(life: Life, changes, why):
    life.until_cleared()
    with pytest.raises(Incomplete, match=why):
        life.opened(**changes)
    assert life.listing().state is ListState.CLEARED


def test_a_shorter_period_needs_a_reason_that_is_published(life: Life):
    life.until_cleared().opened(length=10, shortening_reason="上级要求8月底前公布。")
    assert life.consultation().shortening_reason


def test_no_consultation_opens_while_its_last_day_is_provisional(life: Life):
    far = date(2030, 3, 1)
    life.until_cleared()
    with pytest.raises(Incomplete, match="还没有2030年的工作日历"):
        life.opened(opens_on=far)
    with life.database.writing() as session:
        for mark in ((1, 1), (10, 1)):
            session.add(CalendarDay(day=date(2030, *mark), is_workday=False, source="国务院办公厅通知"))
    life.opened(opens_on=far)


def test_a_safe_later_day_typed_by_hand_opens_it_all_the_same(life: Life):
    life.until_cleared()
    with pytest.raises(Incomplete, match="还没有2030年的工作日历，2030年4月2日可能赶上放假"):
        life.opened(opens_on=date(2030, 3, 1), last_on=date(2030, 4, 2))
    life.opened(opens_on=date(2030, 3, 1), last_on=date(2030, 4, 16))
    assert life.consultation().last_on == date(2030, 4, 16)


def test_a_period_is_extended_with_a_reason_and_never_shortened(life: Life):
    life.until_open()
    consultation = life.consultation()

    def extend(day: date, reason: str = "台风停电两天。", by=life.cast.chen) -> None:
        with life.database.writing() as session:
            consultations.extend(session, consultation.id, last_on=day, reason=reason, by=by, at=life.at)

    with pytest.raises(Incomplete, match="只能延后，不能提前"):
        extend(date(2026, 8, 11))
    with pytest.raises(Incomplete, match="写明理由"):
        extend(date(2026, 8, 20), " ")
    with pytest.raises(NotYourDesk, match="陈立"):
        extend(date(2026, 8, 20), by=life.cast.wang)
    with pytest.raises(Incomplete, match="请核对年份"):
        extend(date(2062, 8, 20))
    extend(date(2026, 8, 20))
    assert life.consultation().closes_at == clock.start_of(date(2026, 8, 21))
    with life.database.reading() as session:
        (noted,) = consultations.extensions(session, consultation.id)
    assert (noted.previous_last_on, noted.last_on) == (date(2026, 8, 12), date(2026, 8, 20))
    life.closed()
    with pytest.raises(OutOfTurn):
        extend(date(2026, 9, 20))


def test_an_extension_may_reach_into_a_year_without_a_calendar_when_its_day_is_safe(life: Life):
    life.until_cleared()
    with life.database.writing() as session:
        for mark in ((1, 1), (10, 1)):
            session.add(CalendarDay(day=date(2029, *mark), is_workday=False, source="国务院办公厅通知"))
    life.opened(opens_on=date(2029, 11, 20))
    assert life.consultation().last_on == date(2029, 12, 20)

    def extend(day: date) -> None:
        with life.database.writing() as session:
            one = life.consultation().id or 0
            consultations.extend(session, one, last_on=day, reason="意见较多。", by=life.cast.chen, at=life.at)

    extend(date(2029, 12, 27))
    with pytest.raises(Incomplete, match="还没有2030年的工作日历，2030年1月4日可能赶上放假。请填2030年1月6日或以后"):
        extend(date(2030, 1, 4))
    assert life.consultation().last_on == date(2029, 12, 27)
    extend(date(2030, 1, 7))
    assert life.consultation().closes_at == clock.start_of(date(2030, 1, 8))
    with pytest.raises(Incomplete, match="可能赶上放假"):
        extend(date(2030, 1, 15))
    extend(date(2030, 1, 19))
    assert life.consultation().last_on == date(2030, 1, 21), "a Saturday closes with the next workday"


def test_an_open_consultation_ends_with_a_public_reason(life: Life):
    life.until_open()
    with life.database.writing() as session, pytest.raises(Incomplete, match="写明理由"):
        consultations.end(session, life.list_id, reason="", by=life.cast.chen, at=life.at)
    with life.database.writing() as session:
        consultations.end(session, life.list_id, reason="上级文件有变。", by=life.cast.chen, at=life.at)
    assert state(life, life.at) is ConsultationState.ENDED
    assert life.consultation().ended_reason == "上级文件有变。" and life.listing().state is ListState.ENDED
    with pytest.raises(OutOfTurn, match="已经终止"):
        life.commented()


def test_a_bare_list_may_skip_the_public_with_a_reason_a_normative_one_may_not(life: Life):
    life.until_cleared()
    with life.database.writing() as session:
        consultations.skip(session, life.list_id, reason="只是汇总已取消的。", by=life.cast.chen, at=life.at)
    life.reviewed(ReviewKind.FINAL_LEGALITY).approved().published()
    life.drafted([a_line(7)])
    with life.database.writing() as session:
        list_steps.locked(session, life.list_id).is_normative = True
    life.submitted().assembled().cleared()
    with life.database.writing() as session, pytest.raises(OutOfTurn, match="规范性文件要公开征求意见"):
        consultations.skip(session, life.list_id, reason="急", by=life.cast.chen, at=life.at)
    with pytest.raises(Incomplete, match="规范性文件的种类"):
        life.opened(draft_kind=DraftKind.BARE_LIST)


def test_after_a_substantial_change_the_public_is_asked_again(life: Life):
    first = life.until_open([a_line(1)]).consultation()
    life.closed().changed(1, a_line(1, **REPLACED), reason="法制机构建议")
    with life.database.reading() as session:
        assert versions.changed_since(session, life.version()).is_substantial
    with life.database.writing() as session:
        notice = a_notice(opens_on=clock.day_of(life.at))
        second = consultations.begin(session, life.list_id, notice, by=life.cast.chen, at=life.at, keys=life.keys)
    assert second.round == 2 and life.version().number == 2
    with life.database.reading() as session:
        steps = list_steps.taken(session, [life.list_id])[life.list_id]
    assert [(one.name, one.at) for one in steps][-2:] == [("close", first.closes_at), ("consult", life.at)]
    life.closed().settled().approved().published()


def test_changes_after_the_close_say_why_and_become_a_version_with_its_log(life: Life):
    life.until_open([a_line(1), a_line(2)])
    life.commented("第1条建议改为共享。", positions=(1,))
    life.closed()
    with pytest.raises(Incomplete, match="因为哪几份意见"):
        life.changed(1, a_line(1, **REPLACED))
    life.answered(Adoption.ADOPTED)
    life.changed(1, a_line(1, **REPLACED), comments=[1])
    with life.database.writing() as session:
        line_editing.remove_line(
            session, life.line(2).id, version=1, by=life.cast.chen, at=life.at, reason="并入下一批"
        )
    life.settled()
    with life.database.reading() as session:
        first, second = versions.frozen(session, life.list_id)
        compared = versions.compared(session, first.id, second.id)
        log = settling.changes(session, life.list_id)
    assert [one.after.position for one in compared.changed] == [1]
    assert [line.position for line in compared.removed] == [2] and compared.same == 0
    assert [behind for _, behind in log] == [[1], []] and log[1][0].reason == "并入下一批"


def test_the_final_text_is_numbered_through_and_each_line_is_still_known(life: Life):
    life.until_open([a_line(1), a_line(2), a_line(3)])
    life.commented("第3条不对。", positions=(3,))
    life.closed().answered()
    third = life.line(3).id
    with life.database.writing() as session:
        line_editing.remove_line(session, life.line(1).id, version=1, by=life.cast.chen, at=life.at, reason="重复")
    life.settled()
    assert life.line(2).id == third
    with life.database.reading() as session:
        first, second = versions.frozen(session, life.list_id)
        compared = versions.compared(session, first.id, second.id)
    assert [line.position for line in compared.removed] == [1] and compared.same == 2


def test_a_change_cannot_name_a_comment_on_another_list(life: Life):
    life.until_open([a_line(1)])
    life.commented()
    life.on(date(2026, 6, 1)).until_open([a_line(5)]).closed()
    with pytest.raises(Exception, match="不是对这份清单提的"):
        life.changed(1, a_line(5, remark="x"), comments=[1])


def test_the_final_review_takes_seven_working_days_or_a_reason(life: Life):
    life.until_open().closed()
    with life.database.writing() as session:
        settling.freeze(session, life.list_id, by=life.cast.chen, at=life.at)
    with pytest.raises(Incomplete, match="不少于7个工作日，现在是"):
        life.reviewed(ReviewKind.FINAL_LEGALITY, days=3)
    life.reviewed(ReviewKind.FINAL_LEGALITY, days=15)


def test_a_review_that_did_not_pass_moves_nothing(life: Life):
    life.drafted().submitted().assembled()
    life.reviewed(ReviewKind.SECRECY, ReviewKind.FIRST_LEGALITY, passed=False)
    assert life.listing().state is ListState.ASSEMBLED
    life.reviewed(ReviewKind.SECRECY)
    assert life.listing().state is ListState.ASSEMBLED
    life.reviewed(ReviewKind.FIRST_LEGALITY)
    assert life.listing().state is ListState.CLEARED


def test_a_review_comes_in_its_turn(life: Life):
    life.drafted().submitted()
    with pytest.raises(OutOfTurn, match="在“已汇总”的时候做"):
        life.reviewed(ReviewKind.SECRECY)


def test_reviews_speak_of_the_text_they_saw(life: Life):
    life.drafted().submitted().assembled().reviewed(ReviewKind.SECRECY)
    with life.database.writing() as session:
        list_steps.send_back(session, life.list_id, remark="改", by=life.cast.wang, at=life.at)
    life.changed(1, a_line(1, remark="新的"))
    life.submitted().assembled().reviewed(ReviewKind.FIRST_LEGALITY)
    assert life.listing().state is ListState.ASSEMBLED, "secrecy was examined on another text"
    life.reviewed(ReviewKind.SECRECY)
    assert life.listing().state is ListState.CLEARED
