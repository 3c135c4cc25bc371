"""Departments draft their own lines, hand them in, and the bureau takes them up."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from catalog.errors import AgainstPolicy, Conflicting, Incomplete, NotFound, NotYourDesk, OutOfTurn
from catalog.models import Evidence, EvidenceLine, Instrument, Line, LineException, Requirement
from catalog.rules import citations
from catalog.rules.citations import title_key
from catalog.services import assembling, drafting, evidences, findings, history, line_editing, list_steps
from catalog.vocabulary import Act, Disposition, ExceptionKind, LegalLevel, ListState, Method
from tests.catalog.services.cast import OFFICES
from tests.catalog.services.life import CITY, REPLACED, Life, a_line

AT = datetime(2026, 6, 1, 2, tzinfo=UTC)
LONG_AGO = date(2000, 1, 1)
SCHOOL = {"demanding_office": OFFICES[1]}


def add(life: Life, draft, *, by=None, **why: object) -> int:
    with life.database.writing() as session:
        line = line_editing.add_line(session, life.list_id, draft, by=by or life.cast.li, at=life.at, **why)
        return line.id or 0


def test_a_clerk_starts_a_list_of_the_own_office_and_adds_lines(life: Life):
    with life.database.writing() as session:
        life.list_id = drafting.start(
            session, title="民政局第一批", by=life.cast.li, at=AT, office_id=life.cast.li.office_id
        ).id
    add(life, a_line(1))
    add(life, a_line(2))
    assert life.line(2).version == 1
    with life.database.writing() as session, pytest.raises(NotYourDesk):
        drafting.start(session, title="教育局的", by=life.cast.li, at=AT, office_id=life.cast.sun.office_id)


def test_nobody_writes_into_another_offices_lines(life: Life):
    life.drafted([a_line(1), a_line(1, **SCHOOL)])
    with pytest.raises(NotYourDesk, match="这是示例市教育局的，您只能办示例市民政局的"):
        add(life, a_line(2, **SCHOOL))
    theirs = life.line(2)
    with life.database.writing() as session, pytest.raises(NotYourDesk):
        line_editing.remove_line(session, theirs.id, version=1, by=life.cast.li, at=AT)
    with life.database.writing() as session, pytest.raises(NotYourDesk):
        line_editing.change_line(session, theirs.id, a_line(1), version=1, by=life.cast.li, at=AT)


def test_a_line_cannot_be_moved_to_another_office_by_editing_it(life: Life):
    life.drafted([a_line(1)])
    with life.database.writing() as session, pytest.raises(NotYourDesk):
        line_editing.change_line(session, life.line().id, a_line(1, **SCHOOL), version=1, by=life.cast.li, at=AT)
    assert life.line().version == 1


def test_a_departments_list_holds_its_own_lines_only(life: Life):
    life.drafted([a_line(1)], office=True)
    with pytest.raises(NotYourDesk):
        add(life, a_line(2, **SCHOOL), by=life.cast.sun)


def test_the_second_of_two_who_edit_one_line_is_told_and_loses_nothing(life: Life):
    life.drafted([a_line(1)])
    line = life.line()
    life.changed(1, a_line(1, remark="一"))
    with life.database.writing() as session, pytest.raises(Conflicting, match="刚被陈立改过"):
        line_editing.change_line(session, line.id, a_line(1, remark="二"), version=line.version, by=life.cast.li, at=AT)
    assert life.line().remark == "一"


def test_the_same_proof_stands_in_a_list_once(life: Life):
    life.drafted([a_line(1), a_line(2)])
    with pytest.raises(Conflicting, match="第1条已经是同一个单位"):
        add(life, a_line(1))
    with life.database.writing() as session, pytest.raises(Conflicting):
        line_editing.change_line(session, life.line(2).id, a_line(1), version=1, by=life.cast.li, at=AT)


def test_what_a_removed_line_said_stays_in_history(life: Life):
    life.drafted([a_line(1), a_line(2)])
    line = life.line(1)
    with life.database.writing() as session:
        line_editing.remove_line(session, line.id, version=1, by=life.cast.li, at=AT)
    with life.database.reading() as session:
        (entry,) = history.of(session, "line", line.id)
        assert entry.before["service_item"] == "事项1" and entry.after is None
    with life.database.writing() as session, pytest.raises(NotFound):
        line_editing.remove_line(session, line.id, version=1, by=life.cast.li, at=AT)


def test_a_draft_stays_invisible_to_the_public(life: Life):
    life.drafted([a_line(1)])
    add(life, a_line(2))
    life.submitted().assembled().cleared()
    with life.database.reading() as session:
        assert all(one.public_from is None for one in session.exec(select(Requirement)))


def test_an_incomplete_line_keeps_the_list_from_being_handed_in(life: Life):
    lacking = a_line(1, has_no_basis=False, disposition=Disposition.REPLACE)
    life.drafted([lacking])
    with pytest.raises(Incomplete) as refused:
        life.submitted()
    for part in ("还有3处", "第1条缺设定依据", "却没有替代办法", "取消后怎样办理"):
        assert part in refused.value.sentence
    life.list_id = 0
    life.drafted([])
    with pytest.raises(Incomplete, match="一条也没有"):
        life.submitted()


def test_only_the_head_hands_in_a_departments_list(life: Life):
    life.drafted(office=True)
    with life.database.writing() as session, pytest.raises(NotYourDesk, match="请交给李强"):
        drafting.submit(session, life.list_id, by=life.cast.li, at=AT)
    life.submitted()
    assert life.listing().state is ListState.SUBMITTED


def test_a_double_click_submits_once_and_says_so(life: Life):
    life.drafted().submitted()
    with pytest.raises(OutOfTurn, match="现在是“已提交”"):
        life.submitted()


def test_sent_back_with_a_remark_and_handed_in_again_shows_what_changed(life: Life):
    life.drafted([a_line(1), a_line(2), a_line(3)]).submitted()
    with life.database.writing() as session, pytest.raises(Incomplete, match="写明理由"):
        list_steps.send_back(session, life.list_id, remark=" ", by=life.cast.wang, at=life.at)
    with life.database.writing() as session:
        list_steps.send_back(session, life.list_id, remark="第2条写错了", by=life.cast.wang, at=life.at)
        assert drafting.changed_since_submission(session, life.list_id).is_empty
    life.changed(2, a_line(2, **REPLACED))
    with life.database.writing() as session:
        line_editing.remove_line(session, life.line(1).id, version=1, by=life.cast.li, at=life.at)
    add(life, a_line(4))
    life.submitted()
    with life.database.reading() as session:
        changed = drafting.changed_since_submission(session, life.list_id)
    assert [one.after.service_item for one in changed.changed] == ["事项2"]
    assert {one.field for one in changed.changed[0].fields} == {"disposition", "method", "replacement"}
    assert [line.service_item for line in changed.added] == ["事项4"]
    assert [line.service_item for line in changed.removed] == ["事项1"]
    assert [life.line(place).position for place in (1, 2, 3)] == [1, 2, 3], "numbered through again"


def test_a_head_takes_a_list_back_before_it_is_assembled(life: Life):
    life.drafted(office=True).submitted()
    with life.database.writing() as session:
        drafting.recall(session, life.list_id, by=life.cast.qiang, at=life.at)
    assert life.listing().state is ListState.DRAFTING


def test_a_submitted_list_does_not_change(life: Life):
    life.drafted().submitted()
    with pytest.raises(OutOfTurn, match="请先退回"):
        life.changed(1, a_line(1))


def an_instrument(life: Life, title: str, level: LegalLevel, issuer: str = "") -> None:
    with life.database.writing() as session:
        session.add(
            Instrument(
                title=title,
                key=title_key(title),
                sort_key="x",
                level=level,
                issuer=issuer,
                effective_on=date(2000, 1, 1),
            )
        )


def by_law(number: int = 1, **changes: object):
    cited = citations.parse("《示例法》第三条")
    return a_line(number, **({"has_no_basis": False, "citations": cited} | changes))


def test_a_proof_that_a_law_sets_is_not_cancelled_without_a_signed_reason(life: Life):
    an_instrument(life, "示例法", LegalLevel.LAW)
    life.drafted([])
    add(life, by_law(1), by=life.cast.chen)
    life.submitted()
    with pytest.raises(AgainstPolicy, match=r"第1条：这份证明由法律.*不能直接取消"):
        life.assembled()
    with life.database.writing() as session:
        with pytest.raises(NotYourDesk, match="王敏"):
            evidences.sign(
                session,
                life.list_id,
                [life.line().id],
                kind=ExceptionKind.POLICY,
                reason="上级同意",
                by=life.cast.chen,
                at=AT,
            )
        evidences.sign(
            session,
            life.list_id,
            [life.line().id],
            kind=ExceptionKind.POLICY,
            reason="上级同意",
            by=life.cast.wang,
            at=AT,
        )
    life.assembled()


def test_a_signed_reason_lapses_when_the_line_says_something_else(life: Life):
    an_instrument(life, "示例法", LegalLevel.LAW)
    life.drafted([])
    add(life, by_law(1), by=life.cast.chen)
    with life.database.writing() as session:
        evidences.sign(
            session, life.list_id, [life.line().id], kind=ExceptionKind.POLICY, reason="是", by=life.cast.wang, at=AT
        )
        assert not [one for one in findings.of_list(session, life.list_id, city=CITY, at=AT) if one.is_open]
    life.changed(1, by_law(1, **REPLACED | {"method": Method.EXISTING_LICENCE}))
    with life.database.reading() as session:
        (point,) = findings.of_list(session, life.list_id, city=CITY, at=AT)
    assert point.is_open and point.evidence


def test_one_document_serves_a_selection_of_lines(life: Life):
    an_instrument(life, "示例法", LegalLevel.LAW)
    life.drafted([])
    existing = REPLACED | {"method": Method.EXISTING_LICENCE}
    for number in (1, 2, 3):
        add(life, by_law(number, **existing), by=life.cast.chen)
    life.submitted()
    with life.database.reading() as session:
        points = findings.of_list(session, life.list_id, city=CITY, at=AT)
    (kind,) = {point.evidence for point in points}
    with life.database.writing() as session:
        with pytest.raises(Incomplete, match="附上文件"):
            evidences.attach(session, life.list_id, [life.line(1).id], kind=kind, by=life.cast.chen, at=AT)
        evidences.attach(
            session,
            life.list_id,
            [point.line.line_id for point in points],
            kind=kind,
            note="合法性审查意见书〔2026〕3号",
            by=life.cast.chen,
            at=AT,
        )
    life.assembled()
    with life.database.reading() as session:
        ((piece, places),) = evidences.of_list(session, life.list_id)
    assert places == [1, 2, 3] and piece.note.startswith("合法性")


def test_the_citys_own_document_is_told_from_the_provinces(life: Life):
    an_instrument(life, "示例办法", LegalLevel.NORMATIVE_DOCUMENT, "示例市民政局")
    life.drafted([])
    add(life, a_line(1, has_no_basis=False, citations=citations.parse("《示例办法》第三条")), by=life.cast.chen)
    with life.database.reading() as session:
        assert findings.of_list(session, life.list_id, city=CITY, at=AT) == []
        elsewhere = findings.of_list(session, life.list_id, city="别的市", at=AT)
    assert len(elsewhere) == 1


def test_several_departments_go_into_one_batch_with_where_each_line_came_from(life: Life):
    with life.database.writing() as session:
        batch = drafting.start(session, title="第二批", by=life.cast.chen, at=AT, due_on=date(2026, 9, 18)).id
    civil = life.drafted([a_line(1), a_line(2)], office=True).submitted().list_id
    with life.database.writing() as session:
        school = drafting.start(
            session, title="教育局第二批", by=life.cast.sun, at=AT, office_id=life.cast.sun.office_id, batch_id=batch
        ).id
        line_editing.add_line(session, school, a_line(1, **SCHOOL), by=life.cast.sun, at=AT)
        evidences.attach(
            session,
            school,
            [session.exec(select(Line.id).where(Line.list_id == school)).one()],
            kind="k",
            note="n",
            by=life.cast.sun,
            at=AT,
        )
        drafting.submit(session, school, by=life.cast.sun, at=AT)
    with life.database.writing() as session:
        assembling.gather(session, batch, [civil, school], city=CITY, by=life.cast.wang, at=AT)
    with life.database.reading() as session:
        lines = session.exec(select(Line).where(Line.list_id == batch).order_by(Line.position)).all()
        origins = [session.get(Line, line.origin_line_id).list_id for line in lines]
        assert origins == [civil, civil, school] and [line.position for line in lines] == [1, 2, 3]
        assert session.exec(select(EvidenceLine.line_id).join(Evidence).where(Evidence.list_id == batch)).all() == [
            lines[2].id
        ]
        standing = assembling.handed_in(session, batch)
    assert [(one.office, one.state, one.lines) for one in standing] == [
        (OFFICES[0], ListState.ASSEMBLED, 2),
        (OFFICES[1], ListState.ASSEMBLED, 1),
    ]
    life.list_id = batch
    life.cleared()
    with pytest.raises(NotYourDesk, match="提交过"), life.database.writing() as session:
        list_steps.allow(session, life.listing(), Act.REVIEW_LIST, ListState.ASSEMBLED, by=_as_reviewer(life), at=AT)


def _as_reviewer(life: Life):
    """Qiang, who submitted a part of the batch, had he the reviewer's role too."""
    qiang = life.cast.qiang
    return replace(qiang, held=(*qiang.held, *life.cast.wang.held))


