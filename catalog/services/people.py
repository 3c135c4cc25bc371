"""People who sign in, and the roles they hold in offices."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, col, or_, select

from catalog.errors import Conflicting, Incomplete, NotFound, NotYourDesk
from catalog.models import Office, Person, RoleGrant
from catalog.rules import permissions
from catalog.rules.permissions import Held, Official
from catalog.services import history
from catalog.services.registering import last_heir
from catalog.vocabulary import Act, Role

LOGIN_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-_")


def add(
    session: Session, *, login: str, name: str, password_hash: str, office_id: int | None, by: Official | str, on: date
) -> Person:
    """Register a person; ``password_hash`` is made by ``passwords.digest`` before the write lock is taken.

    ``by`` is an administrator, or the operating-system user of a command, who needs no leave.
    Raises Incomplete for an unusable login, empty name or unknown office, Conflicting for one in use, NotYourDesk.
    """
    _ask(session, by, Act.REGISTER_PERSON, on=on)
    login, name = login.strip().lower(), name.strip()
    if not 2 <= len(login) <= 60 or set(login) - LOGIN_SIGNS:
        raise Incomplete("登录名要用小写字母、数字、点、横线，2到60个字。", field="login")
    if not name:
        raise Incomplete("请写姓名。", field="name")
    if session.exec(select(Person.id).where(Person.login == login)).first():
        raise Conflicting(f"登录名“{login}”已经有人用了，请换一个。", field="login")
    _check_office(session, office_id)
    person = Person(login=login, name=name, password_hash=password_hash, office_id=office_id)
    session.add(person)
    session.flush()
    after = {"login": login, "office": office_id}
    history.write(session, by=signature(by), act=Act.REGISTER_PERSON, record=person, after=after)
    return person


def give_role(
    session: Session,
    person_id: int,
    role: Role,
    *,
    office_id: int | None,
    by: Official | str,
    on: date,
    until: date | None = None,
) -> RoleGrant:
    """Let a person hold a role in an office; a substitute's ends after ``until``. Again: the end date changes.

    Sessions of the person end, so that the change holds at once. Raises Incomplete for an end in the past and an
    unknown office.
    """
    _ask(session, by, Act.GIVE_ROLE, on=on)
    person = get(session, person_id)
    if until is not None and until < on:
        raise Incomplete(f"结束日期{until.isoformat()}已经过了，请写今天或以后的日期。", field="until")
    _check_office(session, office_id)
    held = _grant(session, person_id, role, office_id)
    before = {"until": _day(held.until)} if held else None
    grant = held or RoleGrant(person_id=person_id, office_id=office_id, role=role)
    grant.until = until
    session.add(grant)
    person.epoch += 1
    after = {"role": role.value, "office": office_id, "until": _day(until)}
    history.write(session, by=signature(by), act=Act.GIVE_ROLE, record=person, before=before, after=after)
    session.flush()
    return grant


def take_role(
    session: Session, person_id: int, role: Role, *, office_id: int | None, by: Official | str, on: date
) -> None:
    """End a role at once, sessions with it. Raises NotFound when the person does not hold it."""
    _ask(session, by, Act.TAKE_ROLE, on=on)
    person, grant = get(session, person_id), _grant(session, person_id, role, office_id)
    if grant is None:
        raise NotFound(f"{person.name}没有“{role.label}”的身份。")
    session.delete(grant)
    person.epoch += 1
    before = {"role": role.value, "office": office_id}
    history.write(session, by=signature(by), act=Act.TAKE_ROLE, record=person, before=before)


def leave(session: Session, person_id: int, *, by: Official | str, on: date) -> None:
    """Note that a person has left: no more signing in, sessions end; what they did stays theirs."""
    _ask(session, by, Act.AMEND_PERSON, on=on)
    person = get(session, person_id)
    person.left_on = on
    person.epoch += 1
    history.write(session, by=signature(by), act=Act.AMEND_PERSON, record=person, after={"left_on": on.isoformat()})


def end_sessions(session: Session, person_id: int, *, by: Official | str, on: date) -> None:
    """Sign a person out everywhere; everybody may do so for themselves."""
    if not (isinstance(by, Official) and by.id == person_id):
        _ask(session, by, Act.END_SESSIONS, on=on)
    person = get(session, person_id)
    person.epoch += 1
    history.write(session, by=signature(by), act=Act.END_SESSIONS, record=person)


def get(session: Session, person_id: int) -> Person:
    """The person; NotFound when there is none."""
    if (found := session.get(Person, person_id)) is None:
        raise NotFound("没有这个人。")
    return found


def official(session: Session, person_id: int, *, on: date) -> Official | None:
    """The person with the roles that hold on that day; None when there is none or they have left."""
    return next(iter(officials(session, on=on, only=person_id)), None)


def officials(session: Session, *, on: date, only: int | None = None) -> list[Official]:
    """Everybody on the staff on that day, by login. Three queries, whatever their number."""
    query = select(Person).where(or_(col(Person.left_on).is_(None), col(Person.left_on) > on))
    grants = select(RoleGrant).where(or_(col(RoleGrant.until).is_(None), col(RoleGrant.until) >= on))
    if only is not None:
        query, grants = query.where(Person.id == only), grants.where(RoleGrant.person_id == only)
    names, heirs = _offices(session)
    held: dict[int, list[Held]] = defaultdict(list)
    for grant in session.exec(grants.order_by(col(RoleGrant.id))):
        office_id = last_heir(grant.office_id, heirs) if grant.office_id else None
        held[grant.person_id].append(Held(grant.role, office_id))
    people = session.exec(query.order_by(col(Person.login)))
    return [_official(person, held.get(person.id or 0, ()), names, heirs) for person in people]


def names(session: Session, person_ids: Iterable[int | None]) -> dict[int, str]:
    """What people are called, for records that name them by id."""
    query = select(Person.id, Person.name).where(col(Person.id).in_({one for one in person_ids if one}))
    return {int(person_id or 0): name for person_id, name in session.exec(query)}


def _official(person: Person, held: Iterable[Held], names: dict[int, str], heirs: dict[int, int]) -> Official:
    office_id = last_heir(person.office_id, heirs) if person.office_id else None
    office = names.get(office_id or 0, "")
    return Official(person.id or 0, person.login, person.name, office_id, office, tuple(held))


def _offices(session: Session) -> tuple[dict[int, str], dict[int, int]]:
    rows = session.exec(select(Office.id, Office.name, Office.short_name, Office.successor_id)).all()
    called = {int(office_id or 0): short or name for office_id, name, short, _ in rows}
    return called, {int(office_id or 0): heir for office_id, _, _, heir in rows if heir is not None}


def _grant(session: Session, person_id: int, role: Role, office_id: int | None) -> RoleGrant | None:
    query = select(RoleGrant).where(RoleGrant.person_id == person_id, RoleGrant.role == role)
    return session.exec(query.where(RoleGrant.office_id == office_id)).first()


def _check_office(session: Session, office_id: int | None) -> None:
    if office_id is not None and session.get(Office, office_id) is None:
        raise Incomplete("登记簿里没有这个单位，请重新选。", field="office")


def _ask(session: Session, by: Official | str, act: Act, *, on: date) -> None:
    if isinstance(by, Official) and not permissions.may(by, act):
        raise NotYourDesk(permissions.refusal(by, act, staff=officials(session, on=on)) or "")


def signature(by: Official | str) -> str:
    """How history names whoever acts: the login, or the operating-system user of a command."""
    return by if isinstance(by, str) else by.login


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
