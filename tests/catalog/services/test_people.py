"""People, their roles, and how they sign in."""

from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
from sqlmodel import select

from catalog.database import Database
from catalog.errors import Conflicting, Incomplete, NotFound, NotYourDesk, Refused, TooOften
from catalog.models import Attempt, Office, Person
from catalog.rules import limits, lockouts
from catalog.services import history, passwords, people
from catalog.vocabulary import Role
from tests.catalog.services.cast import ON, Cast, hire

AT = datetime(2026, 6, 1, 2, tzinfo=UTC)
PASSWORD = "correct horse battery"
SECRET = "secret"


@pytest.fixture(scope="module")
def digest() -> str:
    return passwords.digest(PASSWORD)


def sign_in(database: Database, password: str, *, login: str = "wang", at: datetime = AT):
    return passwords.sign_in(database, login=login, password=password, at=at, secret=SECRET)


def test_the_right_password_signs_in_with_the_roles_of_the_day(database, digest):
    hire(database, password_hash=digest)
    found = sign_in(database, PASSWORD, login=" Wang ")
    assert (found.name, found.office, found.roles) == ("王敏", "示例市司法局", {Role.REVIEWER})


def test_five_wrong_passwords_lock_the_login_for_half_an_hour(database, digest):
    hire(database, password_hash=digest)
    for number in range(lockouts.FAILURES):
        with pytest.raises(Refused, match="登录名或密码不对"):
            sign_in(database, "wrong", at=AT + timedelta(seconds=number))
    last = AT + timedelta(seconds=lockouts.FAILURES - 1)
    with pytest.raises(TooOften, match=r"账号锁到10:30.*周红"):
        sign_in(database, PASSWORD, at=last + timedelta(minutes=29))
    assert sign_in(database, PASSWORD, at=last + timedelta(minutes=31)).login == "wang"


def test_a_success_forgets_the_failures_before_it(database, digest):
    hire(database, password_hash=digest)
    for round_ in range(3):
        for number in range(lockouts.FAILURES - 1):
            with pytest.raises(Refused):
                sign_in(database, "wrong", at=AT + timedelta(minutes=round_, seconds=number))
        sign_in(database, PASSWORD, at=AT + timedelta(minutes=round_, seconds=30))


