"""Timed work: each duty is done by one process at a time, and none hinders another."""

from datetime import timedelta

import pytest
from sqlmodel import select

from app import tick
from catalog import clock
from catalog.models import Comment
from catalog.services import consultations
from catalog.services.sealing import Personal
from tests.consultation_builders import consulted


def test_one_process_at_a_time_does_what_is_everybodys(app):
    place = tick.place_of(app)
    assert len(tick.tick(place)) == len(tick.DUTIES)
    with tick._alone(place.home / tick.LOCK) as first:
        assert first and tick.tick(place) == []
    assert tick.tick(place)


def test_a_duty_that_fails_hinders_no_other(app, monkeypatch, caplog):
    def fails(place):
        raise OSError("the disk is gone")

    monkeypatch.setattr(tick, "DUTIES", (fails, tick.index_follows))
    assert tick.tick(tick.place_of(app)) == ["索引已跟到第0条记录。"]
    assert "the disk is gone" in caplog.text


@pytest.mark.parametrize("days_ago, is_left", [(150, True), (200, False)])
def test_contacts_go_six_months_after_the_end_and_not_before(app, days_ago, is_left):
    life = consulted_and_ended(app, days_ago)
    tick.tick(tick.place_of(app))
    with life.database.reading() as session:
        assert (session.exec(select(Comment.sealed)).one() is not None) == is_left
    assert (life.keys.folder / life.consultation().key_name).exists() == is_left


def consulted_and_ended(app, days_ago):
    """A consultation with one comment that left a contact, given up so many days ago."""
    life = consulted(app).begun(days_ago=days_ago + 20)
    life.at = clock.now() - timedelta(days=days_ago)
    life.commented(personal=Personal("张三", "a@b.example"))
    with life.database.writing() as session:
        consultations.end(session, life.list_id, reason="上级有新的规定。", by=life.cast.chen, at=life.at)
    return life
