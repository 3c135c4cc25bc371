"""Files that come with a comment are its own, are seen by few on record, and go when they must."""

from datetime import timedelta
from functools import partial

import pytest
from sqlmodel import select

from catalog.errors import Incomplete, NotFound, NotYourDesk
from catalog.models import CommentFile, Entry
from catalog.services import attachments, commenting, history, holding_receipts, sealing
from catalog.services.comment_drafts import CommentDraft
from catalog.vocabulary import Act, AttachmentKind
from tests.catalog.services.life import SECRET

PDF = ("张三的租赁合同.pdf", b"%PDF-1.7 " + "张三".encode())
PNG = ("窗口.png", b"\x89PNG\r\n\x1a\n ...")


@pytest.fixture
def opened(life):
    return life.until_open()


def sent(opened, *files, text="请看附件。"):
    draft = CommentDraft(text, publishes=True)
    return opened.send(commenting.new_ticket(SECRET, opened.at), draft, files)


def kept(opened):
    return sorted(path.name for path in opened.storage.folder.rglob("*") if path.is_file())


def rows(opened):
    with opened.database.reading() as session:
        return list(session.exec(select(CommentFile).order_by(CommentFile.id)))


def test_the_same_file_with_two_comments_lies_twice_and_sealed(opened):
    sent(opened, PDF)
    sent(opened, PDF, text="另一个人的话。")
    assert len(kept(opened)) == 2 == len({one.digest for one in rows(opened)})
    for one in rows(opened):
        assert "张三".encode() not in opened.storage.path(one.digest).read_bytes() and "张三" not in one.name


def test_history_knows_neither_name_nor_plain_digest(opened):
    sent(opened, PDF, PNG)
    with opened.database.reading() as session:
        told = str(list(session.exec(select(Entry.after).where(Entry.act == Act.SEND_COMMENT.value))))
        assert history.verify(session) is None
    assert "张三" not in told and "files" in told
    assert all(one.digest not in told for one in rows(opened))


def test_who_handles_the_consultation_opens_it_and_each_look_is_on_record(opened):
    comment_id = sent(opened, PDF, PNG).comment_id
    first, second = rows(opened)
    with opened.database.writing() as session:
        found = attachments.see(
            session, second.id, by=opened.cast.chen, at=opened.at, keys=opened.keys, storage=opened.storage
        )
    assert (found.comment_id, found.place, found.kind, found.data) == (comment_id, 2, AttachmentKind.PNG, PNG[1])
    with opened.database.reading() as session:
        (entry,) = session.exec(select(Entry).where(Entry.act == Act.SEE_ATTACHMENT.value))
        assert (entry.who, entry.record_id) == ("chen", comment_id)
    with pytest.raises(NotYourDesk), opened.database.writing() as session:
        attachments.see(session, first.id, by=opened.cast.li, at=opened.at, keys=opened.keys, storage=opened.storage)


def correct(opened, code, *files, without=()):
    """Correct the comment with that code; ``files`` come, those whose ids are in ``without`` go."""
    sealed = attachments.store(opened.storage, opened.keys, opened.consultation(), files)
    with opened.database.writing() as session:
        holding_receipts.correct(
            session,
            code,
            CommentDraft("改过。", publishes=True),
            received_at=opened.at,
            keys=opened.keys,
            storage=opened.storage,
            files=sealed,
            without=without,
        )


def test_the_author_adds_and_takes_away_and_three_stay_the_most(opened):
    code = sent(opened, PDF, PNG).code
    corrected = partial(correct, opened, code)
    before, first = rows(opened), rows(opened)[0].id
    with pytest.raises(Incomplete, match="附件最多3个"):
        corrected(PNG, PNG)
    with pytest.raises(Incomplete, match="附件最多3个"):
        corrected(PNG, PNG, PNG, without=[first])
    assert rows(opened) == before and {one.digest for one in before} <= set(kept(opened)), "nothing went"
    corrected(PNG, PNG, without=[first])
    assert [one.place for one in rows(opened)] == [2, 3, 4]
    with opened.database.reading() as session:
        comment = holding_receipts.find(session, code)
        names = [name for _, name in attachments.names(session, comment, opened.keys)]
    assert names == [PNG[0]] * 3
    assert {one.digest for one in rows(opened)} <= set(kept(opened))


@pytest.mark.parametrize("how", ["withdraw", "erase_personal"])
def test_files_go_when_the_author_takes_the_comment_or_themselves_back(opened, how):
    code = sent(opened, PDF).code
    sent(opened, PNG, text="别人的。")
    when = {"at": opened.at} if how == "withdraw" else {}
    with opened.database.writing() as session:
        getattr(holding_receipts, how)(session, code, storage=opened.storage, **when)
    (left,) = rows(opened)
    assert left.kind is AttachmentKind.PNG and kept(opened) == [left.digest]


def test_nobody_takes_away_the_files_of_another_comment(opened):
    code = sent(opened, PDF).code
    sent(opened, PNG, text="别人的。")
    correct(opened, code, without=[one.id for one in rows(opened)])
    assert [one.kind for one in rows(opened)] == [AttachmentKind.PNG]


def test_at_the_end_of_retention_files_and_key_are_gone(opened):
    sent(opened, PDF)
    opened.closed().answered().settled().approved()
    opened.published()
    number = rows(opened)[0].id
    later = opened.at + timedelta(days=200)
    for _ in range(2):
        with opened.database.writing() as session:
            sealing.erase(
                session, opened.consultation().id, at=later, keys=opened.keys, storage=opened.storage, by="定时"
            )
    assert rows(opened) == [] and kept(opened) == []
    with pytest.raises(NotFound, match="没有这个附件"), opened.database.writing() as session:
        attachments.see(session, number, by=opened.cast.chen, at=later, keys=opened.keys, storage=opened.storage)
    with pytest.raises(Incomplete, match="不再收附件"):
        attachments.store(opened.storage, opened.keys, opened.consultation(), [PDF])


def test_what_is_not_written_in_the_end_costs_no_file(opened):
    """A full disk may refuse the last step of all."""
    code = sent(opened, PDF).code
    before = kept(opened)
    with pytest.raises(OSError, match="full"), opened.database.writing() as session:
        holding_receipts.withdraw(session, code, at=opened.at, storage=opened.storage)
        session.flush()
        raise OSError("disk full")
    assert kept(opened) == before and len(rows(opened)) == 1
    with opened.database.writing() as session:
        holding_receipts.withdraw(session, code, at=opened.at, storage=opened.storage)
    assert kept(opened) == []
