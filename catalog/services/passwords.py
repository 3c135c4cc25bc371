"""Passwords: how long they are, how they are stored (argon2), and how a login locks (DOMAIN §8)."""

import secrets
from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError
from sqlmodel import Session, col, select

from catalog import clock
from catalog.database import Database
from catalog.errors import Incomplete, NotYourDesk, Refused, TooOften
from catalog.models import Attempt, Person
from catalog.rules import limits, lockouts
from catalog.rules.permissions import Official
from catalog.services import attempts, history, people
from catalog.vocabulary import Act, Role

SHORTEST, LONGEST = 12, 200
TOPIC = "sign-in"


def digest(password: str, *, login: str = "") -> str:
    """The argon2 digest of a new password. Slow on purpose: never call it while a writing session is open.

    Raises Incomplete when it is too short, too long, or the login itself.
    """
    if len(password) < SHORTEST:
        raise Incomplete(
            f"密码至少{SHORTEST}个字，您填的是{len(password)}个。可以用几个不相干的词连起来。", field="password"
        )
    if len(password) > LONGEST:
        raise Incomplete(f"密码最多{LONGEST}个字。", field="password")
    if login and login.lower() in password.lower() and len(password) < SHORTEST + len(login):
        raise Incomplete("密码里不要用登录名。", field="password")
    return _hasher().hash(password)


def made_up() -> str:
    """A random password for a first start, about 100 bits."""
    return "-".join(secrets.token_hex(3) for _ in range(4))


def sign_in(database: Database, *, login: str, password: str, at: datetime, secret: str, address: str = "") -> Official:
    """Who signs in with this login and password.

    Each try is counted before the password is looked at, so that many at once guess no more often.
    Raises TooOften for an address, Refused for a locked login or a wrong password (the same sentence
    whether or not the login exists).
    """
    subject = limits.subject_of(login.strip().lower(), secret)
    with database.writing() as session:
        if address:
            attempts.count(session, limits.SIGN_IN_PER_ADDRESS, limits.subject_of_address(address, secret), at=at)
        attempts.queue(session, subject)
        failures = _failures(session, subject, at)
        locked = lockouts.locked_until(failures, at)
        if locked is None:
            attempts.note(session, TOPIC, subject, at)
        person = session.exec(select(Person).where(Person.login == login.strip().lower())).first()
        known = (person.id, person.password_hash) if person and person.left_on is None else None
        administrators = _administrators(session, at)
    if locked is not None:
        raise TooOften(_locked(locked, administrators), seconds=int((locked - at).total_seconds()) + 1)
    if not _matches(known[1] if known else _nobody(), password) or known is None:
        still = lockouts.FAILURES - len([one for one in failures if one > at - lockouts.SPAN]) - 1
        raise Refused(_wrong(still, administrators), field="password")
    return _welcome(database, known[0] or 0, password, known[1], subject, at)


def change(
    database: Database, person_id: int, *, password: str, at: datetime, by: Official | str, current: str | None = None
) -> None:
    """Give a person a new password and end their sessions.

    Everybody changes their own with the ``current`` one; an administrator (or a command) sets another's.
    Raises Incomplete for a poor password, Refused when ``current`` is wrong, NotYourDesk.
    """
    with database.reading() as session:
        person = people.get(session, person_id)
        login, stored = person.login, person.password_hash
        own = isinstance(by, Official) and by.id == person_id
        if isinstance(by, Official) and not own and Role.ADMINISTRATOR not in by.roles:
            raise NotYourDesk("只能改自己的密码。别人的密码请管理员改。")
    if own and not _matches(stored, current or ""):
        raise Refused("现在的密码不对。", field="current")
    fresh = digest(password, login=login)
    with database.writing() as session:
        person = people.get(session, person_id)
        person.password_hash = fresh
        person.epoch += 1
        history.write(session, by=people.signature(by), act=Act.CHANGE_PASSWORD, record=person)


def _welcome(database: Database, person_id: int, password: str, stored: str, subject: str, at: datetime) -> Official:
    fresh = _hasher().hash(password) if _hasher().check_needs_rehash(stored) else None
    with database.writing() as session:
        attempts.clear(session, TOPIC, subject)
        if fresh:
            people.get(session, person_id).password_hash = fresh
        found = people.official(session, person_id, on=clock.day_of(at))
    if found is None:
        raise Refused("这个账号已经停用。")
    return found


def _failures(session: Session, subject: str, at: datetime) -> list[datetime]:
    since = at - 2 * lockouts.SPAN - timedelta(minutes=1)
    query = select(Attempt.window, Attempt.count).where(Attempt.topic == TOPIC, Attempt.subject == subject)
    rows = session.exec(query.where(col(Attempt.window) > since))
    return [window for window, count in rows for _ in range(count)]


def _matches(stored: str, password: str) -> bool:
    try:
        return _hasher().verify(stored, password[: LONGEST + 1])
    except (VerifyMismatchError, VerificationError, InvalidHashError):
        return False


def _administrators(session: Session, at: datetime) -> str:
    staff = people.officials(session, on=clock.day_of(at))
    return "、".join(one.name for one in staff if Role.ADMINISTRATOR in one.roles)


def _locked(until: datetime, administrators: str) -> str:
    time = until.astimezone(clock.BEIJING)
    return f"连续输错{lockouts.FAILURES}次，账号锁到{time.hour}:{time.minute:02}。{_forgotten(administrators)}"


def _wrong(still: int, administrators: str) -> str:
    left = f"再错{still}次，账号会锁30分钟。" if still > 0 else "账号已锁30分钟。"
    return f"登录名或密码不对。{left}{_forgotten(administrators)}"


def _forgotten(administrators: str) -> str:
    return f"忘了密码，请找管理员{administrators}。" if administrators else "忘了密码，请找本单位管理员。"


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    """A digest that no password meets, so that an unknown login takes as long as a known one."""
    return _hasher().hash(secrets.token_hex(16))
