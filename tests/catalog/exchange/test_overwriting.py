"""A changed list over a draft: what the file says stands there afterwards, and what changed is on record."""

import random

import pytest
from sqlmodel import select

from catalog.errors import NotYourDesk, OutOfTurn
from catalog.exchange import overwriting
from catalog.models import Entry, Line
from catalog.services import evidences, history, line_texts
from catalog.services.vault import KeyRing
from catalog.vocabulary import Act, Disposition
from tests.catalog.services.cast import OFFICES, hire
from tests.catalog.services.life import Life, a_line


@pytest.fixture
def life(database, tmp_path):
    return Life(database, hire(database), KeyRing(tmp_path / "keys", "secret"))


def over(life, drafts, *, removing=True, by=None):
    with life.database.writing() as session:
        return overwriting.overwrite(
            session, life.list_id, drafts, by=by or life.cast.li, at=life.at, removing=removing
        )


def items(life):
    with life.database.reading() as session:
        return [(one.position, one.service_item) for one in line_texts.of_list(session, life.list_id)]


def test_additions_changes_and_removals_are_told_apart(life):
    life.drafted([a_line(1), a_line(2), a_line(3)], office=True)
    found = over(life, [a_line(1), a_line(2, disposition=Disposition.KEEP), a_line(4)])
    assert [one.service_item for one in found.added] == ["事项4"]
    assert [one.service_item for one in found.removed] == ["事项3"]
    assert [one.after.service_item for one in found.changed] == ["事项2"]
    assert found.same == 1


def test_the_draft_stands_in_the_order_of_the_file(life):
    life.drafted([a_line(number) for number in range(1, 9)], office=True)
    order = list(range(1, 9))
    random.Random(7).shuffle(order)
    over(life, [a_line(number) for number in order])
    assert items(life) == [(place, f"事项{number}") for place, number in enumerate(order, start=1)]


def test_lines_that_the_file_does_not_have_stay_behind_the_others_when_asked(life):
    life.drafted([a_line(1), a_line(2)], office=True)
    over(life, [a_line(3)], removing=False)
    assert items(life) == [(1, "事项3"), (2, "事项1"), (3, "事项2")]


def test_only_changed_lines_get_a_new_version_and_an_entry(life):
    life.drafted([a_line(1), a_line(2)], office=True)
    over(life, [a_line(1), a_line(2, remark="新的备注")])
    with life.database.reading() as session:
        query = select(Line.version).where(Line.list_id == life.list_id).order_by(Line.position)
        assert list(session.exec(query)) == [1, 2]
        acts = [one.act for one in history.since(session, 0) if one.noun == "line"]
        assert acts == [Act.CHANGE_LINE.value]
        assert history.verify(session) is None


def test_the_same_file_twice_changes_nothing(life):
    drafts = [a_line(1), a_line(2)]
    life.drafted(drafts, office=True)
    assert over(life, drafts).is_empty
    with life.database.reading() as session:
        assert [one for one in session.exec(select(Entry)) if one.noun == "line"] == []


def test_evidence_stays_with_its_line_and_goes_with_a_removed_one(life):
    life.drafted([a_line(1), a_line(2)], office=True)
    with life.database.writing() as session:
        for position in (1, 2):
            line = session.exec(select(Line).where(Line.position == position)).one()
            evidences.attach(
                session, life.list_id, [line.id], kind=f"证据{position}", note="文件", by=life.cast.li, at=life.at
            )
    over(life, [a_line(2, remark="改")])
    with life.database.reading() as session:
        assert [(one.kind, places) for one, places in evidences.of_list(session, life.list_id)] == [
            ("证据1", []),
            ("证据2", [1]),
        ]


def test_lines_of_another_office_are_refused_by_name(life):
    life.drafted([a_line(1)], office=True)
    with pytest.raises(NotYourDesk, match=OFFICES[1]):
        over(life, [a_line(1), a_line(2, demanding_office=OFFICES[1])])
    assert items(life) == [(1, "事项1")]


def test_another_department_and_a_list_under_way_are_refused(life):
    life.drafted([a_line(1)], office=True)
    with pytest.raises(NotYourDesk):
        over(life, [a_line(1)], by=life.cast.sun)
    life.submitted()
    with pytest.raises(OutOfTurn, match="起草的时候"):
        over(life, [a_line(1)])


def test_what_a_file_would_do_is_foretold_as_it_then_happens(life):
    dice = random.Random(3)
    for _ in range(3):
        fresh = dice.randrange(100, 10_000)  # a name that is not registered before the file is written
        life.drafted([a_line(number) for number in range(10) if dice.random() < 0.6] or [a_line(1)], office=True)
        drafts = [a_line(number) for number in range(10) if dice.random() < 0.6] + [a_line(fresh)]
        with life.database.reading() as session:
            told = overwriting.overlap(session, life.list_id, drafts)
        found = over(life, drafts)
        assert (told.new, told.gone, told.both) == (
            len(found.added),
            len(found.removed),
            found.same + len(found.changed),
        )
