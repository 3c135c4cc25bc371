"""Whether a line may be changed: by whom, in which state of its list, after nobody else, and for a reason."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from catalog import clock
from catalog.errors import Conflicting, Incomplete, NotFound, NotYourDesk, OutOfTurn
from catalog.models import (
    Comment,
    Consultation,
    Line,
    Office,
    Person,
    ProofList,
    Requirement,
)
from catalog.rules.lifecycles import OPEN_TO_EDITS
from catalog.rules.permissions import Case, Official
from catalog.services import history, leave, line_entry, list_steps
from catalog.services.line_entry import LineDraft
from catalog.vocabulary import Act, ListState


def editable(session: Session, list_id: int, at: datetime) -> tuple[ProofList, ListState]:
    """The list, held until the transaction ends, with its state. Raises OutOfTurn unless its lines may be changed."""
    listing = list_steps.locked(session, list_id)
    now = list_steps.state(session, listing, at)
    if now is ListState.CONSULTING:
        closes = list_steps.closes_at(session, list_id)
        last = clock.day_of(closes) if closes else None
        until = f"，截止以后再改（{last.isoformat()} 0:00 起）" if last else ""
        raise OutOfTurn(f"正在征求意见，清单不能改{until}。")
    if now not in OPEN_TO_EDITS:
        raise OutOfTurn(f"清单现在是“{now.label}”，不能改。确实要改，请先退回。")
    return listing, now


def held(session: Session, line_id: int, version: int, at: datetime) -> tuple[Line, ProofList, ListState]:
    """A line at ``version`` with its list and state. Raises NotFound, OutOfTurn, Conflicting (changed since)."""
    list_id = session.exec(select(Line.list_id).where(Line.id == line_id)).first()
    if list_id is None:
        raise NotFound("没有这一条，可能刚被删去。")
    listing, now = editable(session, list_id, at)
    # Read after the list is held, so that nobody changes it in between.
    line = session.exec(select(Line).where(Line.id == line_id).execution_options(populate_existing=True)).first()
    if line is None:
        raise NotFound("没有这一条，可能刚被删去。")
    if line.version != version:
        raise Conflicting(f"没有保存：这一条刚被{_last_hand(session, line_id)}改过。请比较两个版本，选一个再存。")
    return line, listing, now


def _last_hand(session: Session, line_id: int) -> str:
    entries = history.of(session, "line", line_id)
    login = entries[0].who if entries else ""
    return session.exec(select(Person.name).where(Person.login == login)).first() or "别人"


def check_names(draft: LineDraft) -> None:
    """Raise Incomplete for the first name that is missing."""
    named = (
        ("demanding_office", draft.demanding_office, "请写索要单位。"),
        ("service_item", draft.service_item, "请写办理事项。"),
        ("material", draft.material, "请写证明名称。"),
    )
    for name, value, sentence in named:
        if not value.strip():
            raise Incomplete(sentence, field=name)


def check_reason(session: Session, listing: ProofList, now: ListState, comments: Sequence[int], reason: str) -> None:
    """After the public has seen a line, a change names the comments behind it, or another reason.

    Raises Incomplete (neither), NotFound (a comment on another list).
    """
    if now is not ListState.SETTLING:
        return
    if not comments and not reason.strip():
        raise Incomplete("征求意见以后改动清单，要选出是因为哪几份意见，或者写明理由。", field="reason")
    if comments:
        query = select(func.count()).select_from(Comment).join(Consultation)
        query = query.where(col(Comment.id).in_(set(comments)), Consultation.list_id == listing.id)
        if session.exec(query).one() != len(set(comments)):
            raise NotFound("选中的意见里，有的不是对这份清单提的。")


def requirement(
    session: Session, listing: ProofList, now: ListState, draft: LineDraft, act: Act, *, by: Official, at: datetime
) -> int:
    """The requirement that the draft names, once it is clear that this person may write about its office."""
    key = line_entry.requirement_keys(session, [draft], by=by.login)[0]
    ask(session, listing, now, key[0], act, by=by, at=at)
    if listing.office_id is not None and key[0] != listing.office_id:
        own = session.get(Office, listing.office_id)
        raise NotYourDesk(
            f"这份清单是{own.name if own else '一个单位'}的，只写本单位的条。{draft.demanding_office}的请另建清单。"
        )
    return line_entry.ensure_requirements(session, [key])[key]


def ask(
    session: Session, listing: ProofList, now: ListState, office_id: int, act: Act, *, by: Official, at: datetime
) -> None:
    """Raise NotYourDesk when this person may not do that with lines of this office in this list."""
    office = session.get(Office, office_id)
    bureau = listing.office_id is None or now is ListState.SETTLING
    name = (office.short_name or office.name) if office else ""
    leave.ask(session, by, act, Case(office_id, name, bureau_edits=bureau), on=clock.day_of(at))


def office_of(session: Session, line: Line) -> int:
    """The office that a line is about."""
    return session.exec(select(Requirement.office_id).where(Requirement.id == line.requirement_id)).one()


def check_free(session: Session, listing: ProofList, requirement_id: int) -> None:
    """Raise Conflicting when the list has a line of this requirement."""
    query = select(Line.position).where(Line.list_id == listing.id, Line.requirement_id == requirement_id)
    if position := session.exec(query).first():
        raise Conflicting(f"第{position}条已经是同一个单位、同一件事、同一种证明。请改那一条。")
