"""What an office is: its kind, code and days, and who carries on when it was merged."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, update
from sqlmodel import Session, select

from catalog import clock
from catalog.errors import Conflicting, Incomplete, NotFound
from catalog.models import Line, Office, ProofList, Requirement
from catalog.rules import credit_codes
from catalog.rules.lifecycles import OVER
from catalog.rules.permissions import Official
from catalog.services import history, leave
from catalog.services.registering import ROWS, Directory, alone
from catalog.vocabulary import Act, OfficeKind


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """What officials state of an office. Days are in Beijing time, both within its life; ``successor`` is a name."""

    kind: OfficeKind
    code: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    successor: str = ""


def get(session: Session, office_id: int) -> Office:
    """The office; NotFound when there is none."""
    if (found := session.get(Office, office_id)) is None:
        raise NotFound("没有这个单位。")
    return found


def facts(session: Session, office: Office) -> OfficeFacts:
    """What is stated of an office now."""
    heir = session.get(Office, office.successor_id) if office.successor_id else None
    return OfficeFacts(office.kind, office.code, office.begins_on, office.ends_on, heir.name if heir else "")


@dataclass(frozen=True, slots=True)
class Amended:
    """What was done: how many requirements the successor took over, and how many it had already."""

    moved: int = 0
    left: int = 0


def seen(stated: OfficeFacts) -> str:
    """A digest of what a form was filled in upon, so that nobody overwrites what somebody else stated since."""
    return hashlib.sha256(repr(stated).encode()).hexdigest()[:16]


def amend(session: Session, office_id: int, stated: OfficeFacts, *, over: str, by: Official) -> Amended:
    """State what an office is. ``over`` is ``seen`` of what the person saw.

    What it demanded is demanded by its successor from now on, and so are lines that still name it (DESIGN §2: the
    key of a requirement is the demanding office after succession). What both demanded stays apart: two chains of
    decisions are not made one.
    Raises NotFound, NotYourDesk, Conflicting (stated anew meanwhile), Incomplete (a wrong or taken code, days in the
    wrong order, a successor that is unknown or leads back).
    """
    leave.ask(session, by, Act.AMEND_OFFICE, on=clock.today())
    alone(session)
    office = get(session, office_id)
    session.refresh(office, with_for_update=True)
    before = facts(session, office)
    if seen(before) != over:
        raise Conflicting("没有保存：这个单位刚被别人改过。现在的内容列在下面，您写的还在。")
    code = credit_codes.normalised(stated.code)
    if code and (why := credit_codes.refusal(code) or _taken(session, code, office_id)):
        raise Incomplete(why, field="code")
    if stated.begins_on and stated.ends_on and stated.ends_on < stated.begins_on:
        raise Incomplete("撤销的日期比设立的日期还早。请核对。", field="ends_on")
    heir = _heir(session, office, stated.successor)
    office.kind, office.code = stated.kind, code
    office.begins_on, office.ends_on = stated.begins_on, stated.ends_on
    office.successor_id = heir.id if heir else None
    done = _hand_over(session, office_id, heir.id or 0, by=by) if heir and heir.name != before.successor else Amended()
    session.flush()
    _note(session, office_id, before, facts(session, office), by=by)
    return done


def _hand_over(session: Session, office_id: int, heir_id: int, *, by: Official) -> Amended:
    """Give the successor what the office demanded; search follows by the entry on the successor."""
    # Whoever was merged into this office is carried on by its successor: one step leads to who carries on now.
    merged = Office.__table__  # type: ignore[attr-defined]
    session.execute(update(merged).where(merged.c.successor_id == office_id).values(successor_id=heir_id))
    query = select(Requirement.service_item_id, Requirement.material_id, Requirement.id)
    held_by_heir = session.exec(query.where(Requirement.office_id == heir_id))
    has = {(item, material): int(one or 0) for item, material, one in held_by_heir}
    own = list(session.exec(query.where(Requirement.office_id == office_id).with_for_update()))
    moved = [int(one or 0) for item, material, one in own if (item, material) not in has]
    both = {int(one or 0): has[item, material] for item, material, one in own if (item, material) in has}
    _hand_over_drafts(session, office_id, heir_id, both)
    held = Requirement.__table__  # type: ignore[attr-defined]
    for start in range(0, len(moved), ROWS):
        some = moved[start : start + ROWS]
        session.execute(update(held).where(held.c.id.in_(some)).values(office_id=heir_id))
    done = Amended(len(moved), len(own) - len(moved))
    after = {"carries_on": office_id, "requirements": done.moved, "left": done.left}
    history.write(session, by=by.login, act=Act.AMEND_OFFICE, noun="office", record_id=heir_id, after=after)
    return done


def _hand_over_drafts(session: Session, office_id: int, heir_id: int, both: Mapping[int, int]) -> None:
    """Lists on their way are the successor's, and so is what they say: who carries on goes on with them.

    ``both`` leads from a requirement of the office to the same one of its successor. A list that names both keeps a
    line of each, as the register does.
    """
    lists, lines = ProofList.__table__, Line.__table__  # type: ignore[attr-defined]
    on_their_way = lists.c.state.not_in(OVER)
    session.execute(update(lists).where(on_their_way, lists.c.office_id == office_id).values(office_id=heir_id))
    named_too = lines.alias()
    statement = update(lines).where(
        lines.c.requirement_id == bindparam("old"),
        lines.c.list_id.in_(select(ProofList.id).where(on_their_way)),
        lines.c.list_id.not_in(select(named_too.c.list_id).where(named_too.c.requirement_id == bindparam("new"))),
    )
    pairs = [{"old": old, "new": new} for old, new in both.items()]
    if pairs:
        session.connection().execute(statement.values(requirement_id=bindparam("new")), pairs)


def _taken(session: Session, code: str, office_id: int) -> str | None:
    other = session.exec(select(Office.name).where(Office.code == code, Office.id != office_id)).first()
    return f"这个代码已经登记给“{other}”。请核对。" if other else None


def _heir(session: Session, office: Office, name: str) -> Office | None:
    """Who carries on, the last one when that office was merged in its turn."""
    if not name.strip():
        return None
    found = Directory(session).office(name)
    if found is None:
        raise Incomplete(f"登记簿里没有“{name.strip()[:30]}”。请写登记的名称，或者先登记这个单位。", field="successor")
    if found == office.id:
        raise Incomplete("一个单位不能由自己承担自己的职责；绕一圈回到自己也不行。", field="successor")
    return session.get_one(Office, found)


def _note(session: Session, office_id: int, before: OfficeFacts, after: OfficeFacts, *, by: Official) -> None:
    history.write(
        session,
        by=by.login,
        act=Act.AMEND_OFFICE,
        noun="office",
        record_id=office_id,
        before=_plain(before),
        after=_plain(after),
    )


def _plain(stated: OfficeFacts) -> dict[str, object]:
    return {
        "kind": stated.kind.value,
        "code": stated.code,
        "begins_on": stated.begins_on.isoformat() if stated.begins_on else None,
        "ends_on": stated.ends_on.isoformat() if stated.ends_on else None,
        "successor": stated.successor,
    }
