"""Put an accepted plan into the register, in one transaction prepared outside the lock."""

from collections import defaultdict

from sqlmodel import Session

from catalog.database import Database
from catalog.errors import Conflicting, Incomplete, Refused
from catalog.exchange.planning import Plan, as_line
from catalog.models import ProofList
from catalog.services import lists
from catalog.services.lists import Publication
from catalog.vocabulary import Severity

Place = tuple[str, int | None]


def refusal(plan: Plan, *, accept_doubts: bool) -> Refused | None:
    """Why the plan is not applied, or None."""
    if why := plan.refusal:
        return Incomplete(why)
    doubts = plan.summary["doubts"]
    if doubts and not accept_doubts:
        return Conflicting(f"有{doubts:,}处拿不准。请逐条看过，确认以后再导入（命令行加 --accept-doubts）。")
    return None


def apply(
    database: Database,
    plan: Plan,
    *,
    title: str,
    by: str,
    accept_doubts: bool = False,
    source_digest: str | None = None,
    publication: Publication | None = None,
) -> ProofList:
    """Write the plan: a draft list or, with ``publication``, a published one with its decisions.

    Raises Incomplete (errors, nothing new), Conflicting (doubts not accepted) or what the list service refuses.
    """
    if why := refusal(plan, accept_doubts=accept_doubts):
        raise why
    with database.writing() as session:
        return enter(session, plan, title=title, by=by, source_digest=source_digest, publication=publication)


def enter(
    session: Session,
    plan: Plan,
    *,
    title: str,
    by: str,
    source_digest: str | None = None,
    publication: Publication | None = None,
) -> ProofList:
    """Write an accepted plan in the caller's transaction; of repeated rows the first stands."""
    accepted = _accepted(plan)
    drafts = [
        as_line(planned.row, accepted.get((planned.row.sheet, planned.row.line), ()))
        for planned in plan.rows
        if not planned.repeated
    ]
    return lists.enter(
        session,
        drafts,
        title=title,
        by=by,
        instruments=dict(plan.instruments),
        source_digest=source_digest,
        publication=publication,
    )


def _accepted(plan: Plan) -> dict[Place, tuple[dict[str, str], ...]]:
    """The doubts and notes that were accepted with each line: they stay on record beside it."""
    found: dict[Place, list[dict[str, str]]] = defaultdict(list)
    for problem in plan.problems:
        if problem.severity is not Severity.ERROR:
            found[problem.sheet, problem.line].append({"code": problem.code, "message": problem.message})
    return {place: tuple(some) for place, some in found.items()}
