"""A list of the size that cities publish takes as few statements as a small one."""

from datetime import timedelta

import pytest
from sqlmodel import select

from catalog import clock
from catalog.models import Decision, Instrument, Line
from catalog.rules import citations
from catalog.rules.citations import title_key
from catalog.services import correcting, correction_reading, findings, history, publishing, reporting, versions
from catalog.services.correcting import Correction
from catalog.vocabulary import DecisionKind, LegalLevel, Outcome
from tests.catalog.services.life import CITY, REPLACED, Life, a_line
from tests.statements import counted

LINES = 1_344
# What a step may send to the database, whatever the number of lines: batches of inserts included.
MOST = 80


@pytest.fixture
def many(life: Life) -> Life:
    with life.database.writing() as session:
        session.add(
            Instrument(
                title="示例条例", key=title_key("示例条例"), sort_key="", level=LegalLevel.ADMINISTRATIVE_REGULATION
            )
        )
    cited = citations.parse("《示例条例》第三条")
    lines = [a_line(number, **REPLACED, has_no_basis=False, citations=cited) for number in range(LINES)]
    return life.drafted(lines)


def test_every_step_of_a_large_list_takes_a_bounded_number_of_statements(many: Life):
    steps = (
        many.submitted,
        many.assembled,
        many.cleared,
        many.opened,
        lambda: many.closed().changed(1, a_line(0, remark="改"), reason="r"),
        many.settled,
        many.approved,
        many.published,
    )
    for step in steps:
        with counted(many.database) as sent:
            step()
        assert len(sent) <= MOST, f"{step} sent {len(sent)}"
    with many.database.reading() as session:
        assert len(session.exec(select(Decision.id)).all()) == LINES
        assert history.verify(session) is None


def test_reading_about_a_large_list_takes_a_bounded_number_of_statements(many: Life):
    many.submitted().assembled().cleared().opened()
    with many.database.reading() as session:
        reads = (
            lambda: findings.of_list(session, many.list_id, city=CITY, at=many.at),
            lambda: versions.changed_since(session, many.version()),
            lambda: versions.verify(session, many.version().id or 0),
            lambda: reporting.of_consultation(session, many.consultation(), at=many.at),
            lambda: publishing.rehearse(
                session, [many.list_id], many.publication(), city=CITY, by=many.cast.zhao, at=many.at
            ),
        )
        for read in reads:
            with counted(many.database) as sent:
                read()
            assert len(sent) <= 30, f"{read} sent {len(sent)}"


def test_a_whole_list_is_corrected_at_once_in_a_bounded_number_of_statements(many: Life):
    many.submitted().assembled().cleared().opened().closed().answered().settled().approved().published()
    day = clock.day_of(many.at) + timedelta(days=30)
    taken_back = Correction(DecisionKind.WITHDRAWAL, "上级文件废止。", day)
    with many.database.reading() as session:
        lines = session.exec(select(Line.id).where(Line.list_id == many.list_id)).all()
        with counted(many.database) as sent:
            decisions = correcting.standing(session, many.list_id, lines)
            found = correcting.rehearse(session, decisions.values(), taken_back, by=many.cast.zhao, at=many.at)
    assert len(sent) <= MOST and found.turns == {(Outcome.REPLACED, Outcome.UNKNOWN): LINES}
    with counted(many.database) as sent, many.database.writing() as session:
        fresh = correcting.correct(session, decisions.values(), taken_back, by=many.cast.zhao, at=many.at)
    assert len(sent) <= MOST and len(set(fresh)) == LINES
    with many.database.reading() as session:
        assert history.verify(session) is None
        assert correcting.standing(session, many.list_id, lines) == {}
        (told,) = correction_reading.latest(session, now=many.at, limit=50)
        assert (told.lines, told.kind) == (LINES, DecisionKind.WITHDRAWAL)
