"""A basis of which only the document number was written is linked to the instrument that has that number."""

import pytest
from sqlmodel import select

from catalog.models import Instrument, LineCitation
from catalog.rules import citations
from catalog.rules.citations import title_key
from catalog.services import instruments, line_entry, requirements
from catalog.services.vault import KeyRing
from tests.catalog.services.cast import hire
from tests.catalog.services.life import Life, a_line

TITLE, NUMBER = "示例市证明事项管理办法", "示府办〔2020〕42号"


@pytest.fixture
def life(database, tmp_path):
    return Life(database, hire(database), KeyRing(tmp_path / "keys", "secret"))


def registered(life, number, *titles):
    """Instruments with one number, as a register may spell it."""
    with life.database.writing() as session:
        session.add_all(
            Instrument(title=title, key=title_key(title), sort_key=title, number=number) for title in titles
        )


def linked(life, basis):
    """The title under which the basis of a drafted line is told, and whether it is linked."""
    life.drafted([])
    with life.database.writing() as session:
        line_entry.add_lines(session, life.list_id, [a_line(1, citations=citations.parse(basis))], by="li")
    with life.database.reading() as session:
        (row,) = session.exec(select(LineCitation))
        (told,) = requirements.citations_of(session, [row.line_id], on=life.at.date())[row.line_id]
        return told.title, told.clause, told.raw, told.instrument_id is not None


@pytest.mark.parametrize("spelt", [NUMBER, "示府辦[2020]42號", "示府办〔二〇二〇〕四十二号"])
@pytest.mark.parametrize("written", [NUMBER, "示府办〔二○二○〕42号"])
def test_it_is_linked_however_the_number_is_spelt(life, spelt, written):
    registered(life, spelt, TITLE, TITLE)
    assert linked(life, f"{written}第三条") == (TITLE, "第三条", f"{written}第三条", True)


def test_a_number_that_two_instruments_have_links_to_neither(life):
    registered(life, NUMBER, TITLE, "示例市另一个办法")
    assert linked(life, NUMBER) == ("", "", NUMBER, False)
    with life.database.reading() as session:
        assert NUMBER not in instruments.known(session)


def test_a_number_that_nobody_knows_stays_as_it_was_written(life):
    registered(life, NUMBER, TITLE)
    assert linked(life, "示府办〔2021〕7号") == ("", "", "示府办〔2021〕7号", False)
