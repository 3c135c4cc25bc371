"""Every timely comment is looked over and answered; the report adds up, and is out with the list."""

from datetime import timedelta

import pytest
from sqlmodel import select

from catalog.errors import Conflicting, Incomplete, NotYourDesk, OutOfTurn
from catalog.models import Answer, Comment
from catalog.services import answering, consultations, holding_receipts, moderating, reporting, settling
from catalog.vocabulary import Adoption, ConsultationState, Stance, WithheldReason
from tests.catalog.services.life import REPLACED, Life, a_line


def comments(life: Life) -> list[Comment]:
    with life.database.reading() as session:
        return list(session.exec(select(Comment).order_by(Comment.id)))


def answer(life: Life, ids, adoption=Adoption.REJECTED, reason="法律规定要查验。", by=None) -> Answer:
    with life.database.writing() as session:
        return answering.answer(session, ids, adoption, reason, by=by or life.cast.chen, at=life.at)


def look_over(life: Life) -> None:
    with life.database.writing() as session:
        for one in moderating.waiting(session, life.consultation().id):
            moderating.show(session, one.id, version=one.version, by=life.cast.chen, at=life.at)


def report(life: Life):
    with life.database.reading() as session:
        return reporting.at_work(session, life.consultation())


@pytest.fixture
def closed(life: Life) -> Life:
    """Three comments came in time, one is withdrawn, one came late."""
    life.until_open([a_line(1), a_line(2)])
    life.commented("第1条建议改为共享。", positions=(1,), stance=Stance.CHANGE)
    life.commented("同意。")
    life.commented("我的电话是13800001111。")
    code = life.commented("写错了。").code
    with life.database.writing() as session:
        holding_receipts.withdraw(session, code, at=life.at, storage=life.storage)
    life.closed()
    life.commented("迟到的意见。")
    return life


def test_nothing_is_examined_before_every_timely_comment_is_answered(closed: Life):
    look_over(closed)
    with pytest.raises(Incomplete, match="还有3份意见没有答复"):
        closed.settled()
    answer(closed, [1, 2])
    with pytest.raises(Incomplete, match="还有1份"):
        closed.settled()
    answer(closed, [3])
    closed.settled()


def test_a_withheld_comment_needs_only_its_typed_reason(closed: Life):
    look_over(closed)
    answer(closed, [1, 2])
    with closed.database.writing() as session:
        moderating.withhold(
            session, 3, WithheldReason.PERSONAL_DATA, version=2, by=closed.cast.chen, at=closed.at, note="有电话号码"
        )
    closed.settled()


def test_a_comment_nobody_looked_over_holds_the_gate(closed: Life):
    answer(closed, [1, 2, 3])
    with pytest.raises(Incomplete, match="3份意见没有核看"):
        closed.settled()


@pytest.mark.parametrize("phrase", ["", "已阅", "感谢您的关注。", "  收到！"])
def test_an_empty_phrase_is_no_answer(closed: Life, phrase):
    with pytest.raises(Incomplete, match="请写理由"):
        answer(closed, [1], reason=phrase)


def test_answers_stay_private_until_they_are_released(closed: Life):
    look_over(closed)
    answer(closed, [1, 2, 3])
    with closed.database.writing() as session:
        assert answering.released(session, comments(closed)[0], closed.at) is None
        with pytest.raises(NotYourDesk):
            settling.release(session, closed.consultation().id, by=closed.cast.li, at=closed.at, public_from=closed.at)
        settling.release(session, closed.consultation().id, by=closed.cast.chen, at=closed.at, public_from=closed.at)
    with closed.database.reading() as session:
        written = answering.released(session, comments(closed)[0], closed.at)
        assert written.adoption is Adoption.REJECTED
        assert consultations.state(closed.consultation(), closed.at) is ConsultationState.ANSWERED
    with pytest.raises(OutOfTurn, match="已经公开"):
        answer(closed, [1])


def test_nothing_is_released_before_all_is_answered_or_before_the_close(life: Life):
    life.until_open()
    life.commented()

    def release() -> None:
        with life.database.writing() as session:
            settling.release(session, life.consultation().id, by=life.cast.chen, at=life.at, public_from=life.at)

    with pytest.raises(OutOfTurn, match="截止以后"):
        release()
    life.closed()
    with pytest.raises(Incomplete, match="没有答复"):
        release()


def test_a_group_is_answered_alike_and_regrouped_without_leftovers(closed: Life):
    first = answer(closed, [1, 2])
    assert {one.answer_id for one in comments(closed)[:2]} == {first.id}
    second = answer(closed, [1, 2, 3], Adoption.PARTLY, "改了第1条。")
    with closed.database.reading() as session:
        assert session.exec(select(Answer.id)).all() == [second.id]


def test_a_withdrawn_comment_is_not_answered(closed: Life):
    with pytest.raises(OutOfTurn, match="已经撤回"):
        answer(closed, [4])


