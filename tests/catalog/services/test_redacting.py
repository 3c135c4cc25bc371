"""A personal detail leaves the record wherever it was frozen, and the record still proves itself."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from catalog.errors import AgainstPolicy, Incomplete, NotYourDesk, OutOfTurn
from catalog.exchange import overwriting, undoing
from catalog.models import Comment, Document, Evidence, ImportedLine, ImportPlan, Line, LineChange, VersionLine
from catalog.services import (
    documents,
    evidences,
    history,
    line_editing,
    line_texts,
    moderating,
    redacting,
    reporting,
    versions,
)
from catalog.vocabulary import WithheldReason
from tests.catalog.services.life import a_line

SECRET = "张三（13800000000）来电反映"
LINES = (a_line(1, remark=SECRET), a_line(2))
WHY = "含个人信息"


def redacted(life, version, position=1, by=None):
    with life.database.writing() as session:
        return redacting.line(session, version.id, position, reason=WHY, by=by or life.cast.wang, at=life.at)


def frozen_words(life):
    with life.database.reading() as session:
        return str(list(session.exec(select(VersionLine.content))))


def test_it_goes_from_every_version_that_says_the_same_and_each_still_verifies(life):
    life.until_open(LINES)
    done = redacted(life, life.version())
    assert done.copies == 2 and done.is_drafted and not done.published  # handed in, and open to the public
    assert SECRET not in frozen_words(life)
    with life.database.reading() as session:
        for row in session.exec(select(VersionLine).where(VersionLine.position == 1)):
            assert versions.verify(session, row.version_id) is None
            assert WHY in row.redaction and life.cast.wang.name in row.redaction and SECRET not in row.redaction


def test_a_version_that_has_the_line_in_other_words_is_left_and_told_of(life):
    life.until_open(LINES).closed()
    life.changed(1, replace(LINES[0], remark="有人来电反映"), reason="含个人信息，改写。")
    life.settled()
    first = life.consultation()
    with life.database.reading() as session:
        old = versions.get(session, first.version_id)
    done = redacted(life, old)
    assert (done.copies, done.otherwise, done.is_drafted) == (2, 1, False)
    with life.database.reading() as session:
        found = versions.compared(session, old.id, life.version().id)
        assert (found.added, found.removed, found.changed, found.hidden) == ((), (), (), 1)
        assert SECRET not in str([(one.before, one.after) for one in session.exec(select(LineChange))])


def imported(life):
    """What stands in the list as an import left it, cells and all, which another import then wrote over; the first."""
    with life.database.writing() as session:
        session.add(Document(digest="d" * 64, name="张三.csv", media_type="", size=1, stored_at=life.at))
        session.flush()
        for line in session.exec(select(Line)):
            line.raw = {"备注": line.remark}
        for _ in range(2):
            plan = ImportPlan(digest="d" * 64, filename="张三.csv", created_at=life.at)
            session.add(plan)
            undoing.remember(session, plan, life.list_id, undoing.stood(session, life.list_id), at=life.at)
        return session.exec(select(ImportPlan.id)).first()


def taken_in(life):
    with life.database.reading() as session:
        return {one.line_id: one.before for one in session.exec(select(ImportedLine))}


def test_it_goes_from_what_an_import_could_be_taken_back_to(life):
    life.until_open(LINES)
    imported(life)
    redacted(life, life.version())
    kept = taken_in(life)
    assert (
        len(kept) == 2 and SECRET not in str(kept) and kept[life.line(2).id]["row"]["version"] == life.line(2).version
    )


def test_it_goes_too_where_the_line_was_removed_and_added_anew_or_said_something_else_beside(life):
    life.drafted([replace(LINES[0], replacement="网上核对"), a_line(2)], office=True)
    for drafts in ([a_line(2)], LINES):  # the first line is removed, and comes again under another number
        with life.database.writing() as session:
            plan = ImportPlan(digest="d" * 64, filename="张三.csv", created_at=life.at)
            if session.get(Document, plan.digest) is None:
                session.add(Document(digest=plan.digest, name="张三.csv", media_type="", size=1, stored_at=life.at))
                session.flush()
            session.add(plan)
            before = undoing.stood(session, life.list_id)
            overwriting.overwrite(session, life.list_id, drafts, by=life.cast.qiang, at=life.at, removing=True)
            undoing.remember(session, plan, life.list_id, before, at=life.at)
    assert SECRET in str(taken_in(life))
    life.submitted()
    redacted(life, life.version())
    assert SECRET not in str(taken_in(life)) and "网上核对" in str(taken_in(life))


def test_the_cells_of_a_file_go_with_it_and_what_was_read_stays(life):
    life.drafted(LINES)
    plan_id = imported(life)
    with life.database.writing() as session:
        redacting.import_file(session, plan_id, reason=WHY, by=life.cast.wang, at=life.at)
    assert [one["row"]["raw"] for one in taken_in(life).values()] == [{}, {}]
    with life.database.reading() as session:
        assert [(line.raw, line.remark) for line in session.exec(select(Line).order_by(Line.position))] == [
            ({}, SECRET),
            ({}, ""),
        ]
        assert set(session.exec(select(ImportPlan.filename))) == {redacting.GONE}


def test_a_published_remark_goes_and_the_decision_stays(life):
    life.until_approved(LINES).published()
    assert redacted(life, life.version()).published
    with life.database.reading() as session:
        (first, _) = line_texts.of_list(session, life.list_id)
        assert WHY in first.remark and SECRET not in first.remark and first.disposition is LINES[0].disposition
        assert history.verify(session) is None


def test_the_frozen_report_lets_go_of_the_words_as_well(life):
    life.until_open(LINES).closed()
    life.changed(1, replace(LINES[0], remark="有人来电反映"), reason="改写。")
    life.settled().approved()
    with life.database.reading() as session:
        old = versions.get(session, life.consultation().version_id)
        assert SECRET in str(reporting.of_consultation(session, life.consultation(), at=life.at).changes)
    redacted(life, old)
    with life.database.reading() as session:
        report = reporting.of_consultation(session, life.consultation(), at=life.at)
        assert SECRET not in str(report) and WHY in report.changes[0] and len(report.changes) == 1


def test_the_report_lets_go_of_the_words_where_the_line_stands_by_then_and_of_no_other_line(life):
    third = a_line(3, remark="三")
    life.until_open((a_line(2), LINES[0], third)).closed()
    first = life.line(1)
    with life.database.writing() as session:
        line_editing.remove_line(
            session, first.id, version=first.version, by=life.cast.chen, at=life.at, reason="多余。"
        )
    life.changed(2, replace(LINES[0], remark="有人来电反映"), reason="改写。")
    life.changed(3, replace(third, remark="叁"), reason="改写。")
    life.settled().approved()
    with life.database.reading() as session:
        old = versions.get(session, life.consultation().version_id)
    redacted(life, old, position=2)
    with life.database.reading() as session:
        changes = reporting.of_consultation(session, life.consultation(), at=life.at).changes
    assert SECRET not in str(changes) and [WHY in one for one in changes] == [False, True, False]
    assert "“三”改为“叁”" in changes[2]


def test_a_comment_put_back_after_the_report_was_frozen_leaves_it(life):
    life.until_open(LINES)
    life.commented("我是张三，电话13800000000。")
    life.commented("别的话。")
    life.closed().answered().settled().approved()
    with life.database.writing() as session:
        comment = session.get_one(Comment, 1)
        why = WithheldReason.PERSONAL_DATA
        moderating.withhold(session, 1, why, version=comment.version, by=life.cast.chen, at=life.at)
    with life.database.reading() as session:
        report = reporting.of_consultation(session, life.consultation(), at=life.at)
    assert "13800000000" not in str(report) and why.label in report.opinions[0]["text"]
    assert report.received == 2 and report.opinions[1]["text"] == "别的话。"


def test_who_may_and_what_must_be_said(life):
    life.until_open(LINES)
    with pytest.raises(NotYourDesk, match="王敏"):
        redacted(life, life.version(), by=life.cast.chen)
    with pytest.raises(Incomplete, match="为什么抹去"), life.database.writing() as session:
        redacting.line(session, life.version().id, 1, reason=" ", by=life.cast.wang, at=life.at)
    redacted(life, life.version())
    with pytest.raises(OutOfTurn, match="已经抹去"):
        redacted(life, life.version())


def test_a_file_goes_from_the_disk_its_digest_stays_and_it_cannot_come_back(life, storage):
    life.drafted(LINES)
    digest = documents.keep(life.database, storage, b"%PDF-1.4 " + SECRET.encode(), "张三的信.pdf")
    with life.database.writing() as session:
        line = life.line()
        evidence = evidences.attach(
            session, life.list_id, [line.id], kind="上级文件", by=life.cast.wang, at=life.at, digest=digest
        )
        number = evidence.id
    with life.database.writing() as session:
        redacting.document(session, number, reason=WHY, by=life.cast.wang, at=life.at)
    with life.database.reading() as session:
        assert redacting.drop_files(session, storage) == 1 and redacting.drop_files(session, storage) == 0
        left = session.get(Document, digest)
        assert "张三" not in left.name and WHY in left.redaction and session.get(Evidence, number).digest == digest
    with pytest.raises(FileNotFoundError):
        storage.read(digest)
    with pytest.raises(AgainstPolicy, match="已经从记录里抹去"):
        documents.keep(life.database, storage, b"%PDF-1.4 " + SECRET.encode(), "again.pdf")
    life.at += timedelta(days=1)
    with pytest.raises(OutOfTurn), life.database.writing() as session:
        redacting.document(session, number, reason=WHY, by=life.cast.wang, at=life.at)
