"""A comment that is put aside opens to its code alone, counts as nothing, and is gone at the close at the latest."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import func, select

from catalog.errors import Incomplete, NotFound, OutOfTurn
from catalog.models import Comment, Consultation, Entry, KeptComment
from catalog.rules import receipts
from catalog.services import commenting, consultations, history, keeping
from catalog.services.comment_drafts import CommentDraft
from catalog.services.commenting import AlreadySent
from catalog.vocabulary import Act
from tests.catalog.services.life import SECRET, Life, a_line

TYPED = {
    "scope": "list",
    "text": "建议保留第三条，理由如下。",
    "name": "张三",
    "contact": "13800000000",
    "publishes": "",
}


@pytest.fixture
def opened(life: Life) -> Life:
    return life.until_cleared([a_line(1)]).opened()


def put_aside(life, ticket, *, at=None, **changes):
    consultation_id = life.consultation().id
    with life.database.writing() as session:
        return keeping.keep(
            session,
            consultation_id,
            TYPED | changes,
            ticket=ticket,
            received_at=at or life.at,
            secret=SECRET,
            keys=life.keys,
        )


def found(life, code, *, at=None):
    with life.database.reading() as session:
        return keeping.find(session, code, at=at or life.at, keys=life.keys)


def rows(life, table=KeptComment):
    with life.database.reading() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def test_everything_typed_comes_back_with_the_ticket_of_its_form(opened):
    ticket = commenting.new_ticket(SECRET, opened.at)
    code = put_aside(opened, ticket)
    kept = found(opened, code.lower().replace("-", " "))
    assert (dict(kept.typed), kept.ticket, kept.code) == (TYPED, ticket, code)
    assert kept.until == opened.consultation().closes_at


def test_the_code_is_that_of_the_receipt_and_what_was_kept_goes_when_it_is_sent(opened):
    ticket = commenting.new_ticket(SECRET, opened.at)
    code = put_aside(opened, ticket)
    receipt = opened.send(ticket, CommentDraft("写完了。", publishes=True))
    assert receipt.code == code and rows(opened) == 0
    with pytest.raises(NotFound):
        found(opened, code)
    with pytest.raises(AlreadySent):
        put_aside(opened, ticket)


def test_keeping_twice_keeps_the_newest_under_one_code(opened):
    ticket = commenting.new_ticket(SECRET, opened.at)
    codes = {put_aside(opened, ticket, text=text) for text in ("第一稿", "第二稿")}
    assert (len(codes), rows(opened)) == (1, 1)
    assert found(opened, codes.pop()).typed["text"] == "第二稿"


def test_it_counts_as_no_comment(opened):
    put_aside(opened, commenting.new_ticket(SECRET, opened.at))
    assert rows(opened, Comment) == 0


def test_neither_the_table_nor_history_holds_a_word_of_it(opened):
    ticket = commenting.new_ticket(SECRET, opened.at)
    code = put_aside(opened, ticket)
    with opened.database.reading() as session:
        row = session.exec(select(KeptComment)).one()
        stored = f"{row.model_dump()} {[one.model_dump() for one in session.exec(select(Entry))]}"
        entry = session.exec(select(Entry).where(Entry.act == Act.KEEP_COMMENT.value)).one()
        assert entry.after["text"] == receipts.text_digest(row.salt, TYPED["text"])
    assert not [said for said in (*TYPED.values(), code, ticket) if len(said) > 4 and said in stored]


def test_at_the_close_it_opens_no_more_and_is_deleted(opened):
    code = put_aside(opened, commenting.new_ticket(SECRET, opened.at))
    closes = opened.consultation().closes_at
    assert found(opened, code, at=closes - timedelta(microseconds=1))
    with pytest.raises(NotFound, match="只留到截止"):
        found(opened, code, at=closes)
    for at, left in ((closes - timedelta(seconds=1), 1), (closes, 0), (closes, 0)):
        with opened.database.writing() as session:
            keeping.forget_closed(session, at=at, by="定时")
        assert rows(opened) == left
    with opened.database.reading() as session:
        told = [one for one in history.since(session, 0) if one.act == Act.DROP_KEPT_COMMENT.value]
        assert [one.before for one in told] == [{"count": 1}]
        assert history.verify(session) is None


def test_it_goes_with_a_consultation_that_is_ended(opened):
    put_aside(opened, commenting.new_ticket(SECRET, opened.at))
    with opened.database.writing() as session:
        consultations.end(session, opened.list_id, reason="不办了", by=opened.cast.chen, at=opened.at)
        keeping.forget_closed(session, at=opened.at, by="定时")
    assert rows(opened) == 0


def test_what_cannot_be_kept_is_told(opened):
    ticket = commenting.new_ticket(SECRET, opened.at)
    for changes in ({"text": "  "}, {"text": "长" * 5001}, {"name": "长" * 61}, {"contact": "长" * 121}):
        with pytest.raises(Incomplete) as refused:
            put_aside(opened, ticket, **changes)
        assert refused.value.field in changes
    with pytest.raises(OutOfTurn):
        put_aside(opened, ticket, at=opened.consultation().closes_at)
    with pytest.raises(Incomplete):
        put_aside(opened, "not-ours")
    assert rows(opened) == 0


def test_its_holder_may_throw_it_away(opened):
    code = put_aside(opened, commenting.new_ticket(SECRET, opened.at))
    with opened.database.writing() as session:
        keeping.drop(session, code)
    assert rows(opened) == 0
    with opened.database.writing() as session, pytest.raises(NotFound):
        keeping.drop(session, code)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_other_code_opens_it(opened, typed):
    put_aside(opened, commenting.new_ticket(SECRET, opened.at))
    with pytest.raises(NotFound):
        found(opened, typed)


def test_the_keys_destroyed_it_opens_no_more_from_any_copy(opened):
    code = put_aside(opened, commenting.new_ticket(SECRET, opened.at))
    with opened.database.reading() as session:
        name = session.get_one(Consultation, opened.consultation().id).key_name
    opened.keys.destroy(name)
    with pytest.raises(NotFound):
        found(opened, code)