def test_two_departments_do_not_name_the_same_proof_in_a_batch(life: Life):
    with life.database.writing() as session:
        batch = drafting.start(session, title="第二批", by=life.cast.chen, at=AT).id
    one = life.drafted([a_line(1)], office=True).submitted().list_id
    two = life.drafted([a_line(2), a_line(1)], office=True).submitted().list_id
    with pytest.raises(Conflicting, match="第2条是同一个单位"), life.database.writing() as session:
        assembling.gather(session, batch, [one, two], city=CITY, by=life.cast.wang, at=AT)
    with life.database.reading() as session:
        assert not session.exec(select(Line).where(Line.list_id == batch)).all()


def test_removing_a_line_takes_its_evidence_and_reasons_along(life: Life):
    life.drafted([a_line(1), a_line(2)])
    with life.database.writing() as session:
        evidences.attach(session, life.list_id, [life.line(1).id], kind="k", note="n", by=life.cast.li, at=AT)
        evidences.sign(
            session, life.list_id, [life.line(1).id], kind=ExceptionKind.POLICY, reason="r", by=life.cast.wang, at=AT
        )
        line_editing.remove_line(session, life.line(1).id, version=1, by=life.cast.li, at=AT)
    with life.database.reading() as session:
        assert not session.exec(select(EvidenceLine)).all() and not session.exec(select(LineException)).all()


def test_who_submitted_neither_assembles_nor_reviews(life: Life):
    life.drafted(office=True).submitted()
    with life.database.writing() as session, pytest.raises(NotYourDesk, match="您提交过这份清单"):
        assembling.assemble(session, life.list_id, city=CITY, by=_as_reviewer(life), at=AT)


def test_the_open_steps_say_for_each_why_not(life: Life):
    life.drafted().submitted()
    with life.database.reading() as session:
        offered = {
            step.name: why
            for step, why in list_steps.open_steps(session, life.listing(), by=life.cast.wang, at=life.at)
        }
    assert offered["assemble"] is None and offered["send-back"] is None
    assert "陈立" in offered["recall"]
