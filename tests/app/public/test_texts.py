"""Plain pages promise what the register does."""

from datetime import timedelta

import time_machine
from sqlmodel import select

from catalog import clock
from catalog.models import Entry
from tests.commenter import said


def test_each_day_shows_the_digest_of_all_that_happened_before_it(app, own_home):
    visitor, _ids = own_home
    with app.extensions["database"].reading() as session:
        newest = session.exec(select(Entry).order_by(Entry.number.desc())).first()
    midnight = clock.end_of(clock.day_of(newest.at))
    with time_machine.travel(midnight - timedelta(seconds=1), tick=False):
        assert newest.digest not in said(visitor.visit("/data"))
    with time_machine.travel(midnight, tick=False):
        assert f"第{newest.number:,}条" in said(visitor.visit("/data")) and newest.digest in said(
            visitor.visit("/data")
        )


def test_how_long_visits_are_on_record_is_the_setting(app, visitor):
    months = app.extensions["settings"].visits_months
    assert f"存{months}个月，到期删除" in said(visitor.visit("/privacy"))
