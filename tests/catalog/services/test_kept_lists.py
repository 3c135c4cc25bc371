"""Where a complete list of kept proofs is published, nothing else may be asked for."""

from datetime import date

import pytest

from catalog import clock
from catalog.models import IssuedDocument, ProofList
from catalog.services import kept_lists
from catalog.vocabulary import ListKind, ListState

IN_FORCE = date(2021, 6, 1)


@pytest.fixture
def kept_list(database, cast):
    """Write a list as published; changed fields by name."""

    def write(*, office_id=None, public_from=None, **changes):
        with database.writing() as session:
            document = IssuedDocument(
                title="保留清单",
                number="示府办〔2021〕9号",
                published_on=IN_FORCE,
                effective_on=IN_FORCE,
                public_from=public_from or clock.start_of(IN_FORCE),
            )
            session.add(document)
            session.flush()
            values = {"kind": ListKind.KEPT, "state": ListState.PUBLISHED, "covers_everything": True}
            made = ProofList(
                title="保留清单",
                office_id=office_id,
                issued_document_id=document.id,
                created_at=clock.now(),
                **(values | changes),
            )
            session.add(made)

    return write


@pytest.fixture
def closed(database, cast):
    def ask(on=IN_FORCE):
        with database.reading() as session:
            return kept_lists.closed(session, [cast.li.office_id, cast.sun.office_id], on=on, known=clock.now())

    return ask


def test_without_such_a_list_no_office_is_closed(closed):
    assert closed() == frozenset()


def test_an_office_is_closed_by_its_own_list(kept_list, closed, cast):
    kept_list(office_id=cast.li.office_id)
    assert closed() == {cast.li.office_id}


def test_a_list_of_the_whole_city_closes_every_office(kept_list, closed, cast):
    kept_list()
    assert closed() == {cast.li.office_id, cast.sun.office_id}


def test_not_before_its_day(kept_list, closed):
    kept_list()
    assert closed(on=date(2021, 5, 31)) == frozenset()


@pytest.mark.parametrize(
    "change",
    [
        {"kind": ListKind.CANCELLATION},
        {"state": ListState.APPROVED},
        {"covers_everything": False},
        {"public_from": clock.start_of(date(2099, 1, 1))},
    ],
)
def test_what_is_not_a_complete_public_list_of_kept_proofs_closes_nothing(kept_list, closed, change):
    kept_list(**change)
    assert closed() == frozenset()
