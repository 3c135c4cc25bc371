"""The same setting on many lines: rehearsed, all or none, on record, and taken back in one."""

import pytest
from sqlalchemy import event
from sqlmodel import select

from catalog.errors import Conflicting, Incomplete, NotFound, NotYourDesk, OutOfTurn
from catalog.models import Entry, Line, LineChange
from catalog.services import bulk_editing, history, landings, line_texts, settling
from catalog.services.bulk_editing import Setting
from catalog.vocabulary import Act, Disposition, Method
from tests.catalog.services.cast import OFFICES
from tests.catalog.services.life import a_line

SHARE = Setting(Disposition.REPLACE, Method.DATA_SHARING, "由部门查询")
KEEP = Setting(Disposition.KEEP)


@pytest.fixture
def drafted(life):
    return life.drafted([a_line(1), a_line(2), a_line(3)], office=True)


def lines(life):
    with life.database.reading() as session:
        return line_texts.of_list(session, life.list_id)


def versions(life, *positions):
    with life.database.reading() as session:
        query = select(Line).where(Line.list_id == life.list_id)
        return {one.id: one.version for one in session.exec(query) if not positions or one.position in positions}


def apply(life, setting, *positions, by=None, at=None, **more):
    with life.database.writing() as session:
        return bulk_editing.apply(
            session,
            life.list_id,
            more.pop("held", None) or versions(life, *positions),
            setting,
            by=by or life.cast.li,
            at=at or life.at,
            **more,
        )


def undo(life, by=None):
    with life.database.writing() as session:
        return bulk_editing.undo(session, life.list_id, by=by or life.cast.li, at=life.at)


def test_a_rehearsal_names_what_would_change_and_changes_nothing(drafted):
    with drafted.database.reading() as session:
        changes = bulk_editing.rehearse(session, drafted.list_id, versions(drafted, 1, 2), SHARE)
    assert [one.after.method for one in changes] == [Method.DATA_SHARING] * 2
    assert {one.disposition for one in lines(drafted)} == {Disposition.CANCEL}


def test_each_changed_line_has_its_entry_and_unchanged_ones_none(drafted):
    assert apply(drafted, KEEP, 1) == 1
    assert apply(drafted, KEEP, 1, 2) == 1
    with drafted.database.reading() as session:
        entries = session.exec(select(Entry).where(Entry.act == Act.CHANGE_LINE.value)).all()
        assert [one.after["position"] for one in entries] == [1, 2]
        assert history.verify(session) is None
    assert list(versions(drafted).values()) == [2, 2, 1]


def test_cancelling_outright_takes_method_and_replacement_away(drafted):
    apply(drafted, SHARE)
    apply(drafted, Setting(Disposition.CANCEL))
    assert {(one.method, one.replacement) for one in lines(drafted)} == {(None, "")}


def test_an_empty_replacement_leaves_what_each_line_says(drafted):
    apply(drafted, SHARE)
    apply(drafted, Setting(Disposition.REPLACE, Method.ONLINE_CHECK))
    assert {(one.method, one.replacement) for one in lines(drafted)} == {(Method.ONLINE_CHECK, "由部门查询")}


def test_the_last_setting_is_taken_back_whole_and_only_that(drafted):
    apply(drafted, KEEP)
    apply(drafted, SHARE, 1, 2)
    assert undo(drafted) == 2
    assert {one.disposition for one in lines(drafted)} == {Disposition.KEEP}


def test_what_somebody_changed_since_is_not_taken_back(drafted):
    apply(drafted, SHARE)
    apply(drafted, KEEP, 1, by=drafted.cast.qiang)
    with pytest.raises(OutOfTurn, match="没有可以撤销的"):
        undo(drafted)
    assert undo(drafted, by=drafted.cast.qiang) == 1


def test_nothing_done_is_nothing_to_take_back(drafted):
    with pytest.raises(OutOfTurn):
        undo(drafted)


def test_one_line_changed_meanwhile_keeps_all_from_being_set(drafted):
    held = versions(drafted)
    apply(drafted, KEEP, 2)
    with pytest.raises(Conflicting, match="第2条"):
        apply(drafted, SHARE, held=held)
    assert [one.disposition for one in lines(drafted)] == [Disposition.CANCEL, Disposition.KEEP, Disposition.CANCEL]


def test_another_department_is_refused(drafted):
    with pytest.raises(NotYourDesk):
        apply(drafted, KEEP, by=drafted.cast.sun)


def test_substitution_needs_its_method(drafted):
    with pytest.raises(Incomplete) as refusal:
        apply(drafted, Setting(Disposition.REPLACE))
    assert refusal.value.field == "method"


def test_lines_of_another_list_are_not_chosen(drafted, life):
    strange = versions(drafted)
    life.drafted([a_line(9, demanding_office=OFFICES[1])])
    with pytest.raises(Incomplete, match="请先选中"):
        apply(life, KEEP, held=strange, by=life.cast.chen)


def test_a_list_that_was_handed_in_is_closed_to_settings(drafted):
    drafted.submitted()
    with pytest.raises(OutOfTurn, match="请先退回"):
        apply(drafted, KEEP)


def test_after_the_public_saw_it_a_setting_gives_its_reason_and_is_a_change(life):
    life.until_open([a_line(1), a_line(2)])
    with pytest.raises(OutOfTurn, match="正在征求意见"):
        apply(life, KEEP, by=life.cast.chen)
    life.closed()
    with pytest.raises(Incomplete, match="要选出是因为哪几份意见，或者写明理由"):
        apply(life, KEEP, by=life.cast.chen)
    assert apply(life, KEEP, by=life.cast.chen, reason="上级要求保留。") == 2
    with life.database.reading() as session:
        changes = session.exec(select(LineChange).where(LineChange.list_id == life.list_id)).all()
    assert {one.reason for one in changes} == {"上级要求保留。"} and len(changes) == 2


def test_a_setting_names_the_comments_that_moved_its_lines(life):
    life.until_open([a_line(1), a_line(2), a_line(3)])
    first, second = (life.commented(text, positions=(1, 2)).comment_id for text in ("建议保留。", "不要取消。"))
    life.closed().answered()
    apply(life, KEEP, 1, 2, by=life.cast.chen, comments=[second, first, first])
    with life.database.reading() as session:
        log = settling.changes(session, life.list_id)
        assert [behind for _, behind in log] == [[first, second]] * 2
        moved = landings.changed_by(session, life.list_id)
    assert moved == {life.line(place).requirement_id: [first, second] for place in (1, 2)}
    with pytest.raises(NotFound, match="不是对这份清单提的"):
        apply(life, SHARE, 3, by=life.cast.chen, comments=[999])
    assert lines(life)[2].disposition is Disposition.CANCEL


def test_a_thousand_lines_are_set_in_a_fixed_number_of_statements(life, database):
    seen: list[str] = []

    def count(size: int) -> int:
        life.drafted([a_line(number) for number in range(1, size + 1)])
        seen.clear()
        apply(life, SHARE, held=versions(life), by=life.cast.chen)
        return len(seen)

    event.listen(database.engine, "before_cursor_execute", note := lambda *args: seen.append(args[2]))
    few, many = count(10), count(400)
    event.remove(database.engine, "before_cursor_execute", note)
    # Long lists of ids may go to the database in parts.
    assert many - few <= 4
