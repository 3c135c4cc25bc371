"""What an office is can be stated; who carries on has what was demanded, and old lines still prove themselves."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import col, select

from catalog.errors import Conflicting, Incomplete, NotYourDesk
from catalog.models import Office, Requirement
from catalog.services import drafting, findable, history, line_editing, offices, people, versions
from catalog.services.registering import Directory
from catalog.vocabulary import OfficeKind
from tests.catalog.services.cast import OFFICES
from tests.catalog.services.life import a_line

CODE = "11441300007187648G"
CIVIL, SCHOOL = OFFICES[:2]


def office(life, name):
    with life.database.reading() as session:
        return session.exec(select(Office).where(Office.name == name)).one()


def stated(life, name, by=None, over="", **changes):
    found = office(life, name)
    with life.database.writing() as session:
        now = offices.facts(session, session.get_one(Office, found.id))
        return offices.amend(
            session, found.id, replace(now, **changes), over=over or offices.seen(now), by=by or life.cast.wang
        )


def demanded(life, name):
    with life.database.reading() as session:
        query = select(Requirement.id).join(Office, col(Office.id) == col(Requirement.office_id))
        return sorted(session.exec(query.where(Office.name == name)))


def test_kind_code_and_days_are_stated_and_a_wrong_code_is_not(life):
    stated(life, CIVIL, kind=OfficeKind.VERTICAL, code=CODE.lower(), begins_on=date(2019, 3, 1))
    found = office(life, CIVIL)
    assert (found.kind, found.code, found.begins_on) == (OfficeKind.VERTICAL, CODE, date(2019, 3, 1))
    with pytest.raises(Incomplete, match="最后一位"):
        stated(life, CIVIL, code=CODE[:-1] + "H")
    with pytest.raises(Incomplete, match=f"登记给“{CIVIL}”"):
        stated(life, SCHOOL, code=CODE)
    with pytest.raises(Incomplete, match="还早"):
        stated(life, CIVIL, ends_on=date(2019, 2, 28))


def test_what_a_merged_office_demanded_is_its_successors_and_what_both_demanded_stays_apart(life):
    life.until_approved([a_line(1), a_line(2), a_line(2, demanding_office=SCHOOL)]).published()
    version, before = life.version(), demanded(life, CIVIL)
    with life.database.reading() as session:
        place = history.head(session)
    done = stated(life, CIVIL, successor=SCHOOL, ends_on=date(2026, 12, 31))
    assert (done.moved, done.left) == (1, 1) and len(demanded(life, SCHOOL)) == 2
    with life.database.reading() as session:
        assert Directory(session).office(CIVIL) == office(life, SCHOOL).id
        touched, _ = findable.changed(session, place, history.head(session))
        assert set(before) <= touched, "search follows"
        assert versions.verify(session, version.id) is None and history.verify(session) is None
    # A line that still names the old office is the successor's, and no second requirement.
    again = stated(life, CIVIL, code=CODE)
    assert (again.moved, again.left) == (0, 0)


def test_one_step_leads_to_who_carries_on_now_and_none_leads_in_a_circle(life):
    stated(life, CIVIL, successor=SCHOOL)
    stated(life, SCHOOL, successor=OFFICES[2])
    assert office(life, CIVIL).successor_id == office(life, SCHOOL).successor_id == office(life, OFFICES[2]).id
    with pytest.raises(Incomplete, match="绕一圈"):
        stated(life, OFFICES[2], successor=CIVIL)
    with pytest.raises(Incomplete, match="没有“某局”"):
        stated(life, OFFICES[3], successor="某局")


def test_what_somebody_else_stated_meanwhile_is_not_lost(life):
    with life.database.reading() as session:
        seen = offices.seen(offices.facts(session, office(life, CIVIL)))
    stated(life, CIVIL, code=CODE)
    with pytest.raises(Conflicting):
        stated(life, CIVIL, over=seen, kind=OfficeKind.TOWN)
    assert office(life, CIVIL).code == CODE


def test_only_the_bureau_states_it(life):
    with pytest.raises(NotYourDesk):
        stated(life, CIVIL, by=life.cast.li, code=CODE)


def test_who_carries_on_goes_on_with_the_lists_that_are_on_their_way(life):
    life.until_approved([a_line(1, demanding_office=SCHOOL)]).published()
    life.drafted([a_line(1), a_line(2)], office=True)
    stated(life, CIVIL, successor=SCHOOL)
    line, heir = life.line(1), office(life, SCHOOL)
    assert life.listing().office_id == heir.id
    with life.database.writing() as session:
        assert {session.get_one(Requirement, life.line(place).requirement_id).office_id for place in (1, 2)} == {
            heir.id
        }
        sun = people.official(session, life.cast.sun.id, on=life.at.date())
        draft = a_line(1, demanding_office=CIVIL, remark="改过")
        line_editing.change_line(session, line.id, draft, version=line.version, by=sun, at=life.at)
        drafting.submit(session, life.list_id, by=sun, at=life.at)
    assert life.line(1).remark == "改过"


def test_a_list_that_names_both_keeps_a_line_of_each(life):
    life.until_approved([a_line(1, demanding_office=SCHOOL)]).published()
    life.drafted([a_line(1), a_line(1, demanding_office=SCHOOL)])
    ids = [life.line(place).requirement_id for place in (1, 2)]
    stated(life, CIVIL, successor=SCHOOL)
    assert [life.line(place).requirement_id for place in (1, 2)] == ids
