"""Put an accepted plan into the register, in one transaction prepared outside the lock."""

from collections import defaultdict
from datetime import date

from sqlmodel import Session

from catalog import clock
from catalog.database import Database
from catalog.errors import Conflicting, Incomplete, Refused
from catalog.exchange import errands, planning, problems, undoing
from catalog.exchange.planning import Plan, as_line
from catalog.models import ImportPlan, ProofList
from catalog.services import documents, history, lists, registering
from catalog.services.documents import Kept
from catalog.vocabulary import ListKind, Severity

Place = tuple[str, int | None]
# How often a plan is made anew because others wrote meanwhile.
TRIES = 3


def refusal(plan: Plan, *, accept_doubts: bool) -> Refused | None:
    """Why the plan is not applied, or None."""
    if why := plan.refusal:
        return Incomplete(why)
    doubts = sum(_waits(plan, one) for one in plan.problems)
    if doubts and not accept_doubts:
        return Conflicting(f"有{doubts:,}处拿不准。请逐条看过，确认以后再导入（命令行加 --accept-doubts）。")
    return None


def apply(
    database: Database,
    plan: Plan,
    *,
    title: str,
    by: str,
    on: date,
    accept_doubts: bool = False,
    source: Kept | None = None,
) -> ProofList:
    """Write the plan: a draft list or, with a publication, a published one with its decisions.

    When somebody else wrote since the plan was made, it is made anew outside the lock, so that the same list
    handed in twice at once is entered once. With its file (``source``) an import into a draft can be taken back
    at the desk. Raises Incomplete (errors, nothing new), Conflicting (doubts not
    accepted) or what the list service refuses.
    """
    for tried in range(TRIES):
        _accept(plan, accept_doubts)
        with database.writing() as session:
            is_still = is_current(session, plan)
            if not is_still and tried == TRIES - 1:
                # Where others write without pause the last look is taken while they wait.
                plan, is_still = planning.again(session, plan, on=on), True
                _accept(plan, accept_doubts)
            if is_still:
                return _entered(session, plan, source, title=title, by=by)
        with database.reading() as session:
            plan = planning.again(session, plan, on=on)
    raise AssertionError("the last try enters the list or refuses it")


def _accept(plan: Plan, accept_doubts: bool) -> None:
    if why := refusal(plan, accept_doubts=accept_doubts):
        raise why


def _entered(session: Session, plan: Plan, source: Kept | None, *, title: str, by: str) -> ProofList:
    if source is None:
        return enter(session, plan, title=title, by=by)
    documents.note(session, source)
    entered = enter(session, plan, title=title, by=by, source_digest=source.digest)
    if plan.publication is None:
        _remember(session, source, entered)
    return entered


def _remember(session: Session, source: Kept, entered: ProofList) -> None:
    """Keep what the desk keeps of an import into a draft, so that this one can be taken back there, too."""
    held = ImportPlan(
        digest=source.digest,
        filename=source.name,
        title=entered.title,
        kind=entered.kind,
        created_at=entered.created_at,
    )
    session.add(held)
    session.flush()
    undoing.remember(session, held, entered.id or 0, undoing.Stood(), at=clock.now())


def is_current(session: Session, plan: Plan) -> bool:
    """Whether the register still is the one the plan was compared with; nobody else enters a list meanwhile."""
    registering.alone(session)
    return history.head(session) == plan.place


def enter(
    session: Session,
    plan: Plan,
    *,
    title: str,
    by: str,
    source_digest: str | None = None,
    kind: ListKind = ListKind.CANCELLATION,
) -> ProofList:
    """Write an accepted plan in the caller's transaction; of repeated rows the first stands."""
    accepted = _accepted(plan)
    drafts = [
        as_line(planned.row, accepted.get((planned.row.sheet, planned.row.line), ()))
        for planned in plan.rows
        if not planned.repeated
    ]
    entered = lists.enter(
        session,
        drafts,
        title=title,
        by=by,
        instruments=dict(plan.instruments),
        source_digest=source_digest,
        publication=plan.publication,
        kind=kind,
    )
    errands.enter(session, plan.completions, by=by)
    return entered


def _waits(plan: Plan, one: problems.Problem) -> bool:
    """Whether somebody has to say yes to this first."""
    recorded = plan.publication is not None and one.code in problems.RECORDED
    return one.severity is Severity.DOUBT and not recorded


def _accepted(plan: Plan) -> dict[Place, tuple[dict[str, str], ...]]:
    """The doubts and notes that were accepted with each line: they stay on record beside it."""
    found: dict[Place, list[dict[str, str]]] = defaultdict(list)
    for problem in plan.problems:
        if problem.severity is not Severity.ERROR:
            found[problem.sheet, problem.line].append({"code": problem.code, "message": problem.message})
    return {place: tuple(some) for place, some in found.items()}
