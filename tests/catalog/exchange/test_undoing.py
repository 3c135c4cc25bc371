"""An import that was a mistake is taken back whole, except where somebody has moved on since."""

import random
from dataclasses import replace

import pytest
from sqlmodel import select

from catalog.errors import Conflicting, Incomplete, NotYourDesk, OutOfTurn
from catalog.exchange import overwriting, undoing
from catalog.exchange.wholes import wholes_of
from catalog.models import Document, ImportedLine, ImportPlan, Line, ProofList
from catalog.rules import citations
from catalog.services import evidences, history, line_editing, line_texts
from catalog.services.vault import KeyRing
from catalog.vocabulary import Act, Disposition, ExceptionKind
from tests.catalog.services.cast import hire
from tests.catalog.services.life import Life, a_line
from tests.catalog.services.test_many_lines import LINES, counted

DIGEST = "0" * 64


@pytest.fixture
def life(database, tmp_path):
    return Life(database, hire(database), KeyRing(tmp_path / "keys", "secret"))


def read_in(life, drafts):
    """Import over the list as the desk does; the id of the plan."""
    with life.database.writing() as session:
        if session.get(Document, DIGEST) is None:
            session.add(Document(digest=DIGEST, name="f.csv", media_type="text/csv", size=1, stored_at=life.at))
            session.flush()
        plan = ImportPlan(digest=DIGEST, filename="f.csv", title="清单", created_at=life.at)
        session.add(plan)
        session.flush()
        before = undoing.stood(session, life.list_id)
        overwriting.overwrite(
            session, life.list_id, drafts, by=life.cast.li, at=life.at, removing=True, source_digest=DIGEST
        )
        undoing.remember(session, plan, life.list_id, before, at=life.at)
        return plan.id


def take_back(life, plan_id, *, by=None, reason="传错了文件。", leaving_held=False):
    with life.database.writing() as session:
        return undoing.undo(
            session, plan_id, reason=reason, by=by or life.cast.li, at=life.at, leaving_held=leaving_held
        )


def whole(life):
    """Everything that stands in the list, versions left out: they only ever rise."""
    with life.database.reading() as session:
        return [
            replace(one, row={name: value for name, value in one.row.items() if name != "version"})
            for one in wholes_of(session, life.list_id)
        ]


def line_id(life, item):
    with life.database.reading() as session:
        return next(one.line_id for one in line_texts.of_list(session, life.list_id) if one.service_item == item)


def a_random_list(dice):
    cited = citations.parse("《示例条例》第三条；《示例办法》第四条第二款")
    drafts = [
        a_line(
            number,
            disposition=dice.choice((Disposition.CANCEL, Disposition.KEEP)),
            remark=dice.choice(("", "备注甲", "备注乙")),
            raw={"序号": str(dice.random())},
            **({"has_no_basis": False, "citations": cited} if dice.random() < 0.5 else {}),
        )
        for number in range(20)
        if dice.random() < 0.6
    ]
    dice.shuffle(drafts)
    return drafts or [a_line(1)]


@pytest.mark.parametrize("seed", range(8))
def test_whatever_was_read_over_whatever_list_taking_it_back_leaves_the_list_as_it_stood(life, seed):
    dice = random.Random(seed)
    life.drafted(a_random_list(dice), office=True)
    with life.database.writing() as session:
        some = [one.id for one in session.exec(select(Line)) if dice.random() < 0.5] or [
            session.exec(select(Line.id)).first()
        ]
        evidences.attach(session, life.list_id, some, kind="证据", note="文件", by=life.cast.li, at=life.at)
        evidences.sign(
            session, life.list_id, some, kind=ExceptionKind.POLICY, reason="理由", by=life.cast.wang, at=life.at
        )
    before = whole(life)
    plan = read_in(life, [*a_random_list(dice), a_line(99)])
    assert whole(life) != before
    take_back(life, plan)
    assert whole(life) == before
    with life.database.reading() as session:
        assert history.verify(session) is None


