"""The people of the example city: one for each role, invented, each with a random password that is told once."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, select

from catalog import clock
from catalog.database import Database
from catalog.models import Person
from catalog.services import passwords, people
from catalog.services.registering import Directory
from catalog.vocabulary import Role

CIVIL, BUREAU, GOVERNMENT = "示例市民政局", "示例市司法局", "示例市人民政府办公室"
# Login, invented name, office, role.
CAST: tuple[tuple[str, str, str, Role], ...] = (
    ("li.fang", "李芳", CIVIL, Role.CLERK),
    ("li.qiang", "李强", CIVIL, Role.HEAD),
    ("wang.min", "王敏", BUREAU, Role.REVIEWER),
    ("chen.li", "陈立", BUREAU, Role.CONSULTATION),
    ("zhao.ning", "赵宁", GOVERNMENT, Role.PUBLISHER),
    ("zhou.hong", "周红", BUREAU, Role.ADMINISTRATOR),
    ("sun.jie", "孙洁", GOVERNMENT, Role.AUDITOR),
)


@dataclass(frozen=True, slots=True)
class Hired:
    """Somebody who can sign in now; the password is known to nobody else and stored nowhere."""

    login: str
    name: str
    office: str
    role: Role
    password: str


def hire(database: Database, *, by: str) -> list[Hired]:
    """Register one person for each role when nobody is registered yet; whom, [] when somebody was."""
    with database.reading() as session:
        if _has_people(session):
            return []
    # Digests are slow on purpose: made before the write lock is taken.
    fresh = [Hired(login, name, office, role, passwords.made_up()) for login, name, office, role in CAST]
    digests = [passwords.digest(one.password, login=one.login) for one in fresh]
    today = clock.today()
    with database.writing() as session:
        if _has_people(session):  # another start was quicker
            return []
        directory = Directory(session)
        directory.add_offices({one.office for one in fresh}, by=by)
        for one, digest in zip(fresh, digests, strict=True):
            office_id = directory.office(one.office)
            person = people.add(
                session, login=one.login, name=one.name, password_hash=digest, office_id=office_id, by=by, on=today
            )
            people.give_role(session, person.id or 0, one.role, office_id=office_id, by=by, on=today)
    return fresh


def told(hired: Sequence[Hired]) -> str:
    """What is printed once: who can sign in as what, with which password."""
    width = max(len(one.login) for one in hired)
    lines = [f"  {one.login:<{width}}  {one.password}  {one.name}，{one.office}，{one.role.label}" for one in hired]
    return "\n".join(("示例城市的人员（虚构的；密码只显示这一次，登录工作台 /desk/ 用）：", *lines))


def _has_people(session: Session) -> bool:
    return session.exec(select(Person.id).limit(1)).first() is not None
