"""The example city's people and story: told once, by the services, and nothing of it leaks into the public register."""

import shutil

import pytest
from sqlmodel import func, select

from catalog import clock
from catalog.database import Database
from catalog.models import Consultation, Decision, Entry, Person, ProofList, Requirement
from catalog.seed import example_life, example_people
from catalog.services import consultations, history, passwords, people, requirements
from catalog.services.vault import KeyRing
from catalog.vocabulary import ConsultationState, ListState, Role
from tests import postgres
from tests.conftest import SERVER


@pytest.fixture
def city(example_register, tmp_path):
    """A copy of the example city."""
    address, _ = example_register
    if SERVER:
        copy = postgres.fresh_database(SERVER, template=address.rpartition("/")[2].partition("?")[0])
    else:
        shutil.copyfile(address.removeprefix("sqlite:///"), tmp_path / "register.db")
        copy = f"sqlite:///{tmp_path}/register.db"
    database = Database(copy)
    yield database
    database.dispose()
    if SERVER:
        postgres.drop_database(copy)


@pytest.fixture
def keys(tmp_path):
    return KeyRing(tmp_path / "keys", "secret")


def tell(city, keys):
    return example_life.tell(city, keys, secret="secret", city="示例市")


def test_there_is_one_person_for_each_role_and_each_can_sign_in(city):
    hired = example_people.hire(city, by="示例")
    assert {one.role for one in hired} == set(Role)
    assert len({one.password for one in hired}) == len(hired)
    one = hired[0]
    signed_in = passwords.sign_in(city, login=one.login, password=one.password, at=clock.now(), secret="s")
    assert signed_in.roles == {one.role}
    told = example_people.told(hired)
    assert all(one.password in told for one in hired) and "虚构" in told


def test_nobody_is_hired_where_somebody_works(city):
    assert example_people.hire(city, by="示例")
    assert example_people.hire(city, by="示例") == []
    with city.reading() as session:
        assert session.exec(select(func.count()).select_from(Person)).one() == len(example_people.CAST)


def test_the_story_is_told_once_and_only_with_its_people(city, keys):
    assert not tell(city, keys)
    example_people.hire(city, by="示例")
    assert tell(city, keys)
    assert not tell(city, keys)
    with city.reading() as session:
        states = sorted(session.exec(select(ProofList.state)))
        assert states == sorted([ListState.PUBLISHED, ListState.CONSULTING, ListState.DRAFTING])
        (one,) = session.exec(select(Consultation))
        assert consultations.state(one, clock.now()) is ConsultationState.OPEN
        assert history.verify(session) is None


def test_the_public_register_holds_what_the_first_list_says_and_no_more(city, keys):
    def public():
        with city.reading() as session:
            now = clock.now()
            ids = list(session.exec(select(Requirement.id).where(requirements.is_public(now)).order_by(Requirement.id)))
            return ids, session.exec(select(func.count()).select_from(Decision)).one()

    before = public()
    example_people.hire(city, by="示例")
    tell(city, keys)
    assert public() == before and len(before[0]) == 1_344


def test_the_story_is_told_by_those_whose_work_it_is(city, keys):
    example_people.hire(city, by="示例")
    tell(city, keys)
    with city.reading() as session:
        acted = set(session.exec(select(Entry.who).distinct()))
        staff = {one.login for one in people.officials(session, on=clock.today())}
    assert acted & staff == {"chen.li", "wang.min", "li.fang"}