def test_tries_at_the_same_moment_get_no_more_guesses(database, digest):
    hire(database, password_hash=digest)
    answers: list[type[Refused]] = []

    def guess() -> None:
        try:
            sign_in(database, "wrong")
        except Refused as error:
            answers.append(type(error))

    threads = [Thread(target=guess) for _ in range(lockouts.FAILURES + 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count(TooOften) == 3 and answers.count(Refused) == lockouts.FAILURES


def test_an_unknown_login_is_told_the_same(database, digest):
    hire(database, password_hash=digest)
    with pytest.raises(Refused) as known:
        sign_in(database, "wrong")
    with pytest.raises(Refused) as unknown:
        sign_in(database, "wrong", login="nobody")
    assert known.value.sentence == unknown.value.sentence


def test_counts_name_nobody(database, digest):
    hire(database, password_hash=digest)
    with pytest.raises(Refused):
        passwords.sign_in(database, login="wang", password="x", at=AT, secret=SECRET, address="10.0.0.9")
    with database.reading() as session:
        for one in session.exec(select(Attempt)):
            assert "wang" not in one.subject and "10.0" not in one.subject


def test_one_address_cannot_try_every_login(database, digest, monkeypatch):
    hire(database, password_hash=digest)
    monkeypatch.setattr(limits, "SIGN_IN_PER_ADDRESS", limits.Limit("sign-in-address", 2, timedelta(hours=1), "登录"))
    for login in ("a1", "a2"):
        with pytest.raises(Refused, match="登录名或密码"):
            passwords.sign_in(database, login=login, password="x", at=AT, secret=SECRET, address="10.0.0.9")
    with pytest.raises(TooOften, match="登录得太频繁"):
        passwords.sign_in(database, login="a3", password="x", at=AT, secret=SECRET, address="10.0.0.9")


def test_somebody_who_left_does_not_sign_in(database, digest):
    cast = hire(database, password_hash=digest)
    with database.writing() as session:
        people.leave(session, cast.wang.id, by=cast.zhou, on=ON)
    with pytest.raises(Refused):
        sign_in(database, PASSWORD)


@pytest.mark.parametrize("password", ["short", "elevensigns", "x" * 201])
def test_a_poor_password_is_refused_with_what_to_do(password):
    with pytest.raises(Incomplete, match="密码"):
        passwords.digest(password)


def test_changing_the_password_ends_the_sessions_and_needs_the_old_one(database, digest):
    cast = hire(database, password_hash=digest)
    with pytest.raises(Refused, match="现在的密码不对"):
        passwords.change(database, cast.wang.id, password="another long one", current="no", at=AT, by=cast.wang)
    with pytest.raises(NotYourDesk):
        passwords.change(database, cast.wang.id, password="another long one", at=AT, by=cast.li)
    with database.reading() as session:
        before = people.get(session, cast.wang.id).epoch
    passwords.change(database, cast.wang.id, password="another long one", current=PASSWORD, at=AT, by=cast.wang)
    with database.reading() as session:
        assert people.get(session, cast.wang.id).epoch == before + 1
    assert sign_in(database, "another long one").id == cast.wang.id


def test_a_substitutes_role_ends_by_itself(database: Database, cast: Cast):
    until = ON + timedelta(days=10)
    with database.writing() as session:
        people.give_role(session, cast.li.id, Role.HEAD, office_id=cast.li.office_id, by=cast.zhou, on=ON, until=until)
    with database.reading() as session:
        holds = {
            day: Role.HEAD in people.official(session, cast.li.id, on=day).roles
            for day in (until, until + timedelta(days=1))
        }
    assert list(holds.values()) == [True, False]


def test_a_role_given_or_taken_ends_the_sessions(database: Database, cast: Cast):
    def epoch() -> int:
        with database.reading() as session:
            return people.get(session, cast.li.id).epoch

    start = epoch()
    with database.writing() as session:
        people.give_role(session, cast.li.id, Role.AUDITOR, office_id=cast.li.office_id, by=cast.zhou, on=ON)
    given = epoch()
    with database.writing() as session:
        people.take_role(session, cast.li.id, Role.AUDITOR, office_id=cast.li.office_id, by=cast.zhou, on=ON)
    assert start < given < epoch()
    with database.writing() as session, pytest.raises(NotFound):
        people.take_role(session, cast.li.id, Role.AUDITOR, office_id=cast.li.office_id, by=cast.zhou, on=ON)


def test_only_an_administrator_hands_out_roles_and_the_refusal_names_one(database: Database, cast: Cast):
    with database.writing() as session, pytest.raises(NotYourDesk, match="周红"):
        people.give_role(session, cast.li.id, Role.PUBLISHER, office_id=None, by=cast.li, on=ON)


def test_a_role_follows_its_office_through_a_merger(database: Database, cast: Cast):
    with database.writing() as session:
        session.get(Office, cast.li.office_id).successor_id = cast.sun.office_id
    with database.reading() as session:
        found = people.official(session, cast.li.id, on=ON)
    assert found.offices_as(Role.CLERK) == {cast.sun.office_id} and found.office_id == cast.sun.office_id


def test_a_login_is_given_once_and_history_holds_no_password(database: Database, cast: Cast):
    with database.writing() as session:
        for login, error in (("li", Conflicting), ("Li Fang", Incomplete), ("x", Incomplete)):
            with pytest.raises(error):
                people.add(session, login=login, name="某", password_hash="$h", office_id=None, by="test", on=ON)
    with database.reading() as session:
        person = session.exec(select(Person).where(Person.login == "li")).one()
        assert all("unusable" not in str(entry.after) for entry in history.of(session, "person", person.id))
        assert history.verify(session) is None


def test_everybody_may_sign_themselves_out_everywhere(database: Database, cast: Cast):
    with database.writing() as session:
        people.end_sessions(session, cast.li.id, by=cast.li, on=date(2026, 6, 2))
        with pytest.raises(NotYourDesk):
            people.end_sessions(session, cast.wang.id, by=cast.li, on=ON)
