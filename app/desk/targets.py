"""Where an import goes: a new draft of one's own office or of the city, or over a draft that is there."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.pages.parts import Choice
from app.wording import count
from catalog import clock
from catalog.errors import Incomplete, NotYourDesk
from catalog.exchange import others_lines, overwriting
from catalog.exchange.planning import Plan
from catalog.models import ProofList
from catalog.rules import permissions
from catalog.rules.line_changes import Comparison
from catalog.rules.permissions import Case, Official
from catalog.services import desk_choices, leave, lists, people
from catalog.vocabulary import Act, ListKind, Role

NEW, OVER = "new", "over"
# Whoever begins lists of the whole city, which hold the lines of every office.
FOR_THE_CITY = frozenset({Role.CONSULTATION, Role.REVIEWER, Role.PUBLISHER})


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
    city = [None] if by.roles & FOR_THE_CITY else []
    found = [(f"{NEW}-{one}", f"{names[one]}的新清单") for one in own if one]
    found += [(f"{NEW}-", "全市的新清单")] if city else []
    found += [(f"{OVER}-{one.id}", f"覆盖“{one.title}”") for one in desk_choices.drafts_of(session, [*own, *city])]
    chosen = chosen or (found[0][0] if found else "")
    return tuple(Choice(value, label, value == chosen) for value, label in found)


def closed(session: Session, plan: Plan, targets: Sequence[Choice], by: Official) -> tuple[tuple[str, ...], set[str]]:
    """The choices that the file's lines rule out, and a sentence for each office whose list they would be."""
    places, said, shut = others_lines.of_plan(plan), [], set()
    owners = _owners(session, [one.value for one in targets])
    for office_id in dict.fromkeys(owners.values()):
        if office_id is None or not (others := others_lines.found(session, office_id, places)):
            continue
        shut |= {value for value, owner in owners.items() if owner == office_id}
        said.append(others_lines.told(session, office_id, others) + _way_out(session, by))
    return tuple(said), shut


def _owners(session: Session, values: Sequence[str]) -> dict[str, int | None]:
    """Whose list each choice makes; None: the whole city's."""
    targets = {value: Target.read(value) for value in values}
    over = [one.list_id for one in targets.values() if one.list_id is not None]
    query = select(ProofList.id, ProofList.office_id).where(col(ProofList.id).in_(over))
    of_lists = dict(session.exec(query).all())
    return {value: of_lists.get(one.list_id) if one.list_id else one.office_id for value, one in targets.items()}


def _way_out(session: Session, by: Official) -> str:
    if by.roles & FOR_THE_CITY:
        return "请在文件里删去这些再传，或者写成“全市的新清单”。"
    able = [one for one in people.officials(session, on=clock.today()) if one.roles & FOR_THE_CITY]
    who = permissions.named(able) if able else "司法局"
    return f"请在文件里删去这些再传，或者请{who}作为全市的清单导入。"


def foretold(session: Session, plan: Plan, chosen: str) -> tuple[str, ...]:
    """What the draft that is chosen would gain and lose, before it does; nothing to say of a new list."""
    listing = session.get(ProofList, number) if chosen and (number := Target.read(chosen).list_id) else None
    if listing is None or plan.summary["errors"]:
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
        others_lines.check(session, target.office_id, drafts)
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
