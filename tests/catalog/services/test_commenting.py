"""What people send is taken down once, counted by the instant it came, and theirs to take back."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlmodel import select

from catalog import clock
from catalog.errors import Conflicting, Incomplete, NotFound, NotYourDesk, OutOfTurn, TooOften
from catalog.models import Comment, CommentLine, CommentRevision, Entry
from catalog.services import answering, commenting, history, holding_receipts, moderating, sealing
from catalog.services.comment_drafts import CommentDraft
from catalog.services.commenting import AlreadySent
from catalog.services.sealing import Personal
from catalog.vocabulary import Adoption, Channel, CommentState, Stance, WithheldReason
from tests.catalog.services.life import SECRET, Life, a_line

TEXT = "租房的人没有房产证，办不了增容。"
PERSONAL = Personal("林晓梅", "13800001111")


def comment(life: Life, code: str) -> Comment:
    with life.database.reading() as session:
        return holding_receipts.find(session, code)


@pytest.fixture
def opened(life: Life) -> Life:
    return life.until_open([a_line(1), a_line(2)])


def test_a_comment_is_found_by_its_code_and_only_its_digest_is_kept(opened: Life):
    receipt = opened.commented(TEXT, positions=(2,), stance=Stance.CHANGE, personal=PERSONAL)
    found = comment(opened, receipt.code.lower().replace("-", " "))
    assert (found.text, found.stance, found.shown_name) == (TEXT, Stance.CHANGE, "林*")
    with opened.database.reading() as session:
        for row in session.exec(select(Comment)):
            stored = str(row.model_dump())
            for secret in (receipt.code, receipt.code.replace("-", ""), "林晓梅", "1380000"):
                assert secret not in stored
        assert session.exec(select(CommentLine.requirement_id)).one() == opened.line(2).requirement_id


def test_a_wrong_code_finds_nothing(opened: Life):
    opened.commented()
    for wrong in ("", "MZ-2222-2222-2222-2222", "完全不是码"):
        with pytest.raises(NotFound, match="没有这个回执码"):
            comment(opened, wrong)


def test_the_same_form_sent_twice_is_one_comment_with_one_receipt(opened: Life):
    ticket = commenting.new_ticket(SECRET, opened.at)
    draft = CommentDraft(TEXT, publishes=True)
    first, second = opened.send(ticket, draft), opened.send(ticket, draft)
    assert second.code == first.code and second.is_repeat and not first.is_repeat
    with opened.database.reading() as session:
        assert len(session.exec(select(Comment)).all()) == 1


def test_the_same_form_with_another_text_is_offered_as_a_correction(opened: Life):
    ticket = commenting.new_ticket(SECRET, opened.at)
    first = opened.send(ticket, CommentDraft(TEXT, publishes=True))
    with pytest.raises(AlreadySent) as offered:
        opened.send(ticket, CommentDraft("另一个意思。", publishes=True))
    assert offered.value.code == first.code and isinstance(offered.value, Conflicting)
    assert comment(opened, first.code).text == TEXT


def test_the_same_form_from_several_hands_at_once_is_one_comment(opened: Life):
    ticket, barrier, codes = commenting.new_ticket(SECRET, opened.at), Barrier(4), []

    def send() -> None:
        barrier.wait()
        codes.append(opened.send(ticket, CommentDraft(TEXT, publishes=True)).code)

    threads = [Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(codes) == 4 and len(set(codes)) == 1
    with opened.database.reading() as session:
        assert len(session.exec(select(Comment)).all()) == 1
        assert history.verify(session) is None


def test_a_form_that_nobody_gave_out_is_refused(opened: Life):
    with pytest.raises(Incomplete, match="请刷新页面"):
        opened.send("made-up.1.x", CommentDraft(TEXT, publishes=True))


def test_what_counts_is_the_instant_a_comment_was_first_seen(opened: Life):
    closes = opened.consultation().closes_at
    opened.at = closes - timedelta(microseconds=1)
    assert not opened.commented().is_late
    opened.at = closes
    assert opened.commented("晚了一点。").is_late


def test_a_late_comment_is_kept_and_holds_no_gate(opened: Life):
    opened.closed()
    assert opened.commented().is_late
    opened.settled().approved().published()
    with pytest.raises(OutOfTurn, match="采纳情况已经公布"):
        opened.commented("再说一句。")
    with opened.database.writing() as session:
        (late,) = answering.to_answer(session, opened.list_id)
        answering.answer(
            session, [late.id], Adoption.REJECTED, "已经公布，下一批再研究。", by=opened.cast.chen, at=opened.at
        )


def test_before_the_opening_nothing_is_taken(life: Life):
    life.until_cleared()
    life.opened(opens_on=date(2026, 7, 20))
    with pytest.raises(OutOfTurn, match="还没有开始征求意见"):
        life.commented()


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (CommentDraft("  ", publishes=True), "text"),
        (CommentDraft("字" * 5001, publishes=True), "text"),
        (CommentDraft(TEXT), "publishes"),
        (CommentDraft(TEXT, publishes=True, positions=(1, 9)), "positions"),
        (CommentDraft(TEXT, publishes=True, personal=Personal(contact="1" * 121)), "contact"),
        (CommentDraft(TEXT, publishes=True, personal=Personal(name="某" * 61)), "name"),
    ],
)
def test_what_a_form_lacks_is_said_beside_the_field(opened: Life, draft, field):
    with pytest.raises(Incomplete) as refused:
        opened.send(commenting.new_ticket(SECRET, opened.at), draft)
    assert refused.value.field == field


def test_one_address_is_slowed_down_with_an_honest_message(opened: Life):
    def send(number: int) -> None:
        with opened.database.writing() as session:
            commenting.submit(
                session,
                opened.consultation().id,
                CommentDraft(f"第{number}份", publishes=True),
                ticket=commenting.new_ticket(SECRET, opened.at),
                received_at=opened.at,
                secret=SECRET,
                keys=opened.keys,
                address="2001:db8::1",
            )

    for number in range(60):
        send(number)
    with pytest.raises(TooOften, match="您写的内容还在") as refused:
        send(60)
    assert 0 < refused.value.seconds <= 3601


def test_until_the_close_the_author_may_say_something_else(opened: Life):
    code = opened.commented(TEXT, positions=(1,), personal=PERSONAL).code
    with opened.database.writing() as session:
        moderating.show(session, comment(opened, code).id, version=1, by=opened.cast.chen, at=opened.at)
    draft = CommentDraft("改好的意见。", publishes=False, positions=(2,))
    with opened.database.writing() as session:
        holding_receipts.correct(session, code, draft, received_at=opened.at, keys=opened.keys, storage=opened.storage)
    found = comment(opened, code)
    assert found.text == "改好的意见。" and not found.publishes
    assert found.state is CommentState.RECEIVED, "looked over again"
    assert found.shown_name == "林*", "an empty name leaves the one that was given"
    with opened.database.reading() as session:
        assert session.exec(select(CommentRevision.text)).one() == TEXT
        assert session.exec(select(CommentLine.requirement_id)).one() == opened.line(2).requirement_id
    opened.closed()
    with opened.database.writing() as session, pytest.raises(OutOfTurn, match="已经截止"):
        holding_receipts.correct(session, code, draft, received_at=opened.at, keys=opened.keys, storage=opened.storage)


def test_a_withdrawn_comment_is_neither_shown_nor_answered(opened: Life):
    code = opened.commented().code
    with opened.database.writing() as session:
        holding_receipts.withdraw(session, code, at=opened.at, storage=opened.storage)
        with pytest.raises(OutOfTurn, match="已经撤回"):
            holding_receipts.withdraw(session, code, at=opened.at, storage=opened.storage)
        with pytest.raises(OutOfTurn, match="本人已经撤回"):
            moderating.show(session, 1, version=2, by=opened.cast.chen, at=opened.at)
    opened.closed().settled()


def test_name_and_contact_can_be_erased_at_any_time(opened: Life):
    code = opened.commented(personal=PERSONAL).code
    opened.closed()
    with opened.database.writing() as session:
        holding_receipts.erase_personal(session, code, storage=opened.storage)
        with pytest.raises(NotFound, match="已经删除"):
            sealing.see(session, 1, by=opened.cast.chen, at=opened.at, keys=opened.keys)
    found = comment(opened, code)
    assert (found.sealed, found.shown_name, found.has_contact, found.text) == (None, "", False, "建议保留。")


def test_a_contact_is_seen_by_the_handlers_only_and_each_look_is_on_record(opened: Life):
    opened.commented(personal=PERSONAL)
    with opened.database.writing() as session, pytest.raises(NotYourDesk):
        sealing.see(session, 1, by=opened.cast.wang, at=opened.at, keys=opened.keys)
    with opened.database.writing() as session:
        assert sealing.see(session, 1, by=opened.cast.chen, at=opened.at, keys=opened.keys) == PERSONAL
    with opened.database.reading() as session:
        assert history.of(session, "comment", 1)[0].act == "see-contact"


def test_history_repeats_no_word_of_the_public(opened: Life):
    code = opened.commented(TEXT, personal=PERSONAL).code
    with opened.database.writing() as session:
        holding_receipts.correct(
            session,
            code,
            CommentDraft("改好的。", publishes=True),
            received_at=opened.at,
            keys=opened.keys,
            storage=opened.storage,
        )
        moderating.withhold(
            session, 1, WithheldReason.PERSONAL_DATA, version=2, by=opened.cast.chen, at=opened.at, note="有电话"
        )
    with opened.database.reading() as session:
        for entry in session.exec(select(Entry)):
            said = str(entry.model_dump())
            for word in (TEXT, "改好的", "林", "1380000", code):
                assert word not in said


def test_after_the_retention_nothing_personal_is_left_anywhere(opened: Life):
    opened.commented(personal=PERSONAL)
    opened.closed().answered().settled().approved().published()
    later = opened.at + timedelta(days=190)
    consultation_id = opened.consultation().id
    with opened.database.reading() as session:
        sealed = session.exec(select(Comment.sealed)).one()
        assert sealing.due_for_erasure(session, opened.at + timedelta(days=100)) == []
        assert sealing.due_for_erasure(session, later) == [consultation_id]
    for _ in range(2):
        with opened.database.writing() as session:
            sealing.erase_due(session, at=later, keys=opened.keys, storage=opened.storage, by="tick")
    with opened.database.reading() as session:
        assert sealing.due_for_erasure(session, later) == []
        assert session.exec(select(Comment.shown_name, Comment.sealed)).one() == ("", None)
    with pytest.raises(NotFound):
        opened.keys.open(opened.consultation().key_name, sealed)


@pytest.mark.parametrize(
    "published, kept_until",
    [
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2026, 9, 1), date(2027, 3, 1)),
        (date(2027, 3, 31), date(2027, 9, 30)),
    ],
)
def test_six_whole_months_are_counted_in_days_of_beijing(opened: Life, published, kept_until):
    opened.closed().answered().settled().approved()
    opened.at = clock.start_of(published)
    opened.published()
    with opened.database.reading() as session:
        assert sealing.due_for_erasure(session, clock.start_of(kept_until) - timedelta(seconds=1)) == []
        assert sealing.due_for_erasure(session, clock.start_of(kept_until)) == [opened.consultation().id]


def enter(life: Life, channel: Channel, received_on, by=None) -> commenting.Receipt:
    with life.database.writing() as session:
        return commenting.enter(
            session,
            life.consultation().id,
            CommentDraft("来信说不要取消。", publishes=False),
            channel=channel,
            received_on=received_on,
            ticket=commenting.new_ticket(SECRET, life.at),
            by=by or life.cast.chen,
            at=life.at,
            secret=SECRET,
            keys=life.keys,
        )


def test_a_letter_counts_by_its_postmark_even_when_entered_later(opened: Life):
    last = opened.consultation().last_on
    opened.closed()
    assert not enter(opened, Channel.LETTER, last).is_late
    assert enter(opened, Channel.TELEPHONE, last + timedelta(days=1)).is_late
    with pytest.raises(NotYourDesk):
        enter(opened, Channel.LETTER, last, by=opened.cast.li)
    with pytest.raises(Incomplete, match="由本人提交"):
        enter(opened, Channel.WEB, last)
    with pytest.raises(Incomplete, match="不能晚于今天"):
        enter(opened, Channel.LETTER, last + timedelta(days=40))


def test_other_channels_close_when_the_list_is_settled(opened: Life):
    last = opened.consultation().last_on
    opened.closed().settled()
    with pytest.raises(OutOfTurn, match="已经研究完了"):
        enter(opened, Channel.LETTER, last)