def test_two_who_word_one_answer_do_not_overwrite_each_other(closed: Life):
    written = answer(closed, [1])
    for text in ("第一种写法。", "第二种写法。"):
        with closed.database.writing() as session:
            if text.startswith("第二"):
                with pytest.raises(Conflicting, match="刚被别人改过"):
                    answering.amend(
                        session, written.id, Adoption.REJECTED, text, version=1, by=closed.cast.chen, at=closed.at
                    )
            else:
                answering.amend(
                    session, written.id, Adoption.REJECTED, text, version=1, by=closed.cast.chen, at=closed.at
                )


def test_a_comment_moderated_by_two_at_once_is_moderated_once(closed: Life):
    look_over(closed)
    with closed.database.writing() as session, pytest.raises(Conflicting, match="刚才变了"):
        moderating.withhold(session, 1, WithheldReason.ABUSE, version=1, by=closed.cast.chen, at=closed.at)


def test_a_comment_shows_where_it_landed(closed: Life):
    look_over(closed)
    answer(closed, [1], Adoption.ADOPTED, "第1条改为共享。")
    closed.changed(1, a_line(1, **REPLACED), comments=[1])
    with closed.database.reading() as session:
        (moved,) = answering.moved_by(session, 1)
        assert moved.line_id == closed.line(1).id and moved.after["disposition"] == "replace"
    row = next(one for one in report(closed).opinions if one["about"] == [1])
    assert row["moved"] == [1] and row["adoption"] == "采纳"
    assert any("第1条：处理由“直接取消”改为“替代取消”" in sentence for sentence in report(closed).changes)


def test_the_report_adds_up(closed: Life):
    look_over(closed)
    answer(closed, [1], Adoption.ADOPTED, "改。")
    answer(closed, [2], Adoption.OUT_OF_SCOPE, "不在本次范围。")
    with closed.database.writing() as session:
        moderating.withhold(session, 3, WithheldReason.PERSONAL_DATA, version=2, by=closed.cast.chen, at=closed.at)
        counted = moderating.counts(session, closed.consultation().id)
    found = report(closed)
    assert (found.received, found.late, found.withheld) == (3, 1, 1)
    assert sum(found.adoptions.values()) + found.withheld == found.received == sum(found.channels.values())
    assert len(found.opinions) == found.received + found.late - found.withheld
    assert "13800001111" not in str(found.as_dict())
    assert (counted.received, counted.shown, counted.withheld) == (4, 3, {WithheldReason.PERSONAL_DATA: 1})


def test_who_does_not_agree_is_answered_and_not_quoted(life: Life):
    life.until_open()
    life.commented("只给你们看。", publishes=False)
    life.closed().answered()
    (row,) = report(life).opinions
    assert row["text"] == "本人没有同意公开意见内容。" and row["adoption"] == "不采纳"


def test_there_is_a_proper_report_when_nobody_said_anything(life: Life):
    life.until_open().closed()
    found = report(life)
    assert found.received == 0 and found.summary.endswith("期间没有收到意见。") and not found.opinions
    life.settled().approved().published()
    assert report(life).received == 0


def test_the_report_is_frozen_at_approval(closed: Life):
    look_over(closed)
    answer(closed, [1, 2, 3])
    closed.settled().approved()
    before = report(closed)
    with closed.database.writing() as session:
        (late,) = answering.to_answer(session, closed.list_id)
    answer(closed, [late.id], reason="来不及了，下一批研究。")
    assert report(closed) == before
    with pytest.raises(OutOfTurn, match="请先退回"):
        answer(closed, [1])


def test_counts_of_many_reports_at_once_agree_with_each_report(closed: Life):
    look_over(closed)
    answer(closed, [1, 2])
    answer(closed, [3], adoption=Adoption.ADOPTED)

    def agree():
        with closed.database.reading() as session:
            one = closed.consultation()
            full = reporting.of_consultation(session, one, at=closed.at)
            received, adoptions = reporting.counts(session, [one])[one.id]
        assert received == full.received == 3
        assert {label: number for label, number in adoptions.items() if number} == {"采纳": 1, "不采纳": 2}
        assert all(full.adoptions[label] == number for label, number in adoptions.items())

    agree()
    closed.settled().approved()
    agree()


def test_the_report_is_out_with_the_list_at_the_latest(closed: Life):
    look_over(closed)
    answer(closed, [1, 2, 3])
    closed.settled().approved()
    ahead = (closed.at + timedelta(days=2)).date()
    document = closed.published(published_on=ahead, effective_on=ahead)
    consultation = closed.consultation()
    assert consultation.report_public_from == document.public_from > closed.at
    assert consultations.state(consultation, closed.at) is ConsultationState.CLOSED
    assert consultations.state(consultation, document.public_from) is ConsultationState.ANSWERED
    with closed.database.reading() as session:
        one = comments(closed)[0]
        assert answering.released(session, one, closed.at) is None
        assert answering.released(session, one, document.public_from) is not None
