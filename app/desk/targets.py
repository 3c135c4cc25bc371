"""Where an import goes: a new draft of one's own office or of the city, or over a draft that is there."""

from dataclasses import dataclass

from sqlmodel import Session

from app.pages.parts import Choice
from app.wording import count
from catalog import clock
from catalog.errors import Incomplete, NotYourDesk
from catalog.exchange import overwriting
from catalog.exchange.planning import Plan
from catalog.models import ProofList
from catalog.rules.line_changes import Comparison
from catalog.rules.permissions import Case, Official
from catalog.services import desk_choices, leave, line_entry, lists
from catalog.vocabulary import Act, ListKind, Role

NEW, OVER = "new", "over"


@dataclass(frozen=True)
class Target:
    """A new list of an office (None: the whole city's), or the draft list that is overwritten."""

    office_id: int | None = None
    list_id: int | None = None

    @classmethod
    def read(cls, written: str) -> "Target":
        """What was chosen: new-7, new-, over-12. Raises Incomplete for anything else."""
        kind, _, number = written.partition("-")
        if kind == NEW and not number:
            return cls()
        if kind in (NEW, OVER) and number.isascii() and number.isdigit() and len(number) < 10:
            return cls(office_id=int(number)) if kind == NEW else cls(list_id=int(number))
        raise Incomplete("请选写成谁的清单。", field="target")


def choices(session: Session, by: Official, chosen: str) -> tuple[Choice, ...]:
    """What this person may choose, their own office's new list first."""
    names = dict(desk_choices.offices(session))
    own = [one for one in by.offices_as(Role.CLERK, Role.HEAD) if one in names]
    city = [None] if by.roles & {Role.CONSULTATION, Role.REVIEWER, Role.PUBLISHER} else []
    found = [(f"{NEW}-{one}", f"{names[one]}的新清单") for one in own if one]
    found += [(f"{NEW}-", "全市的新清单")] if city else []
    found += [(f"{OVER}-{one.id}", f"覆盖“{one.title}”") for one in desk_choices.drafts_of(session, [*own, *city])]
    chosen = chosen or (found[0][0] if found else "")
    return tuple(Choice(value, label, value == chosen) for value, label in found)


def foretold(session: Session, plan: Plan, chosen: str) -> tuple[str, ...]:
    """What the draft that is chosen would gain and lose, before it does; nothing to say of a new list."""
    listing = session.get(ProofList, number) if chosen and (number := Target.read(chosen).list_id) else None
    if listing is None:
        return ()
    found = overwriting.overlap(session, listing.id or 0, overwriting.drafts_of(plan))
    parts = ((found.new, "加{}"), (found.gone, "删去文件里没有的{}"), (found.both, "照文件写两边都有的{}"))
    said = "，".join(text.format(count(number)) for number, text in parts if number)
    return (f"覆盖“{listing.title}”会{said}。覆盖以后还可以撤销。",)


def enter(
    session: Session, plan: Plan, target: Target, *, title: str, kind: ListKind, by: Official, source_digest: str
) -> tuple[ProofList, Comparison | None]:
    """Write a plan as a draft where it was meant to go; what changed when it went over a list.

    Raises NotYourDesk (another office's list, or lines of other offices in a department's), OutOfTurn.
    """
    drafts, at = overwriting.drafts_of(plan), clock.now()
    if target.list_id is not None:
        found = overwriting.overwrite(
            session, target.list_id, drafts, by=by, at=at, removing=True, source_digest=source_digest
        )
        return session.get_one(ProofList, target.list_id), found
    about = Case(target.office_id, _name(session, target.office_id), bureau_edits=target.office_id is None)
    leave.ask(session, by, Act.IMPORT_LIST, about, on=clock.day_of(at))
    if target.office_id is not None:
        if target.office_id not in by.offices_as(Role.CLERK, Role.HEAD):
            raise NotYourDesk(f"{about.office}的清单由{about.office}的人导入。")
        keys = line_entry.requirement_keys(session, drafts, by=by.login)
        overwriting.check_office(session, target.office_id, drafts, keys)
    entered = lists.enter(
        session,
        drafts,
        title=title,
        by=by.login,
        instruments=dict(plan.instruments),
        source_digest=source_digest,
        office_id=target.office_id,
        kind=kind,
    )
    return entered, None


def _name(session: Session, office_id: int | None) -> str:
    return dict(desk_choices.offices(session)).get(office_id or 0, "")