def test_lines_that_somebody_changed_since_are_named_and_stay_when_the_rest_goes(life):
    life.drafted([a_line(1), a_line(2)], office=True)
    plan = read_in(life, [a_line(1, remark="新"), a_line(2, remark="新"), a_line(3), a_line(4)])
    with life.database.writing() as session:
        line_editing.change_line(
            session, line_id(life, "事项3"), a_line(3, remark="改"), version=1, by=life.cast.qiang, at=life.at
        )
        line_editing.change_line(
            session, line_id(life, "事项1"), a_line(1, remark="又改"), version=2, by=life.cast.qiang, at=life.at
        )
    with pytest.raises(Conflicting, match="第1条、第3条") as refused:
        take_back(life, plan)
    assert refused.value.field == "rest"
    taking = take_back(life, plan, leaving_held=True)
    assert (len(taking.out), len(taking.back), len(taking.held)) == (1, 1, 2)
    with life.database.reading() as session:
        said = [(one.position, one.service_item, one.remark) for one in line_texts.of_list(session, life.list_id)]
    assert said == [(1, "事项1", "又改"), (2, "事项2", ""), (3, "事项3", "改")]


def test_a_removed_line_that_somebody_wrote_again_is_not_doubled(life):
    life.drafted([a_line(1), a_line(2)], office=True)
    plan = read_in(life, [a_line(1, remark="新")])
    with life.database.writing() as session:
        line_editing.add_line(session, life.list_id, a_line(2, remark="重写"), by=life.cast.li, at=life.at)
    taking = take_back(life, plan, leaving_held=True)
    assert [one.why for one in taking.held] == ["导入时删去了，以后又加了"]
    with life.database.reading() as session:
        assert [one.remark for one in line_texts.of_list(session, life.list_id)] == ["", "重写"]


def test_a_line_with_evidence_attached_since_is_not_thrown_away(life):
    life.drafted([a_line(1)], office=True)
    plan = read_in(life, [a_line(1), a_line(2)])
    with life.database.writing() as session:
        evidences.attach(
            session, life.list_id, [line_id(life, "事项2")], kind="证", note="文", by=life.cast.li, at=life.at
        )
    with pytest.raises(Incomplete, match="没有可以撤销的"):
        take_back(life, plan, leaving_held=True)


def test_it_is_on_record_who_took_it_back_and_why(life):
    life.drafted([a_line(1)], office=True)
    plan = read_in(life, [a_line(1, remark="新"), a_line(2)])
    take_back(life, plan, reason="文件是去年的。")
    with life.database.reading() as session:
        told = [one for one in history.since(session, 0) if one.act == Act.UNDO_IMPORT.value]
        assert [(one.who, one.reason) for one in told] == [("li", "文件是去年的。")]
        acts = [one.act for one in history.since(session, told[0].number)]
        assert sorted(acts) == sorted([Act.CHANGE_LINE.value, Act.REMOVE_LINE.value])
        assert session.get_one(ImportPlan, plan).undone_at is not None


def test_it_is_taken_back_once_with_a_reason_by_the_own_office_while_drafting(life):
    life.drafted([a_line(1)], office=True)
    plan = read_in(life, [a_line(1), a_line(2)])
    with pytest.raises(NotYourDesk):
        take_back(life, plan, by=life.cast.sun)
    with pytest.raises(Incomplete, match="为什么"):
        take_back(life, plan, reason=" ")
    life.submitted()
    with pytest.raises(OutOfTurn, match="起草的时候"):
        take_back(life, plan)
    with life.database.writing() as session:
        session.get_one(ProofList, life.list_id).state = "drafting"
    take_back(life, plan)
    with pytest.raises(OutOfTurn, match="已经撤销过"):
        take_back(life, plan)


def test_a_large_import_is_taken_back_in_a_bounded_number_of_statements(life):
    life.drafted([a_line(number) for number in range(LINES)], office=True)
    plan = read_in(life, [a_line(number, remark="新") for number in range(200, LINES + 200)])
    with counted(life.database) as sent:
        taking = take_back(life, plan)
    assert (len(taking.out), len(taking.back), len(taking.again)) == (200, LINES - 200, 200)
    assert len(sent) <= 60, len(sent)
    with life.database.reading() as session:
        assert len(session.exec(select(ImportedLine.id)).all()) == LINES + 200
