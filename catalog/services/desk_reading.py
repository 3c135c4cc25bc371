"""What the desk reads: where every list stands, what waits, and what happened to a list. Bounded queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from catalog.models import (
    Comment,
    Consultation,
    Emergency,
    Line,
    LineException,
    ListStep,
    Office,
    Person,
    ProofList,
    Requirement,
    Review,
)
from catalog.rules.duties import Done
from catalog.rules.lifecycles import DUTY_OF, OVER, list_state
from catalog.rules.permissions import Case
from catalog.services import list_steps
from catalog.vocabulary import CommentState, Duty, ListState

_DUTY = {act.value: duty for act, duty in DUTY_OF.items()}


@dataclass(frozen=True, slots=True)
class Standing:
    """One list with everything the desk's first page says of it.

    ``now`` is its state by the clock; ``consultation`` the newest round; ``unanswered`` and ``unread`` count
    its timely comments; ``case`` is what leave to touch it depends on.
    """

    listing: ProofList
    now: ListState
    lines: int
    offices: int
    case: Case
    taken: tuple[ListStep, ...]
    consultation: Consultation | None = None
    unanswered: int = 0
    unread: int = 0

    @property
    def id(self) -> int:
        return self.listing.id or 0

    @property
    def since(self) -> datetime:
        """When it came to where it stands."""
        if self.now is ListState.SETTLING and self.listing.state is ListState.CONSULTING and self.consultation:
            return self.consultation.closes_at
        moved = [step.at for step in self.taken if step.start is not step.end]
        return moved[-1] if moved else self.listing.created_at

    @property
    def is_returned(self) -> bool:
        """True when it was sent back and nobody has handed it in again."""
        return bool(self.taken) and self.taken[-1].name == "send-back"


def standings(session: Session, at: datetime, *, over: bool = False) -> list[Standing]:
    """Every list on its way (with ``over``: those that came to an end), newest first. A fixed number of queries."""
    wanted = col(ProofList.state).in_(OVER) if over else ~col(ProofList.state).in_(OVER)
    listings = list(session.exec(select(ProofList).where(wanted).order_by(col(ProofList.id).desc())))
    return of_lists(session, listings, at)


def of_lists(session: Session, listings: Sequence[ProofList], at: datetime) -> list[Standing]:
    """Where these lists stand. A fixed number of queries."""
    ids = [one.id or 0 for one in listings]
    counts, taken, rounds = _counts(session, ids), list_steps.taken(session, ids), _newest_rounds(session, ids)
    offices, duties, waiting = _offices(session, listings), _done(session, ids), _waiting(session, ids)
    return [
        _standing(one, at, counts, taken, rounds.get(one.id or 0), offices, duties, waiting.get(one.id or 0, (0, 0)))
        for one in listings
    ]


def _standing(
    listing: ProofList,
    at: datetime,
    counts: dict[int, tuple[int, int]],
    taken: dict[int, list[ListStep]],
    consultation: Consultation | None,
    offices: dict[int, str],
    duties: dict[int, list[Done]],
    waiting: tuple[int, int],
) -> Standing:
    list_id = listing.id or 0
    now = list_state(listing.state, consultation.closes_at if consultation else None, at)
    case = Case(
        office_id=listing.office_id,
        office=offices.get(listing.office_id or 0, ""),
        bureau_edits=listing.office_id is None or now is ListState.SETTLING,
        is_draft=now is ListState.DRAFTING,
        done=tuple(dict.fromkeys(duties.get(list_id, ()))),
    )
    lines, some = counts.get(list_id, (0, 0))
    return Standing(listing, now, lines, some, case, tuple(taken.get(list_id, ())), consultation, *waiting)


def _counts(session: Session, ids: Collection[int]) -> dict[int, tuple[int, int]]:
    query = (
        select(Line.list_id, func.count(), func.count(func.distinct(col(Requirement.office_id))))
        .join(Requirement, col(Requirement.id) == col(Line.requirement_id))
        .where(col(Line.list_id).in_(ids))
        .group_by(col(Line.list_id))
    )
    return {list_id: (lines, offices) for list_id, lines, offices in session.exec(query)}


def _newest_rounds(session: Session, ids: Collection[int]) -> dict[int, Consultation]:
    query = select(Consultation).where(col(Consultation.list_id).in_(ids)).order_by(col(Consultation.round))
    return {one.list_id: one for one in session.exec(query)}


def _offices(session: Session, listings: Iterable[ProofList]) -> dict[int, str]:
    query = select(Office.id, Office.name, Office.short_name)
    query = query.where(col(Office.id).in_({one.office_id for one in listings if one.office_id}))
    return {int(office_id or 0): short or name for office_id, name, short in session.exec(query)}


def _done(session: Session, ids: Collection[int]) -> dict[int, list[Done]]:
    """Who submitted, reviewed or published each list, or a list that went into it."""
    parts = session.exec(select(ProofList.id, ProofList.batch_id).where(col(ProofList.batch_id).in_(ids)))
    into: dict[int, set[int]] = {list_id: {list_id} for list_id in ids}
    for part_id, batch_id in parts:
        into.setdefault(int(part_id or 0), set()).add(int(batch_id or 0))
    found: dict[int, list[Done]] = defaultdict(list)
    steps = select(ListStep.list_id, ListStep.act, ListStep.person_id).where(col(ListStep.list_id).in_(into))
    rows = [(list_id, _DUTY[act], who) for list_id, act, who in session.exec(steps) if who and act in _DUTY]
    reviews = select(Review.list_id, Review.person_id).where(col(Review.list_id).in_(into))
    signed = select(Line.list_id, LineException.person_id).join(Line, col(Line.id) == col(LineException.line_id))
    examined = [*session.exec(reviews), *session.exec(signed.where(col(Line.list_id).in_(into)).distinct())]
    rows += [(list_id, Duty.REVIEW, who) for list_id, who in examined]
    for list_id, duty, who in rows:
        for owner in into[list_id]:
            found[owner].append(Done(duty, who))
    return found


def _waiting(session: Session, ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """List → timely comments without an answer, and those nobody has looked over."""
    query = (
        select(Consultation.list_id, Comment.state, Comment.answer_id)
        .join(Comment, col(Comment.consultation_id) == col(Consultation.id))
        .where(
            col(Consultation.list_id).in_(ids),
            col(Comment.is_late).is_(False),
            col(Comment.state).in_((CommentState.RECEIVED, CommentState.PASSED)),
        )
    )
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for list_id, state, answer_id in session.exec(query):
        found[list_id][0] += answer_id is None
        found[list_id][1] += state is CommentState.RECEIVED
    return {list_id: (unanswered, unread) for list_id, (unanswered, unread) in found.items()}


def unconfirmed(session: Session) -> list[tuple[Emergency, str, str]]:
    """What went through the emergency door and waits to be confirmed: with the list's title and who did it."""
    query = (
        select(Emergency, ProofList.title, Person.name)
        .join(ProofList, col(ProofList.id) == col(Emergency.list_id))
        .join(Person, col(Person.id) == col(Emergency.person_id))
        .where(col(Emergency.confirmed_at).is_(None))
        .order_by(col(Emergency.due_on))
    )
    return [(one, title, name) for one, title, name in session.exec(query)]
