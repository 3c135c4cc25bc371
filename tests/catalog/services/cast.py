"""The people of the tests: Li drafts, Qiang heads, Wang reviews, Chen consults, Zhao publishes, Zhou administers."""

from dataclasses import dataclass
from datetime import date

from catalog.database import Database
from catalog.rules.permissions import Official
from catalog.services import people
from catalog.services.registering import Directory
from catalog.vocabulary import Role

ON = date(2026, 6, 1)
OFFICES = ("示例市民政局", "示例市教育局", "示例市司法局", "示例市人民政府办公室")
# login: (name, office, roles)
CAST = {
    "li": ("李芳", 0, (Role.CLERK,)),
    "qiang": ("李强", 0, (Role.HEAD,)),
    "sun": ("孙洁", 1, (Role.CLERK, Role.HEAD)),
    "wang": ("王敏", 2, (Role.REVIEWER,)),
    "chen": ("陈立", 2, (Role.CONSULTATION,)),
    "zhao": ("赵宁", 3, (Role.PUBLISHER,)),
    "both": ("何平", 2, (Role.REVIEWER, Role.PUBLISHER)),
    "zhou": ("周红", 2, (Role.ADMINISTRATOR,)),
}


@dataclass(frozen=True)
class Cast:
    li: Official
    qiang: Official
    sun: Official
    wang: Official
    chen: Official
    zhao: Official
    both: Official
    zhou: Official


def hire(database: Database, *, password_hash: str = "unusable") -> Cast:
    """Register the offices and everybody with their roles; a register that has them already is only read."""
    with database.reading() as session:
        if there := people.officials(session, on=ON):
            return Cast(**{one.login: one for one in there})
    with database.writing() as session:
        directory = Directory(session)
        directory.add_offices(OFFICES, by="test")
        for login, (name, office, roles) in CAST.items():
            office_id = directory.office(OFFICES[office])
            person = people.add(
                session, login=login, name=name, password_hash=password_hash, office_id=office_id, by="test", on=ON
            )
            for role in roles:
                people.give_role(session, person.id or 0, role, office_id=office_id, by="test", on=ON)
        session.flush()
        return Cast(**{one.login: one for one in people.officials(session, on=ON)})
